import { checkInteger, checkKeys, checkNumber } from "../core/check.ts";
import { allocateCondensed, condensedIndex } from "../core/distances.ts";
import { InputError } from "../core/input-error.ts";
import { checkLinkage, type Linkage } from "./tree.ts";

/**
 * Flat clusters from a tree: exactly `k` of them, or those that the merges of at most `height` make. In O(n).
 *
 * @returns one label a row, numbered from 0 in the order of first appearance
 * @throws {@link InputError} on a `k` outside 1 to n, a height that is not a number, or a height for a tree whose heights fall
 * (centroid, median).
 * @group Building blocks
 * @example
 * ```ts
 * import { cutTree, linkage, matrix } from "audience-segmentation";
 *
 * const tree = linkage(matrix([[1], [10], [2], [12], [50]]));
 * console.log(cutTree(tree, { k: 3 }), cutTree(tree, { height: 20 }));
 * // Int32Array(5) [ 0, 1, 0, 1, 2 ] Int32Array(5) [ 0, 0, 0, 0, 1 ]
 * ```
 */
export function cutTree(tree: Linkage, at: { readonly k: number } | { readonly height: number }): Int32Array {
  const where = "cutTree";
  checkLinkage(where, tree);
  checkKeys(where, "the cut", at, ["k", "height"]);
  const { k, height } = at as { readonly k?: number; readonly height?: number };
  if ((k === undefined) === (height === undefined)) {
    const got = k === undefined ? "neither" : "both";
    throw new InputError("ambiguous-cut", where, `the cut must be given by \`k\` or by \`height\``, got);
  }
  if (k !== undefined) return cutAt(tree, checkInteger(where, "k", k, 1, tree.n));
  return cutAt(tree, tree.n - mergesUpTo(where, tree.height, checkNumber(where, "height", height)));
}

/** The labels of the cut into `k` clusters. Assumes validated input. */
export function cutAt({ left, right, n }: Linkage, k: number): Int32Array {
  // parents first: a merge below the cut hands its cluster down, one above it makes clusters of its nodes
  const cluster = new Int32Array(2 * n - 1);
  cluster[2 * n - 2] = 2 * n - 2;
  for (let t = n - 2; t >= 0; t--) {
    const isAbove = t > n - 1 - k;
    cluster[left[t]] = isAbove ? left[t] : cluster[n + t];
    cluster[right[t]] = isAbove ? right[t] : cluster[n + t];
  }

  // number the clusters as they appear
  const labels = new Int32Array(n);
  const numberOf = new Int32Array(2 * n - 1).fill(-1);
  for (let i = 0, next = 0; i < n; i++) {
    const own = cluster[i];
    if (numberOf[own] < 0) numberOf[own] = next++;
    labels[i] = numberOf[own];
  }
  return labels;
}

function mergesUpTo(where: string, height: Float64Array, bound: number): number {
  let merges = 0;
  for (let t = 0; t < height.length; t++) {
    if (t > 0 && height[t] < height[t - 1]) {
      throw new InputError("heights-fall", where, `a cut by height needs heights that ascend; cut by \`k\``, `a fall at merge ${t}`);
    }
    if (height[t] <= bound) merges = t + 1;
  }
  return merges;
}

/** A dendrogram is cut at this share of its highest merge where nobody says otherwise: the rule that colours SciPy's dendrograms. */
export const cutShare = 0.7;

/** The cut at {@link cutShare} of the highest merge, and the number of clusters it makes: a merge at exactly the cut joins. In O(n). */
export function cutAtShare({ height }: Pick<Linkage, "height">): { readonly k: number; readonly height: number; readonly top: number } {
  const top = height.reduce((most, one) => Math.max(most, one), 0);
  return { k: clustersAt(height, cutShare * top), height: cutShare * top, top };
}

/** The number of clusters of a cut at a height: one more than the merges above it. */
export function clustersAt(height: Float64Array, cut: number): number {
  return 1 + height.reduce((above, one) => (one > cut ? above + 1 : above), 0);
}

/**
 * The rows in the order in which a dendrogram shows them from left to right: the lower node of each merge first, as SciPy's
 * `leaves_list`. In O(n), without recursion.
 *
 * @group Building blocks
 * @example
 * ```ts
 * import { leafOrder, linkage, matrix } from "audience-segmentation";
 *
 * console.log(leafOrder(linkage(matrix([[1], [10], [2], [12]]))));
 * // Int32Array(4) [ 0, 2, 1, 3 ]
 * ```
 */
export function leafOrder(tree: Linkage): Int32Array {
  return walkTree(checkLinkage("leafOrder", tree), "none").leaves;
}

/**
 * The cophenetic distance of every two rows, condensed: the height of the merge that first joins them (Sokal and Rohlf 1962).
 * In O(n²).
 *
 * @group Building blocks
 * @example
 * ```ts
 * import { cophenetic, linkage, matrix } from "audience-segmentation";
 *
 * const tree = linkage(matrix([[1], [2], [10]]), { method: "single" });
 * console.log(cophenetic(tree)); // of rows 0 and 1, 0 and 2, 1 and 2
 * // Float64Array(3) [ 1, 8, 8 ]
 * ```
 */
