import { aim, type Aims, Batch, nearestInto, squareTo } from "../spatial/kernels.ts";
import { rowInto, type Rows } from "../spatial/rows.ts";
import { dummiesInto, type Fit, heldBy, hold, slotsInto, type Stop } from "./fit.ts";
import { aimsOf, nextBatch } from "./nearest.ts";

/** What the rows of a partition know of their distances. */
export interface Bounds {
  /** At least each row's distance to its own centroid. */
  readonly upper: Float64Array;
  /** At most each row's distance to any other. */
  readonly lower: Float64Array;
}

/** A partition whose rows keep bounds of their distances, by which few need a look when centroids move (Hamerly 2010). */
export class Bounded implements Bounds {
  readonly labels: Int32Array;
  readonly centroids: Float64Array;
  /** The number of rows of each cluster. */
  readonly counts: Int32Array;
  /** The weight of each cluster. */
  readonly sizes: Float64Array;
  /** What the numbers of the centroids must still follow: weight x (row - centroid), summed over the rows of each cluster. */
  readonly pull: Float64Array;
  /** What the clusters hold of each combination, or slot. */
  held: Float64Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  /** 1 for a cluster whose centroid is the mean of its rows already. */
  readonly isStill: Uint8Array;
  /** The centroids made ready for a look at rows. */
  readonly aims: Aims;
  /** Room for the rows under a look. */
  readonly batch: Batch;
  inertia = 0;
  /** How often the bounds were loosened, and by how much at most. */
  rounds = 0;
  drifted = 0;

  /** Room for a partition of rows around such centroids; of bounds, that of a partition of the same rows which is done with. */
  constructor(rows: Rows, centroids: Float64Array, k: number, room?: Bounds) {
    const { count: n, columns } = rows;
    this.labels = new Int32Array(n);
    this.centroids = centroids.slice();
    this.counts = new Int32Array(k);
    this.sizes = new Float64Array(k);
    this.pull = new Float64Array(k * columns.numbers.length);
    this.held = none;
    this.upper = room?.upper ?? new Float64Array(n);
    this.lower = room?.lower ?? new Float64Array(n);
    this.isStill = new Uint8Array(k);
    this.aims = aimsOf(rows, centroids, k);
    this.batch = new Batch(n);
  }
}

const none = /* @__PURE__ */ new Float64Array(0);

/**
 * Every row at the nearest of `k` centroids, the lower one on a tie, so that labels never depend on visiting order; the bounds are
 * exact. Distances are sums of squared differences, never |x|² - 2xc + |c|², which loses all digits at a large offset.
 */
export function assigned(rows: Rows, centroids: Float64Array, k: number, room?: Bounds): Bounded {
  const at = new Bounded(rows, centroids, k, room);
  const { batch } = at;
  let inertia = 0;
  for (let from = 0; from < rows.count; from += batch.rows.length) {
    const some = nextBatch(rows, at.aims, batch, from);
    inertia += takeBatch(rows, at, from, some);
  }
  at.inertia = inertia;
  at.held = heldBy(rows, at.labels, k);
  return at;
}

/** Gives a batch of rows that have no cluster yet to the nearest centroids; returns what they cost. */
function takeBatch(
  { columns: { count: d, numbers }, numbers: values, weights }: Rows,
  { labels, centroids, counts, sizes, pull, upper, lower, batch: { nearest, least, next } }: Bounded, // out
  from: number,
  some: number,
): number {
  const p = numbers.length;
  let inertia = 0;
  for (let s = 0, i = from; s < some; s++, i++) {
    const own = nearest[s];
    const weight = weights[i];
    labels[i] = own;
    upper[i] = Math.sqrt(least[s]);
    lower[i] = Math.sqrt(next[s]);
    counts[own]++;
    sizes[own] += weight;
    inertia += weight * least[s];
    for (let j = 0, row = i * p, to = own * p; j < p; j++) pull[to++] += weight * (values[row++] - centroids[own * d + numbers[j]]);
  }
  return inertia;
}

/**
 * Moves centroids to the means of their rows, and rows to their nearest centroid, so many times or until no row moves, or the
 * centroids by no more than `maxShift` if that is above 0; up to k times more while a cluster is empty.
 */
export function settle(rows: Rows, at: Bounded, maxIter: number, maxShift = 0): Pick<Fit, "iterations" | "converged"> {
  const k = at.counts.length;
  // each filling lowers the inertia, so that few are needed; k bounds what rounding might do
  let iterations = 0;
  let converged = false;
  while (!converged && (iterations < maxIter || (at.counts.includes(0) && iterations < maxIter + k))) {
    iterations++;
    for (let c = 0; c < k; c++) if (at.counts[c] === 0) fill(rows, at, c);
    converged = iterate(rows, at, maxShift) && !at.counts.includes(0);
  }
  return { iterations, converged };
}

