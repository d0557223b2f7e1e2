import type { Matrix } from "../../src/core/matrix.ts";
import { meanOf, membersOf, rowsOf } from "../rows.ts";

/** The weighted sum of squared distances of the rows to the means of their clusters. */
export function inertiaOf(x: Matrix, labels: ArrayLike<number>, weights: readonly number[] = Array<number>(x.rows).fill(1)): number {
  const rows = rowsOf(x);
  return membersOf(labels)
    .map((members) => {
      const mean = meanOf(rows, weights, members);
      return members.reduce((sum, i) => sum + weights[i] * rows[i].reduce((s, entry, j) => s + (entry - mean[j]) ** 2, 0), 0);
    })
    .reduce((sum, cost) => sum + cost, 0);
}

/** The least inertia of all partitions into `k` clusters, each looked at. For a handful of rows. */
export function exhaustiveInertia(x: Matrix, k: number, weights?: readonly number[]): number {
  let least = Infinity;
  const labels = new Array<number>(x.rows).fill(0);
  const visit = (i: number, used: number): void => {
    if (k - used > x.rows - i) return; // too few rows are left to fill every cluster
    if (i === x.rows) {
      least = Math.min(least, inertiaOf(x, labels, weights));
      return;
    }
    for (let c = 0; c <= Math.min(used, k - 1); c++) {
      labels[i] = c;
      visit(i + 1, Math.max(used, c + 1));
    }
  };
  visit(0, 0);
  return least;
}
