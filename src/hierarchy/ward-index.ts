import type { Merges } from "./types.ts";
import { mergeClusters, rebuild, unknown, type WardClusters } from "./ward-clusters.ts";
import { wardDissimilarity } from "./ward-dissimilarity.ts";

/** The tree is built anew when its clusters have fallen to this share. */
const rebuildAt = 0.5;

/**
 * Ward's tree by rounds of reciprocal nearest neighbours over a spatial index, in linear memory. Assumes clusters as started.
 *
 * Each round finds the neighbour of every cluster that has none, and merges all pairs that are each other's. Ward's method is
 * reducible, so the order of such merges does not matter, and a cluster whose neighbour did not merge keeps it.
 */
export function wardIndex(clusters: WardClusters, tick: (merges: number) => void): Merges {
  const { active, takenBy } = clusters;
  if (clusters.merged > 0) tick(clusters.merged); // equal rows
  while (clusters.count > 1) {
    if (clusters.count < rebuildAt * clusters.built) rebuild(clusters);
    findNeighbours(clusters);
    if (mergePairs(clusters) === 0) mergeAnyhow(clusters);
    let kept = 0;
    for (let i = 0; i < clusters.count; i++) if (takenBy[active[i]] === unknown) active[kept++] = active[i];
    clusters.count = kept;
    tick(clusters.merged);
  }
  return clusters.merges;
}

/** Searches for every cluster whose neighbour is unknown, was taken or has grown; the cluster that it is part of now is a first bound. */
function findNeighbours({ tree, active, count, position, neighbour, takenBy, hasGrown, search }: WardClusters): void {
  for (let i = 0; i < count; i++) {
    const id = active[i];
    let hint = neighbour[id];
    if (hint !== unknown && takenBy[hint] === unknown && hasGrown[hint] === 0) continue;
    while (hint !== unknown && takenBy[hint] !== unknown) hint = takenBy[hint];
    const bound = hint === unknown ? Infinity : wardDissimilarity(tree.points, tree.weights, tree.d, position[id], position[hint]);
    search.find(id, hint, bound);
  }
  for (let i = 0; i < count; i++) hasGrown[active[i]] = 0;
}

/** Merges every pair of clusters that are each other's neighbour; returns how many. */
function mergePairs(clusters: WardClusters): number {
  const { active, count, neighbour, takenBy } = clusters;
  let pairs = 0;
  for (let i = 0; i < count; i++) {
    const id = active[i];
    const other = neighbour[id];
    if (other < id || takenBy[id] !== unknown || neighbour[other] !== id) continue;
    mergeClusters(clusters, id, other);
    pairs++;
  }
  return pairs;
}

/**
 * A tie that merged nearby can leave neighbours that are not each other's: then all are searched for again, and if that does not
 * help the least pair is merged. So a round always makes progress.
 */
function mergeAnyhow(clusters: WardClusters): void {
  const { active, count, neighbour, dissimilarity, search } = clusters;
  let least = active[0];
  for (let i = 0; i < count; i++) {
    const id = active[i];
    search.find(id, unknown, Infinity);
    if (dissimilarity[id] < dissimilarity[least]) least = id;
  }
  if (mergePairs(clusters) > 0) return;
  const other = neighbour[least];
  dissimilarity[other] = dissimilarity[least];
  mergeClusters(clusters, Math.min(least, other), Math.max(least, other));
}
