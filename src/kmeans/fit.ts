import { squaredDistance } from "../core/distances.ts";
import type { Matrix } from "../core/matrix.ts";
import type { KdTree } from "../spatial/kd-tree.ts";
import type { NodeSummaries } from "../spatial/nodes.ts";

/** How much is done to find a good partition: amounts of work, never of time. */
export type Effort = "fast" | "balanced" | "thorough";

/** The efforts, least first. */
export const efforts: readonly Effort[] = ["fast", "balanced", "thorough"];

/** The columns of a matrix that are the dummies of one category. */
export interface Category {
  /** The first of them. */
  readonly first: number;
  /** How many there are: one a level. */
  readonly levels: number;
}

/** Weighted rows to be partitioned. */
export interface Problem {
  readonly x: Matrix;
  readonly weights: Float64Array;
  /** Which columns of `x` are the dummies of a category; all others are numbers. Absent: none is. */
  readonly categories?: readonly Category[];
  /** A smaller problem that stands for this one in searches. */
  readonly coarse?: Problem;
  /** An index of its rows, where they are many: Lloyd's algorithm then runs over that. */
  readonly index?: RowIndex;
}

/** A kd-tree of rows, and what the rows of each node come to. */
export interface RowIndex {
  readonly tree: KdTree;
  readonly nodes: NodeSummaries;
}

/** A partition of rows and its centroids. */
export interface Fit {
  readonly k: number;
  /** The cluster of each row: that of its nearest centroid. */
  readonly labels: Int32Array;
  /** k rows of d numbers. */
  readonly centroids: Float64Array;
  /** The weighted sum of squared distances of the rows to their centroids. */
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** When Lloyd's algorithm stops. */
export interface Stop {
  /** Upper bound on iterations. */
  readonly maxIter: number;
  /** Squared shift of the centroids, summed, at or below which they count as settled; 0: until no label changes. */
  readonly maxShift: number;
}

/** Row counts and weights of clusters. */
export interface Sizes {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
  readonly total: number;
}

/** Counts the rows and the weight of each cluster. */
export function sizesOf({ weights }: Problem, { labels, k }: Pick<Fit, "labels" | "k">): Sizes {
  const rows = new Int32Array(k);
  const sums = new Float64Array(k);
  let total = 0;
  labels.forEach((label, i) => {
    rows[label]++;
    sums[label] += weights[i];
    total += weights[i];
  });
  return { rows, weights: sums, total };
}

/** The share of the weight in the smallest cluster. */
export function leastShare({ weights, total }: Sizes): number {
  return weights.reduce((least, weight) => Math.min(least, weight), Infinity) / total;
}

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

/**
 * The number of distinct rows, or `most` if there are at least so many. In O(n · most · d).
 *
 * Rows whose squared distance is too small for a double count as equal: k-means could not tell them apart.
 */
export function countDistinct({ data, rows, cols }: Matrix, most: number): number {
  const found: number[] = [];
  for (let row = 0; row < rows * cols && found.length < most; row += cols) {
    if (found.every((other) => squaredDistance(data, row, data, other, cols) > 0)) found.push(row);
  }
  return found.length;
}

/** The weighted sum of squared distances of the rows to the centroids of their clusters. */
export function inertiaOf({ x: { data, cols: d }, weights }: Problem, labels: Int32Array, centroids: Float64Array): number {
  let inertia = 0;
  for (let i = 0, row = 0; i < labels.length; i++, row += d)
    inertia += weights[i] * squaredDistance(data, row, centroids, labels[i] * d, d);
  return inertia;
}
