import { squaredDistance } from "../distance/metrics.ts";
import { assigned } from "../kmeans/bounded.ts";
import type { Fit, Problem } from "../kmeans/types.ts";

/** The share of the weight whose nearest centroid is that of its own cluster. */
export function agreementOf(problem: Problem, { k, labels, centroids }: Fit): number {
  const nearest = assigned(problem, centroids, k).labels;
  let same = 0;
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    total += problem.weights[i];
    if (labels[i] === nearest[i]) same += problem.weights[i];
  }
  return same / total;
}

/** The weighted sum of squared distances of the rows to the centroids of their clusters. */
export function inertiaOf({ x: { data, cols: d }, weights }: Problem, labels: Int32Array, centroids: Float64Array): number {
  let inertia = 0;
  for (let i = 0, row = 0; i < labels.length; i++, row += d) inertia += weights[i] * squaredDistance(data, row, centroids, labels[i] * d, d);
  return inertia;
}
