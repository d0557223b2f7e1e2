import { moments, pick, rowsByGroup } from "../core/numbers.ts";
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
  const rows = rowsByGroup(labels, sizes.rows.length);
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
    const [ownValues, ownWeights] = [pick(values, own), pick(weights, own)];
    means[s] = moments(ownValues, ownWeights).mean;
    medians[s] = quantile(distribution(ownValues, ownWeights), 0.5);
  });
  return { mean, deviation, median: quantile(distribution(values, weights), 0.5), means, medians };
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
