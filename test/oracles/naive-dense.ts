import type { Matrix } from "../../src/core/matrix.ts";

/** A feature of encoded rows: numbers, or the level of each row (-1 for none) and what each level's dummy is in other rows and in its own. */
export type NaiveFeature =
  | { readonly type: "number"; readonly values: readonly number[] }
  | { readonly type: "category"; readonly codes: readonly number[]; readonly low: readonly number[]; readonly high: readonly number[] };

/** Features side by side as a matrix of `n` rows, cell by cell. */
export function naiveDense(features: readonly NaiveFeature[], n: number): Matrix {
  const rows = Array.from({ length: n }, (_, i) =>
    features.flatMap((feature) => {
      if (feature.type === "number") return [feature.values[i]];
      return feature.low.map((low, l) => (feature.codes[i] === l ? feature.high[l] : low));
    }),
  );
  return { data: Float64Array.from(rows.flat()), rows: n, cols: rows[0].length };
}

/** The squared distance of row `i` to centroid `c`, column by column. */
export function naiveSquare({ data, cols }: Matrix, i: number, centroids: ArrayLike<number>, c: number): number {
  let sum = 0;
  for (let j = 0; j < cols; j++) sum += (data[i * cols + j] - centroids[c * cols + j]) ** 2;
  return sum;
}
