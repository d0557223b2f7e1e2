import { log } from "../core/numbers.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf } from "../kmeans/fit.ts";
import { assigned, settle } from "../kmeans/lloyd.ts";
import { costOf } from "../kmeans/nearest.ts";
import { type WardStart, wardStartOf } from "../kmeans/seeding.ts";
import type { Layout } from "../spatial/layout.ts";
import { orderByCodes, Rows } from "../spatial/rows.ts";

/** Encoded rows, feature by feature: numbers, or the level of each row, -1 for none. */
export interface FeatureRows {
  readonly count: number;
  readonly columns: Layout;
  /** In the order of the features. */
  readonly features: readonly (
    | { readonly type: "number"; readonly values: Float64Array }
    | { readonly type: "category"; readonly codes: Int32Array }
  )[];
}

/** The rows, each of weight 1, with each feature in an order of its own. */
export function reordered({ count, columns, features }: FeatureRows, orders: readonly Int32Array[]): Rows {
  const codes = features.flatMap((one, f) => (one.type === "category" ? [orders[f].map((row) => one.codes[row])] : []));
  const order = orderByCodes(count, codes, columns);
  const p = columns.numbers.length;
  const numbers = new Float64Array(count * p);
  let j = 0;
  features.forEach((one, f) => {
    if (one.type !== "number") return;
    for (let i = 0, to = j; i < count; i++, to += p) numbers[to] = one.values[orders[f][order.ids[i]]];
    j++;
  });
  return new Rows(count, columns, numbers, new Float64Array(count).fill(1), order);
}

/** The most clusters that losses are computed for. */
export const mostK = 10;
const rounds = 8;
const least = 1e-9; // of the inertia of one cluster: what is left where every row is a centroid
const cells = 300; // as good as the rows for finding centroids, since the losses are then taken of all rows
const fewRows = 500; // are their own cells

/**
 * The logarithm of the inertia of k clusters over that of one, for k = 1 to 10: cuts of Ward's tree, eight rounds of Lloyd's algorithm,
 * and every row at the nearest centroid. Above 500 rows, 300 cells of nearby rows stand for them until the last step.
 */
export function lossesOf(rows: Rows): Float64Array {
  const { part, tree, cuts } = coarseTree(rows, cells, fewRows, "matrix"); // an index finds nothing in tables of chance
  const one = costOf(rows, centroidsOf(part, new Int32Array(part.count), 1), 1);
  return Float64Array.from({ length: mostK }, (_, i) => {
    const k = i + 1;
    if (k > tree.n || !(one > 0)) return k === 1 ? 0 : log(least);
    const at = assigned(part, cuts(k)!, k);
    settle(part, at, rounds);
    return log(Math.max(least, costOf(rows, at.centroids, k) / one));
  });
}

/** Ward's tree of the rows, or of so many cells of them where there are more than a few rows, and what it is of. */
export function coarseTree(rows: Rows, most: number, few: number, engine: "index" | "matrix" = "index"): WardStart {
  return wardStartOf(withCells(rows, most, few).coarse?.rows ?? rows, undefined, engine);
}
