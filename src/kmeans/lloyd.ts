import { squaredDistance } from "../core/distances.ts";
import { createFilter } from "./filter.ts";
import { centroidsOf, type Fit, type Problem, type RowIndex, type Stop } from "./fit.ts";

/**
 * Lloyd's algorithm (1957, 1982) from the given centroids, which are left alone: over the index of the rows where there is one, else
 * over the rows. Over the index, labels are those of the nearest centroid but for rounding.
 */
export function lloyd(problem: Problem, start: Float64Array, k: number, stop: Stop): Fit {
  return problem.index === undefined ? lloydOfRows(problem, start, k, stop) : lloydOfIndex(problem, problem.index, start, k, stop);
}

/** By the filtering algorithm; where a cluster comes out empty, the rows are gone on with. */
function lloydOfIndex(problem: Problem, { tree, nodes }: RowIndex, start: Float64Array, k: number, stop: Stop): Fit {
  const { rows, cols: d } = problem.x;
  const { pass } = createFilter(tree, nodes);
  const weights = new Float64Array(k);
  const sums = new Float64Array(k * d);
  let centroids = start;
  let converged = false;
  let iterations = 0;
  for (; iterations < stop.maxIter && !converged; iterations++) {
    pass(centroids, k, weights, sums);
    if (weights.includes(0)) return lloydOfRows(problem, centroids, k, stop);
    const next = sums.map((sum, at) => nodes.mean[at % d] + sum / weights[Math.floor(at / d)]);
    const shift = squaredDistance(centroids, 0, next, 0, k * d);
    converged = shift <= stop.maxShift;
    centroids = next;
  }
  const labels = new Int32Array(rows);
  const inertia = pass(centroids, k, weights, sums, labels);
  return weights.includes(0) ? lloydOfRows(problem, centroids, k, stop) : { k, labels, centroids, inertia, iterations, converged };
}

/**
 * Lloyd's algorithm over the rows.
 *
 * Labels are those of the nearest of the centroids returned, and the inertia is what they cost. Where labels settled, each
 * centroid is also the mean of its rows. No cluster is left empty: while one is, a run goes on, if need be beyond its last
 * iteration. Assumes validated input, and k distinct rows at least.
 */
export function lloydOfRows(problem: Problem, start: Float64Array, k: number, { maxIter, maxShift }: Stop): Fit {
  const at = assigned(problem, start, k);
  const run = settle(problem, at, maxIter, maxShift);
  // where no row moved last, means without what rounding has gathered
  const exact = assigned(problem, at.pull.some((sum) => sum !== 0) ? at.centroids : centroidsOf(problem, at.labels, k), k);
  const { labels, centroids, inertia } = exact.counts.includes(0) ? assigned(problem, at.centroids, k) : exact;
  return { k, labels, centroids, inertia, ...run };
}

/**
 * Moves centroids to the means of their rows, and rows to their nearest centroid, so many times or until no row moves, or the
 * centroids by no more than `maxShift` if that is above 0; up to k times more while a cluster is empty.
 */
export function settle(problem: Problem, at: Bounded, maxIter: number, maxShift = 0): Pick<Fit, "iterations" | "converged"> {
  const { data, cols: d } = problem.x;
  const { labels, centroids, upper, lower } = at;
  const drift = new Float64Array(at.counts.length);
  // each filling lowers the inertia, so that few are needed; k bounds what rounding might do
  let iterations = 0;
  let converged = false;
  while (!converged && (iterations < maxIter || (at.counts.includes(0) && iterations < maxIter + drift.length))) {
    iterations++;
    at.counts.forEach((rows, c) => rows === 0 && fill(problem, at, c));
    let shift = 0;
    for (let c = 0; c < drift.length; c++) {
      const square = follow(at, c, d);
      drift[c] = Math.sqrt(square);
      shift += square;
    }
    const [far, next] = farthest(drift);
    converged = true;
    for (let i = 0, row = 0; i < labels.length; i++, row += d) {
      const own = labels[i];
      upper[i] += drift[own];
      lower[i] -= own === far ? next : drift[far];
      if (upper[i] < lower[i]) continue;
      const distance = squaredDistance(data, row, centroids, own * d, d);
      upper[i] = Math.sqrt(distance);
      if (upper[i] >= lower[i] && place(problem, at, i, own, distance)) converged = false;
    }
    converged = (converged || (maxShift > 0 && shift <= maxShift)) && !at.counts.includes(0);
  }
  return { iterations, converged };
}

/** Moves centroid `c` to the mean of its rows, and returns the square of how far. */
export function follow(at: Bounded, c: number, d: number): number {
  let square = 0;
  for (let to = c * d; to < (c + 1) * d; to++) {
    const step = at.counts[c] > 0 ? at.pull[to] / at.sizes[c] : 0;
    at.centroids[to] += step;
    at.pull[to] = 0;
    square += step * step;
  }
  at.inertia -= at.sizes[c] * square;
  return square;
}

/** The centroid that moved most, and how far the next one moved. */
function farthest(drift: Float64Array): [far: number, next: number] {
  let [far, next] = [0, 0];
  for (let c = 1; c < drift.length; c++) {
    next = Math.max(next, Math.min(drift[c], drift[far]));
    if (drift[c] > drift[far]) far = c;
  }
  return [far, next];
}

