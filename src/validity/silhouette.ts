import { checkKeys } from "../core/check.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { argsort, sumOf } from "../core/numbers.ts";
import { createTicker, type OnProgress, type Watch, watched, watchKeys } from "../core/progress.ts";
import { type Rows, rowsOfMatrix } from "../spatial/rows.ts";
import { checkPartition } from "./labels.ts";

/** What {@link silhouette} gives. */
export interface Silhouette {
  /** The mean of the values. */
  readonly mean: number;
  /** One value a row, from -1 to 1. */
  readonly values: Float64Array;
}

/**
 * How much nearer each row lies to its own cluster than to the next: (b - a) / max(a, b), where a is the mean Euclidean
 * distance to the other rows of its cluster, b the least mean distance to the rows of another (Rousseeuw 1987).
 *
 * A row alone in its cluster scores 0, as in scikit-learn, so that as many clusters as rows score 0 (scikit-learn refuses these); so does
 * one with a = b = 0. Exact, in O(n² d) time and O(n) memory.
 *
 * @param labels - one integer a row, any integers
 * @param options - progress has the stage `"silhouettes"`
 * @throws {@link InputError} on numbers that are not finite, labels that are not integers or not one a row, or fewer than 2 clusters.
 * @group Choose
 * @example
 * ```ts
 * import { matrix, silhouette } from "audience-segmentation";
 *
 * const { mean, values } = silhouette(matrix([[0], [2], [10], [12]]), [0, 0, 1, 1]);
 * console.log(mean.toFixed(3), Array.from(values, (value) => value.toFixed(3)).join(" "));
 * // 0.798 0.818 0.778 0.778 0.818
 * ```
 */
export function silhouette(x: Matrix, labels: ArrayLike<number>, options: Watch = {}): Silhouette {
  const where = "silhouette";
  checkKeys(where, "the options", options, watchKeys);
  const onProgress = watched(where, options);
  const { rows } = checkMatrix(where, x);
  const partition = checkPartition(where, labels, rows);
  const values = new Float64Array(rows);
  const own = rowsOfMatrix(x, new Float64Array(rows).fill(1));
  eachSilhouette(own, [own.ids.map((id) => partition.labels[id])], (_, row, value) => (values[own.ids[row]] = value), onProgress);
  return { mean: values.reduce((sum, value) => sum + value, 0) / rows, values };
}

const mostBytes = 64e6; // of sums of distances

/**
 * The exact mean silhouette of each labelling, weighted. Assumes validated input: labels from 0, and at least two clusters in each.
 */
export function silhouetteMeans(
  rows: Rows,
  labellings: readonly Int32Array[],
  onProgress?: OnProgress,
  bytes: number = mostBytes,
): Float64Array {
  const { weights } = rows;
  const means = new Float64Array(labellings.length);
  const weight = sumOf(weights);
  eachSilhouette(rows, labellings, (labelling, row, value) => (means[labelling] += weights[row] * value), onProgress, bytes);
  return means.map((sum) => sum / weight);
}

/**
 * Calls `visit` with the silhouette of every row in each of several labellings, from one pass over the distances.
 *
 * The labellings together cut the rows into atoms, which all of them keep whole: what a row is from a cluster is what it is from the
 * cluster's atoms. A row of weight w counts w times in the means of others. Its own cluster's other weight is W - w, so that the scale of
 * the weights does not matter; where a row is alone in its cluster its value is 0. O(n² p) time. Where sums for all atoms would take
 * more than so many bytes, 64 MB unless said otherwise, each labelling is looked at by itself, so many rows at a time.
 */
function eachSilhouette(
  rows: Rows,
  labellings: readonly Int32Array[],
  visit: (labelling: number, row: number, value: number) => void,
  onProgress?: OnProgress,
  bytes = mostBytes,
): void {
  if (labellings.length === 0) return;
  const isTogether = labellings.length === 1 || 8 * rows.count * atomsOf(labellings).atoms <= bytes;
  const passes = isTogether ? [labellings] : labellings.map((labels) => [labels]);
  const tick = createTicker("silhouettes", passes.length * rows.count, onProgress);
  passes.forEach((some, pass) => {
    passOf(rows, some, (labelling, row, value) => visit(pass + labelling, row, value), bytes, (done) => tick(pass * rows.count + done));
  });
}

