import type { Problem } from "./types.ts";

const mostCells = 4000;
const fewRows = 5000; // up to so many are searched themselves, unless cells lose next to nothing
const fewCells = 32;
const lost = 1 / 100; // of what is left inside so few cells, at which splitting ends

/**
 * The problem with a smaller one that stands for it, if there is one: weighted means of cells of nearby rows, 4 000 at most, or so
 * few that next to nothing is left inside them. In O(n d log n).
 */
export function withCoarse(problem: Problem): Problem {
  const { x: { rows, cols }, weights } = problem;
  const [cells, isClose] = cellsOf(problem, Math.min(mostCells, rows / 2));
  if (!isClose && rows <= fewRows) return problem;
  const data = new Float64Array(cells.length * cols);
  cells.forEach(({ mean }, c) => data.set(mean, c * cols));
  const sums = Float64Array.from(cells, (cell) => cell.rows.reduce((sum, i) => sum + weights[i], 0));
  return { ...problem, coarse: { x: { data, rows: cells.length, cols }, weights: sums } };
}

interface Cell {
  readonly rows: Int32Array;
  readonly mean: Float64Array;
  /** The sum of squares about the mean. */
  readonly squares: number;
  /** The column that holds most of it. */
  readonly widest: number;
}

/**
 * Splits the cell of the greatest sum of squares at its mean, across the column that holds most of it, until there are as many cells as
 * wanted or next to nothing is left inside them: what k-means costs on the cells is then what it costs on the rows, but for a sum
 * that is the same for all centroids. What is next to nothing is measured when there are a few cells, and the outliers are in their own.
 */
function cellsOf(problem: Problem, wanted: number): [cells: Cell[], isClose: boolean] {
  const { data, rows, cols } = problem.x;
  const cells = [cellOf(problem, Int32Array.from({ length: rows }, (_, i) => i))];
  let left = cells[0].squares;
  let enough = 0;
  while (left > enough && cells.length < wanted) {
    let at = 0;
    for (let c = 1; c < cells.length; c++) if (cells[c].squares > cells[at].squares) at = c;
    const { rows: all, mean, squares, widest } = cells[at];
    if (squares === 0) return [cells, true];
    const isLow = (i: number): boolean => data[i * cols + widest] <= mean[widest];
    const [low, high] = [all.filter(isLow), all.filter((i) => !isLow(i))];
    left -= squares;
    cells[at] = low.length < all.length ? cellOf(problem, low) : { ...cells[at], squares: 0 }; // rounding: its rows are one
    left += cells[at].squares;
    if (high.length === 0) continue;
    cells.push(cellOf(problem, high));
    left += cells[cells.length - 1].squares;
    if (cells.length === fewCells) enough = left * lost;
  }
  return [cells, left <= enough];
}

function cellOf({ x: { data, cols: d }, weights }: Problem, rows: Int32Array): Cell {
  const mean = new Float64Array(d);
  const spread = new Float64Array(d);
  const origin = rows[0] * d; // differences from the first row, as in centroids
  let weight = 0;
  for (const i of rows) {
    weight += weights[i];
    for (let j = 0, at = i * d; j < d; j++, at++) mean[j] += weights[i] * (data[at] - data[origin + j]);
  }
  for (let j = 0; j < d; j++) mean[j] = data[origin + j] + mean[j] / weight;
  for (const i of rows) for (let j = 0, at = i * d; j < d; j++, at++) spread[j] += weights[i] * (data[at] - mean[j]) * (data[at] - mean[j]);
  const squares = spread.reduce((sum, of) => sum + of, 0);
  return { rows, mean, squares, widest: spread.indexOf(Math.max(...spread)) };
}
