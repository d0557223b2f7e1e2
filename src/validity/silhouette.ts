import { squaredDistance } from "../core/distances.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import type { Problem } from "../kmeans/fit.ts";
import { assigned } from "../kmeans/lloyd.ts";
import type { LabelledRows } from "./indices.ts";
import { checkPartition } from "./labels.ts";

/** What {@link silhouette} gives. */
export interface Silhouette {
  /** The mean of the values. */
  readonly mean: number;
  /** One value a row, from -1 to 1. */
  readonly values: Float64Array;
}

/**
 * How much nearer each row lies to its own cluster than to the next: (b - a) / max(a, b), where a is the mean Euclidean
 * distance to the other rows of its cluster, b the least mean distance to the rows of another (Rousseeuw 1987).
 *
 * A row alone in its cluster scores 0, as in scikit-learn, so that as many clusters as rows score 0 (scikit-learn refuses these); so does
 * one with a = b = 0. Exact, in O(n² d) time and O(n) memory.
 *
 * @param labels - one integer a row, any integers
 * @throws {@link InputError} on numbers that are not finite, labels that are not integers or not one a row, or fewer than 2 clusters.
 */
export function silhouette(x: Matrix, labels: ArrayLike<number>): Silhouette {
  const where = "silhouette";
  const { rows } = checkMatrix(where, x);
  const partition = checkPartition(where, labels, rows);
  const values = new Float64Array(rows);
  let sum = 0;
  eachSilhouette({ x, weights: new Float64Array(rows).fill(1) }, [partition.labels], (_, row, value) => {
    values[row] = value;
    sum += value;
  });
  return { mean: sum / rows, values };
}

/**
 * Calls `visit` with the silhouette of every row in each of several labellings, row after row, from one pass over the distances.
 *
 * A row of weight w counts w times in the means of others. Its own cluster's other weight is W - w, so that the scale of the
 * weights does not matter; where a row is alone in its cluster its value is 0. O(n² (d + labellings)) time, O(n) memory a
 * labelling. Assumes validated input: labels from 0, and at least two clusters in each labelling.
 */
function eachSilhouette(
  { x: { data, rows: n, cols: d }, weights }: Problem,
  labellings: readonly Int32Array[],
  visit: (labelling: number, row: number, value: number) => void,
): void {
  const totals = labellings.map((labels) => {
    const sums = new Float64Array(1 + labels.reduce((most, label) => Math.max(most, label), 0));
    labels.forEach((label, i) => (sums[label] += weights[i]));
    return sums;
  });
  const distances = new Float64Array(n);
  for (let i = 0, row = 0; i < n; i++, row += d) {
    for (let j = 0, other = 0; j < n; j++, other += d) distances[j] = weights[j] * Math.sqrt(squaredDistance(data, row, data, other, d));
    labellings.forEach((labels, at) => visit(at, i, valueOf(labels, distances, totals[at], i, weights[i])));
  }
}

/** The silhouette of row `i`, whose weighted distances to all rows are given. */
function valueOf(labels: Int32Array, distances: Float64Array, totals: Float64Array, i: number, weight: number): number {
  const rest = totals[labels[i]] - weight; // exactly 0 for a row alone
  if (!(rest > 0)) return 0;
  const sums = new Float64Array(totals.length);
  for (let j = 0; j < labels.length; j++) sums[labels[j]] += distances[j];
  let next = Infinity;
  for (let c = 0; c < sums.length; c++) {
    const mean = sums[c] / totals[c]; // NaN for a label that no row has
    if (c !== labels[i] && mean < next) next = mean;
  }
  const within = sums[labels[i]] / rest;
  return next === within ? 0 : (next - within) / Math.max(within, next);
}

/**
 * The exact mean silhouette of each labelling, weighted. Assumes validated input, as
 * {@link eachSilhouette} does.
 */
export function silhouetteMeans(problem: Problem, labellings: readonly Int32Array[], onProgress?: OnProgress): Float64Array {
  const { weights } = problem;
  const means = new Float64Array(labellings.length);
  const weight = weights.reduce((sum, w) => sum + w, 0);
  const tick = createTicker("silhouettes", weights.length, onProgress);
  eachSilhouette(problem, labellings, (labelling, row, value) => {
    means[labelling] += weights[row] * value;
    if (labelling === 0) tick(row + 1);
  });
  return means.map((sum) => sum / weight);
}

/**
 * The mean silhouette with the distance to a centroid in place of the mean distance to a cluster's rows (Hruschka, de Castro
 * and Campello 2004), weighted: in O(n k d), for tables too large for the exact one. A row alone in its cluster scores 0, as there.
 *
 * Assumes validated input: at least two clusters, labels from 0.
 */
export function simplifiedSilhouette(problem: Problem, { labels, centroids, k }: LabelledRows): number {
  const { x: { data, cols: d }, weights } = problem;
  const near = assigned(problem, centroids, k);
  const rows = new Int32Array(k);
  for (const label of labels) rows[label]++;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const isNearest = labels[i] === near.labels[i];
    const own = isNearest ? near.upper[i] : Math.sqrt(squaredDistance(data, i * d, centroids, labels[i] * d, d));
    const next = isNearest ? near.lower[i] : near.upper[i];
    if (rows[labels[i]] > 1 && own !== next) sum += (weights[i] * (next - own)) / Math.max(own, next);
  }
  return sum / near.sizes.reduce((total, size) => total + size, 0);
}
