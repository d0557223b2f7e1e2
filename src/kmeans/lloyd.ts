import { squaredDistance } from "../distance/metrics.ts";
import { assigned, type Bounded, distancesTo, moveCentroid, place } from "./bounded.ts";
import { centroidsOf } from "./centroids.ts";
import type { Fit, Problem, Stop } from "./types.ts";

/**
 * Lloyd's algorithm (1957, 1982) from the given centroids, which are left alone.
 *
 * Labels are those of the nearest of the centroids returned, and the inertia is what they cost. Where labels settled, each
 * centroid is also the mean of its rows. No cluster is left empty: while one is, a run goes on, if need be beyond its last
 * iteration. Assumes validated input, and k distinct rows at least.
 */
export function lloyd(problem: Problem, start: Float64Array, k: number, { maxIter, maxShift }: Stop): Fit {
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
