import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { leastScale } from "../core/magnitude.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { condensedLength } from "./condensed.ts";
import { cosineDistance, manhattanDistance, squaredDistance } from "./metrics.ts";

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
 * @throws {@link InputError} on numbers that are not finite, an unknown metric, a row of zeros under `"cosine"`, or more pairs than an array holds.
 */
export function pairwiseDistances(x: Matrix, options: PairwiseOptions = {}): Float64Array {
  const where = "pairwiseDistances";
  checkKeys(where, "the options", options, ["metric"]);
  const metric = checkOneOf(where, "metric", options.metric ?? "euclidean", metrics);
  checkMatrix(where, x, 0);
  if (metric === "cosine") checkNoZeroRow(where, x);
  const out = allocateCondensed(where, x.rows);
  if (metric === "manhattan") condensedInto(x, manhattanDistance, out);
  else if (metric === "cosine") condensedInto(x, cosineDistance, out);
  else condensedInto(x, squaredDistance, out);
  if (metric === "euclidean") for (let p = 0; p < out.length; p++) out[p] = Math.sqrt(out[p]);
  return out;
}

/** Fills `out` with `distance` of every two rows, condensed. */
export function condensedInto(
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
    throw new InputError("too-large", where, `the distances of ${n} rows must fit in one array of numbers${instead}`, `a need of ${gigabytes} GB (${8 * condensedLength(n)} bytes)`);
  }
}

function checkNoZeroRow(where: string, { data, rows, cols }: Matrix): void {
  for (let row = 0; row < rows; row++) {
    const largest = data.subarray(row * cols, (row + 1) * cols).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest >= leastScale) continue;
    const rule = `must hold a number of at least ${leastScale} in magnitude under the metric "cosine", which compares directions`;
    throw new InputError("zero-row", where, `row ${row}: ${rule}`, `${largest} at most`, { row });
  }
}
