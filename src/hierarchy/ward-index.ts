import type { Matrix } from "../core/matrix.ts";
import { distinctRows } from "../spatial/distinct-rows.ts";
import { buildKdTree, compact, createKdTree, type KdTree, orderDimensions, removePoint, stretch } from "../spatial/kd-tree.ts";
import type { Merges } from "./tree.ts";
import { createWardSearch, type WardSearch } from "./ward-search.ts";

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

/** The clusters that are left, over a spatial index; each has the number of its first row among the distinct ones. */
export interface WardClusters {
  readonly tree: KdTree;
  /** The clusters that are left: the first `count` entries. */
  readonly active: Int32Array;
  count: number;
  /** How many the tree was built of. */
  built: number;
  /** Where each cluster stands in the tree. */
  readonly position: Int32Array;
  /** The nearest other cluster when last searched for, or {@link unknown}. */
  readonly neighbour: Int32Array;
  readonly dissimilarity: Float64Array;
  /** The cluster that took this one; {@link unknown} while it is left. */
  readonly takenBy: Int32Array;
  /** 1 for a cluster that has grown since neighbours were last searched for. */
  readonly hasGrown: Uint8Array;
  /** The dissimilarity at which each was formed. */
  readonly formed: Float64Array;
  /** A row of each cluster. */
  readonly rowOf: Int32Array;
  readonly search: WardSearch;
  readonly merges: Merges;
  /** How many merges there are so far. */
  merged: number;
}

/** No cluster. */
export const unknown = -1;

/** One cluster for every distinct row, equal rows merged at height 0, and the tree over them. */
export function startClusters(x: Matrix, rowWeights: Float64Array): WardClusters {
  const n = x.rows;
  const d = x.cols;
  const { first, placeOf } = distinctRows(x);
  const count = first.length;
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const tree = createKdTree(count, d);
  let merged = 0;
  for (let i = 0; i < n; i++) {
    const place = placeOf[i];
    tree.weights[place] += rowWeights[i];
    if (first[place] !== i) {
      merges.a[merged] = first[place];
      merges.b[merged++] = i;
      continue;
    }
    for (let k = 0, to = place * d, from = i * d; k < d; k++) tree.points[to++] = x.data[from++];
    tree.ids[place] = place;
  }

  const position = new Int32Array(count);
  const neighbour = new Int32Array(count).fill(unknown);
  const dissimilarity = new Float64Array(count);
  const clusters: WardClusters = {
    tree, count, built: count, position, neighbour, dissimilarity, merges, merged,
    active: new Int32Array(count),
    takenBy: new Int32Array(count).fill(unknown),
    hasGrown: new Uint8Array(count),
    formed: new Float64Array(count),
    rowOf: first,
    search: createWardSearch(tree, position, neighbour, dissimilarity),
  };
  buildKdTree(tree, count);
  orderDimensions(tree, count);
  noteOrder(clusters);
  return clusters;
}

/** Builds the tree anew over the clusters that are left. */
export function rebuild(clusters: WardClusters): void {
  compact(clusters.tree, clusters.built);
  buildKdTree(clusters.tree, clusters.count);
  clusters.built = clusters.count;
  noteOrder(clusters);
}

/** Notes where clusters stand; they are gone through in tree order, neighbours one after the other. */
function noteOrder({ tree, active, position, count }: WardClusters): void {
  active.set(tree.ids.subarray(0, count));
  for (let i = 0; i < count; i++) position[active[i]] = i;
}

/** Merges cluster b into a: the centroid moves by b's share of the way, b leaves the tree. Never below the merges that formed them. */
export function mergeClusters(clusters: WardClusters, a: number, b: number): void {
  const { tree, position, neighbour, dissimilarity, takenBy, formed, hasGrown, rowOf, merges } = clusters;
  const { d, points, weights } = tree;
  const p = position[a];
  const q = position[b];
  const weight = weights[p] + weights[q];
  const share = weights[q] / weight;
  for (let k = 0, at = p * d, from = q * d; k < d; k++, at++, from++) points[at] += share * (points[from] - points[at]);
  weights[p] = weight;
  stretch(tree, p, q);
  const moved = removePoint(tree, q);
  if (moved !== unknown) position[moved] = q;

  formed[a] = Math.max(dissimilarity[a], formed[a], formed[b]);
  merges.a[clusters.merged] = rowOf[a];
  merges.b[clusters.merged] = rowOf[b];
  merges.height[clusters.merged++] = Math.sqrt(formed[a]);
  takenBy[b] = a;
  neighbour[a] = unknown;
  hasGrown[a] = 1;
}

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