/** One pass over the distances. */
function passOf(
  rows: Rows,
  labellings: readonly Int32Array[],
  visit: (labelling: number, row: number, value: number) => void,
  bytes: number,
  tick: (done: number) => void,
): void {
  const { atomOf, atoms } = atomsOf(labellings);
  const runs = runsOf(rows, atomOf);
  const totals = labellings.map((labels) => totalsOf(labels, rows.weights));
  const clusterOf = labellings.map((labels) => Int32Array.from(runs.firstOfAtom, (row) => labels[row]));
  const band = Math.max(1, Math.floor(bytes / 8 / atoms));
  for (let from = 0; from < rows.count; from += band) {
    const to = Math.min(rows.count, from + band);
    const sums = sumsOf(runs, from, to, atoms, tick);
    labellings.forEach((labels, at) => {
      const values = valuesOf(runs, labels, clusterOf[at], totals[at], sums, from, to);
      values.forEach((value, s) => visit(at, runs.order[from + s], value));
    });
  }
}

/** The atoms of labellings: rows are of one where every labelling has them together. They count from 0 in the order of first appearance. */
function atomsOf(labellings: readonly Int32Array[]): { readonly atomOf: Int32Array; readonly atoms: number } {
  let atomOf: Int32Array = new Int32Array(labellings[0].length);
  let atoms = 1;
  for (const labels of labellings) {
    const k = 1 + labels.reduce((most, label) => Math.max(most, label), 0);
    const numbers = new Map<number, number>();
    atomOf = atomOf.map((atom, i) => {
      const key = atom * k + labels[i];
      const known = numbers.get(key);
      if (known === undefined) numbers.set(key, numbers.size);
      return known ?? numbers.size - 1;
    });
    atoms = numbers.size;
  }
  return { atomOf, atoms };
}

function totalsOf(labels: Int32Array, weights: Float64Array): Float64Array {
  const totals = new Float64Array(1 + labels.reduce((most, label) => Math.max(most, label), 0));
  labels.forEach((label, i) => (totals[label] += weights[i]));
  return totals;
}

/** Rows in an order in which those of one atom and combination stand in a run. */
interface Runs {
  readonly order: Int32Array;
  readonly numbers: Float64Array;
  readonly weights: Float64Array;
  readonly p: number;
  /** Where each run begins, and the number of rows. */
  readonly start: Int32Array;
  readonly atomOf: Int32Array;
  /** The slot of each run in every category, and for each slot how far its own rows lie from others in its dummy, squared. */
  readonly slots: Int32Array;
  readonly steps: Float64Array;
  /** A row of each atom. */
  readonly firstOfAtom: Int32Array;
}

function runsOf(rows: Rows, atomOf: Int32Array): Runs {
  const { low, high, first } = rows.columns;
  const combinations = rows.start.length - 1;
  const order = argsort(Float64Array.from(atomOf, (atom, i) => atom * combinations + rows.combinationOf[i]));
  const p = rows.columns.numbers.length;
  const numbers = new Float64Array(rows.count * p);
  const start: number[] = [];
  const firstOfAtom: number[] = [];
  order.forEach((i, at) => {
    for (let j = 0; j < p; j++) numbers[at * p + j] = rows.numbers[i * p + j];
    const last = at === 0 ? -1 : order[at - 1];
    if (at === 0 || atomOf[last] !== atomOf[i] || rows.combinationOf[last] !== rows.combinationOf[i]) start.push(at);
    firstOfAtom[atomOf[i]] ??= i;
  });
  return {
    order,
    numbers,
    weights: Float64Array.from(order, (i) => rows.weights[i]),
    p,
    start: Int32Array.from([...start, rows.count]),
    atomOf: Int32Array.from(start, (at) => atomOf[order[at]]),
    slots: Int32Array.from(start.flatMap((at) => {
      const from = rows.combinationOf[order[at]] * (first.length - 1);
      return Array.from(rows.slots.subarray(from, from + first.length - 1));
    })),
    steps: low.map((zero, s) => (high[s] - zero) * (high[s] - zero)),
    firstOfAtom: Int32Array.from(firstOfAtom),
  };
}

/** The squared distance of two runs in the dummies: categories of which both have the same slot add nothing. */
function apart(slots: Int32Array, steps: Float64Array, q: number, a: number, b: number): number {
  let square = 0;
  for (let i = a * q, j = b * q, end = i + q; i < end; i++, j++) if (slots[i] !== slots[j]) square += steps[slots[i]] + steps[slots[j]];
  return square;
}

