import type { Matrix } from "../core/matrix.ts";
import { log } from "../core/numbers.ts";
import { cutAt } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { wardOfRows } from "../hierarchy/ward.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf, type Problem } from "../kmeans/fit.ts";
import { assigned, settle } from "../kmeans/lloyd.ts";

/**
 * Encoded rows in short: each category is one slot instead of its dummies, and has a slot more for rows of no level. The squared
 * distance of a row to a centroid is then a term a number and one look-up a category.
 */
export interface ShortRows {
  readonly x: Matrix;
  /** `numberColumns.length` numbers a row. */
  readonly numbers: Float64Array;
  /** The column of `x` of each of them. */
  readonly numberColumns: Int32Array;
  /** The number of categories. */
  readonly categories: number;
  /** One slot a category and row. */
  readonly slots: Int32Array;
  /** The dummy's column in `x` of each slot; -1 for the slot of no level, which is the first of a category. */
  readonly slotColumns: Int32Array;
  /** What the dummy of each slot is in rows without its level. */
  readonly low: Float64Array;
  /** How much more it is in rows of its level. */
  readonly step: Float64Array;
}

/** A feature of encoded rows: where its columns begin and end, and the level of each row where it is a category, -1 for none. */
export interface FeatureColumns {
  readonly from: number;
  readonly to: number;
  readonly codes: Int32Array | undefined;
}

/** Encoded rows in short. */
export function shortOf(x: Matrix, blocks: readonly FeatureColumns[]): ShortRows {
  const { data, rows, cols } = x;
  const categories = blocks.filter(({ codes }) => codes !== undefined);
  const numberColumns = Int32Array.from(blocks.flatMap(({ from, to, codes }) => (codes === undefined ? rangeOf(from, to) : [])));
  const slotColumns = Int32Array.from(categories.flatMap(({ from, to }) => [-1, ...rangeOf(from, to)]));
  const ends = Array.from(slotColumns, (column) => (column < 0 ? [0, 0] : endsOf(data, column, cols)));
  const numbers = new Float64Array(rows * numberColumns.length);
  for (let i = 0, at = 0; i < rows; i++) for (const column of numberColumns) numbers[at++] = data[i * cols + column];
  const slots = new Int32Array(rows * categories.length);
  let first = 1; // the slot of level 0
  categories.forEach(({ from, to, codes }, q) => {
    for (let i = 0, at = q; i < rows; i++, at += categories.length) slots[at] = first + codes![i];
    first += to - from + 1;
  });
  const low = Float64Array.from(ends, ([least]) => least);
  const step = Float64Array.from(ends, ([least, most]) => most - least);
  return { x, numbers, numberColumns, categories: categories.length, slots, slotColumns, low, step };
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function endsOf(data: Float64Array, column: number, cols: number): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let at = column; at < data.length; at += cols) {
    low = Math.min(low, data[at]);
    high = Math.max(high, data[at]);
  }
  return [low, high];
}

/** The rows with each feature in a new order. */
export function reordered(short: ShortRows, blocks: readonly FeatureColumns[], orders: readonly Int32Array[]): ShortRows {
  const { categories: q, x: { rows, cols } } = short;
  const p = short.numberColumns.length;
  const data = new Float64Array(rows * cols);
  const numbers = new Float64Array(rows * p);
  const slots = new Int32Array(rows * q);
  let [number, category] = [0, 0];
  blocks.forEach(({ from, to, codes }, f) => {
    const order = orders[f];
    moveColumns(short.x.data, data, cols, from, to, order);
    if (codes === undefined) {
      moveColumns(short.numbers, numbers, p, number, number + to - from, order);
      number += to - from;
    } else moveColumns(short.slots, slots, q, category, ++category, order);
  });
  return { ...short, x: { data, rows, cols }, numbers, slots };
}

