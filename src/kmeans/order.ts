import type { Fit, Problem } from "./fit.ts";
import { lloydOfRows } from "./lloyd.ts";

const untilSettled = { maxIter: 300, maxShift: 0 };
const mostRounds = 100; // one or two as a rule: more where rows lie between two centroids

/**
 * A k-means fit with its clusters in the order of their number of rows, largest first, ties by first row. Labels are again those
 * of the nearest centroid, the lower one on a tie, which is what prediction gives; where that moves a row, Lloyd's algorithm
 * goes on from there, and the order is looked at again. Assumes k distinct rows at least.
 */
export function orderFit(problem: Problem, fit: Fit): Fit {
  let sorted = rename(problem, fit);
  for (let round = 0; round < mostRounds; round++) {
    const settled = lloydOfRows(problem, sorted.centroids, fit.k, untilSettled);
    sorted = rename(problem, settled);
    if (settled.labels.every((label, i) => label === sorted.labels[i])) return settled;
  }
  return sorted;
}

/** The same partition, its clusters in the order of their number of rows; labels are left with their clusters. */
export function rename({ x: { cols: d } }: Problem, fit: Fit): Fit {
  const { k, labels } = fit;
  const { order } = orderBySize(labels, k);
  const place = new Int32Array(k);
  const centroids = new Float64Array(k * d);
  order.forEach((c, at) => {
    place[c] = at;
    centroids.set(fit.centroids.subarray(c * d, (c + 1) * d), at * d);
  });
  return { ...fit, labels: labels.map((label) => place[label]), centroids };
}

/** Clusters by their number of rows, most first, ties by first row, and how many of them hold rows. */
export function orderBySize(labels: Int32Array, k: number): { readonly order: number[]; readonly held: number } {
  const rows = new Int32Array(k);
  const first = new Int32Array(k).fill(labels.length);
  for (let i = labels.length - 1; i >= 0; i--) {
    rows[labels[i]]++;
    first[labels[i]] = i;
  }
  const order = Array.from({ length: k }, (_, c) => c).sort((a, b) => rows[b] - rows[a] || first[a] - first[b]);
  return { order, held: rows.filter((count) => count > 0).length };
}
