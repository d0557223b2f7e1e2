import { squaredDistance } from "../distance/metrics.ts";
import type { Problem } from "./types.ts";

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
export function place(problem: Problem, at: Bounded, i: number, from: number, own: number): boolean {
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
export function distancesTo({ x: { data, rows, cols: d } }: Problem, { labels, centroids, counts, upper, lower }: Bounded, to: number): Float64Array {
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
