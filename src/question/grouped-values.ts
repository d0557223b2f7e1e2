import { InputError } from "../core/input-error.ts";
import { argsort } from "../core/sort.ts";
import { columnOf, type Frame } from "../table/frame.ts";
import { readLevels, readNumbers } from "../table/read-column.ts";
import { checkCategory } from "./check-category.ts";
import { keepUsed } from "./keep-used.ts";

/** The numbers of one column in ascending order, each with its level of another: equal numbers by level, whatever the order of the rows. */
export interface GroupedValues {
  /** The levels that some counted row has, in order. */
  readonly levels: string[];
  readonly values: Float64Array;
  /** The level of each value. */
  readonly codes: Int32Array;
  /** The rows left out because a cell is missing. */
  readonly missing: number;
  /** The cells filled. */
  readonly filled: number;
}

/** Reads both columns; a missing number becomes `fill`, if there is one, and any other missing cell leaves its row out. In O(n). */
export function groupValues(where: string, frame: Frame, of: string, on: string, fill: number | undefined): GroupedValues {
  const read = readLevels(where, of, columnOf(where, frame, of));
  checkCategory(where, of, read);
  const { levels, codes } = read;
  const numbers = readNumbers(where, on, columnOf(where, frame, on));
  const kept = new Int32Array(frame.rows);
  const used = new Int32Array(levels.length).fill(-1);
  let count = 0;
  let filled = 0;
  for (let i = 0; i < frame.rows; i++) {
    const isGap = Number.isNaN(numbers[i]);
    if (codes[i] < 0 || (isGap && fill === undefined)) continue;
    if (isGap) {
      numbers[i] = fill!;
      filled++;
    }
    used[codes[i]] = 0;
    kept[count++] = i;
  }
  if (count === 0) {
    const rule = `columns \`${of}\` and \`${on}\` must have a row in which neither is missing`;
    throw new InputError("no-rows", where, rule, `none of ${frame.rows}`, { column: on });
  }
  const names = keepUsed(levels, used);
  const rows = sortedRows(kept.subarray(0, count), codes, numbers);
  return { levels: names, values: pick(numbers, rows), codes: rows.map((i) => used[codes[i]]), missing: frame.rows - count, filled };
}

/** The rows by number, and among equal numbers by level. */
function sortedRows(rows: Int32Array, codes: Int32Array, numbers: Float64Array): Int32Array {
  const byLevel = argsort(Float64Array.from(rows, (i) => codes[i])).map((at) => rows[at]);
  return argsort(pick(numbers, byLevel)).map((at) => byLevel[at]);
}

function pick(numbers: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < picked.length; at++) picked[at] = numbers[rows[at]];
  return picked;
}
