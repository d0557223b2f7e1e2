import { bisect, moments } from "../core/numbers.ts";
import { type Distribution, quantile } from "../core/quantile.ts";

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

const fewest = 100; // values that have a hundredth
const top = 0.01;
const topShares = /* @__PURE__ */ new WeakMap<Float64Array, number>();

/**
 * The share of the sum of squares about the mean that the hundredth of an encoded feature's values farthest from it holds, found once; 0 of
 * fewer than 100 values. `sorted`: as for {@link spreadOf}.
 */
export function topShareOf(values: Float64Array, sorted?: Float64Array): number {
  if (values.length < fewest) return 0;
  const known = topShares.get(values);
  if (known !== undefined) return known;
  const found = topShareIn(sorted ?? values.slice().sort(), moments(values).mean);
  topShares.set(values, found);
  return found;
}

/** Sums squares from the least to the greatest, as they lie on both sides of the mean. */
function topShareIn(sorted: Float64Array, mean: number): number {
  const before = sorted.length - Math.ceil(top * sorted.length);
  let high = bisect(sorted, mean, "left");
  let low = high - 1;
  let sum = 0;
  let most = 0;
  for (let at = 0; at < sorted.length; at++) {
    const below = low < 0 ? Infinity : mean - sorted[low];
    const above = high === sorted.length ? Infinity : sorted[high] - mean;
    const least = below < above ? below : above;
    if (below < above) low--;
    else high++;
    sum += least * least;
    if (at >= before) most += least * least;
  }
  return most / (sum || 1);
}
