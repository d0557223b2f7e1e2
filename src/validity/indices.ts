import { squaredDistance } from "../core/distances.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { centroidsOf, type Fit, type Problem } from "../kmeans/fit.ts";
import { checkPartition, type Labelling } from "./labels.ts";

/**
 * The variance ratio: the sum of squares between clusters over k - 1, by that within them over n - k (Caliński and Harabasz
 * 1974). Higher is better.
 *
 * Infinity where the rows of every cluster are equal, 0 where all rows are. In O(n d).
 *
 * @param labels - one integer a row, any integers
 * @throws {@link InputError} on numbers that are not finite, labels that are not integers or not one a row, fewer than 2
 * clusters or as many as rows.
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
  return varianceRatio(between, within, k, n);
}

/** The variance ratio from the sums of squares between and within `k` clusters of `n` rows; 0 where nothing is between them. */
export function varianceRatio(between: number, within: number, k: number, n: number): number {
  return between === 0 ? 0 : between / (k - 1) / (within / (n - k));
}

/**
 * How alike each cluster and the one most like it are, on average: (s_i + s_j) / d_ij, where s is the mean Euclidean distance
 * of a cluster's rows to its centroid, d that of two centroids (Davies and Bouldin 1979). Lower is better, 0 the least.
 *
 * Infinity where two centroids coincide, 0 where every row is a cluster by itself. In O(n d + k² d).
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
export function daviesBouldinOf({ x: { data, rows: n, cols: d }, weights }: Problem, { labels, centroids, k }: LabelledRows): number {
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

/** Labelled rows and their centroids. */
export type LabelledRows = Pick<Fit, "labels" | "centroids" | "k">;

/** The rows of a matrix, each of weight 1, and a labelling of them with its centroids. */
export function partitionOf(x: Problem["x"], { labels, k }: Labelling): { readonly problem: Problem; readonly partition: LabelledRows } {
  const problem = { x, weights: new Float64Array(x.rows).fill(1) };
  return { problem, partition: { labels, k, centroids: centroidsOf(problem, labels, k) } };
}
