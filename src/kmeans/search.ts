import { integers } from "../core/numbers.ts";
import { createRandom, Purpose, type Random } from "../core/random.ts";
import { squareTo } from "../spatial/kernels.ts";
import { pickRows, type Rows } from "../spatial/rows.ts";
import { manyRows, wholeRows } from "./cells.ts";
import { exactOf } from "./exact-fit.ts";
import { centroidsOf, type Effort, type Fit, type Problem, type Stop } from "./fit.ts";
import { lloyd, lloydFrom } from "./forest-lloyd.ts";
import { assigned, type Bounded, type Bounds, copyInto, follow, move, moveCentroid, settle, settledOn, squaresTo } from "./lloyd.ts";
import { drawFar, plusPlus, type WardCuts } from "./seeding.ts";

/** Where the search starts, how long it goes on, and when a run stops. */
export interface Plan {
  /** Gives Ward's start; without it drawn ones are the only ones. */
  readonly cuts: WardCuts | undefined;
  /** Draws a start. */
  readonly draw: (rows: Rows, k: number, random: Random) => Float64Array;
  /** The number of drawn starts; that of the effort when absent. */
  readonly nInit: number | undefined;
  readonly effort: Effort;
  /** When a run of Lloyd's algorithm stops. */
  readonly stop: Stop;
  readonly seed: number;
  /** Whether this is one k of a curve: what was found on cells is then near enough, and the best alone goes on. */
  readonly isOfMany?: boolean;
  /** Room for bounds of all rows, which every such run may use. */
  readonly room?: Bounds | undefined;
  /** Called after each start with the share of the search that is done. */
  readonly onShare?: ((share: number) => void) | undefined;
}

/** What a plan holds unless the caller says otherwise. */
export function usualPlan(rows: number): Pick<Plan, "draw" | "nInit" | "stop"> {
  return { draw: plusPlus, nInit: undefined, stop: { maxIter: rows > manyRows ? 10 : 300, maxShift: 0 } };
}

/** What each effort does: drawn starts beside Ward's, drawn starts where they are the only ones, swaps from each start, and
 * from each partition that a search on cells found. */
const amounts: Readonly<Record<Effort, { beside: number; alone: number; swaps: number; after: number; ofMany: number }>> = {
  fast: { beside: 0, alone: 10, swaps: 0, after: 0, ofMany: 0 },
  balanced: { beside: 2, alone: 5, swaps: 60, after: 5, ofMany: 2 },
  thorough: { beside: 4, alone: 10, swaps: 320, after: 110, ofMany: 20 },
};
const rounding = 1e-12; // of an inertia
const swapWork = 2e5; // rows x clusters x columns for which all swaps are spent: large or wide tables get fewer
const moreWork = 6e4; // rows x clusters x columns: a table of less gets as many more drawn starts as it is smaller, up to some
const mostMore = 8;
const mostPolished = 50_000; // rows: transfers go over them one by one

/**
 * The best partition found from Ward's cut, from drawn starts and from the given ones. Larger efforts go on from each by
 * swaps, and polish the best by Hartigan's transfers. Where a smaller problem stands for this one the search is done on that, and
 * goes on from what it found with a few swaps. Assumes validated input, and k distinct rows at least.
 */
export function search(problem: Problem, k: number, plan: Plan, given: readonly Float64Array[] = []): Fit {
  const { rows: { count: rows }, coarse } = problem;
  const isFast = plan.effort === "fast";
  const isLarge = rows > manyRows; // what was found on cells is near enough: the best alone goes on, for a few rounds
  const isUsed = isLarge || !isFast || (plan.cuts === undefined && rows > wholeRows); // Ward's start alone settles sooner on the rows
  const hasCells = coarse !== undefined && coarse.rows.count >= k && isUsed;
  const level = hasCells ? coarse : problem;
  // cells of many rows cost nothing beside the rows; but where starts are drawn, there are many
  const around = hasCells && isFast && plan.cuts !== undefined ? { ...plan, effort: "balanced" as const } : plan;
  const from = [...starts(level, k, around), ...given];
  const runs = from.length * (hasCells ? 2 : 1) + 1; // at most; the last polishes
  let done = 0;
  const tick = (): void => plan.onShare?.(++done / runs);
  let found = climb(level, k, around, from, tick);
  if (hasCells) {
    const ends = found.slice(0, isLarge || plan.isOfMany ? 1 : found.length).map(({ centroids }) => centroids);
    found = climb(problem, k, plan, plan.effort === "thorough" && !isLarge ? [...ends, ...starts(problem, k, plan)] : ends, tick);
  }
  if (isFast || rows > mostPolished) return found[0];
  return found.map((fit) => polish(problem, fit, plan.stop)).reduce((best, fit) => (fit.inertia < best.inertia ? fit : best));
}

