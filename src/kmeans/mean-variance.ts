import { assigned } from "./bounded.ts";
import { centroidsOf } from "./centroids.ts";
import type { Problem } from "./types.ts";

/** The mean of the columns' variances, to which a tolerance is relative, as in scikit-learn. */
export function meanVariance({ x, weights }: Problem): number {
  const { inertia, sizes } = assigned({ x, weights }, centroidsOf({ x, weights }, new Int32Array(x.rows), 1), 1);
  return inertia / sizes[0] / x.cols;
}
