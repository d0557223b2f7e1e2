import type { Matrix } from "../core/matrix.ts";

/** How much is done to find a good partition: amounts of work, never of time. */
export type Effort = "fast" | "balanced" | "thorough";

/** The efforts, least first. */
export const efforts: readonly Effort[] = ["fast", "balanced", "thorough"];

/** Weighted rows to be partitioned. */
export interface Problem {
  readonly x: Matrix;
  readonly weights: Float64Array;
  /** A smaller problem that stands for this one in searches. */
  readonly coarse?: Problem;
  /** A faster way to run Lloyd's algorithm on it. */
  readonly lloyd?: (start: Float64Array, k: number, stop: Stop) => Fit;
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
