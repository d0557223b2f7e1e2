import { buildKdTree, compact } from "../spatial/kd-tree.ts";
import type { Merges } from "./tree.ts";
import { isStale, mergeInRounds, noteOrder, unknown, type WardClusters } from "./ward-clusters.ts";
import { findNeighbour } from "./ward-search.ts";

/**
 * Ward's dissimilarity of two weighted centroids, 2 v w / (v + w) times their squared distance: twice the growth of the sum of
 * squares. Summed in blocks of four, as a search sums it, so that what is tied comes out equal.
 */
export function wardDissimilarity(centroids: Float64Array, weights: Float64Array, d: number, i: number, j: number): number {
  const a = i * d;
  const b = j * d;
  const whole = d - (d % 4);
  let sum = 0;
  let k = 0;
  for (; k < whole; k += 4) {
    const p = centroids[a + k] - centroids[b + k];
    const q = centroids[a + k + 1] - centroids[b + k + 1];
    const r = centroids[a + k + 2] - centroids[b + k + 2];
    const s = centroids[a + k + 3] - centroids[b + k + 3];
    sum += p * p + q * q + (r * r + s * s);
  }
  for (; k < d; k++) sum += (centroids[a + k] - centroids[b + k]) * (centroids[a + k] - centroids[b + k]);
  return ((2 * weights[i] * weights[j]) / (weights[i] + weights[j])) * sum;
}

/** The tree is built anew when its clusters have fallen to this share. */
const rebuildAt = 0.5;

/** Ward's tree by searches over the spatial index, in linear memory. Assumes clusters as started. */
export function wardIndex(clusters: WardClusters, tick: (merges: number) => void): Merges {
  const find = (): boolean => {
    if (clusters.count < rebuildAt * clusters.built) rebuild(clusters);
    findNeighbours(clusters);
    return true;
  };
  return mergeInRounds(clusters, find, tick);
}

/** Builds the tree anew over the clusters that are left. */
export function rebuild(clusters: WardClusters): void {
  compact(clusters.tree, clusters.built);
  buildKdTree(clusters.tree, clusters.count);
  clusters.built = clusters.count;
  noteOrder(clusters);
}

/** Searches for every neighbour that is not known; the cluster that the last one is part of now is a first bound. */
function findNeighbours(clusters: WardClusters): void {
  const { tree, active, count, position, neighbour, takenBy, search } = clusters;
  for (let i = 0; i < count; i++) {
    const id = active[i];
    if (!isStale(clusters, id)) continue;
    let hint = neighbour[id];
    while (hint !== unknown && takenBy[hint] !== unknown) hint = takenBy[hint];
    const bound = hint === unknown ? Infinity : wardDissimilarity(tree.points, tree.weights, tree.d, position[id], position[hint]);
    findNeighbour(search, id, hint, bound);
  }
}
