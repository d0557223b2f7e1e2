import type { Matrix } from "../core/matrix.ts";
import { distinctRows } from "../spatial/distinct-rows.ts";
import { buildKdTree, KdTree, orderDimensions, removePoint, stretch } from "../spatial/kd-tree.ts";
import type { Merges } from "./tree.ts";
import { WardSearch } from "./ward-search.ts";

/** No cluster. */
export const unknown = -1;

/** The clusters that are left, over a spatial index; each has the number of its first row among the distinct ones. */
export class WardClusters {
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
  /** The cluster that this one took since neighbours were last searched for, or {@link unknown}. */
  readonly took: Int32Array;
  /** The dissimilarity at which each was formed. */
  readonly formed: Float64Array;
  /** A row of each cluster. */
  readonly rowOf: Int32Array;
  readonly search: WardSearch;
  readonly merges: Merges;
  /** How many merges there are so far. */
  merged = 0;

  /** Clusters over a tree that is not built yet; `merges` will be told. */
  constructor(tree: KdTree, rowOf: Int32Array, merges: Merges) {
    const count = rowOf.length;
    this.tree = tree;
    this.active = new Int32Array(count);
    this.count = count;
    this.built = count;
    this.position = new Int32Array(count);
    this.neighbour = new Int32Array(count).fill(unknown);
    this.dissimilarity = new Float64Array(count);
    this.takenBy = new Int32Array(count).fill(unknown);
    this.took = new Int32Array(count).fill(unknown);
    this.formed = new Float64Array(count);
    this.rowOf = rowOf;
    this.search = new WardSearch(tree, this.position, this.neighbour, this.dissimilarity);
    this.merges = merges;
  }
}

/** One cluster for every distinct row, equal rows merged at height 0, and the tree over them. */
export function startClusters(x: Matrix, rowWeights: Float64Array): WardClusters {
  const n = x.rows;
  const d = x.cols;
  const { first, placeOf } = distinctRows(x);
  const count = first.length;
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const tree = new KdTree(count, d);
  const clusters = new WardClusters(tree, first, merges);
  for (let i = 0; i < n; i++) {
    const place = placeOf[i];
    tree.weights[place] += rowWeights[i];
    if (first[place] !== i) {
      merges.a[clusters.merged] = first[place];
      merges.b[clusters.merged++] = i;
      continue;
    }
    for (let k = 0, to = place * d, from = i * d; k < d; k++) tree.points[to++] = x.data[from++];
    tree.ids[place] = place;
  }

  buildKdTree(tree, count);
  orderDimensions(tree, count);
  noteOrder(clusters);
  return clusters;
}

/** Notes where clusters stand; they are gone through in tree order, neighbours one after the other. */
export function noteOrder({ tree, active, position, count }: WardClusters): void {
  active.set(tree.ids.subarray(0, count));
  for (let i = 0; i < count; i++) position[active[i]] = i;
}

/** Merges cluster b into a: the centroid moves by b's share of the way, b leaves the tree. Never below the merges that formed them. */
export function mergeClusters(clusters: WardClusters, a: number, b: number): void {
  const { tree, position, neighbour, dissimilarity, takenBy, took, formed, rowOf, merges } = clusters;
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
  took[a] = b;
}

/** Whether the neighbour of a cluster has to be searched for again: it is unknown, or one of the two has changed. */
export function isStale({ neighbour, takenBy, took }: WardClusters, id: number): boolean {
  const other = neighbour[id];
  return other === unknown || takenBy[other] !== unknown || took[other] !== unknown;
}

/**
 * Ward's tree by rounds of reciprocal nearest neighbours: each round `find` searches for neighbours that are not known, and all pairs
 * that are each other's merge. Ward's method is reducible, so the order of such merges does not matter, and a cluster whose neighbour
 * did not merge keeps it. `find` says whether it has left none unknown. Assumes clusters as started.
 */
export function mergeInRounds(clusters: WardClusters, find: () => boolean, tick: (merges: number) => void): Merges {
  const { active, neighbour, takenBy, took } = clusters;
  if (clusters.merged > 0) tick(clusters.merged); // equal rows
  while (clusters.count > 1) {
    const isWhole = find();
    for (let i = 0; i < clusters.count; i++) took[active[i]] = unknown;
    if (mergePairs(clusters) === 0 && isWhole) {
      // a tie that merged nearby can leave neighbours that are not each other's: all are searched for again
      for (let i = 0; i < clusters.count; i++) neighbour[active[i]] = unknown;
      while (!find());
      if (mergePairs(clusters) === 0) mergeLeast(clusters);
    }
    let kept = 0;
    for (let i = 0; i < clusters.count; i++) if (takenBy[active[i]] === unknown) active[kept++] = active[i];
    clusters.count = kept;
    tick(clusters.merged);
  }
  return clusters.merges;
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

/** Merges the least pair, so that every round makes progress. */
function mergeLeast(clusters: WardClusters): void {
  const { active, count, neighbour, dissimilarity } = clusters;
  let least = active[0];
  for (let i = 1; i < count; i++) if (dissimilarity[active[i]] < dissimilarity[least]) least = active[i];
  const other = neighbour[least];
  dissimilarity[Math.min(least, other)] = dissimilarity[least];
  mergeClusters(clusters, Math.min(least, other), Math.max(least, other));
}
