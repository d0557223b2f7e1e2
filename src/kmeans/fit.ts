import { sumOf } from "../core/numbers.ts";
import type { Forest } from "../spatial/forest.ts";
import { aim, Aims, squareTo } from "../spatial/kernels.ts";
import { rowInto, type Rows } from "../spatial/rows.ts";

/** How much is done to find a good partition: amounts of work, never of time. */
export type Effort = "fast" | "balanced" | "thorough";

/** The efforts, least first. */
export const efforts: readonly Effort[] = ["fast", "balanced", "thorough"];

/** Weighted rows to be partitioned. */
export interface Problem {
  readonly rows: Rows;
  /** A smaller problem that stands for this one in searches. */
  readonly coarse?: Problem;
  /** An index of the rows, where they are many: Lloyd's algorithm then runs over that. */
  readonly forest?: Forest;
  /** Some of the rows, where they are very many and there is no index: what need not be settled to the last label settles on these. */
  readonly sample?: Rows | undefined;
}

/** A partition of rows and its centroids. */
export interface Fit {
  readonly k: number;
  /** The cluster of each row: that of its nearest centroid. */
  readonly labels: Int32Array;
  /** k rows of d numbers. */
  readonly centroids: Float64Array;
  /** The weighted sum of squared distances of the rows to their centroids. */
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** When Lloyd's algorithm stops. */
export interface Stop {
  /** Upper bound on iterations. */
  readonly maxIter: number;
  /** Squared shift of the centroids, summed, at or below which they count as settled; 0: until no label changes. */
  readonly maxShift: number;
}

/** Row counts and weights of clusters. */
export interface Sizes {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
  readonly total: number;
}

/** Counts the rows and the weight of each cluster. */
export function sizesOf(weights: Float64Array, { labels, k }: Pick<Fit, "labels" | "k">): Sizes {
  const rows = new Int32Array(k);
  const sums = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    rows[labels[i]]++;
    sums[labels[i]] += weights[i];
    total += weights[i];
  }
  return { rows, weights: sums, total };
}

/** The share of the weight in the smallest cluster. */
export function leastShare({ weights, total }: Sizes): number {
  return weights.reduce((least, weight) => Math.min(least, weight), Infinity) / total;
}

/**
 * The weighted mean of every cluster of a labelling; 0 for an empty one.
 *
 * A mean of numbers is a cluster's first row plus the mean of the differences from it: digits survive a large offset, and the mean of
 * equal rows is exactly that row. Assumes validated input.
 */
export function centroidsOf(rows: Rows, labels: Int32Array, k: number): Float64Array {
  const { columns, numbers: values, weights } = rows;
  const { count: d, numbers } = columns;
  const p = numbers.length;
  const sizes = new Float64Array(k);
  const sums = new Float64Array(k * p);
  const origin = new Int32Array(k).fill(-1); // each cluster's first row
  for (let i = 0, row = 0; i < labels.length; i++, row += p) {
    const c = labels[i];
    if (origin[c] < 0) origin[c] = row;
    sizes[c] += weights[i];
    for (let j = 0, to = c * p, from = origin[c]; j < p; j++, to++) sums[to] += weights[i] * (values[row + j] - values[from + j]);
  }
  const centroids = new Float64Array(k * d);
  for (let c = 0; c < k; c++) {
    if (origin[c] < 0) continue;
    for (let j = 0; j < p; j++) centroids[c * d + numbers[j]] = values[origin[c] + j] + sums[c * p + j] / sizes[c];
  }
  if (columns.first.length === 1) return centroids;
  const held = heldBy(rows, labels, k);
  const ofSlots = new Float64Array(columns.dummies.length);
  for (let c = 0; c < k; c++) {
    if (origin[c] < 0) continue;
    slotsInto(rows, held, c, ofSlots);
    dummiesInto(rows, ofSlots, c, centroids);
  }
  return centroids;
}

/** Whether what clusters hold is counted by combination: those are then few beside the slots, and a row counts once. */
function isByCombination({ columns: { dummies }, start }: Rows): boolean {
  return start.length - 1 <= 2 * dummies.length;
}

/** Room for what `k` clusters hold: the weight of each combination, or of each slot where combinations are many. */
export function createHeld(rows: Rows, k: number): Float64Array {
  const { columns: { first, dummies }, start } = rows;
  return new Float64Array(first.length === 1 ? 0 : k * (isByCombination(rows) ? start.length - 1 : dummies.length));
}

/** Counts some weight of combination `g` into what cluster `c` holds. */
export function hold(
  rows: Rows,
  held: Float64Array, // out
  c: number,
  g: number,
  weight: number,
): void {
  const { columns: { first, dummies }, start, slots } = rows;
  const q = first.length - 1;
  if (q === 0) return;
  if (isByCombination(rows)) held[c * (start.length - 1) + g] += weight;
  else for (let f = 0; f < q; f++) held[c * dummies.length + slots[g * q + f]] += weight;
}

/** What the clusters of a labelling hold. */
export function heldBy(rows: Rows, labels: Int32Array, k: number): Float64Array {
  const { start, weights } = rows;
  const held = createHeld(rows, k);
  const own = new Float64Array(k);
  for (let g = 0; held.length > 0 && g < start.length - 1; g++) {
    own.fill(0);
    for (let i = start[g]; i < start[g + 1]; i++) own[labels[i]] += weights[i];
    for (let c = 0; c < k; c++) if (own[c] !== 0) hold(rows, held, c, g, own[c]);
  }
  return held;
}

