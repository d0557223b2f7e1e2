import { aim, Aims, Batch, leastCost, nearestInto } from "../spatial/kernels.ts";
import type { Rows } from "../spatial/rows.ts";

/** Centroids made ready for a look at rows. */
export function aimsOf(rows: Rows, centroids: Float64Array, k: number): Aims {
  const aims = new Aims(rows, k);
  for (let c = 0; c < k; c++) aim(rows, aims, centroids, c);
  return aims;
}

/** Finds the nearest centroids of the rows from `from` on that the batch has room for; returns how many they are. */
export function nextBatch(rows: Rows, aims: Aims, batch: Batch, from: number): number {
  const some = Math.min(batch.rows.length, rows.count - from);
  for (let s = 0; s < some; s++) batch.rows[s] = from + s;
  nearestInto(rows, aims, batch, some);
  return some;
}

/** The nearest centroid of every row, the lower one on a tie. The distances to them are written to `upper`, if that is there. */
export function nearestLabels(
  rows: Rows,
  centroids: Float64Array,
  k: number,
  upper?: Float64Array, // out
): Int32Array {
  const aims = aimsOf(rows, centroids, k);
  const batch = new Batch(rows.count);
  const labels = new Int32Array(rows.count);
  for (let from = 0; from < rows.count; from += batch.rows.length) {
    const some = nextBatch(rows, aims, batch, from);
    for (let s = 0; s < some; s++) labels[from + s] = batch.nearest[s];
    if (upper !== undefined) for (let s = 0; s < some; s++) upper[from + s] = Math.sqrt(batch.least[s]);
  }
  return labels;
}

/** The nearest centroid of every row, the lower one on a tie, and the distance to it. */
export function nearestOf(rows: Rows, centroids: Float64Array, k: number): { readonly labels: Int32Array; readonly upper: Float64Array } {
  const upper = new Float64Array(rows.count);
  return { labels: nearestLabels(rows, centroids, k, upper), upper };
}

/** The inertia of rows that go each to its nearest centroid. */
export function costOf(rows: Rows, centroids: Float64Array, k: number): number {
  return leastCost(rows, aimsOf(rows, centroids, k));
}
