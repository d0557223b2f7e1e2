import { argsort } from "../core/numbers.ts";
import { ranks } from "../core/quantile.ts";
import type { Random } from "../core/random.ts";

const rounds = 3; // of calibration
const draws = 4; // a round
const leastPivot = 1e-6;

/** Draws for every column the row whose value each row gets. */
type NewOrders = (random: Random) => Int32Array[];

/**
 * New orders of columns that keep their rank correlations: a Gaussian copula. Its correlations start at 2 sin(pi rho / 6) for the rank
 * correlation rho (Pearson 1907) and are corrected by what draws of it show: where values are tied, the formula says too little.
 */
export function createCopula(columns: readonly Float64Array[], random: Random): NewOrders {
  const ascending = columns.map(argsort);
  const wanted = rankCorrelations(columns);
  const latent = wanted.map((rho) => 2 * sine((Math.PI / 6) * rho));
  for (let round = 0; round < rounds && columns.length > 1; round++) {
    const factor = cholesky(latent, columns.length);
    const found = new Float64Array(latent.length);
    for (let t = 0; t < draws; t++) {
      const orders = ordersOf(factor, ascending, random);
      rankCorrelations(columns.map((values, j) => Float64Array.from(orders[j], (row) => values[row]))).forEach(
        (rho, at) => (found[at] += rho / draws),
      );
    }
    for (let at = 0; at < latent.length; at++) latent[at] = Math.max(-1, Math.min(1, latent[at] + wanted[at] - found[at]));
  }
  const factor = cholesky(latent, columns.length);
  return (other) => ordersOf(factor, ascending, other);
}

function ordersOf(factor: Float64Array, ascending: readonly Int32Array[], random: Random): Int32Array[] {
  const p = ascending.length;
  const rows = ascending[0]?.length ?? 0;
  const latent = ascending.map(() => new Float64Array(rows));
  const normal = new Float64Array(p);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < p; j++) normal[j] = deviate(random);
    for (let j = 0; j < p; j++) for (let l = 0; l <= j; l++) latent[j][i] += factor[j * p + l] * normal[l];
  }
  return ascending.map((from, j) => {
    const order = new Int32Array(rows);
    argsort(latent[j]).forEach((row, rank) => (order[row] = from[rank]));
    return order;
  });
}

/** A normal deviate, near enough: a sum of twelve numbers, so that no engine's logarithm comes in. */
function deviate(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/** sin x for |x| up to pi / 6, by its series. */
function sine(x: number): number {
  const square = x * x;
  return x * (1 - (square / 6) * (1 - (square / 20) * (1 - square / 42)));
}

/** Spearman's correlations, p x p; 0 for a constant. */
function rankCorrelations(columns: readonly Float64Array[]): Float64Array {
  const p = columns.length;
  const scores = columns.map((values) => ranks(values).map((rank) => rank - (values.length + 1) / 2));
  const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
  const norms = scores.map((score) => Math.sqrt(product(score, score)));
  const found = new Float64Array(p * p);
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++) found[a * p + b] = a === b ? 1 : product(scores[a], scores[b]) / (norms[a] * norms[b] || 1);
  return found;
}

/** The lower factor of a correlation matrix; what would make it no such matrix is cut off. */
function cholesky(matrix: Float64Array, p: number): Float64Array {
  const factor = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      let rest = matrix[a * p + b];
      for (let l = 0; l < b; l++) rest -= factor[a * p + l] * factor[b * p + l];
      factor[a * p + b] = a === b ? Math.sqrt(Math.max(leastPivot, rest)) : rest / factor[b * p + b];
    }
  }
  return factor;
}
