import { checkLinkage } from "./check-linkage.ts";
import type { Linkage } from "./types.ts";

/**
 * The rows in the order in which a dendrogram shows them from left to right: the lower node of each merge first, as SciPy's
 * `leaves_list`. In O(n), without recursion.
 */
export function leafOrder(tree: Linkage): Int32Array {
  return orderLeaves(checkLinkage("leafOrder", tree));
}

/** {@link leafOrder} of a tree that is known to be valid. */
export function orderLeaves({ left, right, n }: Linkage): Int32Array {
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
