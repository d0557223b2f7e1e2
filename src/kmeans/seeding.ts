import { bisect, log } from "../core/numbers.ts";
import type { OnProgress } from "../core/progress.ts";
import type { Random } from "../core/random.ts";
import { cutAt } from "../hierarchy/read-tree.ts";
import type { Linkage, LinkageEngine } from "../hierarchy/tree.ts";
import { wardOfRows } from "../hierarchy/ward.ts";
import { aim, Aims, lowerInto, savingsInto } from "../spatial/kernels.ts";
import { matrixOfRows, rowInto, type Rows } from "../spatial/rows.ts";
import { centroidsOf, type Problem } from "./fit.ts";

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007; the greedy variant as in scikit-learn): every further centroid is the best
 * of 2 + floor(ln k) rows drawn by weight times squared distance to the nearest centroid so far. In O(n k d log k).
 *
 * Assumes at least k distinct rows.
 */
export function plusPlus(rows: Rows, k: number, random: Random): Float64Array {
  return grow(rows, new Float64Array(0), k, random, 2 + Math.floor(log(k)));
}

/**
 * Adds centroids to `start` by greedy k-means++ until there are `k`. The rows that a step tries are looked at in one pass, four at a
 * time.
 */
export function grow(rows: Rows, start: Float64Array, k: number, random: Random, trials: number): Float64Array {
  const { count: n, columns: { count: d } } = rows;
  const centroids = new Float64Array(k * d);
  centroids.set(start);
  const least = new Float64Array(n).fill(Infinity);
  const upTo = new Float64Array(n);
  const one = new Aims(rows, 1);
  let total = 0;
  const lower = (c: number): void => {
    aim(rows, one, centroids.subarray(c * d, (c + 1) * d), 0);
    total = lowerInto(rows, one, 0, least, upTo);
  };
  const tried: Trials = {
    rows: new Int32Array(trials),
    centroids: new Float64Array(trials * d),
    aims: new Aims(rows, trials),
    savings: new Float64Array(trials + 3),
  };
  const given = start.length / d;
  for (let c = 0; c < given; c++) lower(c);
  for (let c = given; c < k; c++) {
    const row = c === 0 ? draw(rows.weights, random) : bestOf(rows, tried, least, upTo, total, random);
    rowInto(rows, row, centroids, c * d);
    if (c + 1 < k) lower(c);
  }
  return centroids;
}

/** Rows tried as one more centroid. */
interface Trials {
  readonly rows: Int32Array;
  readonly centroids: Float64Array;
  readonly aims: Aims;
  readonly savings: Float64Array;
}

/** Of rows drawn by what they cost, the one that saves most, the first on a tie. */
function bestOf(rows: Rows, tried: Trials, least: Float64Array, upTo: Float64Array, total: number, random: Random): number {
  const { count: d } = rows.columns;
  const trials = tried.rows.length;
  for (let t = 0; t < trials; t++) {
    tried.rows[t] = drawUpTo(least, upTo, random() * total);
    rowInto(rows, tried.rows[t], tried.centroids, t * d);
    aim(rows, tried.aims, tried.centroids, t);
  }
  for (let t = 0; t < trials; t += 4) savingsInto(rows, tried.aims, t, least, tried.savings);
  let best = 0;
  for (let t = 1; t < trials; t++) if (tried.savings[t] > tried.savings[best]) best = t;
  return tried.rows[best];
}

/** The row at which sums pass `at`; never one that costs nothing while there is another. */
function drawUpTo(costs: Float64Array, upTo: Float64Array, at: number): number {
  let row = bisect(upTo, at, "right");
  if (row < costs.length) return row;
  for (row = costs.length - 1; row > 0 && costs[row] === 0; ) row--; // rounding: the draw fell behind the last row
  return row;
}

/** k rows of different values, drawn by weight. */
export function randomRows(rows: Rows, k: number, random: Random): Float64Array {
  const { count: n, columns: { count: d }, weights } = rows;
  const centroids = new Float64Array(k * d);
  const least = new Float64Array(n).fill(Infinity), upTo = new Float64Array(n);
  const open = weights.slice(); // 0 once a row's value is taken
  const one = new Aims(rows, 1);
  for (let c = 0; c < k; c++) {
    rowInto(rows, draw(open, random), centroids, c * d);
    aim(rows, one, centroids.subarray(c * d, (c + 1) * d), 0);
    lowerInto(rows, one, 0, least, upTo);
    for (let i = 0; i < n; i++) if (least[i] === 0) open[i] = 0;
  }
  return centroids;
}

/** A row drawn by weight times squared distance; never one of distance 0 while there is another. */
export function drawFar(weights: Float64Array, distances: Float64Array, random: Random): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] * distances[i];
  let rest = random() * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const mass = weights[i] * distances[i];
    if (mass === 0) continue;
    if (rest < mass) return i;
    rest -= mass;
    last = i;
  }
  return last; // rounding: the draw fell behind the last row
}

/** A row drawn by weight. */
function draw(weights: Float64Array, random: Random): number {
  return drawFar(weights, new Float64Array(weights.length).fill(1), random);
}

/** The centroids of Ward's cut into k clusters; undefined where its tree has fewer rows. */
export type WardCuts = (k: number) => Float64Array | undefined;

/** A Ward tree to start from, the rows or cells it is of, and its cuts. */
export interface WardStart {
  readonly tree: Linkage;
  readonly part: Rows;
  readonly cuts: WardCuts;
}

const mostRows = 10_000;

/** Ward's tree of all rows, or where there are more than 10 000 of the cells that stand for them. */
export function wardStart(problem: Problem, onProgress?: OnProgress): WardStart {
  let part = problem;
  while (part.rows.count > mostRows && part.coarse !== undefined) part = part.coarse;
  return wardStartOf(part.rows, onProgress);
}

/** Ward's tree of rows, which it counts in the caller's order. */
export function wardStartOf(rows: Rows, onProgress?: OnProgress, engine?: LinkageEngine): WardStart {
  const { ids, weights } = rows;
  const ordered = new Float64Array(weights.length);
  for (let i = 0; i < ids.length; i++) ordered[ids[i]] = weights[i];
  const tree = wardOfRows(matrixOfRows(rows), ordered, onProgress, engine);
  return { tree, part: rows, cuts: (k) => (k > tree.n ? undefined : centroidsOf(rows, cutOfRows(tree, k, rows), k)) };
}

/** The cut of a tree of rows into k clusters. */
export function cutOfRows(tree: Linkage, k: number, { ids }: Rows): Int32Array {
  const labels = cutAt(tree, k);
  return ids.map((id) => labels[id]);
}

/** Cuts of a Ward tree that is grown at the first call. */
export function lazyCuts(problem: Problem): WardCuts {
  let start: WardStart | undefined;
  return (k) => (start ??= wardStart(problem)).cuts(k);
}
