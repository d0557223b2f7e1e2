import { checkInteger, checkKeys, checkNumber } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { checkLinkage } from "./check-linkage.ts";
import type { Linkage } from "./types.ts";

/**
 * Flat clusters from a tree: exactly `k` of them, or those that the merges of at most `height` make. In O(n).
 *
 * @returns one label a row, numbered from 0 in the order of first appearance
 * @throws {@link InputError} on a `k` outside 1 to n, a height that is not a number, or a height for a tree whose heights fall (centroid, median).
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
