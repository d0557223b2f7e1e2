import { squaredDistance } from "../distance/metrics.ts";
import type { Problem } from "../kmeans/types.ts";

/**
 * Calls `visit` with the silhouette of every row in each of several labellings, row after row, from one pass over the distances.
 *
 * A row of weight w counts w times in the means of others. Its own cluster's other weight is W - w, so that the scale of the
 * weights does not matter; where a row is alone in its cluster its value is 0. O(n² (d + labellings)) time, O(n) memory a
 * labelling. Assumes validated input: labels from 0, and at least two clusters in each labelling.
 */
export function eachSilhouette(
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
