import type { Random } from "../core/random.ts";
import { squaredDistance } from "../distance/metrics.ts";
import { lloyd } from "./lloyd.ts";
import { drawFar } from "./seeding.ts";
import type { Fit, Problem, Stop } from "./types.ts";

/** How long a swap may settle before it is judged. */
const settling = 3;

/**
 * Swap search: moves one centroid to a row drawn by weight times squared distance, lets Lloyd settle a few rounds, and
 * keeps what is better (Fränti 2018). The centroid that moves is the one whose loss costs least with the new one in
 * place (FLS++, Beretta et al. 2024), found for all k at once from every row's two nearest.
 *
 * Assumes validated input and k of at least 2.
 */
export function swapSearch(problem: Problem, start: Fit, swaps: number, stop: Stop, random: Random): Fit {
  const { x: { data, cols: d }, weights } = problem;
  let best = start;
  let near = twoNearest(problem, best);
  for (let swap = 0; swap < swaps && best.inertia > 0; swap++) {
    const row = drawFar(weights, near.first, random);
    const loser = cheapestLoss(problem, best, near, row);
    const trial = best.centroids.slice();
    trial.set(data.subarray(row * d, (row + 1) * d), loser * d);
    let fit = lloyd(problem, trial, best.k, { maxIter: settling, maxShift: 0 }, best.labels);
    if (fit.inertia >= best.inertia) continue;
    fit = lloyd(problem, fit.centroids, best.k, stop, fit.labels);
    if (fit.inertia >= best.inertia * (1 - 1e-12)) continue;
    best = fit;
    near = twoNearest(problem, best);
  }
  return best;
}

interface Nearest {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Every row's squared distance to its own centroid and to the next. */
function twoNearest({ x: { data, rows: n, cols: d } }: Problem, { labels, centroids, k }: Fit): Nearest {
  const first = new Float64Array(n);
  const second = new Float64Array(n).fill(Infinity);
  for (let i = 0, row = 0; i < n; i++, row += d) {
    for (let c = 0; c < k; c++) {
      const distance = squaredDistance(data, row, centroids, c * d, d);
      if (c === labels[i]) first[i] = distance;
      else if (distance < second[i]) second[i] = distance;
    }
  }
  return { first, second };
}

/** The cluster whose centroid is missed least once there is a centroid at `row`. */
function cheapestLoss({ x: { data, rows: n, cols: d }, weights }: Problem, { labels, k }: Fit, { first, second }: Nearest, row: number): number {
  const loss = new Float64Array(k);
  for (let i = 0, at = 0; i < n; i++, at += d) {
    const distance = squaredDistance(data, at, data, row * d, d);
    const kept = distance < first[i] ? distance : first[i];
    const lost = distance < second[i] ? distance : second[i];
    loss[labels[i]] += weights[i] * (lost - kept);
  }
  let least = 0;
  for (let c = 1; c < k; c++) if (loss[c] < loss[least]) least = c;
  return least;
}
