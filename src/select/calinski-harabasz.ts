import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { squaredDistance } from "../distance/metrics.ts";
import { centroidsOf } from "../kmeans/centroids.ts";
import { checkPartition } from "./labels.ts";
import { partitionOf } from "./partition.ts";

/**
 * The variance ratio: the sum of squares between clusters over k - 1, by that within them over n - k (Caliński and Harabasz
 * 1974). Higher is better.
 *
 * Infinity where the rows of every cluster are equal, 0 where all rows are. In O(n d).
 *
 * @param labels - one integer a row, any integers
 * @throws {@link InputError} on numbers that are not finite, labels that are not integers or not one a row, fewer than 2 clusters or as many as rows.
 */
export function calinskiHarabasz(x: Matrix, labels: ArrayLike<number>): number {
  const where = "calinskiHarabasz";
  const { data, rows: n, cols: d } = checkMatrix(where, x);
  const { problem, partition } = partitionOf(x, checkPartition(where, labels, n, n - 1));
  const { centroids, k } = partition;
  const centre = centroidsOf(problem, new Int32Array(n), 1);

  let between = 0;
  let within = 0;
  for (let i = 0, row = 0; i < n; i++, row += d) {
    const centroid = partition.labels[i] * d;
    between += squaredDistance(centroids, centroid, centre, 0, d);
    within += squaredDistance(data, row, centroids, centroid, d);
  }
  return between === 0 ? 0 : between / (k - 1) / (within / (n - k));
}
