import { bisect } from "../core/numbers.ts";
import { countScale } from "../core/weights.ts";

/** Values in ascending order, each with the weight of all up to it; undefined where each counts once. */
export interface Weighed {
  readonly sorted: Float64Array;
  readonly upTo: Float64Array | undefined;
}

/** Counts summed up, in place. */
export function upToIn(counts: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) counts[i] = sum += counts[i];
  return counts;
}

/** The weight of the values up to `value`, by bisection. */
export function weightUpTo({ sorted, upTo }: Weighed, value: number): number {
  const at = bisect(sorted, value, "right");
  return upTo === undefined || at === 0 ? at : upTo[at - 1];
}

/** The median of type 7 of those `rows` of ascending values whose cumulated weight `upTo` gives. */
export function medianIn({ sorted }: Weighed, upTo: (i: number) => number, rows: number): number {
  if (rows === 0) return NaN;
  const total = upTo(sorted.length - 1);
  const scale = countScale(total, rows);
  const position = Math.max(0, 0.5 * (total * scale - 1));
  const whole = Math.floor(position);
  const last = sorted.length - 1;
  const low = sorted[firstWhere(last, (i) => upTo(i) * scale > whole)];
  const high = sorted[firstWhere(last, (i) => upTo(i) * scale > whole + 1)];
  return low + (position - whole) * (high - low);
}

/** The first of 0 to `end` - 1 from which on something holds, or `end`. */
function firstWhere(end: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
