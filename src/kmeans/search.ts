import { squaredDistance } from "../core/distances.ts";
import { createRandom, Purpose, type Random } from "../core/random.ts";
import { centroidsOf, type Effort, type Fit, type Problem, type Stop } from "./fit.ts";
import { assigned, type Bounded, copyOf, count, distancesTo, follow, lloyd, moveCentroid, settle } from "./lloyd.ts";
import { drawFar, plusPlus, type WardCuts } from "./seeding.ts";

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
  /** Called after each start with the share of the search that is done. */
  readonly onShare?: ((share: number) => void) | undefined;
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
  const from = [...starts(level, k, around), ...given];
  const runs = from.length * (hasCells ? 2 : 1) + 1; // at most; the last polishes
  let done = 0;
  const tick = (): void => plan.onShare?.(++done / runs);
  let found = climb(level, k, around, from, tick);
  if (hasCells) {
    const ends = found.slice(0, isLarge ? 1 : found.length).map(({ centroids }) => centroids);
    found = climb(problem, k, plan, plan.effort === "thorough" && !isLarge ? [...ends, ...starts(problem, k, plan)] : ends, tick);
  }
  if (isFast || rows > mostPolished) return found[0];
  return found.map((fit) => polish(problem, fit, plan.stop)).reduce((best, fit) => (fit.inertia < best.inertia ? fit : best));
}

/**
 * The partitions that Lloyd's algorithm and the swaps of the effort find from each start, the best first, each once; few swaps
 * where most were spent on a smaller problem.
 */
function climb(problem: Problem, k: number, { effort, stop, seed }: Plan, from: readonly Float64Array[], tick: () => void): Fit[] {
  const { x: { rows, cols }, coarse } = problem;
  const { swaps, after } = amounts[effort];
  const most = coarse === undefined ? swaps : after;
  const affordable = Math.max(5, Math.min(most, (swaps * swapWork) / (rows * k * cols)));
  const fits = from.map((start, at) => {
    const isPlain = swaps === 0 || k === 1 || (coarse !== undefined && rows > manyRows);
    const random = createRandom(seed, Purpose.swaps, at);
    const fit = isPlain ? lloyd(problem, start, k, stop) : swapSearch(problem, start, k, affordable, stop, random);
    tick();
    return fit;
  });
  return [...new Map(fits.map((fit) => [fit.inertia, fit])).values()].sort((a, b) => a.inertia - b.inertia);
}

/** Lloyd's algorithm from given centroids, and nothing more. */
export function refine(problem: Problem, start: Float64Array, k: number, plan: Plan): Fit {
  return lloyd(problem, start, k, plan.stop);
}

/** Transfers, then Lloyd until no label changes: centroids are the means of their rows, and labels those of the nearest centroid. */
function polish(problem: Problem, fit: Fit, { maxIter }: Stop): Fit {
  const labels = hartigan(problem, fit);
  const polished = lloyd(problem, centroidsOf(problem, labels, fit.k), fit.k, { maxIter, maxShift: 0 });
  return polished.inertia <= fit.inertia * (1 + rounding) ? polished : fit; // at a tie the settled one
}

function starts(problem: Problem, k: number, { cuts, draw, nInit, effort, seed }: Plan): Float64Array[] {
  const { beside, alone } = amounts[effort];
  const cut = cuts?.(k);
  const drawn = nInit ?? (cut === undefined ? alone : beside);
  const found = cut === undefined ? [] : [cut];
  for (let restart = 0; restart < drawn || found.length === 0; restart++)
    found.push(draw(problem, k, createRandom(seed, Purpose.seeding, restart)));
  return found;
}

/** How long a swap may settle before it is judged. */
const settling = 3;
const leastSwapGain = 1e-12; // of the inertia: below it a gain may be rounding

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
    if (!(trial.inertia < best.inertia * (1 - leastSwapGain))) continue;
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

const maxPasses = 50;
const leastTransferGain = 1e-12; // of the inertia: below it a gain may be rounding

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
  let least = (sizes[own] * weight * distance) / (sizes[own] - weight) - leastTransferGain * at.inertia;
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
