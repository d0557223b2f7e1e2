import { Greatest, placeOfGreatest, setNumber } from "../core/greatest.ts";
import { type Forest, growForest } from "../spatial/forest.ts";
import { Rows } from "../spatial/rows.ts";
import type { Problem } from "./fit.ts";
import { splitCells } from "./split-cells.ts";

/** The most cells that stand for the rows of a problem. */
const mostCells = 2000;
/** Up to so many rows are searched themselves, unless cells lose next to nothing. */
export const wholeRows = 5000;
/** Above so many rows, Lloyd's algorithm runs over an index of them, if there is one. */
export const manyRows = 20_000;
const mostLeafRows = 64; // a pass comes down to few leaves
const leastCells = 4; // a combination, on average: with fewer the cells would say little of the numbers
const leastRows = 4; // a combination, on average, and a cell

/**
 * The problem of some rows, with a smaller one that stands for it, if there is one: weighted means of cells of nearby rows, as many as
 * wanted at most, or so few that next to nothing is left inside them; up to `few` rows only in that case. Where combinations are few, cells
 * are nodes of a forest of the rows, which is kept as their index where they are many; else nodes of one tree that splits by levels, too.
 */
export function withCells(rows: Rows, most: number = mostCells, few: number = wholeRows): Problem {
  const combinations = rows.start.length - 1;
  const wanted = Math.min(most, Math.floor(rows.count / 2));
  if (leastCells * combinations > wanted || leastRows * combinations > rows.count) {
    if (rows.count <= few) return { rows };
    const { cells, sample } = splitCells(rows, wanted);
    return { rows, coarse: { rows: cells }, sample };
  }
  const leaf = Math.max(1, Math.min(mostLeafRows, Math.floor(rows.count / (2 * most))));
  const { rows: ordered, forest } = growForest(rows, leaf);
  const { cells, isClose } = splitMost(forest, wanted);
  if (!isClose && rows.count <= few) return { rows };
  const coarse = { rows: meansOf(ordered, forest, cells) };
  return rows.count > manyRows ? { rows: ordered, coarse, forest } : { rows, coarse };
}

const fewCells = 32;
const lost = 0.01; // of what is left inside so few cells, at which splitting ends

/**
 * Splits the node of the greatest sum of squares until there are as many as wanted, or next to nothing is left inside them: what
 * k-means costs on their means is then what it costs on the rows, but for a sum that is the same for all centroids. What is next
 * to nothing is measured when there are a few cells and the outliers are in their own. A leaf stays whole.
 */
function splitMost({ roots, right, squares }: Forest, wanted: number): { readonly cells: number[]; readonly isClose: boolean } {
  const cells = [...roots];
  const gains = new Greatest(Math.max(wanted, cells.length));
  const gainOf = (node: number): number => (right[node] < 0 ? 0 : squares[node]);
  cells.forEach((node, at) => setNumber(gains, at, gainOf(node)));
  let left = cells.reduce((sum, node) => sum + squares[node], 0);
  let enough = 0;
  const few = cells.length + fewCells;
  while (left > enough && cells.length < wanted) {
    const at = placeOfGreatest(gains);
    const node = cells[at];
    if (gainOf(node) === 0) return { cells, isClose: true };
    const low = node + 1;
    const high = right[node];
    left += squares[low] + squares[high] - squares[node];
    cells[at] = low;
    setNumber(gains, at, gainOf(low));
    setNumber(gains, cells.length, gainOf(high));
    cells.push(high);
    if (cells.length === few && enough === 0) enough = left * lost;
  }
  return { cells, isClose: left <= enough };
}

/** The weighted means of nodes of a forest, in the order of the rows. */
function meansOf({ columns, slots }: Rows, { roots, mean, weight }: Forest, cells: number[]): Rows {
  const p = columns.numbers.length;
  const nodes = Int32Array.from(cells).sort(); // a combination's nodes stand behind its root
  const numbers = new Float64Array(nodes.length * p);
  const combinationOf = new Int32Array(nodes.length);
  const start = new Int32Array(roots.length + 1);
  let g = 0;
  nodes.forEach((node, c) => {
    while (g + 1 < roots.length && roots[g + 1] <= node) start[++g] = c;
    combinationOf[c] = g;
    numbers.set(mean.subarray(node * p, (node + 1) * p), c * p);
  });
  start[roots.length] = nodes.length;
  const weights = Float64Array.from(nodes, (node) => weight[node]);
  return new Rows(nodes.length, columns, numbers, weights, { ids: nodes.map((_, c) => c), combinationOf, start, slots });
}
