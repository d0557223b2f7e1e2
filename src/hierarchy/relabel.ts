import { argsort } from "../core/sort.ts";
import type { Linkage, LinkageMethod, Merges } from "./types.ts";

/**
 * Turns merges of rows into merges of nodes: sorts them by height where heights ascend (equal ones keep their order), and
 * finds each cluster's node by union-find with path halving, as SciPy does.
 */
export function relabel(merges: Merges, weights: Float64Array, method: LinkageMethod, engine: string): Linkage {
  const n = weights.length;
  const ascends = method !== "centroid" && method !== "median";
  const order = ascends ? argsort(merges.height) : undefined;
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const height = new Float64Array(n - 1);
  const size = new Float64Array(n - 1);

  const parent = new Int32Array(2 * n - 1);
  for (let node = 0; node < parent.length; node++) parent[node] = node;
  const root = (node: number): number => {
    while (parent[node] !== node) node = parent[node] = parent[parent[node]];
    return node;
  };
  const sizeOf = (node: number): number => (node < n ? weights[node] : size[node - n]);

  for (let t = 0; t < n - 1; t++) {
    const from = order === undefined ? t : order[t];
    const a = root(merges.a[from]);
    const b = root(merges.b[from]);
    parent[a] = parent[b] = n + t;
    left[t] = Math.min(a, b);
    right[t] = Math.max(a, b);
    height[t] = merges.height[from];
    size[t] = sizeOf(a) + sizeOf(b);
  }
  return { left, right, height, size, n, method, engine };
}