/** Moves an empty cluster's centroid to the row farthest from its own (the first such row) of a cluster that can spare one. */
function fill(problem: Problem, at: Bounded, c: number): void {
  const { data, cols: d } = problem.x;
  let farthest = 0;
  let most = -1;
  at.labels.forEach((own, i) => {
    const distance = squaredDistance(data, i * d, at.centroids, own * d, d);
    at.upper[i] = Math.sqrt(distance);
    if (at.counts[own] > 1 && distance > most) [farthest, most] = [i, distance];
  });
  moveCentroid(problem, at, c, farthest, distancesTo(problem, at, farthest));
}

/** A partition whose rows keep bounds of their distances, by which few need a look when centroids move (Hamerly 2010). */
export interface Bounded {
  readonly labels: Int32Array;
  readonly centroids: Float64Array;
  /** The number of rows of each cluster. */
  readonly counts: Int32Array;
  /** The weight of each cluster. */
  readonly sizes: Float64Array;
  /** What the centroids must still follow: weight x (row - centroid), summed over the rows of each cluster. */
  readonly pull: Float64Array;
  /** At least each row's distance to its own centroid. */
  readonly upper: Float64Array;
  /** At most each row's distance to any other. */
  readonly lower: Float64Array;
  inertia: number;
}

/**
 * Every row at the nearest of `k` centroids, the lower one on a tie, so that labels never depend on visiting order; the bounds are
 * exact. Distances are sums of squared differences, never |x|² - 2xc + |c|², which loses all digits at a large offset.
 */
export function assigned(problem: Problem, centroids: Float64Array, k: number): Bounded {
  const { rows, cols } = problem.x;
  const at: Bounded = {
    labels: new Int32Array(rows),
    centroids: centroids.slice(),
    counts: new Int32Array(k),
    sizes: new Float64Array(k),
    pull: new Float64Array(k * cols),
    upper: new Float64Array(rows),
    lower: new Float64Array(rows),
    inertia: 0,
  };
  for (let i = 0; i < rows; i++) place(problem, at, i, -1, Infinity);
  return at;
}

/** A copy to try something on. */
export function copyOf({ labels, centroids, counts, sizes, pull, upper, lower, inertia }: Bounded): Bounded {
  return {
    labels: labels.slice(),
    centroids: centroids.slice(),
    counts: counts.slice(),
    sizes: sizes.slice(),
    pull: pull.slice(),
    upper: upper.slice(),
    lower: lower.slice(),
    inertia,
  };
}

/**
 * Gives row `i` to its nearest centroid, and says whether it moved. It leaves centroid `from`, -1 if none, to which its squared
 * distance is `own`.
 */
function place(problem: Problem, at: Bounded, i: number, from: number, own: number): boolean {
  const { x: { data, cols: d } } = problem;
  const { centroids, counts: { length: k } } = at;
  let nearest = from;
  let least = own;
  let next = Infinity;
  for (let c = 0, centroid = 0; c < k; c++, centroid += d) {
    if (c === from) continue;
    const distance = squaredDistance(data, i * d, centroids, centroid, d);
    if (distance < least || (distance === least && c < nearest)) {
      next = least;
      nearest = c;
      least = distance;
    } else if (distance < next) next = distance;
  }
  at.upper[i] = Math.sqrt(least);
  at.lower[i] = Math.sqrt(next);
  if (nearest === from) return false;
  if (from >= 0) count(problem, at, i, from, -1, own);
  count(problem, at, i, nearest, 1, least);
  at.labels[i] = nearest;
  return true;
}

/** Every row's squared distance to row `to`; Infinity where a centroid there would be nearer than none of its bounds. */
export function distancesTo(
  { x: { data, rows, cols: d } }: Problem,
  { labels, centroids, counts, upper, lower }: Bounded,
  to: number,
): Float64Array {
  const distances = new Float64Array(rows).fill(Infinity);
  const away = Float64Array.from(counts, (_, c) => Math.sqrt(squaredDistance(data, to * d, centroids, c * d, d)));
  for (let i = 0, row = 0; i < rows; i++, row += d) {
    if (away[labels[i]] - upper[i] < lower[i]) distances[i] = squaredDistance(data, row, data, to * d, d);
  }
  return distances;
}

/** Moves centroid `c` to row `to`, at such distances from the rows, which are given to their nearest. */
export function moveCentroid(problem: Problem, at: Bounded, c: number, to: number, distances: Float64Array): void {
  const { data, cols: d } = problem.x;
  const { labels, upper, lower } = at;
  at.centroids.set(data.subarray(to * d, (to + 1) * d), c * d);
  at.pull.fill(0, c * d, (c + 1) * d);
  at.sizes[c] = at.counts[c] = 0;
  for (let i = 0; i < labels.length; i++) {
    const first = upper[i] * upper[i];
    if (labels[i] === c) {
      at.inertia -= problem.weights[i] * first;
      place(problem, at, i, -1, Infinity);
    } else if (distances[i] < first) {
      count(problem, at, i, labels[i], -1, first);
      count(problem, at, i, c, 1, distances[i]);
      labels[i] = c;
      lower[i] = upper[i];
      upper[i] = Math.sqrt(distances[i]);
    } else lower[i] = Math.min(lower[i], Math.sqrt(distances[i]));
  }
}

/** Counts row `i` into cluster `c`, or out of it by a `sign` of -1. */
export function count({ x: { data, cols: d }, weights }: Problem, at: Bounded, i: number, c: number, sign: number, distance: number): void {
  const weight = sign * weights[i];
  at.counts[c] += sign;
  at.sizes[c] += weight;
  at.inertia += weight * distance;
  for (let j = 0, row = i * d, to = c * d; j < d; j++, row++, to++) at.pull[to] += weight * (data[row] - at.centroids[to]);
}
