import { squaredDistance } from "../core/distances.ts";
import { methods } from "./methods.ts";
import { unknown, type WardClusters } from "./ward-clusters.ts";
import { comesFirst, slack } from "./ward-search.ts";

/** The nearest others of every cluster, and how far the rest are at least. */
export interface WardLists {
  /** The most entries of a list. */
  readonly room: number;
  /** The entries, nearest first, from `room` times the cluster: others, which may have been taken since, and how far they were. */
  readonly others: Int32Array;
  readonly dissimilarities: Float64Array;
  readonly lengths: Int32Array;
  /** What is in no entry of a cluster is at least so far from it. */
  readonly bounds: Float64Array;
  /** The weight of each cluster when its list was last made: that of now, but for what took another since. */
  readonly weights: Float64Array;
  readonly leastWeight: number;
  /** Room for the entries of two lists. */
  readonly kept: Int32Array;
}

/** Empty lists: nothing is known. */
export function createLists({ tree, count, position }: WardClusters, room: number): WardLists {
  return {
    room,
    others: new Int32Array(count * room),
    dissimilarities: new Float64Array(count * room),
    lengths: new Int32Array(count),
    bounds: new Float64Array(count),
    weights: Float64Array.from(position, (at) => tree.weights[at]),
    leastWeight: tree.leastWeight[0],
    kept: new Int32Array(2 * room),
  };
}

/** Ward's dissimilarity from a squared distance and two weights. */
export function dissimilarityOf(square: number, v: number, w: number): number {
  return ((2 * v * w) / (v + w)) * square;
}

/** Lists `other` for `id`, once, by dissimilarity and on a tie by {@link comesFirst}; what there is no room for bounds the rest. */
export function enlist(lists: WardLists, id: number, other: number, dissimilarity: number): void {
  const { room, others, dissimilarities, lengths, bounds } = lists;
  const from = id * room;
  const end = from + lengths[id];
  let at = end;
  for (; at > from; at--) {
    const before = dissimilarities[at - 1];
    if (before < dissimilarity || (before === dissimilarity && !comesFirst(other, others[at - 1], id))) break;
  }
  if (at > from && others[at - 1] === other) return;

  let last = end;
  if (end < from + room) lengths[id]++;
  else {
    const left = at === end ? dissimilarity : dissimilarities[--last];
    if (left < bounds[id]) bounds[id] = left;
    if (at === end) return;
  }
  for (; last > at; last--) {
    others[last] = others[last - 1];
    dissimilarities[last] = dissimilarities[last - 1];
  }
  others[at] = other;
  dissimilarities[at] = dissimilarity;
}

/** Brings a list up to date with what has merged. Its bound still holds: a union is never nearer than the nearer of its parts was. */
export function renew(lists: WardLists, clusters: WardClusters, id: number): void {
  relist(lists, clusters, id, keep(lists, id, 0));
}

/**
 * Makes the list of a cluster that took another from both lists. What neither holds is at least as far from the union as something of the
 * least weight at both bounds would be: Lance and Williams's formula rises with a third's weight where the two are nearer to each other
 * than to it.
 */
export function inherit(lists: WardLists, clusters: WardClusters, id: number, taken: number): void {
  const { bounds, weights, leastWeight } = lists;
  const { dissimilarity } = clusters;
  const bound = methods.ward.update(bounds[id], bounds[taken], dissimilarity[id], weights[id], weights[taken], leastWeight);
  bounds[id] = bound / slack;
  weights[id] += weights[taken];
  relist(lists, clusters, id, keep(lists, taken, keep(lists, id, 0)));
}

/** Copies the others in a list to `kept`, from an index on; returns the index after them. */
function keep({ room, others, lengths, kept }: WardLists, id: number, to: number): number {
  for (let at = id * room, end = at + lengths[id]; at < end; at++) kept[to++] = others[at];
  return to;
}

/** Makes the list of a cluster from the first `count` of `kept`, or what has taken them. */
function relist(lists: WardLists, { tree, position, takenBy }: WardClusters, id: number, count: number): void {
  const { d, points, weights } = tree;
  const { kept } = lists;
  const own = position[id];
  lists.lengths[id] = 0;
  for (let i = 0; i < count; i++) {
    let other = kept[i];
    while (takenBy[other] !== unknown) other = takenBy[other];
    if (other === id) continue;
    const at = position[other];
    enlist(lists, id, other, dissimilarityOf(squaredDistance(points, own * d, points, at * d, d), weights[own], weights[at]));
  }
}
