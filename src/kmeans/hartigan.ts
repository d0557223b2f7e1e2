import { squaredDistance } from "../distance/metrics.ts";
import { assigned, type Bounded, count } from "./bounded.ts";
import { follow } from "./lloyd.ts";
import type { Fit, Problem } from "./types.ts";

const maxPasses = 50;
const leastGain = 1e-12; // of the inertia: below it a gain may be rounding

/**
 * Hartigan's transfers (1975; Telgarsky and Vattani 2010): moves one row at a time wherever that lowers the inertia, the
 * shift of both centroids counted in, until no move does. What is left is better than a fixed point of Lloyd's, and is one.
 *
 * Assumes validated input. Returns the labels; the fit is left alone.
 */
export function hartigan(problem: Problem, { centroids, k }: Fit): Int32Array {
  const at = assigned(problem, centroids, k);
  for (let c = 0; c < k; c++) follow(at, c, problem.x.cols);
  for (let pass = 0; pass < maxPasses; pass++) {
    let moved = false;
    for (let i = 0; i < at.labels.length; i++) if (transfer(problem, at, i)) moved = true;
    if (!moved) break;
  }
  return at.labels;
}

function transfer(problem: Problem, at: Bounded, i: number): boolean {
  const { x: { data, cols: d }, weights } = problem;
  const { labels, centroids, counts, sizes } = at;
  const own = labels[i];
  const weight = weights[i];
  if (counts[own] === 1 || !(sizes[own] > weight)) return false; // the second: rounding, beside a far greater weight
  const distance = squaredDistance(data, i * d, centroids, own * d, d);
  let best = own;
  let nearest = 0;
  let least = (sizes[own] * weight * distance) / (sizes[own] - weight) - leastGain * at.inertia;
  for (let c = 0; c < counts.length; c++) {
    if (c === own) continue;
    const other = squaredDistance(data, i * d, centroids, c * d, d);
    const cost = (sizes[c] * weight * other) / (sizes[c] + weight);
    if (cost < least) [best, nearest, least] = [c, other, cost];
  }
  if (best === own) return false;
  count(problem, at, i, own, -1, distance);
  count(problem, at, i, best, 1, nearest);
  labels[i] = best;
  follow(at, own, d);
  follow(at, best, d);
  return true;
}
