import { squaredDistance } from "../distance/metrics.ts";
import type { Problem } from "../kmeans/types.ts";
import type { Partition } from "./partition.ts";

/**
 * The mean silhouette with the distance to a centroid in place of the mean distance to a cluster's rows (Hruschka, de Castro
 * and Campello 2004), weighted: in O(n k d), for tables too large for the exact one. A row alone in its cluster scores 0, as there.
 *
 * Assumes validated input: at least two clusters, labels from 0.
 */
export function simplifiedSilhouette({ x: { data, rows: n, cols: d }, weights }: Problem, { labels, centroids, k }: Partition): number {
  const rows = new Int32Array(k);
  for (let i = 0; i < n; i++) rows[labels[i]]++;

  let sum = 0;
  let weight = 0;
  for (let i = 0, row = 0; i < n; i++, row += d) {
    weight += weights[i];
    if (rows[labels[i]] === 1) continue;
    let own = 0;
    let next = Infinity;
    for (let c = 0, centroid = 0; c < k; c++, centroid += d) {
      const distance = squaredDistance(data, row, centroids, centroid, d);
      if (c === labels[i]) own = distance;
      else if (distance < next) next = distance;
    }
    if (own !== next) sum += (weights[i] * (Math.sqrt(next) - Math.sqrt(own))) / Math.sqrt(Math.max(own, next));
  }
  return sum / weight;
}
