import type { Problem } from "./types.ts";

const fewRows = 5000; // up to so many, rows stand for themselves
const shrink = 64;
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
 * The weighted means of at most as many cells as `wanted`, or of all distinct rows if they are fewer.
 *
 * A cell is split at the middle of its widest side while its rows' sum of squares is above a bound: what k-means costs on the
 * cells then differs from what it costs on the rows by little, and nearly by the same amount for all centroids. The bound falls
 * until there are cells enough: on heavy tails an equal share of the total would leave the bulk of the rows in one.
 */
function coarsen({ x, weights: given }: Problem, wanted: number): Problem {
  const { rows, cols: d } = x;
  const data = x.data.slice(); // moved about, so that the rows of a cell stand side by side
  const weights = given.slice();
  const mean = new Float64Array(d);
  const min = new Float64Array(d);
  const max = new Float64Array(d);
  let [weight, widest, cut] = [0, 0, 0];

  // mean and box of some rows, from the differences to the first; returns their sum of squares about the mean
  const measure = (from: number, to: number): number => {
    const origin = from * d;
    mean.fill(0);
    min.fill(0);
    max.fill(0);
    weight = widest = 0;
    for (let i = from, at = origin; i < to; i++) {
      weight += weights[i];
      for (let k = 0; k < d; k++, at++) {
        const difference = data[at] - data[origin + k];
        mean[k] += weights[i] * difference;
        if (difference < min[k]) min[k] = difference;
        else if (difference > max[k]) max[k] = difference;
      }
    }
    for (let k = 0; k < d; k++) {
      mean[k] = data[origin + k] + mean[k] / weight;
      if (max[k] - min[k] > max[widest] - min[widest]) widest = k;
    }
    cut = data[origin + widest] + (min[widest] + max[widest]) / 2;
    let squares = 0;
    for (let i = from, at = origin; i < to; i++) for (let k = 0; k < d; k++, at++) squares += weights[i] * (data[at] - mean[k]) * (data[at] - mean[k]);
    return squares;
  };

  // moves the rows below the cut before the others; returns where the others start
  const part = (from: number, to: number): number => {
    while (from < to) {
      if (data[from * d + widest] <= cut) {
        from++;
        continue;
      }
      to--;
      for (let k = 0; k < d; k++) [data[from * d + k], data[to * d + k]] = [data[to * d + k], data[from * d + k]];
      [weights[from], weights[to]] = [weights[to], weights[from]];
    }
    return from;
  };

  // split under a falling bound; cells are known by where they end, and by their squares
  const total = measure(0, rows);
  let cells = [[rows, total]];
  for (let bound = total / wanted; cells.length < wanted / 2 && bound > 0; bound /= 8) {
    const todo = cells.reverse();
    cells = [];
    for (let from = 0; todo.length > 0; ) {
      const [end, known] = todo[todo.length - 1];
      const squares = known > bound ? measure(from, end) : known;
      const middle = squares > bound && cells.length + todo.length < wanted ? part(from, end) : from;
      if (middle > from && middle < end) {
        todo.push([middle, Infinity]); // the rest keeps what both had, which is above the bound
        continue;
      }
      cells.push([end, squares]);
      todo.pop();
      from = end;
    }
  }

  const means = new Float64Array(cells.length * d);
  const cellWeights = Float64Array.from(cells, ([end], c) => {
    measure(c === 0 ? 0 : cells[c - 1][0], end);
    means.set(mean, c * d);
    return weight;
  });
  return { x: { data: means, rows: cells.length, cols: d }, weights: cellWeights };
}
