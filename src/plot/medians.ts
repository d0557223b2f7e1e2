import { distribution, quantile } from "../core/quantile.ts";

/** What an interval around a median is. */
export type Interval = "quartiles" | "confidence";

/** The median of some rows, and an interval around it; NaN of no rows. */
export interface MedianOf {
  readonly count: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

const normal95 = 1.959964;

/**
 * The median with the quartiles of type 7, or with a 95 % confidence interval of the median: the values of ranks n/2 - 1.96 √n/2
 * and 1 + n/2 + 1.96 √n/2, rounded (Campbell and Gardner 1988), which assumes nothing of the distribution.
 */
export function medianOf(values: Float64Array, interval: Interval): MedianOf {
  const all = distribution(values);
  const { sorted } = all;
  const n = sorted.length;
  if (interval === "quartiles") return { count: n, low: quantile(all, 0.25), median: quantile(all, 0.5), high: quantile(all, 0.75) };
  const reach = (normal95 * Math.sqrt(n)) / 2;
  const valueAt = (rank: number): number => (n === 0 ? NaN : sorted[Math.min(n, Math.max(1, Math.round(rank))) - 1]);
  return { count: n, low: valueAt(n / 2 - reach), median: quantile(all, 0.5), high: valueAt(1 + n / 2 + reach) };
}

/** The values of each of `k` segments; rows without a segment are left out. */
export function bySegment(values: Float64Array, labels: ArrayLike<number>, k: number): Float64Array[] {
  const own: number[][] = Array.from({ length: k }, () => []);
  for (let i = 0; i < values.length; i++) own[labels[i]]?.push(values[i]);
  return own.map((group) => Float64Array.from(group));
}
