import { squaredDistance } from "../distance/metrics.ts";
import { assignInto } from "../kmeans/assign.ts";
import type { Fit, Problem } from "../kmeans/types.ts";

/** A new order may hand rows that lie between two centroids to the other one, which may change the order again. */
const mostRounds = 10;

/**
 * A k-means fit with its clusters in the order of their number of rows, largest first, ties by first row. Labels are again those of
 * the nearest centroid, the lower one on a tie, which is what prediction gives.
 */
export function orderFit(problem: Problem, fit: Fit): Fit {
  let ordered = fit;
  for (let round = 0; round < mostRounds; round++) {
    const renamed = rename(problem, ordered);
    const labels = renamed.labels.slice();
    const inertia = assignInto(problem, renamed.centroids, fit.k, labels, new Float64Array(labels.length));
    ordered = { ...renamed, labels, inertia };
    if (labels.every((label, i) => label === renamed.labels[i])) break;
  }
  return ordered;
}

/** The same partition, its clusters in the order of their number of rows; labels are left with their clusters. */
export function rename({ x: { cols: d } }: Problem, fit: Fit): Fit {
  const { k, labels } = fit;
  const rows = new Int32Array(k);
  const first = new Int32Array(k).fill(labels.length);
  for (let i = labels.length - 1; i >= 0; i--) {
    rows[labels[i]]++;
    first[labels[i]] = i;
  }
  const order = Array.from({ length: k }, (_, c) => c).sort((a, b) => rows[b] - rows[a] || first[a] - first[b]);
  const place = new Int32Array(k);
  const centroids = new Float64Array(k * d);
  order.forEach((c, at) => {
    place[c] = at;
    centroids.set(fit.centroids.subarray(c * d, (c + 1) * d), at * d);
  });
  return { ...fit, labels: labels.map((label) => place[label]), centroids };
}

/** The share of the weight whose nearest centroid is that of its own cluster. */
export function agreementOf(problem: Problem, { k, labels, centroids }: Fit): number {
  const nearest = labels.slice();
  assignInto(problem, centroids, k, nearest, new Float64Array(labels.length));
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