/** Writes the weight of each slot in cluster `c`. */
export function slotsInto(
  rows: Rows,
  held: Float64Array,
  c: number,
  ofSlots: Float64Array, // out
): void {
  const { columns: { first, dummies }, start, slots } = rows;
  const q = first.length - 1;
  if (!isByCombination(rows)) {
    ofSlots.set(held.subarray(c * dummies.length, (c + 1) * dummies.length));
    return;
  }
  ofSlots.fill(0);
  for (let g = 0, at = c * (start.length - 1), slot = 0; g < start.length - 1; g++, at++) {
    const weight = held[at];
    for (const end = slot + q; slot < end; slot++) ofSlots[slots[slot]] += weight;
  }
}

/** Writes the means of the dummies of cluster `c`, given the weight of each slot; returns the square of how far they moved. */
export function dummiesInto(
  { columns: { count: d, first, dummies, low, high } }: Rows,
  ofSlots: Float64Array,
  c: number,
  centroids: Float64Array, // out
): number {
  let square = 0;
  for (let f = 1; f < first.length; f++) {
    let total = 0;
    for (let s = first[f - 1]; s < first[f]; s++) total += ofSlots[s];
    for (let s = first[f - 1]; s < first[f]; s++) {
      if (dummies[s] < 0) continue;
      const share = ofSlots[s] / total;
      const to = c * d + dummies[s];
      const mean = low[s] * (1 - share) + high[s] * share; // exactly one of them where all rows are alike
      square += (mean - centroids[to]) * (mean - centroids[to]);
      centroids[to] = mean;
    }
  }
  return square;
}

/**
 * The number of distinct rows, or that asked for if there are at least so many. In O(n · distinct · d).
 *
 * Rows whose squared distance is too small for a double count as equal: k-means could not tell them apart.
 */
export function countDistinct(rows: Rows, asked: number): number {
  const { count: d } = rows.columns;
  const most = Math.min(asked, rows.count);
  const found = new Float64Array(most * d);
  const aims = new Aims(rows, most);
  let distinct = 0;
  for (let i = 0; i < rows.count && distinct < most; i++) {
    let isNew = true;
    for (let c = 0; c < distinct && isNew; c++) isNew = squareTo(rows, aims, i, c) > 0;
    if (!isNew) continue;
    rowInto(rows, i, found, distinct * d);
    aim(rows, aims, found, distinct++);
  }
  return distinct;
}

/** The weighted sum of squared distances of the rows to the centroids of their clusters. */
export function inertiaOf(rows: Rows, labels: Int32Array, centroids: Float64Array, k: number): number {
  const aims = new Aims(rows, k);
  for (let c = 0; c < k; c++) aim(rows, aims, centroids, c);
  return inertiaTo(rows, labels, aims);
}

/** The same of centroids that are ready. */
export function inertiaTo(rows: Rows, labels: Int32Array, aims: Aims): number {
  let inertia = 0;
  for (let i = 0; i < labels.length; i++) inertia += rows.weights[i] * squareTo(rows, aims, i, labels[i]);
  return inertia;
}

/** The inertia of all rows as one cluster. */
export function totalInertiaOf(rows: Rows): number {
  const { columns: { numbers: of, dummies, low, high }, numbers, weights } = rows;
  const total = sumOf(weights);
  const means = meansOf(rows, total);
  const inertia = squaresAround(Float64Array.from(of, (column) => means[column]), numbers, weights);
  let ofDummies = 0; // what takes two values varies by the product of how far they lie from the mean
  dummies.forEach((column, s) => (ofDummies += column < 0 ? 0 : (high[s] - means[column]) * (means[column] - low[s])));
  return inertia + total * ofDummies;
}

/** The squared distances of some numbers a row to others, by weight. */
function squaresAround(center: Float64Array, numbers: Float64Array, weights: Float64Array): number {
  let squares = 0;
  for (let i = 0, at = 0; i < weights.length; i++) {
    for (let j = 0; j < center.length; j++, at++) squares += weights[i] * (numbers[at] - center[j]) * (numbers[at] - center[j]);
  }
  return squares;
}

const someRows = 512; // at a time, number by number: they stay in the nearest cache

/** What {@link centroidsOf} gives of all rows as one cluster, whose weight is `total`. */
function meansOf(rows: Rows, total: number): Float64Array {
  const { columns: { count: d, numbers, dummies, first }, numbers: values, weights, start, slots } = rows;
  const p = numbers.length, q = first.length - 1;
  const sums = new Float64Array(p);
  for (let from = 0; from < weights.length; from += someRows) {
    const to = Math.min(weights.length, from + someRows);
    for (let j = 0; j < p; j++) sums[j] = sumUp(values, weights, from, to, p, j, sums[j]);
  }
  const means = new Float64Array(d);
  numbers.forEach((column, j) => (means[column] = values[j] + sums[j] / total));
  const ofSlots = new Float64Array(dummies.length);
  for (let g = 0, slot = 0; g < start.length - 1; g++) {
    const weight = sumOf(weights.subarray(start[g], start[g + 1]));
    for (const end = slot + q; slot < end; slot++) ofSlots[slots[slot]] += weight;
  }
  dummiesInto(rows, ofSlots, 0, means);
  return means;
}

/** Adds to `sum` what number `j` of some rows has above that of the first row, by weight. */
function sumUp(values: Float64Array, weights: Float64Array, from: number, to: number, p: number, j: number, sum: number): number {
  let more = sum;
  for (let i = from, at = from * p + j; i < to; i++, at += p) more += weights[i] * (values[at] - values[j]);
  return more;
}
