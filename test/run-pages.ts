import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { compilerSays } from "./compiler.ts";
import { moduleOf } from "./markdown-blocks.ts";

const root = resolve(import.meta.dirname, "..");
const fileName = (name: string): string => name.replace(/\W+/g, "-");

/** A temporary folder in which `audience-segmentation` is the built project. */
export function makeWorkshop(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "audience-segmentation"), "junction");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a page's code from the project's root and returns what it printed. */
export function runPage(page: string, folder: string, name: string, apart = false): string {
  const options = { loader: "ts", format: "esm", target: "es2022", sourcemap: "inline", sourcefile: name } as const;
  const { code } = transformSync(moduleOf(page, apart), options);
  const file = join(folder, `${fileName(name)}.mjs`);
  writeFileSync(file, code);
  return execFileSync(process.execPath, ["--enable-source-maps", file], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** A page, by its path from the project's root. */
export interface Page {
  readonly name: string;
  readonly text: string;
  /** Whether its blocks have nothing to do with each other. */
  readonly apart?: boolean;
}

/** Type-checks the code of pages in one run of the compiler, by the project's rules; returns what it says, or an empty text. */
export function typeCheck(pages: readonly Page[], folder: string): string {
  if (pages.length === 0) return "";
  for (const { name, text, apart } of pages) writeFileSync(join(folder, `${fileName(name)}.ts`), moduleOf(text, apart));
  const loose = { declaration: false, isolatedDeclarations: false, noUnusedLocals: false, noUnusedParameters: false };
  const compilerOptions = { ...loose, typeRoots: [join(root, "node_modules/@types")] };
  return compilerSays(folder, { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] });
}
