import { randomUUID } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { asFileError } from "./file-error.ts";

/** A file to write. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const signals = Object.keys(exitCodes) as (keyof typeof exitCodes)[];

/**
 * Writes files, all or none: each under another name in its folder first, and when all are whole they take their places. A signal
 * to stop, or a fault such as a full disk, leaves nothing behind.
 */
export async function writeFiles(files: readonly TextFile[]): Promise<void> {
  const temporary: string[] = [];
  const clear = (): void => temporary.forEach((path) => rmSync(path, { force: true }));
  const stop = (signal: keyof typeof exitCodes): void => {
    clear();
    process.exit(exitCodes[signal]);
  };
  signals.forEach((signal) => process.on(signal, stop));
  let path = "";
  try {
    const places: string[] = [];
    for (const file of files) {
      path = file.path;
      const place = await realpath(path).catch(() => path); // a link stays one
      places.push(place);
      const name = join(dirname(place), `.${randomUUID()}.tmp`);
      temporary.push(name);
      await writeNew(name, file.text, (await stat(place).catch(() => undefined))?.mode);
    }
    // without a pause: a signal comes before or after
    for (const [at, { path: asked }] of files.entries()) {
      path = asked;
      renameSync(temporary[at], places[at]);
    }
  } catch (error) {
    clear();
    throw asFileError(error, path, "write");
  } finally {
    signals.forEach((signal) => process.off(signal, stop));
  }
}

async function writeNew(path: string, text: string, mode = 0o666): Promise<void> {
  closeSync(openSync(path, "wx", mode)); // at once, so that a signal finds it
  const handle = await open(path, "r+");
  try {
    await handle.writeFile(text);
    await handle.sync(); // some disks say only now that they are full
  } finally {
    await handle.close();
  }
}
