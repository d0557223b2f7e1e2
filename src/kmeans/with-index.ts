import { squaredDistance } from "../distance/metrics.ts";
import { buildKdTree } from "../spatial/build-kd-tree.ts";
import { createKdTree, type KdTree, Split } from "../spatial/kd-tree.ts";
import { type NodeSummaries, summarizeNodes } from "../spatial/summarize-nodes.ts";
import { mostCells, withCoarse } from "./coarsen.ts";
import { createFilter, type Filter } from "./filter.ts";
import { lloyd } from "./lloyd.ts";
import { splitMost } from "./split-most.ts";
import type { Fit, Problem, Stop } from "./types.ts";

const fewRows = 20_000; // up to so many, an index does not pay
const leafSize = 32; // a pass comes down to few leaves

/**
 * The problem with a smaller one that stands for it; where it has many rows, with an index of them, whose nodes are the cells and over
 * which Lloyd's algorithm runs.
 */
export function withIndex(problem: Problem): Problem {
  const { x: { data, rows, cols }, weights } = problem;
  if (rows <= fewRows) return withCoarse(problem);
  const tree = createKdTree(rows, cols);
  tree.points.set(data);
  tree.weights.set(weights);
  for (let i = 0; i < rows; i++) tree.ids[i] = i;
  buildKdTree(tree, rows, leafSize);
  const summaries = summarizeNodes(tree);
  const filter = createFilter(tree, summaries);
  return { ...problem, coarse: coarsest(tree, summaries), lloyd: (start, k, stop) => indexedLloyd(problem, filter, summaries.mean, start, k, stop) };
}

/** Nodes as cells; a leaf stays whole. */
function coarsest({ d, dimension, right }: KdTree, { weight, mean, squares }: NodeSummaries): Problem {
  const cellOf = (node: number): { node: number; squares: number } => ({ node, squares: dimension[node] === Split.leaf ? 0 : squares[node] });
  const [cells] = splitMost(cellOf(0), mostCells, ({ node }) => [cellOf(node + 1), cellOf(right[node])]);
  const means = new Float64Array(cells.length * d);
  cells.forEach(({ node }, c) => means.set(mean.subarray(node * d, (node + 1) * d), c * d));
  return { x: { data: means, rows: cells.length, cols: d }, weights: Float64Array.from(cells, ({ node }) => weight[node]) };
}

/** {@link lloyd} by the filtering algorithm; where a cluster comes out empty, the plain one goes on. */
function indexedLloyd(problem: Problem, filter: Filter, mean: Float64Array, start: Float64Array, k: number, stop: Stop): Fit {
  const { rows, cols: d } = problem.x;
  const weights = new Float64Array(k);
  const sums = new Float64Array(k * d);
  let centroids = start;
  let converged = false;
  let iterations = 0;
  for (; iterations < stop.maxIter && !converged; iterations++) {
    filter.pass(centroids, k, weights, sums);
    if (weights.includes(0)) return lloyd(problem, centroids, k, stop);
    const next = sums.map((sum, at) => mean[at % d] + sum / weights[Math.floor(at / d)]);
    const shift = squaredDistance(centroids, 0, next, 0, k * d);
    converged = shift <= stop.maxShift;
    centroids = next;
  }
  const labels = new Int32Array(rows);
  const inertia = filter.pass(centroids, k, weights, sums, labels);
  return weights.includes(0) ? lloyd(problem, centroids, k, stop) : { k, labels, centroids, inertia, iterations, converged };
}
