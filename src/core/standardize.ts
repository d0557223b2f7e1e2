import { checkKeys } from "./check.ts";
import { InputError, show } from "./input-error.ts";
import { checkMatrix, leastScale, type Matrix } from "./matrix.ts";
import { moments, type Moments } from "./numbers.ts";
import { checkEvenWeights } from "./weights.ts";

/** Options for {@link standardize}. */
export interface StandardizeOptions {
  /**
   * Delta degrees of freedom of the deviation: 0 for the population's, as scikit-learn's StandardScaler; 1 for the sample's, as
   * R's `scale`.
   * @defaultValue 0
   */
  readonly ddof?: 0 | 1 | undefined;
  /**
   * One weight a row, finite, above 0 and none more than 1e9 times another; a row of weight 3 counts as three equal rows.
   * @defaultValue all 1
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** What {@link standardize} gives. */
export interface Standardized {
  /** The z-scores: `(x - mean) / scale`, column by column. */
  readonly matrix: Matrix;
  /** The mean of each column. */
  readonly mean: Float64Array;
  /** The standard deviation of each column; 1 for a constant one. */
  readonly scale: Float64Array;
  /** Indices of the constant columns (max === min), which become exactly 0. */
  readonly constant: number[];
}

/**
 * Centres every column on its mean and divides it by its standard deviation. In O(n d), two passes.
 *
 * @throws {@link InputError} on numbers that are not finite, a `ddof` other than 0 and 1, bad weights, weights that sum to `ddof`
 * or less, or a column whose numbers differ by less than 1e-100.
 * @group Building blocks
 * @example
 * ```ts
 * import { matrix, standardize } from "audience-segmentation";
 *
 * const { matrix: z, mean, scale } = standardize(matrix([[10, 5], [30, 5], [10, 5], [30, 5]]));
 * console.log(mean, scale);
 * console.log(z.data.join(" "));
 * // Float64Array(2) [ 20, 5 ] Float64Array(2) [ 10, 1 ]
 * // -1 0 1 0 -1 0 1 0
 * ```
 */
export function standardize(x: Matrix, options: StandardizeOptions = {}): Standardized {
  const where = "standardize";
  checkKeys(where, "the options", options, ["ddof", "weights"]);
  const { ddof = 0 } = options;
  if (ddof !== 0 && ddof !== 1) throw new InputError("unknown-value", where, `\`ddof\` must be 0 or 1`, show(ddof));
  const { data, rows, cols } = checkMatrix(where, x);
  const weights = checkEvenWeights(where, options.weights, rows);

  const z = new Float64Array(data.length);
  const mean = new Float64Array(cols);
  const scale = new Float64Array(cols);
  const constant: number[] = [];
  const column = new Float64Array(rows);
  for (let j = 0; j < cols; j++) {
    for (let i = 0, at = j; i < rows; i++, at += cols) column[i] = data[at];
    const found = moments(column, weights, ddof);
    mean[j] = found.mean;
    if (found.min === found.max) {
      scale[j] = 1;
      constant.push(j);
      continue;
    }
    checkDeviation(where, j, found, ddof);
    scale[j] = found.deviation;
    for (let i = 0, at = j; i < rows; i++, at += cols) z[at] = (data[at] - found.mean) / found.deviation;
  }
  return { matrix: { data: z, rows, cols }, mean, scale, constant };
}

/** Checks that the deviation of a column that is not constant can be told, and divided by. */
function checkDeviation(where: string, column: number, { min, max, weight }: Moments, ddof: number): void {
  if (weight <= ddof) {
    throw new InputError("too-light", where, `\`weights\` must sum to more than \`ddof\` = ${ddof}`, weight);
  }
  if (max - min >= leastScale) return;
  const rule = `its numbers must be equal or differ by at least ${leastScale}`;
  throw new InputError("out-of-range", where, `column ${column}: ${rule}`, `${min} to ${max}`, { column });
}
