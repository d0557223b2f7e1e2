import { createReadStream, type ReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { OnProgress } from "../core/progress.ts";
import type { CsvColumns } from "../csv/csv-reader.ts";
import { readCsv } from "../csv/read-csv.ts";
import type { ReadSettings } from "./command.ts";
import { asFileError } from "./file-error.ts";

/** What the input is called in sentences. */
export function sourceName(file: string | undefined): string {
  return file ?? "standard input";
}

/** Reads a CSV from a file, which gzip may have packed, or from standard input. */
export async function readTable(file: string | undefined, settings: ReadSettings, onProgress: OnProgress): Promise<CsvColumns> {
  try {
    if (file === undefined) return await readCsv(process.stdin, { ...settings, onProgress });
    const size = (await stat(file)).size;
    const raw = createReadStream(file);
    // how much of the file is read, not how much came out of it
    const report: OnProgress = ({ stage }) => onProgress({ stage, done: Math.min(raw.bytesRead, size), total: size });
    return await readCsv(/\.gz$/i.test(file) ? unpacked(raw) : raw, { ...settings, onProgress: report });
  } catch (error) {
    throw asFileError(error, sourceName(file), "read");
  }
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
