import type { Problem } from "./fit.ts";

/** The most cells that stand for the rows of a problem. */
export const mostCells = 4000;
const fewRows = 5000; // up to so many are searched themselves, unless cells lose next to nothing

/**
 * The problem with a smaller one that stands for it, if there is one: weighted means of cells of nearby rows, as many as wanted
 * at most, or so few that next to nothing is left inside them; up to `few` rows only in that case. A cell is split at its mean,
 * across the column that holds most of its squares. In O(n d log n).
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

interface RowCell extends SplitCell {
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

/** Rows that lie near each other. */
interface SplitCell {
  /** Their weighted sum of squared distances to their mean. */
  readonly squares: number;
}

const fewCells = 32;
const lost = 1 / 100; // of what is left inside so few cells, at which splitting ends

/**
 * Splits the cell of the greatest sum of squares until there are as many as wanted, or next to nothing is left inside them: what
 * k-means costs on their means is then what it costs on the rows, but for a sum that is the same for all centroids. What is next
 * to nothing is measured when there are a few cells and the outliers are in their own. A cell that `split` cannot split comes back
 * alone, with no squares.
 */
export function splitMost<C extends SplitCell>(root: C, wanted: number, split: (cell: C) => readonly C[]): [cells: C[], isClose: boolean] {
  const cells = [root];
  let left = root.squares;
  let enough = 0;
  while (left > enough && cells.length < wanted) {
    let at = 0;
    for (let c = 1; c < cells.length; c++) if (cells[c].squares > cells[at].squares) at = c;
    if (cells[at].squares === 0) return [cells, true];
    left -= cells[at].squares;
    const parts = split(cells[at]);
    cells[at] = parts[0];
    if (parts.length > 1) cells.push(parts[1]);
    for (const { squares } of parts) left += squares;
    if (cells.length === fewCells && enough === 0) enough = left * lost;
  }
  return [cells, left <= enough];
}
