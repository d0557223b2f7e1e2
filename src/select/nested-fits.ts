import type { OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { orderFit } from "../kmeans/order-fit.ts";
import { search } from "../kmeans/search.ts";
import { grow } from "../kmeans/seeding.ts";
import type { Effort, Fit, Problem } from "../kmeans/types.ts";
import type { WardCuts } from "../kmeans/ward-start.ts";

/** Rows tried as the place of one more centroid. */
const trials = 8;

/**
 * The best partition found for each k of a range, each search starting from the solution before it as well, with one more
 * centroid: so the inertia never rises with k. Clusters are in order, largest first. Assumes validated input, and kMax distinct
 * rows at least.
 */
export function nestedFits(
  problem: Problem,
  kMin: number,
  kMax: number,
  { effort, seed, init = "auto" }: { readonly effort: Effort; readonly seed: number; readonly init?: "auto" | "k-means++" },
  cuts: WardCuts,
  onProgress?: OnProgress,
): Fit[] {
  const plan = { init, effort, nInit: undefined, maxIter: 300, tol: 1e-4, seed } as const;
  const fits: Fit[] = [];
  for (let k = kMin; k <= kMax; k++) {
    const last = fits.at(-1);
    const nested = last === undefined ? [] : [grow(problem, last.centroids, k, createRandom(seed, Purpose.nesting, k), trials)];
    const fit = search(problem, k, plan, cuts, nested);
    fits.push(orderFit(problem, fit));
    onProgress?.({ stage: "elbow", done: fits.length, total: kMax - kMin + 1 });
  }
  return fits;
}
