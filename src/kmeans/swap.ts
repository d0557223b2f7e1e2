import type { Random } from "../core/random.ts";
import { assigned, type Bounded, copyOf, distancesTo, moveCentroid } from "./bounded.ts";
import { lloyd, settle } from "./lloyd.ts";
import { drawFar } from "./seeding.ts";
import type { Fit, Problem, Stop } from "./types.ts";

/** How long a swap may settle before it is judged. */
const settling = 3;
const leastGain = 1e-12; // of the inertia: below it a gain may be rounding

/**
 * Lloyd's algorithm, then swaps: one centroid moves to a row, Lloyd settles for a few rounds, and what is better is kept. By turns
 * the row is drawn by weight times squared distance and the centroid that moves is the one that is missed least with the new one in
 * place (FLS++, Beretta et al. 2024), and both are drawn blindly (Fränti 2018): the first finds most, the second what that
 * never tries. Assumes validated input and k of at least 2.
 */
export function swapSearch(problem: Problem, start: Float64Array, k: number, swaps: number, stop: Stop, random: Random): Fit {
  let best = assigned(problem, lloyd(problem, start, k, stop).centroids, k);
  let squares = best.upper.map((distance) => distance * distance);
  for (let swap = 0; swap < swaps && best.inertia > 0; swap++) {
    const isBlind = swap % 2 === 1;
    const row = isBlind ? Math.floor(random() * squares.length) : drawFar(problem.weights, squares, random);
    const distances = distancesTo(problem, best, row);
    const trial = copyOf(best);
    moveCentroid(problem, trial, isBlind ? Math.floor(random() * k) : leastMissed(problem, best, distances), row, distances);
    settle(problem, trial, settling);
    if (!(trial.inertia < best.inertia)) continue;
    settle(problem, trial, stop.maxIter);
    if (!(trial.inertia < best.inertia * (1 - leastGain))) continue;
    best = assigned(problem, trial.centroids, k);
    squares = best.upper.map((distance) => distance * distance);
  }
  return lloyd(problem, best.centroids, k, stop);
}

/** The cluster whose centroid is missed least once there is another at such distances. */
function leastMissed({ weights }: Problem, { labels, counts, upper, lower }: Bounded, distances: Float64Array): number {
  const loss = new Float64Array(counts.length);
  for (let i = 0; i < labels.length; i++) {
    const kept = Math.min(upper[i] * upper[i], distances[i]);
    loss[labels[i]] += weights[i] * (Math.min(lower[i] * lower[i], distances[i]) - kept);
  }
  return loss.indexOf(loss.reduce((least, one) => Math.min(least, one)));
}
