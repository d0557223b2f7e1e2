import type { Rows } from "../spatial/rows.ts";
import { centroidsOf, type Fit, inertiaOf, sizesOf } from "./fit.ts";
import { lloyd } from "./forest-lloyd.ts";
import { nearestLabels } from "./nearest.ts";

const untilSettled = { maxIter: 300, maxShift: 0 };
const mostRounds = 100; // one or two as a rule: more where rows lie between two centroids

/**
 * A k-means fit with its clusters in the order of their weight, largest first, ties by first row. Labels are again those
 * of the nearest centroid, the lower one on a tie, which is what prediction gives; where that moves a row, Lloyd's algorithm
 * goes on from there, and the order is looked at again. Assumes k distinct rows at least.
 */
export function orderFit(rows: Rows, fit: Fit): Fit {
  let sorted = rename(rows, fit);
  for (let round = 0; round < mostRounds; round++) {
    const settled = settledAt(rows, sorted) ?? lloyd({ rows }, sorted.centroids, fit.k, untilSettled);
    sorted = rename(rows, settled);
    if (settled.labels.every((label, i) => label === sorted.labels[i])) return settled;
  }
  return sorted;
}

/**
 * What Lloyd's algorithm gives from a partition of which no row moves; undefined of any other. It keeps no bounds, for which there is no
 * use where nothing moves: they would be the most that many rows need.
 */
function settledAt(rows: Rows, { centroids: start, k }: Fit): Fit | undefined {
  const labels = nearestLabels(rows, start, k);
  const centroids = centroidsOf(rows, labels, k);
  const again = nearestLabels(rows, centroids, k);
  if (labels.some((label, i) => label !== again[i]) || sizesOf(rows.weights, { labels, k }).rows.includes(0)) return undefined;
  return { k, labels, centroids, inertia: inertiaOf(rows, labels, centroids, k), iterations: 1, converged: true };
}

/** The same partition, its clusters in the order of their weight; labels are left with their clusters. */
export function rename(rows: Rows, fit: Fit): Fit {
  const { k, labels } = fit;
  const d = rows.columns.count;
  const { order } = orderBySize(labels, k, rows);
  const place = new Int32Array(k);
  const centroids = new Float64Array(k * d);
  order.forEach((c, at) => {
    place[c] = at;
    centroids.set(fit.centroids.subarray(c * d, (c + 1) * d), at * d);
  });
  return { ...fit, labels: labels.map((label) => place[label]), centroids };
}

const digits = 1e12; // of the weights, compared: sums of the same weights in another order differ in their last digit

/** Clusters by the weight of their rows, most first, ties by the caller's first row, and how many of them hold rows. */
export function orderBySize(
  labels: Int32Array,
  k: number,
  { weights, ids }: Pick<Rows, "weights" | "ids">,
): { readonly order: number[]; readonly held: number } {
  const sums = new Float64Array(k);
  const first = new Int32Array(k).fill(labels.length);
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    const own = labels[i];
    sums[own] += weights[i];
    total += weights[i];
    if (ids[i] < first[own]) first[own] = ids[i];
  }
  const sizes = sums.map((sum) => Math.round((sum / total) * digits));
  const order = Array.from({ length: k }, (_, c) => c).sort((a, b) => {
    const isEmpty = Number(sums[a] === 0) - Number(sums[b] === 0); // last, however little the others weigh
    return isEmpty || sizes[b] - sizes[a] || first[a] - first[b];
  });
  return { order, held: sums.filter((sum) => sum > 0).length };
}