/** For each atom the weighted distances of its rows to the rows from `from` to `to`, summed up: those of an atom side by side. */
function sumsOf(runs: Runs, from: number, to: number, atoms: number, tick: (done: number) => void): Float64Array {
  const { start, atomOf, slots, steps } = runs;
  const q = slots.length / (start.length - 1);
  const width = to - from;
  const sums = new Float64Array(atoms * width);
  const isWhole = width === runs.order.length;
  for (let a = 0; a + 1 < start.length; a++) {
    const low = Math.max(from, start[a]), high = Math.min(to, start[a + 1]);
    if (low >= high) continue;
    for (let b = isWhole ? a : 0; b + 1 < start.length; b++) {
      const base = apart(slots, steps, q, a, b);
      const toB = atomOf[b] * width - from, toA = isWhole ? atomOf[a] * width : -1;
      if (runs.p === 2) addPlane(runs, low, high, start[b], start[b + 1], base, sums, toB, toA);
      else addRun(runs, low, high, start[b], start[b + 1], base, sums, toB, toA);
    }
    tick(high);
  }
  return sums;
}

/** Adds the distances of the rows of two runs: of the first to the atom of the second, and the other way where `toA` is not -1. */
function addRun(
  { numbers, weights, p }: Runs,
  low: number,
  high: number,
  first: number,
  end: number,
  base: number,
  sums: Float64Array, // out
  toB: number,
  toA: number,
): void {
  for (let s = low; s < high; s++) {
    const own = weights[s];
    let sum = 0;
    // of a run with itself each pair is seen once
    for (let t = toA >= 0 && first === low ? s + 1 : first, at = t * p; t < end; t++) {
      let square = base;
      let other = 0;
      let i = s * p;
      for (const last = at + p - 1; at < last; at += 2, i += 2) {
        square += (numbers[i] - numbers[at]) * (numbers[i] - numbers[at]);
        other += (numbers[i + 1] - numbers[at + 1]) * (numbers[i + 1] - numbers[at + 1]);
      }
      if (p % 2 === 1) {
        square += (numbers[i] - numbers[at]) * (numbers[i] - numbers[at]);
        at++;
      }
      const distance = Math.sqrt(square + other);
      sum += weights[t] * distance;
      if (toA >= 0) sums[toA + t] += own * distance;
    }
    sums[toB + s] += sum;
  }
}

/** {@link addRun} for rows of two numbers, as so many tables have: in six tenths of the time. */
function addPlane(
  { numbers, weights }: Runs,
  low: number,
  high: number,
  first: number,
  end: number,
  base: number,
  sums: Float64Array, // out
  toB: number,
  toA: number,
): void {
  for (let s = low; s < high; s++) {
    const own = weights[s];
    const x = numbers[2 * s];
    const y = numbers[2 * s + 1];
    let sum = 0;
    for (let t = toA >= 0 && first === low ? s + 1 : first; t < end; t++) {
      const across = numbers[2 * t] - x;
      const along = numbers[2 * t + 1] - y;
      const distance = Math.sqrt(base + across * across + along * along);
      sum += weights[t] * distance;
      if (toA >= 0) sums[toA + t] += own * distance;
    }
    sums[toB + s] += sum;
  }
}

/** The silhouettes of the rows from `from` to `to` in one labelling, of which `clusterOf` gives the cluster of each atom. */
function valuesOf(
  { order, weights }: Runs,
  labels: Int32Array,
  clusterOf: Int32Array,
  totals: Float64Array,
  sums: Float64Array,
  from: number,
  to: number,
): Float64Array {
  const width = to - from;
  const k = totals.length;
  const byCluster = new Float64Array(k * width);
  for (let atom = 0, at = 0; atom < clusterOf.length; atom++) {
    for (let own = clusterOf[atom] * width, end = own + width; own < end; own++, at++) byCluster[own] += sums[at];
  }
  const values = new Float64Array(width);
  for (let s = 0; s < width; s++) {
    const own = labels[order[from + s]];
    const rest = totals[own] - weights[from + s]; // exactly 0 for a row alone
    if (!(rest > 0)) continue;
    let next = Infinity;
    for (let c = 0; c < k; c++) {
      const mean = byCluster[c * width + s] / totals[c]; // NaN for a label that no row has
      if (c !== own && mean < next) next = mean;
    }
    const within = byCluster[own * width + s] / rest;
    values[s] = next === within ? 0 : (next - within) / Math.max(within, next);
  }
  return values;
}
