import type { Problem } from "./types.ts";

const fewRows = 5000; // up to so many, rows stand for themselves
const shrink = 16;
const fewCells = 4000;

/**
 * The problem with a smaller one that stands for it, if it has many rows: weighted means of cells of nearby rows. That one may
 * have a smaller one again, so that each is some 16 times the next. In O(n d log n).
 */
export function withCoarse(problem: Problem): Problem {
  if (problem.x.rows <= fewRows) return problem;
  return { ...problem, coarse: withCoarse(coarsen(problem, Math.max(fewCells, problem.x.rows / shrink))) };
}

/**
 * The weighted means of about as many cells as `wanted`, or of all distinct rows if they are fewer.
 *
 * A cell is split at the middle of its widest side while its rows' sum of squares is above a bound: what k-means costs on the
 * cells then differs from what it costs on the rows by little, and nearly by the same amount for all centroids. The bound falls
 * until there are cells enough: on heavy tails an equal share of the total would leave the bulk of the rows in one.
 */
function coarsen(problem: Problem, wanted: number): Problem {
  const { rows, cols: d } = problem.x;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const cell = createCell(problem, order);
  let ends = [rows]; // of the cells, side by side in `order`
  const total = cell.measure(0, rows);
  for (let bound = total / wanted; ends.length < wanted / 2 && bound > 1e-20 * total; bound /= 8) ends = splitCells(order, ends, cell, bound);

  const data = new Float64Array(ends.length * d);
  const weights = new Float64Array(ends.length);
  ends.forEach((to, c) => {
    cell.measure(c === 0 ? 0 : ends[c - 1], to);
    data.set(cell.mean, c * d);
    weights[c] = cell.weight();
  });
  return { x: { data, rows: ends.length, cols: d }, weights };
}

/** Splits every cell whose sum of squares is above the bound, and the parts again; returns where the cells end. */
function splitCells(order: Int32Array, ends: readonly number[], cell: Cell, bound: number): number[] {
  const found: number[] = [];
  const stack = ends.slice().reverse();
  let from = 0;
  while (stack.length > 0) {
    const to = stack[stack.length - 1];
    let middle = from;
    if (cell.measure(from, to) > bound) {
      for (let i = from, j = to - 1; i <= j; ) {
        const row = order[i];
        if (cell.isLeft(row)) {
          middle = ++i;
          continue;
        }
        order[i] = order[j];
        order[j--] = row;
      }
    }
    if (middle > from && middle < to) {
      stack.push(middle);
    } else {
      found.push(to);
      from = to;
      stack.pop();
    }
  }
  return found;
}

/** Rows of `order` that stand side by side. */
interface Cell {
  /** Measures the rows from one place up to another; returns their sum of squares about their mean. */
  readonly measure: (from: number, to: number) => number;
  readonly mean: Float64Array;
  readonly weight: () => number;
  /** Whether a row lies below the middle of the cell's widest side. */
  readonly isLeft: (row: number) => boolean;
}

function createCell({ x: { data, cols: d }, weights }: Problem, order: Int32Array): Cell {
  const mean = new Float64Array(d);
  const min = new Float64Array(d);
  const max = new Float64Array(d);
  let [weight, widest, cut] = [0, 0, 0];
  const measure = (from: number, to: number): number => {
    // mean and box, from the differences to the first row
    const origin = order[from] * d;
    mean.fill(0);
    min.fill(0);
    max.fill(0);
    weight = widest = 0;
    for (let i = from; i < to; i++) {
      const own = weights[order[i]];
      weight += own;
      for (let k = 0, at = order[i] * d; k < d; k++, at++) {
        const difference = data[at] - data[origin + k];
        mean[k] += own * difference;
        if (difference < min[k]) min[k] = difference;
        else if (difference > max[k]) max[k] = difference;
      }
    }
    for (let k = 0; k < d; k++) {
      mean[k] = data[origin + k] + mean[k] / weight;
      if (max[k] - min[k] > max[widest] - min[widest]) widest = k;
    }
    cut = data[origin + widest] + (min[widest] + max[widest]) / 2;

    // the sum of squares
    let squares = 0;
    for (let i = from; i < to; i++) {
      let sum = 0;
      for (let k = 0, at = order[i] * d; k < d; k++, at++) sum += (data[at] - mean[k]) * (data[at] - mean[k]);
      squares += weights[order[i]] * sum;
    }
    return squares;
  };
  return { measure, mean, weight: () => weight, isLeft: (row) => data[row * d + widest] <= cut };
}
