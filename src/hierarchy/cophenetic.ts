import { condensedIndex } from "../distance/condensed.ts";
import { allocateCondensed } from "../distance/pairwise-distances.ts";
import { checkLinkage } from "./check-linkage.ts";
import { orderLeaves } from "./leaf-order.ts";
import type { Linkage } from "./types.ts";

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
