import { type KdTree, Split } from "./kd-tree.ts";

/** What the points of each node of a kd-tree come to. */
export interface NodeSummaries {
  readonly weight: Float64Array;
  /** `d` numbers a node: the weighted mean of its points. */
  readonly mean: Float64Array;
  /** The weighted sum of squared distances of its points to their mean. */
  readonly squares: Float64Array;
  /** `d` numbers a node: its tight box. */
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** Summarises every node, leaves first; two children are merged by the formula of Chan, Golub and LeVeque (1979). In O(n d). */
export function summarizeNodes(tree: KdTree): NodeSummaries {
  const { d, dimension, right, nodes } = tree;
  const size = nodes * d;
  const found = {
    weight: new Float64Array(nodes),
    mean: new Float64Array(size),
    squares: new Float64Array(nodes),
    min: new Float64Array(size),
    max: new Float64Array(size),
  };
  for (let node = nodes - 1; node >= 0; node--) {
    if (dimension[node] === Split.leaf) summarizeLeaf(tree, node, found);
    else mergeInto(d, node, node + 1, right[node], found);
  }
  return found;
}

function summarizeLeaf(
  { d, points, weights, start, stop }: KdTree,
  node: number,
  { weight, mean, squares, min, max }: NodeSummaries,
): void {
  const at = node * d;
  const first = start[node] * d;
  for (let i = start[node]; i < stop[node]; i++) weight[node] += weights[i];
  for (let k = 0; k < d; k++) {
    let [sum, low, high] = [0, Infinity, -Infinity];
    for (let i = start[node], p = first + k; i < stop[node]; i++, p += d) {
      sum += weights[i] * (points[p] - points[first + k]);
      if (points[p] < low) low = points[p];
      if (points[p] > high) high = points[p];
    }
    mean[at + k] = points[first + k] + sum / weight[node];
    min[at + k] = low;
    max[at + k] = high;
    for (let i = start[node], p = first + k; i < stop[node]; i++, p += d)
      squares[node] += weights[i] * (points[p] - mean[at + k]) * (points[p] - mean[at + k]);
  }
}

function mergeInto(d: number, node: number, a: number, b: number, { weight, mean, squares, min, max }: NodeSummaries): void {
  weight[node] = weight[a] + weight[b];
  const share = weight[b] / weight[node];
  let apart = 0;
  for (let k = 0, at = node * d, p = a * d, q = b * d; k < d; k++, at++, p++, q++) {
    const difference = mean[q] - mean[p];
    apart += difference * difference;
    mean[at] = mean[p] + share * difference;
    min[at] = Math.min(min[p], min[q]);
    max[at] = Math.max(max[p], max[q]);
  }
  squares[node] = squares[a] + squares[b] + weight[a] * share * apart;
}
