import { squaredDistance } from "../distance/metrics.ts";
import { assignInto } from "./assign.ts";
import { centroidsInto } from "./centroids.ts";
import type { Fit, Problem, Stop } from "./types.ts";

/**
 * Lloyd's algorithm (1957, 1982) from the given centroids, which are left alone.
 *
 * The last pass assigns: labels are those of the nearest of the centroids returned, and the inertia is what they cost.
 * Where labels settled, each centroid is also the mean of its rows. No cluster is left empty: while one is, a run goes on, if
 * need be beyond its last iteration. Assumes validated input, and k distinct rows at least.
 */
export function lloyd(problem: Problem, start: Float64Array, k: number, { maxIter, maxShift }: Stop, guess?: Int32Array): Fit {
  const { rows: n, cols: d } = problem.x;
  let centroids = start.slice();
  let next = new Float64Array(k * d);
  const sizes = new Float64Array(k);
  const labels = guess === undefined ? new Int32Array(n) : guess.slice();
  const last = new Int32Array(n).fill(-1);
  const distances = new Float64Array(n);
  let inertia = assignInto(problem, centroids, k, labels, distances);
  let counts = countRows(labels, k);
  let converged = false;
  let iterations = 0;

  // each filling lowers the inertia, so that few are needed; k bounds what rounding might do
  for (; iterations < maxIter + k && !converged; iterations++) {
    const isFull = !counts.includes(0);
    if (iterations >= maxIter && isFull) break;
    if (!isFull) fillEmpty(labels, distances, counts);
    next.set(centroids);
    centroidsInto(problem, labels, k, next, sizes);
    const shift = squaredDistance(centroids, 0, next, 0, k * d);
    [centroids, next] = [next, centroids];

    last.set(labels);
    inertia = assignInto(problem, centroids, k, labels, distances);
    counts = countRows(labels, k);
    converged = ((maxShift > 0 && shift <= maxShift) || isSame(labels, last)) && !counts.includes(0);
  }
  return { k, labels, centroids, inertia, iterations, converged };
}

/** The number of rows of each cluster. */
function countRows(labels: Int32Array, k: number): Int32Array {
  const counts = new Int32Array(k);
  for (let i = 0; i < labels.length; i++) counts[labels[i]]++;
  return counts;
}

/** Gives every empty cluster the row farthest from its centroid (the first such row) of a cluster that can spare one. */
function fillEmpty(
  labels: Int32Array, // out
  distances: Float64Array, // out
  counts: Int32Array, // out
): void {
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] > 0) continue;
    let farthest = -1;
    for (let i = 0; i < labels.length; i++) {
      if (counts[labels[i]] > 1 && (farthest < 0 || distances[i] > distances[farthest])) farthest = i;
    }
    counts[labels[farthest]]--;
    counts[c]++;
    labels[farthest] = c;
    distances[farthest] = 0;
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
