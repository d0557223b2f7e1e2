import { log } from "../core/numbers.ts";
import { fitEncoding, toMatrix } from "../encode/encode.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import type { Scaling } from "../encode/fit.ts";
import { cutAt } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { wardOfRows } from "../hierarchy/ward.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf, type Problem } from "../kmeans/fit.ts";
import { assigned, settle } from "../kmeans/lloyd.ts";
import { toFrame } from "../table/table.ts";

/** The most clusters that are looked at. */
export const mostK = 10;
const mostCells = 1000;
const rounds = 8;
const least = 1e-9; // of the inertia of one cluster: what is left where every row is a centroid

/** Columns by name. */
export type ColumnCells = ReadonlyMap<string, ArrayLike<unknown>>;

/** Ward's tree of the encoded rows, or of a thousand cells of them, and what it is of. */
export function treeOf(
  where: string,
  table: ColumnCells,
  features: readonly ResolvedFeature[],
  scaling: Scaling,
): { readonly problem: Problem; readonly tree: Linkage } {
  const frame = toFrame(where, Object.fromEntries(table) as Record<string, never>);
  const encoding = fitEncoding(where, frame, features, new Float64Array(frame.rows).fill(1), scaling);
  const all = { x: toMatrix(where, encoding), weights: encoding.weights };
  const problem = withCells(all, mostCells, mostCells).coarse ?? all;
  return { problem, tree: wardOfRows(problem.x, problem.weights) };
}

/** The logarithm of the inertia of k clusters over that of one, for k = 1 to 10: cuts of Ward's tree, settled for a few rounds. */
export function lossesOf(where: string, table: ColumnCells, features: readonly ResolvedFeature[], scaling: Scaling): Float64Array {
  const { problem, tree } = treeOf(where, table, features, scaling);
  const inertias = Float64Array.from({ length: Math.min(mostK, tree.n) }, (_, i) => {
    const at = assigned(problem, centroidsOf(problem, cutAt(tree, i + 1), i + 1), i + 1);
    settle(problem, at, rounds);
    return at.inertia;
  });
  return Float64Array.from({ length: mostK }, (_, i) => log(Math.max(least, (inertias[i] ?? 0) / (inertias[0] || 1))));
}
