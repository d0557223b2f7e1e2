import { InputError, list } from "../core/input-error.ts";
import { argsort, pick } from "../core/numbers.ts";
import { type Levels, numberOf, readLevels, readNumbers } from "../table/cell.ts";
import { columnOf, type Frame } from "../table/table.ts";

const mostLevels = 50;
const leastRows = 5; // a level, on average

/** Checks that a column of numbers is not a quantity: a hundred groups of a row or two each show nothing. */
export function checkCategory(where: string, column: string, { levels, codes }: Levels): void {
  if (levels.length <= mostLevels || levels.length * leastRows <= codes.length || levels.some((level) => Number.isNaN(numberOf(level))))
    return;
  const rule = `column ${list([column])} must be a category; put a category first and this number second, or cut its numbers into a few ranges`;
  throw new InputError("too-many-categories", where, rule, `${levels.length} different numbers in ${codes.length} rows`, { column });
}

/** Checks that no two levels are called the same. */
export function checkDistinctColumns(where: string, column: string, labels: readonly string[]): void {
  const twice = labels.find((label, at) => labels.indexOf(label) < at);
  if (twice === undefined) return;
  throw new InputError(
    "duplicate-label",
    where,
    "`labels` must give every level a name of its own",
    `"${twice}" twice`,
    { column },
    "",
  );
}

/** The levels whose entry in `place` is not negative; it becomes their place among these. */
export function keepUsed(levels: readonly string[], place: Int32Array): string[] {
  const kept: string[] = [];
  for (let code = 0; code < levels.length; code++) {
    if (place[code] < 0) continue;
    place[code] = kept.length;
    kept.push(levels[code]);
  }
  return kept;
}

/** The numbers of one column in ascending order, each with its level of another: equal numbers by level, whatever the order of the rows. */
interface GroupedValues {
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
  const read = readLevels(where, of, columnOf(where, frame, of, "`of`"));
  checkCategory(where, of, read);
  const { levels, codes } = read;
  const numbers = readNumbers(where, on, columnOf(where, frame, on, "`on`"));
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
    const rule = `columns ${list([of])} and ${list([on])} must have a row in which neither is missing`;
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
