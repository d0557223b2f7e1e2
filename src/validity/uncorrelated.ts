import { log, moments } from "../core/numbers.ts";
import { MixtureColumns, MixtureRows } from "./mixture-rows.ts";

/** Rows whose numbers are uncorrelated within the groups of a partition. */
interface UncorrelatedRows {
  readonly rows: MixtureRows;
  /** The logarithm of the factor between the density of a row as it was and as it is. */
  readonly logFactor: number;
  /** How many correlations were learnt. */
  readonly correlations: number;
}

const leastRowsPerNumber = 10; // fewer cannot tell which numbers go together
// as in a mixture: the prior is worth two rows and a tenth of the variance of all rows, and no variance is below a thousandth of it
const priorRows = 2;
const priorSpread = 0.1;
const leastSpread = 1e-3;

/**
 * Takes out of the numbers of rows the correlations that k groups share: independent Gaussians fitted to what is left are Gaussians of
 * the rows whose correlations are the same in every group. They come from the covariance about the groups' means. Undefined where rows
 * are fewer than ten a number, or where there is one number, which has no correlations. In O(rows · numbers²). Assumes labels below k.
 */
export function uncorrelated(rows: MixtureRows, labels: Int32Array, k: number): UncorrelatedRows | undefined {
  const { columns, weights, numbers: given } = rows;
  const cols = columns.numbers.length;
  if (cols === 1 || weights.length < leastRowsPerNumber * cols) return undefined;
  const factor = choleskyOf(covarianceWithin(rows, labels, k), cols);
  const numbers = new Float64Array(given.length);
  for (let at = 0; at < given.length; at += cols) {
    for (let a = 0; a < cols; a++) {
      let rest = given[at + a];
      for (let b = 0; b < a; b++) rest -= factor[a * cols + b] * numbers[at + b];
      numbers[at + a] = rest / factor[a * cols + a];
    }
  }
  const variances = columns.variances.map((_, j) => {
    const { deviation } = moments(Float64Array.from(weights, (_, i) => numbers[i * cols + j]), weights);
    return deviation * deviation;
  });
  let logFactor = 0;
  for (let a = 0; a < cols; a++) logFactor -= log(factor[a * cols + a]);
  const left = new MixtureRows(
    new MixtureColumns(columns.numbers, variances, columns.categories, columns.shares), weights, numbers, rows.combinationOf, rows.codes,
  );
  return { rows: left, logFactor, correlations: (cols * (cols - 1)) / 2 };
}

/** The covariance of numbers about the means of the groups, with the prior. */
function covarianceWithin({ columns: { variances }, numbers: x, weights }: MixtureRows, labels: Int32Array, k: number): Float64Array {
  const cols = variances.length;
  const means = new Float64Array(k * cols);
  const held = new Float64Array(k);
  for (let i = 0; i < labels.length; i++) {
    const share = weights[i] / (held[labels[i]] += weights[i]); // means of all rows so far, so that digits survive
    for (let j = 0, m = labels[i] * cols; j < cols; j++, m++) means[m] += share * (x[i * cols + j] - means[m]);
  }
  const sums = new Float64Array(cols * cols);
  const difference = new Float64Array(cols);
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < cols; j++) difference[j] = x[i * cols + j] - means[labels[i] * cols + j];
    for (let a = 0; a < cols; a++) for (let b = 0; b <= a; b++) sums[a * cols + b] += weights[i] * difference[a] * difference[b];
  }
  const total = held.reduce((sum, weight) => sum + weight, 0) + priorRows;
  return sums.map((sum, at) => {
    const a = Math.floor(at / cols);
    return (sum + (at === a * cols + a ? priorSpread * variances[a] : 0)) / total + (at === a * cols + a ? leastSpread * variances[a] : 0);
  });
}

/** The lower triangle L of a positive definite matrix L Lᵀ, of which the lower triangle is given. */
function choleskyOf(matrix: Float64Array, cols: number): Float64Array {
  const factor = new Float64Array(cols * cols);
  for (let a = 0; a < cols; a++) {
    for (let b = 0; b <= a; b++) {
      let rest = matrix[a * cols + b];
      for (let c = 0; c < b; c++) rest -= factor[a * cols + c] * factor[b * cols + c];
      factor[a * cols + b] = a === b ? Math.sqrt(rest) : rest / factor[b * cols + b];
    }
  }
  return factor;
}
