import type { OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { refine, search, usualPlan } from "../kmeans/search.ts";
import { grow } from "../kmeans/seeding.ts";
import type { Effort, Fit, Problem } from "../kmeans/types.ts";
import type { WardCuts } from "../kmeans/ward-start.ts";

/** Rows tried as the place of one more centroid. */
const trials = 8;

/**
 * The best partition found for each k of a range, each search starting from the solution before it as well, with one more
 * centroid: so the inertia never rises with k. `finish` has the last word on each. Assumes validated input, and kMax distinct rows
 * at least.
 */
export function nestedFits(
  problem: Problem,
  kMin: number,
  kMax: number,
  choice: { readonly effort: Effort; readonly seed: number },
  cuts: WardCuts | undefined,
  finish: (problem: Problem, fit: Fit) => Fit,
  onProgress?: OnProgress,
): Fit[] {
  const plan = { ...usualPlan(problem.x.rows), ...choice, cuts };
  const fits: Fit[] = [];
  for (let k = kMin; k <= kMax; k++) {
    const last = fits.at(-1);
    const nested = last === undefined ? [] : [grow(problem.coarse ?? problem, last.centroids, k, createRandom(choice.seed, Purpose.nesting, k), trials)];
    let fit = search(problem, k, plan, nested);
    // what is better on the cells of a large problem need not be on its rows
    if (last !== undefined && fit.inertia > last.inertia) fit = refine(problem, nested[0], k, plan);
    fits.push(finish(problem, fit));
    onProgress?.({ stage: "elbow", done: fits.length, total: kMax - kMin + 1 });
  }
  return fits;
}
