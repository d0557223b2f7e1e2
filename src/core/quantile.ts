import { bisect, pick } from "./numbers.ts";
import { countScale } from "./weights.ts";

/** Values in ascending order, each with the weight up to and including it, or up to and including all that are equal to it. */
export interface Distribution {
  readonly sorted: Float64Array;
  readonly upTo: Float64Array;
}

/** Sorts values with their weights, leaving out every NaN; without weights each counts once. In O(n log n). */
export function distribution(values: Float64Array, weights?: Float64Array): Distribution {
  const sorted = presentOf(values).sort(); // several times faster than sorting indices
  const upTo = new Float64Array(sorted.length);
  if (weights === undefined || (weights[0] <= 1 && weights.every((weight) => weight === weights[0]))) {
    for (let i = 0; i < upTo.length; i++) upTo[i] = i + 1;
    return { sorted, upTo };
  }
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) upTo[bisect(sorted, values[i], "left")] += weights[i];
  let total = 0;
  for (let i = 0; i < upTo.length; i++) upTo[i] = total += upTo[i];
  const scale = countScale(total, upTo.length);
  return { sorted, upTo: scale === 1 ? upTo : upTo.map((weight) => weight * scale) };
}

/** The values that are not NaN, in an array of their own. */
function presentOf(values: Float64Array): Float64Array {
  const present = values.slice();
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) present[count++] = values[i];
  return present.subarray(0, count);
}

/**
 * The quantile of type 7 (R's and NumPy's default) of values repeated as often as their weights say, in O(log n).
 *
 * @param share - between 0 and 1; 0.5 is the median
 */
export function quantile({ sorted, upTo }: Distribution, share: number): number {
  if (sorted.length === 0) return NaN;
  const position = Math.max(0, share * (upTo[upTo.length - 1] - 1));
  const whole = Math.floor(position);
  const last = sorted.length - 1;
  const low = sorted[bisect(upTo, whole, "right", last)];
  const high = sorted[bisect(upTo, whole + 1, "right", last)];
  return low + (position - whole) * (high - low);
}

/** The rank of every value from 1; equal values share the mean of their ranks. In O(n log n). */
export function ranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const ends = tieEnds(sorted);
  const distinct = pick(sorted, ends.map((end) => end - 1));
  return values.map((value) => {
    const run = bisect(distinct, value, "left");
    return ((run === 0 ? 0 : ends[run - 1]) + 1 + ends[run]) / 2;
  });
}

/** Where each run of equal values ends, in ascending values. */
export function tieEnds(sorted: Float64Array): Int32Array {
  const ends = new Int32Array(sorted.length);
  let runs = 0;
  for (let i = 1; i <= sorted.length; i++) if (sorted[i] !== sorted[i - 1]) ends[runs++] = i;
  return ends.slice(0, runs);
}

/** The rank of every one of ascending values, less the mean rank of all; equal values share the mean of their ranks. */
export function centredRanks(ends: Int32Array): Float64Array {
  const n = ends[ends.length - 1];
  const ranks = new Float64Array(n);
  let start = 0;
  for (const end of ends) {
    ranks.fill((start + end - n) / 2, start, end);
    start = end;
  }
  return ranks;
}
