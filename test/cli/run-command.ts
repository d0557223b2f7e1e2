import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const nobody = 65534;

/** The built command. */
export const command: string = resolve("dist/cli.js");

/** A folder to run the command in, with the bundled customers in it. */
export interface Workshop {
  readonly folder: string;
  readonly path: (name: string) => string;
  /** Runs the command to its end. */
  readonly run: (words: readonly string[], input?: string | Buffer) => SpawnSyncReturns<string>;
  /** Runs it as one who may not read and write everything, which root may. */
  readonly runAsNobody: (words: readonly string[]) => SpawnSyncReturns<string>;
  /** Runs a line of the shell, in which `audience-segmentation` is the command. */
  readonly shell: (line: string) => SpawnSyncReturns<string>;
  readonly files: () => string[];
  readonly remove: () => void;
}

/** Makes a folder to run the command in. */
export function makeWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "command-"));
  copyFileSync("examples/customers.csv", join(folder, "customers.csv"));
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  return {
    folder,
    path: (name) => join(folder, name),
    run: (words, input = "") => spawnSync(process.execPath, [command, ...words], { ...options, input }),
    runAsNobody: (words) => {
      chmodSync(folder, 0o755);
      return spawnSync(process.execPath, [command, ...words], { ...options, ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}) });
    },
    shell: (line) => spawnSync("bash", ["-c", `audience-segmentation() { '${process.execPath}' '${command}' "$@"; }\n${line}`], options),
    files: () => readdirSync(folder).sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a program of Node until `isTime` says so, then sends it a signal; gives how it ended. */
export function interrupted(words: readonly string[], cwd: string, signal: NodeJS.Signals, isTime: () => boolean): Promise<{ code: number | null; signal: string | null; wasTime: boolean }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, words, { cwd, stdio: "ignore" });
    let wasTime = false;
    const timer = setInterval(() => {
      if (!isTime()) return;
      wasTime = true;
      clearInterval(timer);
      child.kill(signal);
    }, 2);
    child.on("exit", (code, ended) => {
      clearInterval(timer);
      done({ code, signal: ended, wasTime });
    });
  });
}
