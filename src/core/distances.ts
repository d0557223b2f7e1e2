import { checkKeys, checkOneOf } from "./check.ts";
import { InputError } from "./input-error.ts";
import { checkMatrix, leastScale, type Matrix } from "./matrix.ts";

/** Where the pair (i, j), `i < j < n`, stands in a condensed vector: the upper triangle row by row, as in SciPy. */
export function condensedIndex(n: number, i: number, j: number): number {
  return n * i - (i * (i + 1)) / 2 + (j - i - 1);
}

/** The length of a condensed vector of `n` rows. */
export function condensedLength(n: number): number {
  return (n * (n - 1)) / 2;
}

/** The number of rows of a condensed vector of this length, or undefined where no number has such a triangle. */
export function condensedRows(length: number): number | undefined {
  const n = Math.round((1 + Math.sqrt(1 + 8 * length)) / 2);
  return condensedLength(n) === length ? n : undefined;
}

/** The squared Euclidean distance of the `d` numbers of `a` from offset `i` and those of `b` from offset `j`. */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (const end = i + d; i < end; i++, j++) {
    const difference = a[i] - b[j];
    sum += difference * difference;
  }
  return sum;
}

/** The Manhattan distance; arguments as in {@link squaredDistance}. */
function manhattanDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (const end = i + d; i < end; i++, j++) sum += Math.abs(a[i] - b[j]);
  return sum;
}

/** One less the cosine of the angle; arguments as in {@link squaredDistance}. Neither vector may be all zeros. */
function cosineDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (const end = i + d; i < end; i++, j++) {
    product += a[i] * b[j];
    squareA += a[i] * a[i];
    squareB += b[j] * b[j];
  }
  const cosine = product / (Math.sqrt(squareA) * Math.sqrt(squareB));
  return 1 - Math.min(1, Math.max(-1, cosine));
}

/** How far two rows are apart. */
export type Metric = "euclidean" | "sqeuclidean" | "manhattan" | "cosine";

/** Options for {@link pairwiseDistances}. */
export interface PairwiseOptions {
  /**
   * `"sqeuclidean"` is the square of `"euclidean"`; `"cosine"` is one less the cosine of the angle and needs rows that are not all zeros.
   * @defaultValue "euclidean"
   */
  readonly metric?: Metric | undefined;
}

const metrics: readonly Metric[] = ["euclidean", "sqeuclidean", "manhattan", "cosine"];

/**
 * The distance of every two rows as a condensed vector of n(n - 1)/2 numbers, in the order of SciPy's `pdist`:
 * (0, 1), (0, 2), …, (1, 2), … In O(n² d).
 *
 * @throws {@link InputError} on numbers that are not finite, an unknown metric, a row of zeros under `"cosine"`, or more pairs
 * than an array holds.
 * @group Building blocks
 * @example
 * ```ts
 * import { matrix, pairwiseDistances } from "audience-segmentation";
 *
 * const x = matrix([[0, 0], [3, 4], [0, 8]]);
 * console.log(pairwiseDistances(x)); // of rows 0 and 1, 0 and 2, 1 and 2
 * // Float64Array(3) [ 5, 8, 5 ]
 * ```
 */
export function pairwiseDistances(x: Matrix, options: PairwiseOptions = {}): Float64Array {
  const where = "pairwiseDistances";
  checkKeys(where, "the options", options, ["metric"]);
  const { metric = "euclidean" } = options;
  checkOneOf(where, "metric", metric, metrics);
  checkMatrix(where, x, 0);
  if (metric === "cosine") checkNoZeroRow(where, x);
  const out = allocateCondensed(where, x.rows);
  if (metric === "manhattan") condensedInto(x, manhattanDistance, out);
  else if (metric === "cosine") condensedInto(x, cosineDistance, out);
  else squaresInto(x, out);
  if (metric === "euclidean") for (let p = 0; p < out.length; p++) out[p] = Math.sqrt(out[p]);
  return out;
}

/**
 * Fills `out` with the squared distance of every two rows, condensed. A row is compared with four at a time: no sum waits for another, and
 * each is that of {@link squaredDistance}, term by term.
 */
export function squaresInto(
  { data, rows, cols }: Matrix,
  out: Float64Array, // out
): void {
  let pair = 0;
  for (let i = 0, a = 0; i < rows; i++, a += cols) {
    let b = a + cols;
    for (; b + 3 * cols < data.length; b += 4 * cols) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      for (let j = 0, m = b; j < cols; j++, m++) {
        const x = data[a + j];
        const d0 = x - data[m], d1 = x - data[m + cols], d2 = x - data[m + 2 * cols], d3 = x - data[m + 3 * cols];
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
      out[pair++] = s0;
      out[pair++] = s1;
      out[pair++] = s2;
      out[pair++] = s3;
    }
    for (; b < data.length; b += cols) out[pair++] = squaredDistance(data, a, data, b, cols);
  }
}

/** Fills `out` with `distance` of every two rows, condensed. */
function condensedInto(
  { data, rows, cols }: Matrix,
  distance: typeof squaredDistance,
  out: Float64Array, // out
): void {
  let pair = 0;
  for (let i = 0, a = 0; i < rows; i++, a += cols) {
    for (let b = a + cols; b < data.length; b += cols) out[pair++] = distance(data, a, data, b, cols);
  }
}

/** A condensed vector for `n` rows, or an error that says how many bytes were needed, and what does without. */
export function allocateCondensed(where: string, n: number, instead = ""): Float64Array {
  try {
    return new Float64Array(condensedLength(n));
  } catch {
    const gigabytes = ((8 * condensedLength(n)) / 1e9).toFixed(0);
    throw new InputError(
      "too-large",
      where,
      `the distances of ${n} rows must fit in one array of numbers${instead}`,
      `a need of ${gigabytes} GB (${8 * condensedLength(n)} bytes)`,
    );
  }
}

function checkNoZeroRow(where: string, { data, rows, cols }: Matrix): void {
  for (let row = 0; row < rows; row++) {
    const largest = data.subarray(row * cols, (row + 1) * cols).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest >= leastScale) continue;
    const rule = `must hold a number of at least ${leastScale} in magnitude under the metric "cosine", which compares directions`;
    throw new InputError("zero-row", where, rule, `${largest} at most`, { row }, "");
  }
}
