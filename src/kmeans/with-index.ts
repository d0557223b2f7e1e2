import { squaredDistance } from "../distance/metrics.ts";
import { buildKdTree } from "../spatial/build-kd-tree.ts";
import { createKdTree } from "../spatial/kd-tree.ts";
import { type NodeSummaries, summarizeNodes } from "../spatial/summarize-nodes.ts";
import { createFilter, type Filter } from "./filter.ts";
import { lloyd } from "./lloyd.ts";
import type { Fit, Problem, Stop } from "./types.ts";

const fewRows = 20_000; // up to so many, an index does not pay

/** The problem with Lloyd's algorithm over an index of its rows, if it has many; the index is built at the first run. */
export function withIndex(problem: Problem): Problem {
  if (problem.x.rows <= fewRows) return problem;
  let index: Index | undefined;
  return { ...problem, lloyd: (start, k, stop) => indexedLloyd(problem, (index ??= createIndex(problem)), start, k, stop) };
}

interface Index {
  readonly filter: Filter;
  readonly mean: NodeSummaries["mean"];
}

function createIndex({ x: { data, rows, cols }, weights }: Problem): Index {
  const tree = createKdTree(rows, cols);
  tree.points.set(data);
  tree.weights.set(weights);
  for (let i = 0; i < rows; i++) tree.ids[i] = i;
  buildKdTree(tree, rows);
  const summaries = summarizeNodes(tree);
  return { filter: createFilter(tree, summaries), mean: summaries.mean };
}

/** {@link lloyd} by the filtering algorithm; where a cluster comes out empty, the plain one goes on. */
function indexedLloyd(problem: Problem, { filter, mean }: Index, start: Float64Array, k: number, stop: Stop): Fit {
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
