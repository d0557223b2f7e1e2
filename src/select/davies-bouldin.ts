import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { squaredDistance } from "../distance/metrics.ts";
import type { Problem } from "../kmeans/types.ts";
import { checkPartition } from "./labels.ts";
import { type Partition, partitionOf } from "./partition.ts";

/**
 * How alike each cluster and the one most like it are, on average: (s_i + s_j) / d_ij, where s is the mean Euclidean distance
 * of a cluster's rows to its centroid, d that of two centroids (Davies and Bouldin 1979). Lower is better, 0 the least.
 *
 * Infinity where two centroids coincide. In O(n d + k² d).
 *
 * @param labels - one integer a row, any integers
 * @throws {@link InputError} on numbers that are not finite, labels that are not integers or not one a row, or fewer than 2 clusters.
 */
export function daviesBouldin(x: Matrix, labels: ArrayLike<number>): number {
  const where = "daviesBouldin";
  const { rows } = checkMatrix(where, x);
  const { problem, partition } = partitionOf(x, checkPartition(where, labels, rows));
  return daviesBouldinOf(problem, partition);
}

/** {@link daviesBouldin} of weighted rows. Assumes validated input: at least two clusters, labels from 0, none empty. */
export function daviesBouldinOf({ x: { data, rows: n, cols: d }, weights }: Problem, { labels, centroids, k }: Partition): number {
  const spread = new Float64Array(k);
  const weight = new Float64Array(k);
  for (let i = 0, row = 0; i < n; i++, row += d) {
    const c = labels[i];
    spread[c] += weights[i] * Math.sqrt(squaredDistance(data, row, centroids, c * d, d));
    weight[c] += weights[i];
  }
  for (let c = 0; c < k; c++) spread[c] /= weight[c];

  let sum = 0;
  for (let c = 0; c < k; c++) {
    let worst = 0;
    for (let other = 0; other < k; other++) {
      if (other === c) continue;
      const apart = Math.sqrt(squaredDistance(centroids, c * d, centroids, other * d, d));
      const likeness = apart === 0 ? Infinity : (spread[c] + spread[other]) / apart;
      if (likeness > worst) worst = likeness;
    }
    sum += worst;
  }
  return sum / k;
}