function moveColumns<T extends Float64Array | Int32Array>(
  data: T,
  moved: T, // out
  cols: number,
  from: number,
  to: number,
  order: Int32Array,
): void {
  for (let i = 0, row = 0; i < order.length; i++, row += cols) {
    const own = order[i] * cols;
    for (let j = from; j < to; j++) moved[row + j] = data[own + j];
  }
}

/** The most clusters that losses are computed for. */
export const mostK = 10;
const rounds = 8;
const least = 1e-9; // of the inertia of one cluster: what is left where every row is a centroid
const cells = 300; // as good as the rows for finding centroids, since the losses are then taken of all rows
const fewRows = 500; // are their own cells

/**
 * The logarithm of the inertia of k clusters over that of one, for k = 1 to 10: cuts of Ward's tree, eight rounds of Lloyd's algorithm,
 * and every row at the nearest centroid. Above 500 rows, 300 cells of nearby rows stand for them until the last step.
 */
export function lossesOf(rows: ShortRows): Float64Array {
  const { problem, tree } = coarseTree(rows.x, cells, fewRows);
  const one = inertiaAt(rows, centroidsOf(problem, new Int32Array(problem.x.rows), 1), 1);
  return Float64Array.from({ length: mostK }, (_, i) => {
    const k = i + 1;
    if (k > tree.n || !(one > 0)) return k === 1 ? 0 : log(least);
    const at = assigned(problem, centroidsOf(problem, cutAt(tree, k), k), k);
    settle(problem, at, rounds);
    return log(Math.max(least, inertiaAt(rows, at.centroids, k) / one));
  });
}

/** Ward's tree of the rows, or of so many cells of them where there are more than a few rows, and what it is of. */
export function coarseTree(x: Matrix, most: number, few: number): { readonly problem: Problem; readonly tree: Linkage } {
  const all = { x, weights: new Float64Array(x.rows).fill(1) };
  const problem = withCells(all, most, few).coarse ?? all;
  return { problem, tree: wardOfRows(problem.x, problem.weights, undefined, "matrix") };
}

/** The sum of the rows' squared distances to the nearest of k centroids. */
function inertiaAt(rows: ShortRows, centroids: Float64Array, k: number): number {
  const { numbers, slots, slotColumns, categories: q, numberColumns: { length: p } } = rows;
  const { centres, squares } = inShort(rows, centroids, k);
  let sum = 0;
  for (let i = 0; i < rows.x.rows; i++) {
    let nearest = Infinity;
    for (let c = 0, b = 0, first = 0; c < k; c++, first += slotColumns.length) {
      let square = 0;
      for (let j = 0, a = i * p; j < p; j++, a++, b++) square += (numbers[a] - centres[b]) * (numbers[a] - centres[b]);
      for (let j = 0, a = i * q; j < q; j++, a++) square += squares[first + slots[a]];
      if (square < nearest) nearest = square;
    }
    sum += nearest;
  }
  return sum;
}

/** The numbers of k centroids, and the squared distance that a row of each slot has to each in the dummies of its category. */
function inShort(
  { x: { cols }, numberColumns, slotColumns, low, step }: ShortRows,
  centroids: Float64Array,
  k: number,
): { readonly centres: Float64Array; readonly squares: Float64Array } {
  const [p, s] = [numberColumns.length, slotColumns.length];
  const centres = Float64Array.from({ length: k * p }, (_, at) => centroids[Math.floor(at / p) * cols + numberColumns[at % p]]);
  const squares = new Float64Array(k * s);
  for (let c = 0; c < k; c++) {
    for (let start = 0, end = 0; start < s; start = end) {
      let none = 0; // of rows of no level
      for (end = start + 1; end < s && slotColumns[end] >= 0; end++) {
        const away = low[end] - centroids[c * cols + slotColumns[end]];
        none += away * away;
        squares[c * s + end] = step[end] * (step[end] + 2 * away); // more than those, for rows of the level
      }
      for (let slot = start; slot < end; slot++) squares[c * s + slot] = Math.max(0, none + squares[c * s + slot]);
    }
  }
  return { centres, squares };
}
