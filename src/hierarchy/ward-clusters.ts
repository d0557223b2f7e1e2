import type { Matrix } from "../core/matrix.ts";
import { buildKdTree } from "../spatial/build-kd-tree.ts";
import { distinctRows } from "../spatial/distinct-rows.ts";
import { compact, orderDimensions, removePoint, stretch } from "../spatial/edit-kd-tree.ts";
import { createKdTree, type KdTree } from "../spatial/kd-tree.ts";
import type { Merges } from "./types.ts";
import { createWardSearch, type WardSearch } from "./ward-search.ts";

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
