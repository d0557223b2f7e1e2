import type { Matrix } from "../../src/core/matrix.ts";
import { naiveSquare } from "./naive-dense.ts";

/** What a partition costs, and how much farther a row is from its own centroid than from the nearest, at most, column by column. */
export function naiveFit(x: Matrix, weights: ArrayLike<number>, labels: ArrayLike<number>, centroids: Matrix): { cost: number; farther: number } {
  let [cost, farther] = [0, 0];
  for (let i = 0; i < x.rows; i++) {
    const own = naiveSquare(x, i, centroids.data, labels[i]);
    for (let c = 0; c < centroids.rows; c++) farther = Math.max(farther, own - naiveSquare(x, i, centroids.data, c));
    cost += weights[i] * own;
  }
  return { cost, farther };
}
