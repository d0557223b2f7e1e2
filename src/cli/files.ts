import { randomUUID } from "node:crypto";
import { closeSync, createReadStream, openSync, type ReadStream, renameSync, rmSync } from "node:fs";
import { access, constants, open, readFile, readlink, realpath, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { OnProgress } from "../core/progress.ts";
import { readCsv } from "../csv/read-csv.ts";
import type { CsvColumns } from "../csv/reader.ts";
import type { ReadSettings } from "./options.ts";
import { ended, UsageError } from "./read-values.ts";

/** What the input is called in sentences. */
export function sourceName(file: string | undefined): string {
  return file ?? "standard input";
}

/** The name of a source without the folders that it lies in. */
export function shortName(source: string): string {
  return basename(source);
}

/** Reads a CSV from a file, which gzip may have packed, or from standard input. */
export async function readTable(file: string | undefined, settings: ReadSettings, onProgress: OnProgress): Promise<CsvColumns> {
  try {
    if (file === undefined) return await readCsv(process.stdin, { ...settings, onProgress });
    const size = (await stat(file)).size;
    const raw = createReadStream(file);
    // how much of the file is read, not how much came out of it
    const report: OnProgress = ({ stage }) => onProgress({ stage, done: Math.min(raw.bytesRead, size), total: size });
    return await readCsv(isPacked(file) ? unpacked(raw) : raw, { ...settings, onProgress: report });
  } catch (error) {
    throw asFileError(error, sourceName(file), "read");
  }
}

/** How large a file is that does not fit: 500 MB, or 100 MB where gzip packed it. */
const large = 500_000_000, largePacked = 100_000_000;

/** Whether a file is so large that it is read in pieces unasked. */
export async function isLarge(file: string): Promise<boolean> {
  const target = await stat(file).catch(() => undefined); // a file that is not there is told later
  return target?.isFile() === true && target.size > (isPacked(file) ? largePacked : large);
}

/** A file that is read more than once. */
interface AgainAndAgain {
  /** Gives it from its beginning. */
  readonly source: () => AsyncIterable<Uint8Array>;
  /** The bytes that come of it, as far as that is known beforehand. */
  readonly size: number | undefined;
}

/** Looks whether a file can be read more than once. */
export async function openAgain(file: string): Promise<AgainAndAgain> {
  const source: AgainAndAgain["source"] = () => (isPacked(file) ? unpacked(createReadStream(file)) : createReadStream(file));
  try {
    const target = await stat(file);
    if (!target.isFile() && !target.isDirectory()) throw new FileError(file, "it is no plain file, such as can be read more than once");
    return { source, size: isPacked(file) ? undefined : target.size };
  } catch (error) {
    throw asFileError(error, file, "read");
  }
}

function isPacked(file: string): boolean {
  return /\.gz$/i.test(file);
}

/** What gzip packed; a fault of either stream is thrown to who reads. */
function unpacked(raw: ReadStream): AsyncIterable<Uint8Array> {
  return pipeline(raw, createGunzip(), () => {});
}

/** Reads a small file of text. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw asFileError(error, path, "read");
  }
}

/** A file that the command reads or writes, and what it was named by. */
export interface NamedFile {
  readonly option: string;
  readonly path: string;
}

/**
 * Looks, before the work, whether the outputs can be written.
 *
 * @throws {@link UsageError} where two are one file, or one is an input; {@link FileError} on a folder, what is no plain file, or
 * a folder that is not there or may not be written.
 */
export async function checkOutputs(outputs: readonly NamedFile[], inputs: readonly NamedFile[]): Promise<void> {
  const seen = new Map<string, string>();
  for (const { option, path } of inputs) {
    for (const identity of await identitiesOf(path).catch(() => [])) seen.set(identity, option); // an input that is not there is told later
  }
  for (const { option, path } of outputs) {
    try {
      await checkTarget(path);
      for (const identity of await identitiesOf(path)) {
        const other = seen.get(identity);
        if (other !== undefined && other !== option) throw new UsageError(`${option} would overwrite what ${other} names: ${path}.`);
        seen.set(identity, option);
      }
    } catch (error) {
      throw asFileError(error, path, "write");
    }
  }
}

async function checkTarget(path: string): Promise<void> {
  await access(dirname(await placeOf(path)), constants.W_OK);
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory() === true) throw new FileError(path, "it is a folder");
  if (target?.isFile() === false) throw new FileError(path, "it is no plain file, such as can be replaced");
}

const mostLinks = 40; // more lead round in a circle

/** Where a path leads, link by link; the file need not be there, its folder must. */
async function placeOf(path: string, links = mostLinks): Promise<string> {
  if (links === 0) await stat(path); // says so
  const folder = await realpath(dirname(path));
  const target = await readlink(path).catch(() => undefined);
  return target === undefined ? join(folder, basename(path)) : placeOf(resolve(folder, target), links - 1);
}

/** What tells whether two paths lead to one file, which need not be there. */
async function identitiesOf(path: string): Promise<string[]> {
  const target = await stat(path).catch(() => undefined);
  const place = await placeOf(path);
  return target === undefined ? [place] : [place, `${target.dev}:${target.ino}`];
}

/** A file to write. */
export interface TextFile {
  readonly path: string;
  /** Whole, or piece by piece. */
  readonly text: string | AsyncIterable<string>;
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
      const place = await placeOf(path); // a link stays one
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

async function writeNew(path: string, text: TextFile["text"], mode = 0o666): Promise<void> {
  closeSync(openSync(path, "wx", mode)); // at once, so that a signal finds it
  const handle = await open(path, "r+");
  try {
    await writeFile(handle, text);
    await handle.sync(); // some disks say only now that they are full
  } finally {
    await handle.close();
  }
}

/** Thrown where a file cannot be read or written: its name, and the problem in words. */
export class FileError extends Error {
  /** Always `"FileError"`. */
  override readonly name = "FileError";
  /** The system's name of the problem, such as `"ENOENT"`. */
  readonly code: string;

  /** Builds the error whose message is `path: problem.`, or a question where that suggests something. */
  constructor(path: string, problem: string, code = "") {
    super(ended(`${path}: ${problem}`));
    this.code = code;
  }
}

const reading: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  Z_DATA_ERROR: "it is not what gzip made, or it is damaged",
  Z_BUF_ERROR: "it ends before the data that gzip packed does",
};

const writing: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
  EISDIR: "it is a folder",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "it may not be written",
  ENOSPC: "the disk is full",
  EDQUOT: "there is no room left for you on the disk",
  EFBIG: "it is too large for the disk",
  ENAMETOOLONG: "its name is too long",
};

/** An error of the system as a {@link FileError}; any other as it is. */
export function asFileError(error: unknown, path: string, doing: "read" | "write"): unknown {
  const { code, syscall, errno } = (typeof error === "object" && error !== null ? error : {}) as { readonly [name: string]: unknown };
  if (typeof code !== "string" || (syscall === undefined && errno === undefined)) return error;
  const problem = (doing === "read" ? reading : writing)[code] ?? `it cannot be ${doing === "read" ? "read" : "written"} (${code})`;
  return new FileError(path, problem, code);
}
