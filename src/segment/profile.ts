import { moments } from "../core/numbers.ts";
import { distribution, quantile } from "../core/quantile.ts";
import type { Encoding } from "../encode/encode.ts";
import { type EncodedFeature, encodedNames } from "../encode/fitted.ts";
import type { Sizes } from "../kmeans/fit.ts";

/** An encoded feature over all rows and over each segment, in original units. */
export interface ProfiledColumn {
  /** `column`, or `column: label`. */
  readonly name: string;
  /** The table's column. */
  readonly column: string;
  /** What a category's level is called, and as it stands in the table; absent for a number. */
  readonly label?: string;
  readonly level?: string;
  /** Over all rows. */
  readonly mean: number;
  readonly deviation: number;
  /** Numbers only: over all rows. */
  readonly median?: number;
  /** One a segment. */
  readonly means: Float64Array;
  /** One a segment; numbers only. */
  readonly medians?: Float64Array;
}

/** Profiles every encoded feature by segment. In O(n log n) a number, O(n) a category. */
export function profile({ fitted, features }: Encoding, labels: Int32Array, weights: Float64Array, sizes: Sizes): ProfiledColumn[] {
  const rows = rowsOf(labels, sizes.rows.length);
  return fitted.flatMap((fit, f): ProfiledColumn[] => {
    const names = encodedNames(fit);
    const feature = features[f];
    if (feature.type === "number") return [{ name: names[0], column: fit.column, ...profileNumber(feature.values, weights, rows) }];
    const means = sharesIn(feature, names.length, labels, weights, sizes);
    return names.map((name, l) => {
      const share = overall(means[l], sizes);
      const levels = fit.type === "category" ? { label: fit.labels[l], level: fit.levels[l] } : {};
      return { name, column: fit.column, ...levels, mean: share, deviation: Math.sqrt(share * (1 - share)), means: means[l] };
    });
  });
}

function profileNumber(values: Float64Array, weights: Float64Array, rows: readonly Int32Array[]): Omit<ProfiledColumn, "name" | "column"> {
  const { mean, deviation } = moments(values, weights);
  const means = new Float64Array(rows.length);
  const medians = new Float64Array(rows.length);
  rows.forEach((own, s) => {
    const [ownValues, ownWeights] = [take(values, own), take(weights, own)];
    means[s] = moments(ownValues, ownWeights).mean;
    medians[s] = quantile(distribution(ownValues, ownWeights), 0.5);
  });
  return { mean, deviation, median: quantile(distribution(values, weights), 0.5), means, medians };
}

function take(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) taken[at] = values[rows[at]];
  return taken;
}

/** The share of every level in every segment. */
function sharesIn(
  { codes }: EncodedFeature & { type: "category" },
  levels: number,
  labels: Int32Array,
  weights: Float64Array,
  sizes: Sizes,
): Float64Array[] {
  const shares = Array.from({ length: levels }, () => new Float64Array(sizes.rows.length));
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) shares[codes[i]][labels[i]] += weights[i];
  for (const share of shares) for (let s = 0; s < share.length; s++) share[s] /= sizes.weights[s];
  return shares;
}

function overall(means: Float64Array, { weights, total }: Sizes): number {
  let sum = 0;
  for (let s = 0; s < means.length; s++) sum += means[s] * weights[s];
  return Math.min(1, sum / total);
}

/** The rows of each of `k` segments, ascending. Each array is a part of one. */
export function rowsOf(labels: Int32Array, k: number): Int32Array[] {
  const end = new Int32Array(k + 1);
  for (let i = 0; i < labels.length; i++) end[labels[i] + 1]++;
  for (let s = 0; s < k; s++) end[s + 1] += end[s];
  const next = end.slice();
  const rows = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) rows[next[labels[i]]++] = i;
  return Array.from({ length: k }, (_, s) => rows.subarray(end[s], end[s + 1]));
}
