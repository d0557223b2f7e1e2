import { isArrayLike, isFloat64Array } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { argsort, integers } from "../core/numbers.ts";
import { type LinkageMethod, methods } from "./methods.ts";

/** What computed a tree. */
export type TreeEngine = "matrix" | "index" | "scan" | "prim";

/** What is to compute a tree. */
export type LinkageEngine = "auto" | Exclude<TreeEngine, "prim">;

/**
 * A hierarchical clustering of n rows: n - 1 merges, lowest first.
 *
 * Nodes below `n` are rows; merge `t` joins nodes `left[t] < right[t]` into node `n + t`.
 */
export interface Linkage {
  /** The lower node of each merge. */
  readonly left: Int32Array;
  /** The higher node of each merge. */
  readonly right: Int32Array;
  /** The distance at which each merge joins; ascending, except for the methods whose heights may fall (centroid, median). */
  readonly height: Float64Array;
  /** The total weight below each merge: the number of rows when none was weighted. */
  readonly size: Float64Array;
  /** The number of rows. */
  readonly n: number;
  /** The method that was asked for. */
  readonly method: LinkageMethod;
  /** What computed the tree: `"index"`, `"scan"` or `"matrix"`; for single linkage of rows, `"prim"`. */
  readonly engine: TreeEngine;
}

/** Merges in the order in which an engine found them: each joins the clusters that hold the rows `a[t]` and `b[t]`. */
export interface Merges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly height: Float64Array;
}

/**
 * Checks that `tree` has the shape of a {@link Linkage} of at least `leastRows` rows: its merges join nodes that exist, each once, at
 * heights and with sizes that are finite.
 */
export function checkLinkage(where: string, tree: unknown, leastRows: number = 1): Linkage {
  const { left, right, height, size, n } = (tree ?? {}) as Partial<Linkage>;
  const merges = typeof n === "number" && n >= leastRows ? n - 1 : -1;
  const isWhole = isFloat64Array(height) && [left, right, height, size].every((own) => isArrayLike(own) && own.length === merges);
  if (!isWhole) {
    const least = leastRows > 1 ? `, of at least ${leastRows} rows` : "";
    throw new InputError("not-a-linkage", where, `\`tree\` must be a Linkage, as linkage() makes${least}`, show(tree));
  }
  const used = new Uint8Array(2 * n!);
  for (let t = 0; t < merges; t++) {
    const a = left![t];
    const b = right![t];
    const isMerge = Number.isInteger(a) && Number.isInteger(b) && a >= 0 && a < b && b < n! + t && used[a] === 0 && used[b] === 0;
    if (!isMerge) {
      const rule = `\`tree\`, merge ${t}: must join two earlier nodes, the lower first, each once`;
      throw new InputError("not-a-linkage", where, rule, `${a} and ${b}`);
    }
    if (!(height[t] >= 0 && height[t] < Infinity && size![t] > 0 && size![t] < Infinity)) {
      const rule = `\`tree\`, merge ${t}: must have a height of at least 0 and a size above 0, both finite`;
      throw new InputError("not-a-linkage", where, rule, `${height[t]} and ${size![t]}`);
    }
    used[a] = used[b] = 1;
  }
  return tree as Linkage;
}

/**
 * Turns merges of rows into merges of nodes: sorts them by height where heights ascend (equal ones keep their order), and
 * finds each cluster's node by union-find with path halving, as SciPy does.
 */
export function relabel(merges: Merges, weights: Float64Array, method: LinkageMethod, engine: TreeEngine): Linkage {
  const n = weights.length;
  const left = new Int32Array(n - 1), right = new Int32Array(n - 1), height = new Float64Array(n - 1);
  const sizes = new Float64Array(2 * n - 1); // of all nodes
  sizes.set(weights);
  nodesInto(left, right, height, sizes, merges, methods[method].ascends ? argsort(merges.height) : integers(n - 1));
  return { left, right, height, size: sizes.slice(n), n, method, engine };
}

/** Goes through merges in such an order; `sizes` are known of the rows, and noted of what they merge into. */
function nodesInto(
  left: Int32Array, // out
  right: Int32Array, // out
  height: Float64Array, // out
  sizes: Float64Array, // in and out
  merges: Merges,
  order: Int32Array,
): void {
  const parent = integers(sizes.length);
  for (let t = 0, node = order.length + 1; t < order.length; t++, node++) {
    const a = rootOf(parent, merges.a[order[t]]);
    const b = rootOf(parent, merges.b[order[t]]);
    parent[a] = parent[b] = node;
    left[t] = Math.min(a, b);
    right[t] = Math.max(a, b);
    height[t] = merges.height[order[t]];
    sizes[node] = sizes[a] + sizes[b];
  }
}

function rootOf(parent: Int32Array /* out */, from: number): number {
  let node = from;
  while (parent[node] !== node) node = parent[node] = parent[parent[node]];
  return node;
}
