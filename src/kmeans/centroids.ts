import type { Problem } from "./types.ts";

/**
 * Writes the weighted mean of every cluster, and its weight; an empty cluster keeps its centroid and gets weight 0.
 *
 * A mean is a cluster's first row plus the mean of the differences from it: digits survive a large offset, and the mean of
 * equal rows is exactly that row. Assumes validated input.
 */
export function centroidsInto(
  { x: { data, rows: n, cols: d }, weights }: Problem,
  labels: Int32Array,
  k: number,
  centroids: Float64Array, // out
  sizes: Float64Array, // out
): void {
  const sums = new Float64Array(k * d);
  const origin = new Int32Array(k).fill(-1); // each cluster's first row
  sizes.fill(0);

  for (let i = 0, row = 0; i < n; i++, row += d) {
    const c = labels[i];
    if (origin[c] < 0) origin[c] = row;
    const weight = weights[i];
    sizes[c] += weight;
    for (let j = 0, sum = c * d, from = origin[c]; j < d; j++, sum++) sums[sum] += weight * (data[row + j] - data[from + j]);
  }

  for (let c = 0, at = 0; c < k; c++, at += d) {
    if (origin[c] < 0) continue;
    for (let j = 0; j < d; j++) centroids[at + j] = data[origin[c] + j] + sums[at + j] / sizes[c];
  }
}

/** The centroids of a labelling, in an array of their own. */
export function centroidsOf(problem: Problem, labels: Int32Array, k: number): Float64Array {
  const centroids = new Float64Array(k * problem.x.cols);
  centroidsInto(problem, labels, k, centroids, new Float64Array(k));
  return centroids;
}
