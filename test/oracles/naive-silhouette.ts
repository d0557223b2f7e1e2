import type { Matrix } from "../../src/core/matrix.ts";
import { distanceOf, membersOf, rowsOf } from "../rows.ts";

/** The silhouette of every row, word for word as Rousseeuw (1987) defines it, weights counted as the rows' own. */
export function naiveSilhouette(x: Matrix, labels: ArrayLike<number>, weights: readonly number[] = Array<number>(x.rows).fill(1)): number[] {
  const rows = rowsOf(x);
  const clusters = membersOf(labels);
  const meanDistance = (i: number, others: readonly number[]): number => {
    const weight = others.reduce((sum, j) => sum + weights[j], 0);
    return others.reduce((sum, j) => sum + weights[j] * distanceOf(rows[i], rows[j]), 0) / weight;
  };
  return rows.map((_, i) => {
    const own = clusters.find((members) => members.includes(i))!;
    const others = own.filter((j) => j !== i);
    if (others.length === 0) return 0;
    const a = meanDistance(i, others);
    const b = Math.min(...clusters.filter((members) => members !== own).map((members) => meanDistance(i, members)));
    return a === b ? 0 : (b - a) / Math.max(a, b);
  });
}
