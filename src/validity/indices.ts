import { squaredDistance } from "../core/distances.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { centroidsOf, type Fit, inertiaOf, sizesOf } from "../kmeans/fit.ts";
import { aimsOf, nextBatch } from "../kmeans/nearest.ts";
import { type Aims, Batch, squareTo } from "../spatial/kernels.ts";
import { type Rows, rowsOfMatrix } from "../spatial/rows.ts";
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
 * @group Choose
 * @example
 * ```ts
 * import { calinskiHarabasz, matrix } from "audience-segmentation";
 *
 * const x = matrix([[1], [2], [9], [10]]);
 * console.log(calinskiHarabasz(x, [0, 0, 1, 1]), calinskiHarabasz(x, [0, 1, 0, 1]).toFixed(3));
 * // 128 0.031
 * ```
 */
export function calinskiHarabasz(x: Matrix, labels: ArrayLike<number>): number {
  const where = "calinskiHarabasz";
  const { rows: n, cols: d } = checkMatrix(where, x);
  const { rows, partition } = partitionOf(x, checkPartition(where, labels, n, n - 1));
  const { centroids, k } = partition;
  const centre = centroidsOf(rows, new Int32Array(n), 1);
  let between = 0;
  for (let i = 0; i < n; i++) between += squaredDistance(centroids, partition.labels[i] * d, centre, 0, d);
  const within = inertiaOf(rows, partition.labels, centroids, k);
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
 * @group Choose
 * @example
 * ```ts
 * import { daviesBouldin, matrix } from "audience-segmentation";
 *
 * const x = matrix([[1], [2], [9], [10]]);
 * console.log(daviesBouldin(x, [0, 0, 1, 1]), daviesBouldin(x, [0, 1, 0, 1]));
 * // 0.125 8
 * ```
 */
export function daviesBouldin(x: Matrix, labels: ArrayLike<number>): number {
  const where = "daviesBouldin";
  const { rows } = checkMatrix(where, x);
  const { rows: own, partition } = partitionOf(x, checkPartition(where, labels, rows));
  return centroidIndices(own, partition).daviesBouldin;
}

/** What is measured by distances to centroids. */
interface CentroidIndices {
  /** {@link daviesBouldin}, weighted. */
  readonly daviesBouldin: number;
  /**
   * The mean silhouette with the distance to a centroid in place of the mean distance to a cluster's rows (Hruschka, de Castro
   * and Campello 2004), weighted: for tables too large for the exact one. A row alone in its cluster scores 0, as there.
   */
  readonly silhouette: number;
}

/** Both indices, in one pass over the rows, in O(n k d). Assumes validated input: at least two clusters, labels from 0, none empty. */
export function centroidIndices(rows: Rows, { labels, centroids, k }: LabelledRows): CentroidIndices {
  const aims = aimsOf(rows, centroids, k);
  const batch = new Batch(rows.count);
  const sizes = sizesOf(rows.weights, { labels, k });
  const sums = new Float64Array(k);
  let silhouettes = 0;
  for (let from = 0; from < rows.count; from += batch.rows.length) {
    const some = nextBatch(rows, aims, batch, from);
    silhouettes = addBatch(rows, aims, batch, from, some, labels, sizes.rows, sums, silhouettes);
  }
  const spread = sums.map((sum, c) => sum / sizes.weights[c]);
  return { daviesBouldin: likenessOf(spread, centroids, k), silhouette: silhouettes / sizes.total };
}

/** Adds how far a batch of rows are from their centroids to the `sums` of their clusters; returns the silhouettes `before` plus theirs. */
function addBatch(
  rows: Rows,
  aims: Aims,
  { nearest, least, next }: Batch,
  from: number,
  some: number,
  labels: Int32Array,
  members: Int32Array,
  sums: Float64Array, // out
  before: number,
): number {
  let silhouettes = before;
  for (let s = 0, i = from; s < some; s++, i++) {
    const c = labels[i];
    const isNearest = nearest[s] === c;
    const own = Math.sqrt(isNearest ? least[s] : squareTo(rows, aims, i, c));
    const other = Math.sqrt(isNearest ? next[s] : least[s]);
    const share = rows.weights[i];
    sums[c] += share * own;
    if (members[c] > 1 && own !== other) silhouettes += (share * (other - own)) / (own > other ? own : other);
  }
  return silhouettes;
}

/** How alike each cluster and the one most like it are, on average. */
function likenessOf(spread: Float64Array, centroids: Float64Array, k: number): number {
  const d = centroids.length / k;
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
export function partitionOf(x: Matrix, { labels: given, k }: Labelling): { readonly rows: Rows; readonly partition: LabelledRows } {
  const rows = rowsOfMatrix(x, new Float64Array(x.rows).fill(1));
  const labels = rows.ids.map((id) => given[id]);
  return { rows, partition: { labels, k, centroids: centroidsOf(rows, labels, k) } };
}
