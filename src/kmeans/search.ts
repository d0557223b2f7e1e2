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
  /** When a run of Lloyd's algorithm stops. */
  readonly stop: Stop;
  readonly seed: number;
}

const manyRows = 20_000; // above, what was found on cells is near enough: the best alone goes on, for a few rounds

/** What a plan holds unless the caller says otherwise. */
export function usualPlan(rows: number): Pick<Plan, "draw" | "nInit" | "stop"> {
  return { draw: plusPlus, nInit: undefined, stop: { maxIter: rows > manyRows ? 10 : 300, maxShift: 0 } };
}

/** What each effort does: drawn starts beside Ward's, drawn starts where they are the only ones, swaps from each start, and
 * from each partition that a search on cells found. */
const amounts: Readonly<Record<Effort, { beside: number; alone: number; swaps: number; after: number }>> = {
  fast: { beside: 0, alone: 10, swaps: 0, after: 0 },
  balanced: { beside: 2, alone: 5, swaps: 100, after: 5 },
  thorough: { beside: 4, alone: 10, swaps: 400, after: 150 },
};
const rounding = 1e-12; // of an inertia
const swapWork = 2e5; // rows x clusters x columns for which all swaps are spent: large or wide tables get fewer
const mostPolished = 50_000; // rows: transfers go over them one by one

/**
 * The best partition found from Ward's cut, from drawn starts and from the given ones. Larger efforts go on from each by
 * swaps, and polish the best by Hartigan's transfers. Where a smaller problem stands for this one the search is done on that, and
 * goes on from what it found with a few swaps. Assumes validated input, and k distinct rows at least.
 */
export function search(problem: Problem, k: number, plan: Plan, given: readonly Float64Array[] = []): Fit {
  const { x: { rows }, coarse } = problem;
  const isFast = plan.effort === "fast";
  const isLarge = rows > manyRows;
  const hasCells = coarse !== undefined && coarse.x.rows >= k && (isLarge || !isFast);
  const level = hasCells ? coarse : problem;
  const around = isLarge && isFast ? { ...plan, effort: "balanced" as const } : plan; // cells of many rows cost nothing beside the rows
  let found = climb(level, k, around, [...starts(level, k, around), ...given]);
  if (hasCells) {
    const ends = found.slice(0, isLarge ? 1 : found.length).map(({ centroids }) => centroids);
    found = climb(problem, k, plan, plan.effort === "thorough" && !isLarge ? [...ends, ...starts(problem, k, plan)] : ends);
  }
  if (isFast || rows > mostPolished) return found[0];
  return found.map((fit) => polish(problem, fit, plan.stop)).reduce((best, fit) => (fit.inertia < best.inertia ? fit : best));
}

/**
 * The partitions that Lloyd's algorithm and the swaps of the effort find from each start, the best first, each once; few swaps
 * where most were spent on a smaller problem.
 */
function climb(problem: Problem, k: number, { effort, stop, seed }: Plan, from: readonly Float64Array[]): Fit[] {
  const { x: { rows, cols }, coarse } = problem;
  const { swaps, after } = amounts[effort];
  const most = coarse === undefined ? swaps : after;
  const affordable = Math.max(5, Math.min(most, (swaps * swapWork) / (rows * k * cols)));
  const fits = from.map((start, at) => {
    if (swaps === 0 || k === 1 || (coarse !== undefined && rows > manyRows)) return problem.lloyd?.(start, k, stop) ?? lloyd(problem, start, k, stop);
    return swapSearch(problem, start, k, affordable, stop, createRandom(seed, Purpose.swaps, at));
  });
  return [...new Map(fits.map((fit) => [fit.inertia, fit])).values()].sort((a, b) => a.inertia - b.inertia);
}

/** Lloyd's algorithm from given centroids, and nothing more. */
export function refine(problem: Problem, start: Float64Array, k: number, plan: Plan): Fit {
  return lloyd(problem, start, k, plan.stop);
}

/** Transfers, then Lloyd until no label changes: centroids are the means of their rows, and labels those of the nearest centroid. */
export function polish(problem: Problem, fit: Fit, { maxIter }: Stop): Fit {
  const labels = hartigan(problem, fit);
  const polished = lloyd(problem, centroidsOf(problem, labels, fit.k), fit.k, { maxIter, maxShift: 0 });
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
