import { InputError } from "../core/input-error.ts";
import type { Levels } from "../table/read-column.ts";
import { keepUsed } from "./keep-used.ts";

/** How often every level of one column meets every level of another. */
export interface PairCounts {
  /** The levels of the first column, in order, that some counted row has. */
  readonly rows: string[];
  /** The same of the second. */
  readonly columns: string[];
  /** Row-major. */
  readonly counts: Float64Array;
  /** The rows in which either is missing. */
  readonly missing: number;
}

const mostCells = 1_000_000;

/** Counts the rows that have both levels. In O(n). */
export function countPairs(where: string, names: readonly [string, string], a: Levels, b: Levels): PairCounts {
  const n = a.codes.length;
  const [ofRow, ofColumn] = [new Int32Array(a.levels.length).fill(-1), new Int32Array(b.levels.length).fill(-1)];
  let missing = 0;
  for (let i = 0; i < n; i++) {
    if (a.codes[i] >= 0 && b.codes[i] >= 0) ofRow[a.codes[i]] = ofColumn[b.codes[i]] = 0;
    else missing++;
  }
  if (missing === n) {
    const rule = `columns \`${names[0]}\` and \`${names[1]}\` must have a row in which neither is missing`;
    throw new InputError("no-rows", where, rule, `none of ${n}`, { column: names[0] });
  }
  const [rows, columns] = [keepUsed(a.levels, ofRow), keepUsed(b.levels, ofColumn)];
  checkCells(where, names, rows.length, columns.length);
  const counts = new Float64Array(rows.length * columns.length);
  for (let i = 0; i < n; i++) {
    if (a.codes[i] >= 0 && b.codes[i] >= 0) counts[ofRow[a.codes[i]] * columns.length + ofColumn[b.codes[i]]]++;
  }
  return { rows, columns, counts, missing };
}

function checkCells(where: string, names: readonly [string, string], rows: number, columns: number): void {
  if (rows * columns <= mostCells) return;
  const column = rows > columns ? names[0] : names[1];
  const rule = `columns \`${names[0]}\` and \`${names[1]}\` must have at most ${mostCells} pairs of levels; pool the levels of \`${column}\``;
  throw new InputError("too-many-levels", where, rule, `${rows} x ${columns}`, { column });
}
