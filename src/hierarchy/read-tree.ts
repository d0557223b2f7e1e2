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

/**
 * The rows in the order in which a dendrogram shows them from left to right: the lower node of each merge first, as SciPy's
 * `leaves_list`. In O(n), without recursion.
 */
export function leafOrder(tree: Linkage): Int32Array {
  return orderLeaves(checkLinkage("leafOrder", tree));
}

/** {@link leafOrder} of a tree that is known to be valid. */
function orderLeaves({ left, right, n }: Linkage): Int32Array {
  const order = new Int32Array(n);
  const stack = new Int32Array(n);
  let depth = 0;
  let leaves = 0;
  stack[depth++] = 2 * n - 2;
  while (depth > 0) {
    const node = stack[--depth];
    if (node < n) {
      order[leaves++] = node;
      continue;
    }
    stack[depth++] = right[node - n];
    stack[depth++] = left[node - n];
  }
  return order;
}

/**
 * The cophenetic distance of every two rows, condensed: the height of the merge that first joins them (Sokal and Rohlf 1962).
 * In O(n²).
 */
export function cophenetic(tree: Linkage): Float64Array {
  const where = "cophenetic";
  const { left, right, height, n } = checkLinkage(where, tree);
  const out = allocateCondensed(where, n);

  // a node's rows stand side by side in leaf order: from first[node], count[node] of them
  const order = orderLeaves(tree);
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

/** Where the nodes of a dendrogram stand. */
export interface DendrogramLayout {
  /** The rows from left to right. */
  readonly order: Int32Array;
  /** The x of every node: a row's place in `order`, a merge's middle between its two nodes. 2n - 1 numbers. */
  readonly x: Float64Array;
  /** The y of every node: 0 for a row, its height for a merge. 2n - 1 numbers. */
  readonly y: Float64Array;
}

/**
 * The coordinates of a dendrogram, and nothing drawn: merge `t` is the bracket from (x[left], y[left]) up to y[n + t], across
 * and down to (x[right], y[right]). In O(n), without recursion.
 */
export function dendrogramLayout(tree: Linkage): DendrogramLayout {
  const { left, right, height, n } = checkLinkage("dendrogramLayout", tree);
  const order = orderLeaves(tree);
  const x = new Float64Array(2 * n - 1);
  const y = new Float64Array(2 * n - 1);
  order.forEach((row, at) => (x[row] = at));
  for (let t = 0; t < n - 1; t++) {
    x[n + t] = (x[left[t]] + x[right[t]]) / 2;
    y[n + t] = height[t];
  }
  return { order, x, y };
}
