import { type Aims, type Batch, nearestInto } from "../spatial/kernels.ts";
import type { Rows } from "../spatial/rows.ts";
import { centroidsOf, type Fit, inertiaTo, sizesOf } from "./fit.ts";
import type { Bounded } from "./lloyd.ts";
import { aimsOf } from "./nearest.ts";

/** The fit that a run has come to: where no row moved last, of means without what rounding has gathered. */
export function exactOf(rows: Rows, at: Bounded, run: Pick<Fit, "iterations" | "converged">): Fit {
  const k = at.counts.length;
  const isSettled = at.pull.every((sum) => sum === 0);
  const means = isSettled ? centroidsOf(rows, at.labels, k) : at.centroids;
  const fit = fitAt(rows, at, means, isSettled ? aimsOf(rows, means, k) : at.aims, run);
  return sizesOf(rows.weights, fit).rows.includes(0) ? fitAt(rows, at, at.centroids, at.aims, run) : fit;
}

function fitAt(rows: Rows, at: Bounded, centroids: Float64Array, aims: Aims, run: Pick<Fit, "iterations" | "converged">): Fit {
  const labels = placed(rows, at, centroids, aims);
  return { k: at.counts.length, labels, centroids, inertia: inertiaTo(rows, labels, aims), ...run };
}

const rounding = 1e-15; // of a number, a few times what one operation loses

/**
 * Each row at the nearest of some means, which are where the bounded centroids are or near by. Rows are looked at where the bounds
 * leave a doubt, or would but for what rounding may have added to them.
 */
function placed(rows: Rows, at: Bounded, means: Float64Array, aims: Aims): Int32Array {
  const { upper, lower, batch, counts: { length: k } } = at;
  const { drift, largest } = driftTo(means, at.centroids, k);
  const share = rounding * (at.rounds + rows.columns.count);
  const blur = 2 * drift + share * (at.drifted + largest);
  const labels = at.labels.slice();
  let some = 0;
  for (let i = 0; i < labels.length; i++) {
    batch.rows[some] = i;
    some += Number(!((upper[i] + blur) * (1 + share) < lower[i]));
    if (some < batch.rows.length) continue;
    relabel(rows, aims, batch, some, labels);
    some = 0;
  }
  relabel(rows, aims, batch, some, labels);
  return labels;
}

/** How far a centroid has to go at most, and how long the longest is at most. */
function driftTo(means: Float64Array, centroids: Float64Array, k: number): { readonly drift: number; readonly largest: number } {
  let drift = 0, largest = 0;
  for (let c = 0, at = 0; c < k; c++) {
    let square = 0, length = 0;
    for (const end = at + means.length / k; at < end; at++) {
      square += (means[at] - centroids[at]) * (means[at] - centroids[at]);
      length += Math.abs(means[at]);
    }
    drift = Math.max(drift, Math.sqrt(square));
    largest = Math.max(largest, length);
  }
  return { drift, largest };
}

/** Gives the first rows of the batch to their nearest centroids. */
function relabel(
  rows: Rows,
  aims: Aims,
  batch: Batch,
  some: number,
  labels: Int32Array, // out
): void {
  nearestInto(rows, aims, batch, some);
  for (let s = 0; s < some; s++) labels[batch.rows[s]] = batch.nearest[s];
}
