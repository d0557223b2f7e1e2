// The reference figures beside the project: absent from a copy of the repository alone, and the tests that need them are then skipped.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Matrix } from "../src/core/matrix.ts";
import { standardize } from "../src/core/standardize.ts";

const folder = new URL("../../shared/reference/", import.meta.url);

/** Whether the reference figures are there. */
export const haveReferences: boolean = existsSync(folder);

/** A title for tests against them, which says why they are skipped when they are. */
export const titleWith = (title: string): string => (haveReferences ? title : `${title} (skipped: ../shared/reference is missing)`);

/** A file of little-endian doubles, gzipped. */
export function readFloats(name: string): Float64Array {
  const { buffer, byteOffset, byteLength } = gunzipSync(readFileSync(new URL(name, folder)));
  return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** A file of figures. */
export function readFigures<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as T;
}

/** A table of the references as it was measured. */
export function readRaw(name: string): Matrix {
  const { rows, cols } = readFigures<{ rows: number; cols: number }>(`${name}.json`);
  return { data: readFloats(`${name}.f64.gz`), rows, cols };
}

/** A table of the references, standardised. */
export function readStandardized(name: string): Matrix {
  return standardize(readRaw(name)).matrix;
}
