import { bisect, logs, type Moments, moments } from "../core/numbers.ts";
import { type Distribution, quantile, tieEnds } from "../core/quantile.ts";

// What is found here of the values of an encoded feature is kept as long as they are: nobody writes to them.

/** What the values of a number tell when they are sorted, each counting once. */
export interface Spread {
  /** The least value. */
  readonly least: number;
  /** The bounds of ten equal parts. */
  readonly deciles: readonly number[];
  /** How many values are at most each of them. */
  readonly upTo: readonly number[];
}

const parts = 10;
const spreads = /* @__PURE__ */ new WeakMap<Float64Array, Spread>();

/** The spread of the values of an encoded feature, found once; `sorted`: the same in ascending order, where they are at hand. */
export function spreadOf(values: Float64Array, sorted?: Float64Array): Spread {
  const known = spreads.get(values);
  if (known !== undefined) return known;
  const ascending = sorted ?? values.slice().sort();
  const deciles = decilesOf({ sorted: ascending, upTo: undefined });
  const found = { least: ascending[0], deciles, upTo: deciles.map((bound) => bisect(ascending, bound, "right")) };
  spreads.set(values, found);
  return found;
}

/** The bounds of ten equal parts. */
export function decilesOf(spread: Distribution): number[] {
  return Array.from({ length: parts - 1 }, (_, i) => quantile(spread, (i + 1) / parts));
}

/** How far the ends of a number reach. */
export interface Tail {
  /** The share of the sum of squares about the mean that the hundredth of the values farthest from it holds; 0 of fewer than 100 values. */
  readonly topShare: number;
  /** The moments of the logarithms of 1 + x, where the top share is above a half and no value below 0. */
  readonly logs: Moments | undefined;
}

const fewest = 100; // values that have a hundredth
const top = 0.01;
/** A top share above which a few extreme values dominate a number. */
export const mostShare = 0.5;
const tails = /* @__PURE__ */ new WeakMap<Float64Array, Tail>();

/**
 * The tail of the values of an encoded feature, each counting once, found once. `sorted`: as for {@link spreadOf}; `mean`: of the values,
 * where it is known.
 */
export function tailOf(values: Float64Array, sorted?: Float64Array, mean?: number): Tail {
  const known = tails.get(values);
  if (known !== undefined) return known;
  const ascending = values.length < fewest ? values : (sorted ?? values.slice().sort());
  const topShare = values.length < fewest ? 0 : topShareIn(ascending, mean ?? moments(values).mean);
  const found = { topShare, logs: topShare > mostShare && ascending[0] >= 0 ? logsIn(ascending) : undefined };
  tails.set(values, found);
  return found;
}

/** Of each value once, however many rows have it. */
function logsIn(sorted: Float64Array): Moments {
  const ends = tieEnds(sorted);
  const distinct = new Float64Array(ends.length);
  const counts = new Float64Array(ends.length);
  for (let run = 0; run < ends.length; run++) {
    distinct[run] = sorted[ends[run] - 1];
    counts[run] = ends[run] - (run === 0 ? 0 : ends[run - 1]);
  }
  return moments(logs(distinct), counts);
}

/** The values farthest from the mean are at the two ends: what they hold is summed up from there. */
function topShareIn(sorted: Float64Array, mean: number): number {
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) sum += (sorted[i] - mean) * (sorted[i] - mean);
  let most = 0;
  for (let low = 0, high = sorted.length - 1, left = Math.ceil(top * sorted.length); left > 0; left--) {
    const below = mean - sorted[low], above = sorted[high] - mean;
    const far = below > above ? below : above;
    if (below > above) low++;
    else high--;
    most += far * far;
  }
  return most / (sum || 1);
}
