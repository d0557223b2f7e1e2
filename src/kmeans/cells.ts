import { buildKdTree, createKdTree, Split } from "../spatial/kd-tree.ts";
import { summarizeNodes } from "../spatial/nodes.ts";
import type { Problem, RowIndex } from "./fit.ts";

/** The most cells that stand for the rows of a problem. */
const mostCells = 4000;
const fewRows = 5000; // up to so many are searched themselves, unless cells lose next to nothing
const manyRows = 20_000; // above, Lloyd's algorithm runs over the index
const mostLeafRows = 32; // a pass comes down to few leaves

/**
 * The problem with a smaller one that stands for it, if there is one: weighted means of cells of nearby rows, as many as wanted
 * at most, or so few that next to nothing is left inside them; up to `few` rows only in that case. The cells are nodes of a
 * kd-tree of the rows; where rows are many the problem keeps it as their index. In O(n d log n).
 */
export function withCells(problem: Problem, most: number = mostCells, few: number = fewRows): Problem {
  const { rows } = problem.x;
  const index = indexOf(problem, most);
  const [cells, isClose] = splitMost(index, Math.min(most, rows / 2));
  if (!isClose && rows <= few) return problem;
  return { ...problem, coarse: meansOf(index, cells), ...(rows > manyRows ? { index } : {}) };
}

/** An index of the rows, with twice as many leaves as cells are wanted at most. */
function indexOf({ x: { data, rows, cols }, weights }: Problem, most: number): RowIndex {
  const tree = createKdTree(rows, cols);
  tree.points.set(data);
  tree.weights.set(weights);
  for (let i = 0; i < rows; i++) tree.ids[i] = i;
  buildKdTree(tree, rows, Math.max(1, Math.min(mostLeafRows, Math.floor(rows / (2 * most)))));
  return { tree, nodes: summarizeNodes(tree) };
}

const fewCells = 32;
const lost = 1 / 100; // of what is left inside so few cells, at which splitting ends

/**
 * Splits the node of the greatest sum of squares until there are as many as wanted, or next to nothing is left inside them: what
 * k-means costs on their means is then what it costs on the rows, but for a sum that is the same for all centroids. What is next
 * to nothing is measured when there are a few cells and the outliers are in their own. A leaf stays whole.
 */
function splitMost({ tree: { dimension, right }, nodes: { squares } }: RowIndex, wanted: number): [cells: number[], isClose: boolean] {
  const gainOf = (node: number): number => (dimension[node] === Split.leaf ? 0 : squares[node]);
  const cells = [0];
  const gains = [gainOf(0)];
  let left = squares[0];
  let enough = 0;
  while (left > enough && cells.length < wanted) {
    let at = 0;
    for (let c = 1; c < cells.length; c++) if (gains[c] > gains[at]) at = c;
    if (gains[at] === 0) return [cells, true];
    const node = cells[at];
    const low = node + 1;
    const high = right[node];
    left += squares[low] + squares[high] - squares[node];
    cells[at] = low;
    gains[at] = gainOf(low);
    cells.push(high);
    gains.push(gainOf(high));
    if (cells.length === fewCells && enough === 0) enough = left * lost;
  }
  return [cells, left <= enough];
}

function meansOf({ tree: { d }, nodes: { mean, weight } }: RowIndex, cells: readonly number[]): Problem {
  const means = new Float64Array(cells.length * d);
  cells.forEach((node, c) => means.set(mean.subarray(node * d, (node + 1) * d), c * d));
  return { x: { data: means, rows: cells.length, cols: d }, weights: Float64Array.from(cells, (node) => weight[node]) };
}
