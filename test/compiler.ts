import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Writes a tsconfig.json into a folder and returns what the project's own compiler says of it, or an empty text. */
export function compilerSays(folder: string, config: object): string {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = resolve(import.meta.dirname, "../node_modules/typescript/bin/tsc");
  try {
    return execFileSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
