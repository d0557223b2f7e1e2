import type { Forest } from "../spatial/forest.ts";
import type { Rows } from "../spatial/rows.ts";
import { exactOf } from "./exact-fit.ts";
import { createPass, filterInto, type Pass } from "./filter.ts";
import { dummiesInto, type Fit, type Problem, slotsInto, type Stop } from "./fit.ts";
import { assigned, type Bounded, type Bounds, settle, settledOn } from "./lloyd.ts";
import { aimsOf } from "./nearest.ts";

/**
 * Lloyd's algorithm (1957, 1982) from the given centroids, which are left alone: over the forest of the rows where there is one, else
 * over the rows.
 *
 * Labels are those of the nearest of the centroids returned (over a forest: but for rounding), and the inertia is what they cost. Where
 * labels settled, each centroid is also the mean of its rows. No cluster is left empty: while one is, a run goes on, if need be
 * beyond its last iteration. Assumes validated input, and k distinct rows at least.
 */
export function lloyd(problem: Problem, start: Float64Array, k: number, stop: Stop): Fit {
  return lloydFrom(problem, [start], k, stop);
}

/**
 * The best of what Lloyd's algorithm comes to from some starts, the first on a tie; `tick` is called after each. A `rough` one settles on
 * a sample, if there is one, and for one round on the rows, and is as it has come to be: another look at all rows would take from its
 * figures what rounding has gathered, and leave the labels. Its bounds may take the `room` of those before it.
 */
export function lloydFrom(
  { rows, forest, sample }: Problem,
  starts: readonly Float64Array[],
  k: number,
  stop: Stop,
  tick?: () => void,
  rough?: { readonly room: Bounds | undefined },
): Fit {
  if (forest !== undefined) {
    const fits = starts.map((start) => {
      const fit = lloydOfForest(rows, forest, start, k, stop);
      tick?.();
      return fit;
    });
    return fits.reduce((best, fit) => (fit.inertia < best.inertia ? fit : best));
  }
  let best: Bounded | undefined;
  let run = { iterations: 0, converged: false };
  for (const start of starts) {
    const some = rough && sample;
    const from = some === undefined ? start : settledOn(some, start, k, stop);
    const at = assigned(rows, from, k, starts.length === 1 ? rough?.room : undefined);
    const own = settle(rows, at, some === undefined ? stop.maxIter : 1, stop.maxShift);
    tick?.();
    if (best !== undefined && !(at.inertia < best.inertia)) continue;
    best = at;
    run = own;
  }
  if (rough !== undefined && !best!.counts.includes(0)) {
    const { labels, centroids, inertia } = best!;
    return { k, labels, centroids, inertia, ...run };
  }
  return exactOf(rows, best!, run); // of the best alone: it takes two looks at all rows
}

const mostLooks = 0.25; // of all rows and centroids: with more, bounds cost less than boxes

/** By the filtering algorithm. Where a cluster comes out empty, or where boxes spare few looks, the rows are gone on with. */
function lloydOfForest(rows: Rows, forest: Forest, start: Float64Array, k: number, stop: Stop): Fit {
  const pass = createPass(rows, forest, k, true);
  let centroids = start;
  let converged = false;
  let iterations = 0;
  for (; iterations < stop.maxIter && !converged; iterations++) {
    const before = pass.inertia;
    passOf(rows, forest, centroids, k, pass);
    if (pass.sizes.includes(0) || pass.looks > mostLooks * rows.count * k) return lloyd({ rows }, centroids, k, stop);
    const { next, shift } = meansOf(rows, pass, centroids, k);
    converged = shift <= stop.maxShift || (iterations > 0 && !(pass.inertia < before));
    centroids = next;
  }
  passOf(rows, forest, centroids, k, pass);
  if (pass.sizes.includes(0)) return lloyd({ rows }, centroids, k, stop);
  return { k, labels: pass.labels!, centroids, inertia: pass.inertia, iterations, converged };
}

function passOf(rows: Rows, forest: Forest, centroids: Float64Array, k: number, pass: Pass): void {
  const { count: d, numbers } = rows.columns;
  const p = numbers.length;
  const centres = Float64Array.from({ length: k * p }, (_, at) => centroids[Math.floor(at / p) * d + numbers[at % p]]);
  filterInto(rows, forest, aimsOf(rows, centroids, k), centres, k, pass);
}

/** The means of the clusters of a pass, and the square of how far they are from the centroids. */
function meansOf(
  rows: Rows,
  { sizes, sums, origin, held }: Pass,
  centroids: Float64Array,
  k: number,
): { readonly next: Float64Array; readonly shift: number } {
  const { count: d, numbers, dummies } = rows.columns;
  const ofSlots = new Float64Array(dummies.length);
  const next = centroids.slice();
  let shift = 0;
  for (let c = 0; c < k; c++) {
    if (held.length > 0) {
      slotsInto(rows, held, c, ofSlots);
      shift += dummiesInto(rows, ofSlots, c, next);
    }
    for (let j = 0; j < numbers.length; j++) {
      const at = c * d + numbers[j];
      next[at] = origin[j] + sums[c * numbers.length + j] / sizes[c];
      shift += (next[at] - centroids[at]) * (next[at] - centroids[at]);
    }
  }
  return { next, shift };
}
