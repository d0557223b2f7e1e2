import { pick, sumOf } from "../core/numbers.ts";
import { quantilesOf } from "../core/quantile.ts";
import { type SegmentSplit, sumsBySegment } from "./split.ts";

/** The rows of a segment that have a value. */
export interface PresentRows {
  /** The segment's name. */
  readonly name: string;
  /** Its rows that have a value in the column. */
  readonly size: number;
  /** The share of the weight of all rows that have one; of the rows where none is weighted. */
  readonly share: number;
}

/** A number in a segment. */
export interface SegmentMean extends PresentRows {
  /** The mean, by weight; NaN where no row has a value, as the median and the index are then. */
  readonly mean: number;
  /** The median of type 7, rows repeated as often as their weights say. */
  readonly median: number;
  /**
   * The mean over the mean of all, times 100: 100 is the average, and the mean of all indices, each weighing its `share`, is 100. NaN where
   * the column has a number below 0, or the mean of all is 0.
   */
  readonly index: number;
}

/** A number in all segments and in each. */
export interface SegmentMeans {
  readonly rows: number;
  readonly missing: number;
  /** Values below 0. */
  readonly below: number;
  readonly weight: number;
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  /** The weighted sum of each segment. */
  readonly totals: Float64Array;
  readonly weights: Float64Array;
  readonly segments: readonly SegmentMean[];
}

/** Means, medians and indices of the numbers of rows in segments, NaN for missing. In O(n log n). */
export function segmentMeans(values: Float64Array, split: SegmentSplit): SegmentMeans {
  const { labels, k, weights, isWeighted, rowsOf } = split;
  const present = presentOf(values, (value) => value === value, split);
  const totals = sumsBySegment(values, weights, labels, k);
  const weight = sumOf(present.weights), total = sumOf(totals);
  const mean = total / weight;
  let below = 0;
  for (let i = 0; i < values.length; i++) if (values[i] < 0) below++;
  const medianOf = (own: Float64Array, ownWeights: Float64Array): number => quantilesOf(own, isWeighted ? ownWeights : undefined, [0.5])[0];
  const segments = present.segments.map((one, s): SegmentMean => {
    const own = totals[s] / present.weights[s];
    const median = medianOf(pick(values, rowsOf[s]), pick(weights, rowsOf[s]));
    return { ...one, mean: own, median, index: below === 0 && mean > 0 ? (100 * own) / mean : NaN };
  });
  return {
    rows: present.rows,
    missing: values.length - present.rows,
    below,
    weight,
    total,
    mean,
    median: medianOf(values, weights),
    totals,
    weights: present.weights,
    segments,
  };
}

/** The rows of each segment that have something, and their weights. */
export function presentOf<T extends Float64Array | Int32Array>(
  values: T,
  has: (value: number) => boolean,
  { labels, k, names, weights, isWeighted }: SegmentSplit,
): { readonly rows: number; readonly weights: Float64Array; readonly segments: readonly PresentRows[] } {
  const counts = new Float64Array(k);
  for (let i = 0; i < values.length; i++) if (has(values[i])) counts[labels[i]]++;
  const weighed = isWeighted ? sumsBySegment(Float64Array.from(values, (value) => (has(value) ? 1 : NaN)), weights, labels, k) : counts;
  const total = sumOf(weighed);
  return {
    rows: sumOf(counts),
    weights: weighed,
    segments: names.map((name, s) => ({ name, size: counts[s], share: total > 0 ? weighed[s] / total : NaN })),
  };
}
