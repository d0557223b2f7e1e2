import type { Matrix } from "../../src/core/matrix.ts";
import type { Linkage } from "../../src/hierarchy/tree.ts";
import { rowsOf } from "../rows.ts";
import { type Cluster, dissimilarity, singletons, union } from "./naive-linkage.ts";

const slack = 1e-9;

/**
 * Why `tree` is not what its method makes of the rows, or undefined: every merge must join a closest pair of the clusters then
 * alive, at their dissimilarity. Two valid trees can differ under ties; this holds of both.
 */
export function replayFault(tree: Linkage, x: Matrix, weights: readonly number[] = Array<number>(x.rows).fill(1)): string | undefined {
  const { method, left, right, height, size, n } = tree;
  const rows = rowsOf(x);
  const nodes = new Map<number, Cluster>(singletons(x, weights).map((cluster, i) => [i, cluster]));
  for (let t = 0; t < n - 1; t++) {
    const a = nodes.get(left[t]);
    const b = nodes.get(right[t]);
    if (a === undefined || b === undefined || left[t] >= right[t]) return `merge ${t} joins ${left[t]} and ${right[t]}`;

    const alive = [...nodes.values()];
    const least = Math.min(...alive.flatMap((p, at) => alive.slice(at + 1).map((q) => dissimilarity(method, p, q, rows, weights))));
    const own = dissimilarity(method, a, b, rows, weights);
    const scale = Math.max(height[t], least, Math.max(...x.data.map(Math.abs)) * 1e-3);
    if (Math.abs(own - height[t]) > slack * scale) return `merge ${t} at ${height[t]}, its parts are ${own} apart`;
    if (own > least + slack * scale) return `merge ${t} at ${own}, a closer pair at ${least}`;

    const joined = union(a, b, rows, weights);
    if (size[t] !== joined.weight) return `merge ${t} has size ${size[t]}, its rows weigh ${joined.weight}`;
    nodes.delete(left[t]);
    nodes.delete(right[t]);
    nodes.set(n + t, joined);
  }
  return undefined;
}
