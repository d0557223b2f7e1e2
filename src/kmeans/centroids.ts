import type { Problem } from "./types.ts";

/**
 * The weighted mean of every cluster of a labelling; 0 for an empty one.
 *
 * A mean is a cluster's first row plus the mean of the differences from it: digits survive a large offset, and the mean of
 * equal rows is exactly that row. Assumes validated input.
 */
export function centroidsOf({ x: { data, rows: n, cols: d }, weights }: Problem, labels: Int32Array, k: number): Float64Array {
  const centroids = new Float64Array(k * d);
  const sizes = new Float64Array(k);
  const origin = new Int32Array(k).fill(-1); // each cluster's first row

  for (let i = 0, row = 0; i < n; i++, row += d) {
    const c = labels[i];
    if (origin[c] < 0) origin[c] = row;
    sizes[c] += weights[i];
    for (let j = 0, to = c * d, from = origin[c]; j < d; j++, to++) centroids[to] += weights[i] * (data[row + j] - data[from + j]);
  }

  for (let c = 0, at = 0; c < k; c++) {
    for (let j = 0; j < d; j++, at++) if (origin[c] >= 0) centroids[at] = data[origin[c] + j] + centroids[at] / sizes[c];
  }
  return centroids;
}