/**
 * One iteration of {@link settle}; returns whether no row moved, or the centroids by no more than `maxShift` if that is above 0. A centroid
 * without rows stays where it is.
 */
export function iterate(rows: Rows, at: Bounded, maxShift: number): boolean {
  const drift = new Float64Array(at.counts.length);
  let shift = 0;
  for (let c = 0; c < drift.length; c++) {
    const square = follow(rows, at, c);
    drift[c] = Math.sqrt(square);
    shift += square;
  }
  return lookAgain(rows, at, drift) === 0 || (maxShift > 0 && shift <= maxShift);
}

/** A start after rounds on a sample of the rows; a centroid that is nearest to none of the sample stays where it was. */
export function settledOn(sample: Rows, start: Float64Array, k: number, { maxIter, maxShift }: Stop): Float64Array {
  const at = assigned(sample, start, k);
  for (let left = maxIter; left > 0 && !iterate(sample, at, maxShift); ) left--;
  return at.centroids;
}

/** Moves centroid `c` to the mean of its rows, and returns the square of how far. */
export function follow(rows: Rows, at: Bounded, c: number): number {
  const { count: d, numbers } = rows.columns;
  if (at.isStill[c] === 1 || at.counts[c] === 0) return 0;
  at.isStill[c] = 1;
  let square = 0;
  if (at.held.length > 0) {
    slotsInto(rows, at.held, c, at.aims.slots);
    square = dummiesInto(rows, at.aims.slots, c, at.centroids);
  }
  for (let j = 0, from = c * numbers.length; j < numbers.length; j++, from++) {
    const step = at.pull[from] / at.sizes[c];
    at.centroids[c * d + numbers[j]] += step;
    at.pull[from] = 0;
    square += step * step;
  }
  at.inertia -= at.sizes[c] * square;
  aim(rows, at.aims, at.centroids, c);
  return square;
}

/** Loosens the bounds by how far each centroid moved, and looks at the rows that they leave in doubt; returns how many rows moved. */
function lookAgain(rows: Rows, at: Bounded, drift: Float64Array): number {
  const { labels, upper, lower, batch: { rows: list } } = at;
  const most = list.length;
  const far = placeOfMost(drift);
  const loss = lossOf(drift, far);
  at.rounds++;
  at.drifted += drift[far];
  let moved = 0;
  let some = 0;
  for (let i = 0; i < labels.length; i++) {
    const own = labels[i];
    const above = upper[i] + drift[own];
    const below = lower[i] - loss[own];
    upper[i] = above;
    lower[i] = below;
    list[some] = i;
    some += Number(!(above < below)); // without a branch: nothing foretells which rows are in doubt
    if (some < most) continue;
    moved += relocate(rows, at, some);
    some = 0;
  }
  return moved + relocate(rows, at, some);
}

function placeOfMost(drift: Float64Array): number {
  let far = 0;
  for (let c = 1; c < drift.length; c++) if (drift[c] > drift[far]) far = c;
  return far;
}

/** By how much the nearest other centroid can have come nearer to rows of each cluster: the most that any other has moved, `far` of all. */
function lossOf(drift: Float64Array, far: number): Float64Array {
  const loss = new Float64Array(drift.length).fill(drift[far]);
  loss[far] = 0;
  for (let c = 0; c < drift.length; c++) if (c !== far && drift[c] > loss[far]) loss[far] = drift[c];
  return loss;
}

/** Gives the first rows of the batch, which have a cluster, to their nearest centroids; returns how many moved. */
export function relocate(rows: Rows, at: Bounded, some: number): number {
  const { labels, upper, lower, aims, batch: { rows: list, nearest, least, next } } = at;
  nearestInto(rows, aims, at.batch, some);
  let moved = 0;
  for (let s = 0; s < some; s++) {
    const i = list[s];
    upper[i] = Math.sqrt(least[s]);
    lower[i] = Math.sqrt(next[s]);
    if (nearest[s] === labels[i]) continue;
    moved++;
    move(rows, at, i, nearest[s], squareTo(rows, aims, i, labels[i]), least[s]);
  }
  return moved;
}

/** Moves row `i` to another cluster; `before` and `after` are its squared distances to the two centroids. */
export function move(rows: Rows, at: Bounded, i: number, to: number, before: number, after: number): void {
  count(rows, at, i, at.labels[i], -1, before);
  count(rows, at, i, to, 1, after);
  at.labels[i] = to;
}

