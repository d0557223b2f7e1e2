import { squaredDistance } from "../distance/metrics.ts";
import { assigned } from "../kmeans/bounded.ts";
import type { Problem } from "../kmeans/types.ts";
import type { Partition } from "./partition.ts";

/**
 * The mean silhouette with the distance to a centroid in place of the mean distance to a cluster's rows (Hruschka, de Castro
 * and Campello 2004), weighted: in O(n k d), for tables too large for the exact one. A row alone in its cluster scores 0, as there.
 *
 * Assumes validated input: at least two clusters, labels from 0.
 */
export function simplifiedSilhouette(problem: Problem, { labels, centroids, k }: Partition): number {
  const { x: { data, cols: d }, weights } = problem;
  const near = assigned(problem, centroids, k);
  const rows = new Int32Array(k);
  for (const label of labels) rows[label]++;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const isNearest = labels[i] === near.labels[i];
    const own = isNearest ? near.upper[i] : Math.sqrt(squaredDistance(data, i * d, centroids, labels[i] * d, d));
    const next = isNearest ? near.lower[i] : near.upper[i];
    if (rows[labels[i]] > 1 && own !== next) sum += (weights[i] * (next - own)) / Math.max(own, next);
  }
  return sum / near.sizes.reduce((total, size) => total + size, 0);
}
