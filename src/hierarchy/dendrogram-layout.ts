import { checkLinkage } from "./check-linkage.ts";
import { orderLeaves } from "./leaf-order.ts";
import type { Linkage } from "./types.ts";

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
