import { createRandom, Purpose, type Random } from "../core/random.ts";
import { hartigan } from "./hartigan.ts";
import { centroidsOf } from "./centroids.ts";
import { lloyd } from "./lloyd.ts";
import { plusPlus } from "./seeding.ts";
import { swapSearch } from "./swap.ts";
import type { Effort, Fit, Problem, Stop } from "./types.ts";
import type { WardCuts } from "./ward-start.ts";

/** Where the search starts, how long it goes on, and when a run stops. */
export interface Plan {
  /** Gives Ward's start; without it drawn ones are the only ones. */
  readonly cuts: WardCuts | undefined;
  /** Draws a start. */
  readonly draw: (problem: Problem, k: number, random: Random) => Float64Array;
  /** The number of drawn starts; that of the effort when absent. */
  readonly nInit: number | undefined;
  readonly effort: Effort;
  readonly maxIter: number;
  readonly tol: number;
  readonly seed: number;
}

/** What a plan holds unless the caller says otherwise. */
export const usual: Pick<Plan, "draw" | "nInit" | "maxIter" | "tol"> = { draw: plusPlus, nInit: undefined, maxIter: 300, tol: 1e-4 };

/** What each effort does: drawn starts beside Ward's, drawn starts where they are the only ones, swaps from each start. */
const amounts: Readonly<Record<Effort, { beside: number; alone: number; swaps: number }>> = {
  fast: { beside: 0, alone: 10, swaps: 0 },
  balanced: { beside: 2, alone: 5, swaps: 60 },
  thorough: { beside: 4, alone: 10, swaps: 200 },
};
const rounding = 1e-12; // of an inertia
const mostPolished = 50_000; // rows: transfers go over them one by one
const swapWork = 1e6; // rows x clusters x columns for which a swap is spent: large or wide tables get fewer

/**
 * The best partition found from Ward's cut, from drawn starts and from the given ones. Larger efforts go on from each by
 * swaps, and polish the best by Hartigan's transfers. Where a smaller problem stands for this one the search is done on that, and
 * Lloyd's algorithm goes on from what it found. Assumes validated input, and k distinct rows at least.
 */
export function search(problem: Problem, k: number, plan: Plan, given: readonly Float64Array[] = []): Fit {
  const stop = stopOf(problem, plan);
  if (k === 1) return lloyd(problem, centroidsOf(problem, new Int32Array(problem.x.rows), 1), 1, stop);

  const { rows, cols } = problem.x;
  let best: Fit | undefined;
  if (problem.coarse !== undefined && problem.coarse.x.rows >= k) {
    const start = search(problem.coarse, k, plan, given).centroids;
    best = problem.lloyd?.(start, k, stop) ?? lloyd(problem, start, k, stop);
  } else {
    const { swaps } = amounts[plan.effort];
    const affordable = Math.max(4, Math.min(swaps, (swaps * swapWork) / (rows * k * cols)));
    [...starts(problem, k, plan), ...given].forEach((start, at) => {
      let fit = lloyd(problem, start, k, stop);
      if (swaps > 0) fit = swapSearch(problem, fit, affordable, stop, createRandom(plan.seed, Purpose.swaps, at));
      if (best === undefined || fit.inertia < best.inertia) best = fit;
    });
  }
  return plan.effort === "fast" || rows > mostPolished ? best! : polish(problem, best!, plan.maxIter);
}

/** Lloyd's algorithm from given centroids, and nothing more. */
export function refine(problem: Problem, start: Float64Array, k: number, plan: Plan): Fit {
  return lloyd(problem, start, k, stopOf(problem, plan));
}

/** Transfers, then Lloyd until no label changes: centroids are the means of their rows, and labels those of the nearest centroid. */
export function polish(problem: Problem, fit: Fit, maxIter: number): Fit {
  const labels = hartigan(problem, fit);
  const polished = lloyd(problem, centroidsOf(problem, labels, fit.k), fit.k, { maxIter, maxShift: 0 }, labels);
  return polished.inertia <= fit.inertia * (1 + rounding) ? polished : fit; // at a tie the settled one
}

function starts(problem: Problem, k: number, { cuts, draw, nInit, effort, seed }: Plan): Float64Array[] {
  const { beside, alone } = amounts[effort];
  const cut = cuts?.(k);
  const drawn = nInit ?? (cut === undefined ? alone : beside);
  const found = cut === undefined ? [] : [cut];
  for (let restart = 0; restart < drawn || found.length === 0; restart++) found.push(draw(problem, k, createRandom(seed, Purpose.seeding, restart)));
  return found;
}

/** A tolerance is relative to the mean variance of the columns, as scikit-learn's. */
function stopOf({ x: { data, rows, cols }, weights }: Problem, { maxIter, tol }: Plan): Stop {
  if (tol === 0) return { maxIter, maxShift: 0 };
  const problem = { x: { data, rows, cols }, weights };
  const centre = centroidsOf(problem, new Int32Array(rows), 1);
  let squares = 0;
  let weight = 0;
  for (let i = 0, row = 0; i < rows; i++, row += cols) {
    weight += weights[i];
    for (let j = 0; j < cols; j++) squares += weights[i] * (data[row + j] - centre[j]) * (data[row + j] - centre[j]);
  }
  return { maxIter, maxShift: (tol * squares) / weight / cols };
}