/**
 * The partitions that Lloyd's algorithm and the swaps of the effort find from each start, the best first, each once; few swaps
 * where most were spent on a smaller problem.
 */
function climb(problem: Problem, k: number, plan: Plan, from: readonly Float64Array[], tick: () => void): Fit[] {
  const { effort, stop, seed, isOfMany = false, room } = plan;
  const { rows: { count: rows, columns: { count: cols } }, coarse } = problem;
  const { swaps, after, ofMany } = amounts[effort];
  const most = coarse !== undefined ? after : isOfMany ? ofMany * k : swaps;
  const affordable = Math.max(5, Math.min(most, (swaps * swapWork) / (rows * k * cols)));
  const isPlain = swaps === 0 || k === 1 || (coarse !== undefined && (rows > manyRows || isOfMany));
  if (isPlain) return [lloydFrom(problem, from, k, stop, tick, isOfMany && rows > manyRows ? { room } : undefined)];
  const found = new Map<number, Fit>(); // by what they cost: of starts that settle alike, one goes on
  from.forEach((start, at) => {
    const settled = lloyd(problem, start, k, stop);
    const random = createRandom(seed, Purpose.swaps, at);
    const rounds = isOfMany ? briefly : settling;
    if (!found.has(settled.inertia)) found.set(settled.inertia, swapSearch(problem.rows, settled, affordable, rounds, stop, random));
    tick();
  });
  const fits = [...found.values()].sort((a, b) => a.inertia - b.inertia);
  return fits.filter(({ inertia }, at) => at === 0 || inertia !== fits[at - 1].inertia);
}

/** Transfers, then Lloyd until no label changes: centroids are the means of their rows, and labels those of the nearest centroid. */
function polish(problem: Problem, fit: Fit, { maxIter }: Stop): Fit {
  const labels = hartigan(problem.rows, fit);
  const polished = lloyd(problem, centroidsOf(problem.rows, labels, fit.k), fit.k, { maxIter, maxShift: 0 });
  return polished.inertia <= fit.inertia * (1 + rounding) ? polished : fit; // at a tie the settled one
}

const sampled = 8; // one row in so many

function starts({ rows }: Problem, k: number, { cuts, draw, nInit, effort, seed, stop }: Plan): Float64Array[] {
  const { beside, alone } = amounts[effort];
  const { count, columns } = rows;
  const more = effort === "fast" ? 0 : Math.min(mostMore, Math.floor(moreWork / (count * k * columns.count)));
  const cut = cuts?.(k);
  const drawn = nInit ?? (cut === undefined ? alone : beside) + more;
  const found = cut === undefined ? [] : [cut];
  const sample = effort === "fast" && count > wholeRows ? pickRows(rows, integers(Math.ceil(count / sampled), 0, sampled)) : undefined;
  for (let restart = 0; restart < drawn || found.length === 0; restart++) {
    const start = draw(rows, k, createRandom(seed, Purpose.seeding, restart));
    found.push(sample === undefined ? start : settledOn(sample, start, k, stop));
  }
  return found;
}

/** How many rounds a swap may settle before it is judged: most of what a swap finds shows late. */
const settling = 12;
const briefly = 3; // for a curve
const leastSwapGain = 1e-12; // of the inertia: below it a gain may be rounding

/**
 * Goes on from a fit by swaps: one centroid moves to a row, Lloyd settles for a few rounds, and what is better is kept. By turns
 * the row is drawn by weight times squared distance and the centroid that moves is the one that is missed least with the new one in
 * place (FLS++, Beretta et al. 2024), both are drawn blindly (Fränti 2018), and the row is drawn as first, the centroid blindly: the first
 * finds most, the others what that never tries. Assumes validated input and k of at least 2.
 */
export function swapSearch(rows: Rows, { centroids, k }: Fit, swaps: number, rounds: number, stop: Stop, random: Random): Fit {
  const { count: n, weights } = rows;
  let best = assigned(rows, centroids, k);
  let trial = assigned(rows, best.centroids, k);
  const own = new Float64Array(n), squares = new Float64Array(n);
  const isNew = (): void => best.upper.forEach((distance, i) => (own[i] = distance * distance));
  isNew();
  for (let swap = 0; swap < swaps && best.inertia > 0; swap++) {
    const way = swap % 3; // of three to draw
    const row = way === 1 ? Math.floor(random() * n) : drawFar(weights, own, random);
    squaresTo(rows, best, row, squares);
    copyInto(best, trial);
    moveCentroid(rows, trial, way > 0 ? Math.floor(random() * k) : leastMissed(rows, best, squares), row, squares);
    if (!promises(rows, trial, rounds, best.inertia)) continue;
    settle(rows, trial, stop.maxIter);
    if (!(trial.inertia < best.inertia * (1 - leastSwapGain))) continue;
    [best, trial] = [assigned(rows, trial.centroids, k), trial];
    isNew();
  }
  return exactOf(rows, best, settle(rows, best, stop.maxIter, stop.maxShift));
}

