import { assigned } from "./bounded.ts";
import { lloyd } from "./lloyd.ts";
import type { Fit, Problem } from "./types.ts";

const untilSettled = { maxIter: 300, maxShift: 0 };

/**
 * A k-means fit with its clusters in the order of their number of rows, largest first, ties by first row. Labels are again those
 * of the nearest centroid, the lower one on a tie, which is what prediction gives; where that moves a row, Lloyd's algorithm
 * goes on from there. The inertia is never above that of `fit`. Assumes k distinct rows at least.
 */
export function orderFit(problem: Problem, fit: Fit): Fit {
  for (let best = fit; ; ) {
    const { sorted, hasMoved } = sortFit(problem, best);
    if (!hasMoved) return sorted;
    best = lloyd(problem, sorted.centroids, fit.k, untilSettled);
    if (best.inertia < sorted.inertia) continue; // it falls with each round, so that they end
    return new Set(sorted.labels).size < fit.k ? best : sorted;
  }
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

/**
 * Renames until no row changes its cluster. A row that lies between two centroids goes to the lower one, which may change the
 * order again; but the first cluster that changes only wins rows, so the sizes in order grow like words in a dictionary, and
 * it ends.
 */
function sortFit(problem: Problem, fit: Fit): { readonly sorted: Fit; readonly hasMoved: boolean } {
  let sorted = rename(problem, fit);
  for (let hasMoved = false; ; hasMoved = true) {
    const { labels, inertia } = assigned(problem, sorted.centroids, fit.k);
    if (labels.every((label, i) => label === sorted.labels[i])) return { sorted: { ...sorted, inertia }, hasMoved };
    sorted = rename(problem, { ...sorted, labels });
  }
}