/** Counts row `i` into cluster `c`, or out of it by a `sign` of -1. */
function count(
  rows: Rows,
  at: Bounded, // out
  i: number,
  c: number,
  sign: number,
  square: number,
): void {
  const { columns: { count: d, numbers }, numbers: values, weights, combinationOf } = rows;
  const { centroids, pull } = at;
  const p = numbers.length;
  const weight = sign * weights[i];
  at.isStill[c] = 0;
  at.counts[c] += sign;
  at.sizes[c] += weight;
  at.inertia += weight * square;
  for (let j = 0, row = i * p, to = c * p; j < p; j++, row++, to++) pull[to] += weight * (values[row] - centroids[c * d + numbers[j]]);
  if (at.held.length > 0) hold(rows, at.held, c, combinationOf[i], weight);
}

/** Moves an empty cluster's centroid to the row farthest from its own (the first such row) of a cluster that can spare one. */
function fill(rows: Rows, at: Bounded, c: number): void {
  let farthestRow = 0;
  let most = -1;
  for (let i = 0; i < at.labels.length; i++) {
    const own = at.labels[i];
    const square = squareTo(rows, at.aims, i, own);
    at.upper[i] = Math.sqrt(square);
    if (at.counts[own] > 1 && square > most) {
      farthestRow = i;
      most = square;
    }
  }
  moveCentroid(rows, at, c, farthestRow, squaresTo(rows, at, farthestRow, new Float64Array(at.labels.length)));
}

/**
 * Writes every row's squared distance to row `to`; Infinity where a centroid there would be nearer than none of its bounds. Returns
 * what it wrote.
 */
export function squaresTo(
  rows: Rows,
  { labels, counts, upper, lower, aims }: Bounded,
  to: number,
  squares: Float64Array, // out
): Float64Array {
  const centre = new Float64Array(rows.columns.count);
  rowInto(rows, to, centre, 0);
  const one = aimsOf(rows, centre, 1);
  const away = new Float64Array(counts.length);
  for (let c = 0; c < away.length; c++) away[c] = Math.sqrt(squareTo(rows, aims, to, c));
  for (let i = 0; i < labels.length; i++) squares[i] = away[labels[i]] - upper[i] < lower[i] ? squareTo(rows, one, i, 0) : Infinity;
  return squares;
}

/** Moves centroid `c` to row `to`, at such squared distances from the rows, which are given to their nearest. The bounds must be exact. */
export function moveCentroid(rows: Rows, at: Bounded, c: number, to: number, squares: Float64Array): void {
  const { labels, upper, lower, batch: { rows: list } } = at;
  const { count: d, numbers } = rows.columns;
  rowInto(rows, to, at.centroids, c * d);
  aim(rows, at.aims, at.centroids, c);
  at.pull.fill(0, c * numbers.length, (c + 1) * numbers.length);
  let some = 0;
  for (let i = 0; i < labels.length; i++) {
    const first = upper[i] * upper[i];
    if (labels[i] === c) {
      stay(rows, at, i, first);
      list[some++] = i;
      if (some < list.length) continue;
      relocate(rows, at, some);
      some = 0;
    } else if (squares[i] < first) {
      move(rows, at, i, c, first, squares[i]);
      lower[i] = upper[i];
      upper[i] = Math.sqrt(squares[i]);
    } else if (squares[i] < lower[i] * lower[i]) lower[i] = Math.sqrt(squares[i]);
  }
  relocate(rows, at, some);
}

/** Leaves row `i` with its centroid, which has moved: it counts there at its new distance, until it is looked at. */
function stay(rows: Rows, at: Bounded, i: number, before: number): void {
  const { columns: { count: d, numbers }, numbers: values, weights } = rows;
  const { centroids, pull } = at;
  const c = at.labels[i];
  at.isStill[c] = 0;
  const p = numbers.length;
  at.inertia += weights[i] * (squareTo(rows, at.aims, i, c) - before);
  for (let j = 0, row = i * p, to = c * p; j < p; j++, row++, to++) pull[to] += weights[i] * (values[row] - centroids[c * d + numbers[j]]);
}

/** Copies a partition over another of the same rows and as many clusters. */
export function copyInto(
  from: Bounded,
  to: Bounded, // out
): void {
  to.labels.set(from.labels);
  to.centroids.set(from.centroids);
  to.counts.set(from.counts);
  to.sizes.set(from.sizes);
  to.pull.set(from.pull);
  to.held.set(from.held);
  to.isStill.set(from.isStill);
  to.upper.set(from.upper);
  to.lower.set(from.lower);
  to.aims.numbers.set(from.aims.numbers);
  to.aims.base.set(from.aims.base);
  to.inertia = from.inertia;
  to.rounds = from.rounds;
  to.drifted = from.drifted;
}