export function cophenetic(tree: Linkage): Float64Array {
  const where = "cophenetic";
  const { left, right, height, n } = checkLinkage(where, tree);
  const out = allocateCondensed(where, n);

  // a node's rows stand side by side in leaf order: from first[node], count[node] of them
  const order = walkTree(tree, "none").leaves;
  const first = new Int32Array(2 * n - 1);
  const count = new Int32Array(2 * n - 1).fill(1);
  order.forEach((row, at) => (first[row] = at));
  for (let t = 0; t < n - 1; t++) {
    first[n + t] = first[left[t]];
    count[n + t] = count[left[t]] + count[right[t]];
    const middle = first[right[t]];
    for (let p = first[left[t]]; p < middle; p++) {
      for (let q = middle; q < middle + count[right[t]]; q++) {
        const i = Math.min(order[p], order[q]);
        const j = Math.max(order[p], order[q]);
        out[condensedIndex(n, i, j)] = height[t];
      }
    }
  }
  return out;
}

/** What of a tree is shown: all of it, the merges down to a level below the top one, or the last ones, down to so many leaves. */
export type Truncation =
  | "none"
  | {
      /** Merges up to so many merges below the top one; from 0. */
      readonly level: number;
    }
  | {
      /** The last merges, down to so many leaves; from 1. */
      readonly last: number;
    };

/** Where the nodes of a dendrogram stand. */
export interface DendrogramLayout {
  /** The leaves from left to right: rows, and where the tree is truncated the nodes of collapsed clusters. */
  readonly order: Int32Array;
  /** The merges that are shown, parents first. */
  readonly merges: Int32Array;
  /** The x of every node: a leaf's place in `order`, a merge's middle between its two nodes, NaN where it is not shown. 2n - 1 numbers. */
  readonly x: Float64Array;
  /** The y of every node: 0 for a leaf, its height for a merge, NaN where it is not shown. 2n - 1 numbers. */
  readonly y: Float64Array;
}

/**
 * The coordinates of a dendrogram, and nothing drawn: merge `t` is the bracket from (x[left], y[left]) up to y[n + t], across
 * and down to (x[right], y[right]). In O(n), without recursion.
 *
 * @param options.truncate - `{ level: 5 }` as SciPy's `truncate_mode="level"`, `{ last: 30 }` as its `"lastp"`; `"none"` when absent
 * @throws {@link InputError} on what is not a tree, or an unknown truncation.
 * @group Building blocks
 * @example
 * ```ts
 * import { dendrogramLayout, linkage, matrix } from "audience-segmentation";
 *
 * const { x, y } = dendrogramLayout(linkage(matrix([[1], [2], [10]]), { method: "single" }));
 * console.log(x.join(" ")); // rows 0 to 2, then the two merges
 * console.log(y.join(" "));
 * // 1 2 0 1.5 0.75
 * // 0 0 0 1 8
 * ```
 */
export function dendrogramLayout(tree: Linkage, options: { readonly truncate?: Truncation | undefined } = {}): DendrogramLayout {
  const where = "dendrogramLayout";
  checkLinkage(where, tree);
  checkKeys(where, "the options", options, ["truncate"]);
  return layoutTree(tree, options.truncate === undefined ? "none" : checkTruncation(where, options.truncate));
}

/** Checks a truncation, of at most `mostLevels` levels or `mostLeaves` leaves. */
export function checkTruncation(
  where: string,
  truncate: unknown,
  mostLevels: number = Infinity,
  mostLeaves: number = Infinity,
): Truncation {
  if (truncate === "none") return truncate;
  checkKeys(where, "`truncate`", truncate, ["level", "last"]);
  const { level, last } = truncate as { readonly level?: number; readonly last?: number };
  if ((level === undefined) === (last === undefined)) {
    const got = level === undefined ? "neither" : "both";
    throw new InputError("ambiguous-truncation", where, `\`truncate\` must hold \`level\` or \`last\``, got);
  }
  if (level !== undefined) return { level: checkInteger(where, "truncate.level", level, 0, mostLevels) };
  return { last: checkInteger(where, "truncate.last", last, 1, mostLeaves) };
}

/** {@link dendrogramLayout} of validated input. */
export function layoutTree(tree: Linkage, truncation: Truncation): DendrogramLayout {
  const { left, right, height, n } = tree;
  const { leaves: order, merges } = walkTree(tree, truncation);
  const x = new Float64Array(2 * n - 1).fill(NaN);
  const y = new Float64Array(2 * n - 1).fill(NaN);
  order.forEach((node, at) => {
    x[node] = at;
    y[node] = 0;
  });
  for (let i = merges.length - 1; i >= 0; i--) {
    const t = merges[i];
    x[n + t] = (x[left[t]] + x[right[t]]) / 2;
    y[n + t] = height[t];
  }
  return { order, merges, x, y };
}

/** The leaves and the merges of the part of a tree that is shown, from the top and from the left. Without recursion: a tree may be deep. */
function walkTree({ left, right, n }: Linkage, truncation: Truncation): { leaves: Int32Array; merges: Int32Array } {
  const [mostLevels, firstShown] =
    truncation === "none" ? [Infinity, n] : "level" in truncation ? [truncation.level, n] : [Infinity, 2 * n - truncation.last];
  const leaves = new Int32Array(n);
  const merges = new Int32Array(n - 1);
  const stack = new Int32Array(n), levels = new Int32Array(n);
  let depth = 0, leafCount = 0, mergeCount = 0;
  stack[depth++] = 2 * n - 2;
  while (depth > 0) {
    const node = stack[--depth];
    const level = levels[depth];
    if (node < n || node < firstShown || level > mostLevels) {
      leaves[leafCount++] = node;
      continue;
    }
    merges[mergeCount++] = node - n;
    levels[depth] = levels[depth + 1] = level + 1;
    stack[depth++] = right[node - n];
    stack[depth++] = left[node - n];
  }
  return { leaves: leaves.subarray(0, leafCount), merges: merges.subarray(0, mergeCount) };
}
