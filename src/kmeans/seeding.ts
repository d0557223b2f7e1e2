import { squaredDistance } from "../core/distances.ts";
import type { OnProgress } from "../core/progress.ts";
import type { Random } from "../core/random.ts";
import { cutAt } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { wardOfRows } from "../hierarchy/ward.ts";
import { centroidsOf, type Problem } from "./fit.ts";

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007; the greedy variant as in scikit-learn): every further centroid is the best
 * of 2 + floor(log2 k) rows drawn by weight times squared distance to the nearest centroid so far. In O(n k d log k).
 *
 * Assumes at least k distinct rows.
 */
export function plusPlus(problem: Problem, k: number, random: Random): Float64Array {
  return grow(problem, new Float64Array(0), k, random, 2 + (31 - Math.clz32(k)));
}

/** Adds centroids to `start` by greedy k-means++ until there are `k`. */
export function grow(problem: Problem, start: Float64Array, k: number, random: Random, trials: number): Float64Array {
  const { x: { data, rows: n, cols: d }, weights } = problem;
  const centroids = new Float64Array(k * d);
  centroids.set(start);
  let least = new Float64Array(n).fill(Infinity);
  let candidate = new Float64Array(n);
  let best = new Float64Array(n);
  for (let at = 0; at < start.length; at += d) lowerInto(problem, start, at, least, least);

  for (let at = start.length; at < centroids.length; at += d) {
    let bestCost = Infinity;
    let chosen = 0;
    for (let trial = 0; trial < (at === 0 ? 1 : trials); trial++) {
      const row = at === 0 ? draw(weights, random) : drawFar(weights, least, random);
      const cost = lowerInto(problem, data, row * d, least, candidate);
      if (cost >= bestCost) continue;
      bestCost = cost;
      chosen = row;
      [best, candidate] = [candidate, best];
    }
    centroids.set(data.subarray(chosen * d, (chosen + 1) * d), at);
    [least, best] = [best, least];
  }
  return centroids;
}

/** k rows of different values, drawn by weight. */
export function randomRows(problem: Problem, k: number, random: Random): Float64Array {
  const { x: { data, rows: n, cols: d }, weights } = problem;
  const centroids = new Float64Array(k * d);
  const least = new Float64Array(n).fill(Infinity);
  const open = weights.slice(); // 0 once a row's value is taken
  for (let at = 0; at < centroids.length; at += d) {
    const row = draw(open, random);
    centroids.set(data.subarray(row * d, (row + 1) * d), at);
    lowerInto(problem, centroids, at, least, least);
    for (let i = 0; i < n; i++) if (least[i] === 0) open[i] = 0;
  }
  return centroids;
}

/** Writes each row's squared distance to its nearest centroid when one more stands at `from[at…]`; returns what that costs. */
function lowerInto(
  { x: { data, rows: n, cols: d }, weights }: Problem,
  from: Float64Array,
  at: number,
  least: Float64Array,
  lowered: Float64Array, // out
): number {
  let cost = 0;
  for (let i = 0, row = 0; i < n; i++, row += d) {
    const distance = squaredDistance(data, row, from, at, d);
    lowered[i] = distance < least[i] ? distance : least[i];
    cost += weights[i] * lowered[i];
  }
  return cost;
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
  readonly part: Problem;
  readonly cuts: WardCuts;
}

const mostRows = 10_000;

/** Ward's tree of all rows, or where there are more than 10 000 of the cells that stand for them. */
export function wardStart(problem: Problem, onProgress?: OnProgress): WardStart {
  let part = problem;
  while (part.x.rows > mostRows && part.coarse !== undefined) part = part.coarse;
  const tree = wardOfRows(part.x, part.weights, onProgress);
  return { tree, part, cuts: (k) => (k > tree.n ? undefined : centroidsOf(part, cutAt(tree, k), k)) };
}

/** Cuts of a Ward tree that is grown at the first call. */
export function lazyCuts(problem: Problem): WardCuts {
  let start: WardStart | undefined;
  return (k) => (start ??= wardStart(problem)).cuts(k);
}
