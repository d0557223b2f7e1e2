import { sumOf } from "../core/numbers.ts";
import { wardOfRows } from "../hierarchy/ward.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf, countDistinct, sizesOf, totalInertiaOf } from "../kmeans/fit.ts";
import { rename } from "../kmeans/order.ts";
import { search, usualPlan } from "../kmeans/search.ts";
import { lazyCuts } from "../kmeans/seeding.ts";
import { inOrder, pickRows, type Rows } from "../spatial/rows.ts";

/** A segment of a nested tree. */
export interface Nest {
  /** The least and the greatest number of segments of which it is one. */
  from: number;
  to: number;
  /** Its place in the segmentation, where it is one of that. */
  readonly segment: number | undefined;
  /** What it is a part of, and its two parts, the heavier first: by their places in the list. */
  parent: number | undefined;
  parts: readonly [number, number] | undefined;
}

/** Segments that lie within each other. */
export interface Nested {
  readonly nests: readonly Nest[];
  /** Of each row, in the caller's order: the smallest segment that it is in. */
  readonly leaves: Int32Array;
}

/**
 * The tree of segments around a partition, whose clusters are its middle: upwards the two that cost least together are merged (Ward's
 * method over the clusters), downwards the one is split in two by k-means from Ward's cut that gains most, of those whose parts hold
 * the least share where there are any. From `min` segments to `max`. Nothing is drawn, so that the order of the rows says nothing. `labels`
 * are in the caller's order. Assumes `max` distinct rows at least.
 */
export function nestSegments(rows: Rows, labels: Int32Array, k: number, [min, max]: readonly [number, number], minShare: number): Nested {
  const nests: Nest[] = Array.from({ length: k }, (_, segment) => ({ from: k, to: k, segment, parent: undefined, parts: undefined }));
  if (min < k) mergeUp(nests, rows, labels, k, min);
  const leaves = Int32Array.from(labels);
  if (max > k) splitDown(nests, rows, leaves, k, max, minShare);
  return { nests, leaves };
}

/** The place among the `count` segments of one number of them of each leaf, by the order in which they stand in the list; -1 for others. */
export function placesAt({ nests }: Nested, count: number): { readonly present: number[]; readonly placeOf: Int32Array } {
  const present = nests.flatMap(({ from, to }, at) => (from <= count && count <= to ? [at] : []));
  const placeOf = Int32Array.from(nests, (_, leaf) => {
    let at: number | undefined = leaf;
    while (at !== undefined && nests[at].from > count) at = nests[at].parent;
    return at === undefined ? -1 : present.indexOf(at);
  });
  return { present, placeOf };
}

/** Merges clusters by Ward's method until there are `min`. */
function mergeUp(nests: Nest[], rows: Rows, labels: Int32Array, k: number, min: number): void {
  const own = rows.ids.map((id) => labels[id]);
  const centroids = { data: centroidsOf(rows, own, k), rows: k, cols: rows.columns.count };
  const { weights } = sizesOf(rows.weights, { labels: own, k });
  const { left, right } = wardOfRows(centroids, weights, undefined, "matrix");
  const heavy = Array.from(weights);
  for (let step = 0; step < k - min; step++) {
    const count = k - 1 - step;
    const pair = [left[step], right[step]] as const;
    const [a, b] = heavy[pair[1]] > heavy[pair[0]] ? [pair[1], pair[0]] : pair;
    heavy.push(heavy[a] + heavy[b]);
    for (const part of [a, b]) Object.assign(nests[part], { from: count + 1, parent: nests.length });
    nests.push({ from: min, to: count, segment: undefined, parent: undefined, parts: [a, b] });
  }
  for (const nest of nests) if (nest.parent === undefined) nest.from = min;
}

/** A way to split a segment. */
interface Split {
  /** The rows, as the caller counts, and which of them are in the second part. */
  readonly ids: Int32Array;
  readonly labels: Int32Array;
  /** By how much the inertia falls. */
  readonly gain: number;
  /** The share of all weight in the smaller part. */
  readonly least: number;
}

/** Splits segments until there are `max`, or none can be split any more. */
function splitDown(nests: Nest[], rows: Rows, leaves: Int32Array, k: number, max: number, minShare: number): void {
  const open = new Map<number, Split | undefined>();
  for (let at = 0; at < k; at++) open.set(at, splitOf(rows, leaves, at));
  for (let count = k + 1; count <= max; count++) {
    const best = bestOf(open, minShare);
    if (best === undefined) break;
    const [at, { ids, labels }] = best;
    const first = nests.length;
    for (let i = 0; i < ids.length; i++) leaves[ids[i]] = first + labels[i];
    nests[at].parts = [first, first + 1];
    open.delete(at);
    for (const part of [first, first + 1]) {
      nests.push({ from: count, to: count, segment: undefined, parent: at, parts: undefined });
      open.set(part, splitOf(rows, leaves, part));
    }
    for (const left of open.keys()) nests[left].to = count;
  }
}

/** The split that gains most, of those whose parts are large enough where there are any; the first of equal ones. */
function bestOf(open: ReadonlyMap<number, Split | undefined>, minShare: number): [number, Split] | undefined {
  const found = [...open].filter((entry): entry is [number, Split] => entry[1] !== undefined);
  const large = found.filter(([, { least }]) => least >= minShare);
  const among = large.length > 0 ? large : found;
  const most = among.reduce((gain, [, one]) => Math.max(gain, one.gain), -Infinity);
  return among.find(([, { gain }]) => gain === most);
}

/** How to split the rows of a leaf in two; undefined where all are alike. */
function splitOf(rows: Rows, leaves: Int32Array, leaf: number): Split | undefined {
  const picked = Int32Array.from(rows.ids.keys()).filter((row) => leaves[rows.ids[row]] === leaf);
  const part = pickRows(rows, picked);
  if (picked.length < 2 || countDistinct(part, 2) < 2) return undefined;
  const problem = withCells(part);
  const fit = rename(problem.rows, search(problem, 2, { ...usualPlan(part.count), effort: "fast", seed: 0, cuts: lazyCuts(problem) }));
  const { weights } = sizesOf(problem.rows.weights, fit);
  return {
    ids: Int32Array.from(picked, (row) => rows.ids[row]).sort(), // the part counts its rows in this order
    labels: inOrder(fit.labels, problem.rows),
    gain: totalInertiaOf(part) - fit.inertia,
    least: Math.min(weights[0], weights[1]) / sumOf(rows.weights),
  };
}
