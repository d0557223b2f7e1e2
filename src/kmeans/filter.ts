import { squaredDistance } from "../core/distances.ts";
import { type KdTree, mostLevels, Split } from "../spatial/kd-tree.ts";
import type { NodeSummaries } from "../spatial/nodes.ts";

/** A pass of Lloyd's algorithm over an index of the rows. */
interface Filter {
  /**
   * Gives every row to its nearest of `k` centroids, the lower on a tie: writes each cluster's weight, and the sum of its rows'
   * differences to the mean of all; and the labels, if there is an array for them. Returns the inertia.
   */
  readonly pass: (centroids: Float64Array, k: number, weights: Float64Array, sums: Float64Array, labels?: Int32Array) => number;
}

/**
 * The filtering algorithm of Kanungo et al. (2002): a node is handed the centroids that may still own some of it, namely the one
 * nearest to the middle of its box and every other that is not farther than that one from the whole box. Where one is left the
 * node is counted as a whole. Exact but for rounding.
 */
export function createFilter(tree: KdTree, { weight, mean, squares, min, max }: NodeSummaries): Filter {
  const { d, points, weights: rowWeights, ids, dimension, right, start, stop } = tree;
  const levels = mostLevels(ids.length, d) + 1;
  const todo = new Int32Array(3 * levels); // nodes, where their candidates start, and how many they are

  const pass: Filter["pass"] = (centroids, k, weights, sums, labels) => {
    const candidates = new Int32Array(k * (levels + 1)); // those of a node stand behind those of the node above
    for (let c = 0; c < k; c++) candidates[c] = c;
    weights.fill(0);
    sums.fill(0);
    let inertia = 0;
    let depth = 0;
    const count = (c: number, own: number, from: Float64Array, at: number): void => {
      weights[c] += own;
      for (let j = 0, sum = c * d; j < d; j++, sum++) sums[sum] += own * (from[at + j] - mean[j]);
      inertia += own * squaredDistance(from, at, centroids, c * d, d);
    };

    for (let node = 0, from = 0, several = k; node >= 0; ) {
      const left = several > 1 ? keepInto(node, from, several) : several;
      const first = several > 1 ? from + several : from;
      if (left === 1) {
        const c = candidates[first];
        count(c, weight[node], mean, node * d);
        inertia += squares[node];
        if (labels !== undefined) for (let i = start[node]; i < stop[node]; i++) labels[ids[i]] = c;
      } else if (dimension[node] === Split.leaf) {
        for (let i = start[node]; i < stop[node]; i++) {
          const c = nearest(points, i * d, first, left);
          count(c, rowWeights[i], points, i * d);
          if (labels !== undefined) labels[ids[i]] = c;
        }
      } else {
        todo[depth++] = right[node];
        todo[depth++] = first;
        todo[depth++] = left;
        node++;
        [from, several] = [first, left];
        continue;
      }
      if (depth === 0) break;
      several = todo[--depth];
      from = todo[--depth];
      node = todo[--depth];
    }
    return inertia;

    function nearest(data: Float64Array, at: number, from: number, several: number): number {
      let best = candidates[from];
      let least = squaredDistance(data, at, centroids, best * d, d);
      for (let p = from + 1; p < from + several; p++) {
        const distance = squaredDistance(data, at, centroids, candidates[p] * d, d);
        if (distance >= least) continue;
        least = distance;
        best = candidates[p];
      }
      return best;
    }

    /** Writes those of the candidates that may own some of the node behind them; returns how many they are. */
    function keepInto(node: number, from: number, several: number): number {
      const box = node * d;
      for (let j = 0; j < d; j++) middle[j] = (min[box + j] + max[box + j]) / 2;
      const best = nearest(middle, 0, from, several);
      let kept = from + several;
      for (let p = from; p < from + several; p++) {
        // how much nearer the best one is to the corner of the box that lies farthest towards the other
        const c = candidates[p];
        let nearer = 0;
        for (let j = 0, a = c * d, b = best * d; j < d && c !== best; j++, a++, b++) {
          const corner = centroids[a] > centroids[b] ? max[box + j] : min[box + j];
          nearer += (corner - centroids[a]) * (corner - centroids[a]) - (corner - centroids[b]) * (corner - centroids[b]);
        }
        if (nearer <= 0) candidates[kept++] = c;
      }
      return kept - from - several;
    }
  };
  const middle = new Float64Array(d);
  return { pass };
}
