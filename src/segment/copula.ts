import { argsort, exp, log } from "../core/numbers.ts";
import { ranks, tieEnds } from "../core/quantile.ts";
import type { Random } from "../core/random.ts";
import { correlationFactor } from "./nearest-correlation.ts";

/** New orders of the rows of columns. */
export interface Copula {
  /** Draws for every column the row whose value each row gets. */
  readonly draw: (random: Random) => Int32Array[];
  /** The most by which a rank correlation that is expected of a draw differs from that of the columns. */
  readonly error: number;
}

/**
 * New orders of columns that keep their rank correlations: a Gaussian copula, and the correlation matrix nearest to the correlations that
 * it would need. For two columns that is the one at which the rank correlation, ties and all, comes out as it is: the sum over m of
 * r^m a_m b_m, where a and b are the Hermite coefficients of the columns' ranks as functions of a normal deviate, less what few rows
 * lose. Assumes finite numbers.
 */
export function createCopula(columns: readonly Float64Array[]): Copula {
  const p = columns.length;
  const ascending = columns.map(argsort);
  const scores = columns.map(scoresOf);
  const series = columns.map((values, j) => hermite(values, ascending[j]));
  const rows = columns[0]?.length ?? 0;
  const factor = p > mostFactored ? scores : latentFactor(scores, series, rows);
  let error = 0;
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < a; b++) {
      const drawn = expected(series[a], series[b], product(factor[a], factor[b]), rows);
      error = Math.max(error, Math.abs(drawn - product(scores[a], scores[b])));
    }
  }
  return { draw: (random) => ordersOf(factor, ascending, random), error };
}

/** More columns than this are drawn with their rank correlations as those of the deviates: they are a correlation matrix as they are. */
export const mostFactored = 150;

function latentFactor(scores: readonly Float64Array[], series: readonly Float64Array[], rows: number): Float64Array[] {
  const p = scores.length;
  const latent = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    latent[a * p + a] = 1;
    for (let b = 0; b < a; b++) {
      latent[a * p + b] = latent[b * p + a] = latentOf(series[a], series[b], product(scores[a], scores[b]), rows);
    }
  }
  const factor = correlationFactor(latent, p);
  return scores.map((_, j) => factor.subarray(j * p, (j + 1) * p));
}

function ordersOf(factor: readonly Float64Array[], ascending: readonly Int32Array[], random: Random): Int32Array[] {
  const rows = ascending[0]?.length ?? 0;
  const latent = ascending.map(() => new Float64Array(rows));
  const normal = new Float64Array(factor[0]?.length ?? 0);
  for (let i = 0; i < rows; i++) drawRow(latent, i, factor, normal, random);
  return ascending.map((from, j) => {
    const order = new Int32Array(rows);
    argsort(latent[j]).forEach((row, rank) => (order[row] = from[rank]));
    return order;
  });
}

/** Draws row `i` of normal deviates that hang together as the factor says; `normal` is room for those that do not. */
function drawRow(
  latent: readonly Float64Array[], // out
  i: number,
  factor: readonly Float64Array[],
  normal: Float64Array, // out
  random: Random,
): void {
  for (let l = 0; l < normal.length; l++) normal[l] = deviateBelow(random());
  for (let j = 0; j < factor.length; j++) latent[j][i] = product(factor[j], normal);
}

/** The ranks of a column less their mean, of norm 1; 0 for a constant. */
function scoresOf(values: Float64Array): Float64Array {
  const centred = ranks(values).map((rank) => rank - (values.length + 1) / 2);
  const norm = Math.sqrt(product(centred, centred)) || 1;
  return centred.map((x) => x / norm);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const terms = 60;

/** The coefficients of a column's ranks, as a function of a normal deviate, in normalised Hermite polynomials 1 to 60; 0 for a constant. */
function hermite(values: Float64Array, ascending: Int32Array): Float64Array {
  const n = values.length;
  const found = new Float64Array(terms);
  const ends = tieEnds(Float64Array.from(ascending, (row) => values[row]));
  let square = 0;
  let before: Float64Array = new Float64Array(terms); // of each polynomial times the density at the edge below; nothing at -Infinity
  for (let t = 0, start = 0; t < ends.length; start = ends[t++]) {
    const score = (start + ends[t] - n) / 2;
    const above = ends[t] === n ? new Float64Array(terms) : atEdge(deviateBelow(ends[t] / n));
    for (let m = 0; m < terms; m++) found[m] += score * (before[m] - above[m]);
    square += (ends[t] - start) * score * score;
    before = above;
  }
  const norm = Math.sqrt(square / n) || 1;
  return found.map((sum, m) => sum / norm / Math.sqrt(m + 1));
}

/** The normalised Hermite polynomials 0, 1, …, 59 at z, each times the normal density. */
function atEdge(z: number): Float64Array {
  const found = new Float64Array(terms);
  found[0] = exp((-z * z) / 2) / rootOfTwoPi;
  found[1] = z * found[0];
  for (let m = 1; m + 1 < terms; m++) found[m + 1] = (z * found[m] - Math.sqrt(m) * found[m - 1]) / Math.sqrt(m + 1);
  return found;
}

const rootOfTwoPi = 2.5066282746310002;

/** The rank correlation that is expected where the normal deviates of two columns have correlation `r`. */
function expected(a: Float64Array, b: Float64Array, r: number, rows: number): number {
  let sum = 0;
  for (let m = terms - 1; m >= 0; m--) sum = r * (a[m] * b[m] + sum);
  return sum - losses * a[0] * b[0] * lostInRanks(r, rows);
}

const losses = 3; // in the ranks of the table, in those of a draw, and where the ranks of a draw take the values of the table

/**
 * By how much the rank correlation of so few rows falls behind that of many, whose deviates have correlation `r`: three times Spearman's
 * less Kendall's, over n + 1 (Moran 1948), in units of the first Hermite coefficients. Near-copies would else come out too little alike.
 */
function lostInRanks(r: number, rows: number): number {
  return (6 * arcsine(r / 2) - 2 * arcsine(r)) / (rows + 1);
}

const halves = 3;

/** The arcsine, to 1e-9: the series of an eighth of the angle. */
function arcsine(x: number): number {
  let part = x;
  for (let i = 0; i < halves; i++) part /= Math.sqrt(2 * (1 + Math.sqrt(Math.max(0, 1 - part * part))));
  const square = part * part;
  return 8 * part * (1 + square * (1 / 6 + square * (3 / 40 + square * (5 / 112 + (square * 35) / 1152))));
}

const halvings = 40;
const largest = 0.9999;
const leastRange = 1e-9;

/** The correlation of normal deviates at which the rank correlation of two columns is as wanted, or comes nearest to it. */
function latentOf(a: Float64Array, b: Float64Array, wanted: number, rows: number): number {
  if (expected(a, b, largest, rows) - expected(a, b, -largest, rows) < leastRange) return 0; // a constant goes with nothing
  let low = -largest;
  let high = largest;
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (expected(a, b, middle, rows) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const leastShare = 1e-12;
const tail = 0.02425;

/** The normal deviate below which a share lies, by Acklam's rational approximation (2003): the relative error is below 1.2e-9. */
export function deviateBelow(share: number): number {
  if (share > 0.5) return -deviateBelow(1 - share);
  if (share < tail) {
    const q = Math.sqrt(-2 * log(Math.max(leastShare, share)));
    return (
      (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = share - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
  );
}