const hope = 2; // times what the last round of a swap gained: few of the rounds left gain more

/**
 * Settles a partition for so many rounds, and says whether it comes below `most`; gives up where it would not even if each round left
 * gained twice as much as the last one.
 */
function promises(rows: Rows, trial: Bounded, rounds: number, most: number): boolean {
  for (let left = rounds - 1; left >= 0; left--) {
    const before = trial.inertia;
    const { converged } = settle(rows, trial, 1);
    if (trial.inertia < most) return true;
    if (converged || trial.inertia - most > hope * (before - trial.inertia) * left) return false;
  }
  return false;
}

/** The cluster whose centroid is missed least once there is another at such squared distances. */
function leastMissed({ weights }: Rows, { labels, counts, upper, lower }: Bounded, squares: Float64Array): number {
  const loss = new Float64Array(counts.length);
  for (let i = 0; i < labels.length; i++) {
    const square = squares[i];
    const first = upper[i] * upper[i];
    const next = lower[i] * lower[i];
    loss[labels[i]] += weights[i] * ((next < square ? next : square) - (first < square ? first : square));
  }
  return loss.indexOf(loss.reduce((least, one) => Math.min(least, one)));
}

const maxPasses = 50;
const leastTransferGain = 1e-12; // of the inertia: below it a gain may be rounding
const rounded = 0.999999999; // of a distance's square

/**
 * Hartigan's transfers (1975; Telgarsky and Vattani 2010): moves one row at a time wherever that lowers the inertia, the
 * shift of both centroids counted in, until no move does. What is left is better than a fixed point of Lloyd's, and is one. Bounds,
 * loosened by all that centroids have moved, say which rows cannot gain.
 *
 * Assumes validated input. Returns the labels; the fit is left alone.
 */
export function hartigan(rows: Rows, { centroids, k }: Fit): Int32Array {
  const at = assigned(rows, centroids, k);
  const { labels, upper, lower, sizes } = at;
  let drift = 0; // of all centroids, since the bounds were exact
  for (let c = 0; c < k; c++) drift += Math.sqrt(follow(rows, at, c));
  for (let pass = 0, isDone = false; pass < maxPasses && !isDone; pass++) {
    isDone = true;
    for (let i = 0; i < labels.length; i++) {
      const weight = rows.weights[i];
      const size = sizes[labels[i]];
      const near = upper[i] + drift, far = lower[i] - drift;
      const most = (size * near * near) / (size - weight); // that leaving gains
      const least = far > 0 ? leastShareOf(sizes, weight) * far * far : 0; // that joining another costs
      if (size > weight && most < least * rounded) continue;
      const step = transfer(rows, at, i);
      if (step === 0) continue;
      upper[i] = Infinity; // what moved is looked at again
      drift += step;
      isDone = false;
    }
  }
  return labels;
}

/** The least of what a cluster's size is beside that and some weight more. */
function leastShareOf(sizes: Float64Array, weight: number): number {
  let least = Infinity;
  for (let c = 0; c < sizes.length; c++) if (sizes[c] < least) least = sizes[c];
  return least / (least + weight);
}

/** Moves a row where that lowers the inertia; returns how far the two centroids moved together, 0 where it stays. */
function transfer(rows: Rows, at: Bounded, i: number): number {
  const { labels, counts, sizes, aims } = at;
  const own = labels[i];
  const weight = rows.weights[i];
  if (counts[own] === 1 || !(sizes[own] > weight)) return 0; // the second: rounding, beside a far greater weight
  const square = squareTo(rows, aims, i, own);
  let best = own;
  let nearest = 0;
  let least = (sizes[own] * weight * square) / (sizes[own] - weight) - leastTransferGain * at.inertia;
  for (let c = 0; c < counts.length; c++) {
    if (c === own) continue;
    const other = squareTo(rows, aims, i, c);
    const cost = (sizes[c] * weight * other) / (sizes[c] + weight);
    if (cost < least) {
      best = c;
      nearest = other;
      least = cost;
    }
  }
  if (best === own) return 0;
  move(rows, at, i, best, square, nearest);
  return Math.sqrt(follow(rows, at, own)) + Math.sqrt(follow(rows, at, best));
}
