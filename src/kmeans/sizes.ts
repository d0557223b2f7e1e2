import type { Fit, Problem } from "./types.ts";

/** Row counts and weights of clusters. */
export interface Sizes {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
  readonly total: number;
}

/** Counts the rows and the weight of each cluster. */
export function sizesOf({ weights }: Problem, { labels, k }: Pick<Fit, "labels" | "k">): Sizes {
  const rows = new Int32Array(k);
  const sums = new Float64Array(k);
  let total = 0;
  labels.forEach((label, i) => {
    rows[label]++;
    sums[label] += weights[i];
    total += weights[i];
  });
  return { rows, weights: sums, total };
}

/** The share of the weight in the smallest cluster. */
export function leastShare({ weights, total }: Sizes): number {
  return weights.reduce((least, weight) => Math.min(least, weight), Infinity) / total;
}
