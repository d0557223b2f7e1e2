import { type Cell, splitMost } from "./split-most.ts";
import type { Problem } from "./types.ts";

/** The most cells that stand for the rows of a problem. */
export const mostCells = 4000;
const fewRows = 5000; // up to so many are searched themselves, unless cells lose next to nothing

/**
 * The problem with a smaller one that stands for it, if there is one: weighted means of cells of nearby rows, as many as wanted at most, or so
 * few that next to nothing is left inside them; up to `few` rows only in that case. A cell is split at its mean, across the column that holds most of its squares.
 * In O(n d log n).
 */
export function withCoarse(problem: Problem, most: number = mostCells, few: number = fewRows): Problem {
  const { data, rows, cols } = problem.x;
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  const [cells, isClose] = splitMost(cellOf(problem, all), Math.min(most, rows / 2), (cell) => {
    const isLow = (i: number): boolean => data[i * cols + cell.widest] <= cell.mean[cell.widest];
    const low = cell.rows.filter(isLow);
    if (low.length === cell.rows.length) return [{ ...cell, squares: 0 }]; // rounding: its rows are one
    return [cellOf(problem, low), cellOf(problem, cell.rows.filter((i) => !isLow(i)))];
  });
  if (!isClose && rows <= few) return problem;
  const means = new Float64Array(cells.length * cols);
  cells.forEach(({ mean }, c) => means.set(mean, c * cols));
  return { ...problem, coarse: { x: { data: means, rows: cells.length, cols }, weights: Float64Array.from(cells, (cell) => cell.weight) } };
}

interface RowCell extends Cell {
  readonly rows: Int32Array;
  readonly weight: number;
  readonly mean: Float64Array;
  /** The column that holds most of the squares. */
  readonly widest: number;
}

function cellOf({ x: { data, cols: d }, weights }: Problem, rows: Int32Array): RowCell {
  const mean = new Float64Array(d);
  const spread = new Float64Array(d);
  const origin = rows[0] * d; // differences from the first row, as in centroids
  let weight = 0;
  for (const i of rows) {
    weight += weights[i];
    for (let j = 0, at = i * d; j < d; j++, at++) {
      const difference = data[at] - data[origin + j];
      mean[j] += weights[i] * difference;
      spread[j] += weights[i] * difference * difference;
    }
  }
  let [squares, widest] = [0, 0];
  for (let j = 0; j < d; j++) {
    spread[j] = Math.max(0, spread[j] - (mean[j] * mean[j]) / weight);
    mean[j] = data[origin + j] + mean[j] / weight;
    squares += spread[j];
    if (spread[j] > spread[widest]) widest = j;
  }
  return { rows, weight, mean, squares, widest };
}
