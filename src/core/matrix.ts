import { checkInteger, isArrayLike, isFloat64Array } from "./check.ts";
import { InputError, show } from "./input-error.ts";

// Distances are sums of squares, times weights. Within these bounds nothing overflows, and what underflows is below one part
// in 1e50 of the largest number; beyond them a tree or a partition would be wrong without a word.

/** No number may be larger in magnitude. */
export const largestMagnitude = 1e100;

/** Numbers must not all be smaller in magnitude, unless they are all 0. */
export const leastScale = 1e-100;

/** What a number that is too large breaks, in words. */
export const magnitudeRule = "must be at most 1e+100 in magnitude";

/** Checks that the largest magnitude among the numbers of `name` is 0 or not too small to be squared. */
export function checkScale(where: string, name: string, largest: number): void {
  if (largest === 0 || largest >= leastScale) return;
  const rule = `\`${name}\` must hold a number of at least ${leastScale} in magnitude, or zeros only`;
  throw new InputError("out-of-range", where, `${rule}; multiply all by a constant`, `${largest} at most`);
}

/** A table of numbers: `rows` observations of `cols` variables, row after row in one flat array. */
export interface Matrix {
  /** `rows * cols` numbers, row-major: entry (i, j) is `data[i * cols + j]`. */
  readonly data: Float64Array;
  /** The number of observations. */
  readonly rows: number;
  /** The number of variables. */
  readonly cols: number;
}

/**
 * Makes a {@link Matrix} of rows of numbers; every row must be as long as the first.
 *
 * @throws {@link InputError} when there are no rows, one of another length, or an entry that is not a number (NaN is one).
 * @group Building blocks
 * @example
 * ```ts
 * import { matrix } from "audience-segmentation";
 *
 * const { rows, cols, data } = matrix([[900, 2], [120, 9], [30, 1]]);
 * console.log(rows, cols, data.join(" "));
 * // 3 2 900 2 120 9 30 1
 * ```
 */
export function matrix(rows: readonly ArrayLike<number>[]): Matrix;
/**
 * Makes a {@link Matrix} of flat, row-major numbers. A Float64Array is wrapped, not copied.
 *
 * @throws {@link InputError} when `data` does not hold `rows * cols` numbers and nothing else.
 */
export function matrix(data: ArrayLike<number>, rows: number, cols: number): Matrix;
export function matrix(data: readonly ArrayLike<number>[] | ArrayLike<number>, rows?: number, cols?: number): Matrix {
  if (!isArrayLike(data)) throw new InputError("not-an-array", "matrix", `\`data\` must be an array of rows or of numbers`, show(data));
  if (rows === undefined && cols === undefined) return fromRows(data as readonly ArrayLike<number>[]);
  checkInteger("matrix", "rows", rows, 1);
  checkInteger("matrix", "cols", cols, 1);
  const length = rows! * cols!;
  if (data.length !== length) {
    throw new InputError("wrong-length", "matrix", `\`data\` must hold rows x cols = ${length} numbers`, data.length);
  }
  if (isFloat64Array(data)) return { data, rows: rows!, cols: cols! };
  const copy = allocate(length);
  for (let i = 0, at = 0; i < rows!; i++) {
    for (let j = 0; j < cols!; j++, at++) copy[at] = numberAt(data[at], i, j);
  }
  return { data: copy, rows: rows!, cols: cols! };
}

function allocate(length: number): Float64Array {
  try {
    return new Float64Array(length);
  } catch {
    throw new InputError("too-large", "matrix", "the numbers must fit in one array", `a need of ${(8 * length) / 1e9} GB`);
  }
}

function fromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const cols = isArrayLike(rows[0]) ? rows[0].length : 0;
  if (cols === 0) throw new InputError("no-rows", "matrix", "the first of the rows must be an array of numbers", show(rows[0]));
  const data = allocate(rows.length * cols);
  for (let i = 0; i < rows.length; i++) {
    const row: unknown = rows[i];
    const length = isArrayLike(row) ? row.length : 0;
    if (length !== cols) {
      throw new InputError("ragged-rows", "matrix", `must hold ${cols} numbers, as row 0 does`, length, { row: i }, "");
    }
    for (let j = 0; j < cols; j++) data[i * cols + j] = numberAt((row as ArrayLike<unknown>)[j], i, j);
  }
  return { data, rows: rows.length, cols };
}

/** Lets no `null` become a 0 and no text a number. */
function numberAt(value: unknown, row: number, column: number): number {
  if (typeof value === "number") return value;
  throw new InputError("not-a-number", "matrix", "must be a number", show(value), { row, column }, "");
}

/** Whether `value` has the shape of a {@link Matrix}. */
export function isMatrix(value: unknown): value is Matrix {
  if (typeof value !== "object" || value === null) return false;
  const { data, rows, cols } = value as Partial<Matrix>;
  return isFloat64Array(data) && typeof rows === "number" && typeof cols === "number";
}

/**
 * Checks that `x` is a matrix of finite numbers with at least `minRows` rows, and returns it. Numbers so large or so small that
 * their squares would leave the range of a double are errors too: see magnitude.ts.
 */
export function checkMatrix(where: string, x: unknown, minRows = 1, name = "x"): Matrix {
  if (!isMatrix(x)) throw new InputError("not-a-matrix", where, `\`${name}\` must be a Matrix, as matrix() makes`, show(x));
  const { data, rows, cols } = x;
  checkInteger(where, `${name}.cols`, cols, 1);
  checkInteger(where, `${name}.rows`, rows, 0);
  if (data.length !== rows * cols) {
    throw new InputError("wrong-length", where, `\`${name}.data\` must hold rows x cols = ${rows * cols} numbers`, data.length);
  }
  if (rows < minRows)
    throw new InputError("no-rows", where, `\`${name}\` must have at least ${minRows} row${minRows === 1 ? "" : "s"}`, rows);
  let largest = 0;
  for (let at = 0; at < data.length; at++) {
    while (at + 4 < data.length && isBelow(data, at, largest)) at += 4;
    const magnitude = Math.abs(data[at]);
    if (magnitude <= largest) continue;
    if (!(magnitude <= largestMagnitude)) throw badEntry(where, x, at, name);
    largest = magnitude;
  }
  checkScale(where, name, largest);
  return x;
}

/** Whether four numbers from `at` on are at most so large in magnitude. */
function isBelow(data: Float64Array, at: number, most: number): boolean {
  return Math.abs(data[at]) <= most && Math.abs(data[at + 1]) <= most && Math.abs(data[at + 2]) <= most && Math.abs(data[at + 3]) <= most;
}

function badEntry(where: string, { data, cols }: Matrix, at: number, name: string): InputError {
  const place = { row: Math.floor(at / cols), column: at % cols };
  const argument = name === "x" ? "" : `\`${name}\``;
  if (!Number.isFinite(data[at])) return new InputError("not-finite", where, "must be a finite number", data[at], place, argument);
  return new InputError("out-of-range", where, magnitudeRule, data[at], place, argument);
}
