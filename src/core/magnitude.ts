import { InputError } from "./input-error.ts";

// Distances are sums of squares, times weights. Within these bounds nothing overflows, and what underflows is below one part
// in 1e50 of the largest number; beyond them a tree or a partition would be wrong without a word.

/** No number may be larger in magnitude. */
export const largestMagnitude = 1e100;

/** Numbers must not all be smaller in magnitude, unless they are all 0. */
export const leastScale = 1e-100;

/** What a number that is too large breaks, in words. */
export const magnitudeRule: string = `must be at most ${largestMagnitude} in magnitude`;

/** Checks that the largest magnitude among the numbers of `name` is 0 or not too small to be squared. */
export function checkScale(where: string, name: string, largest: number): void {
  if (largest === 0 || largest >= leastScale) return;
  const rule = `\`${name}\` must hold a number of at least ${leastScale} in magnitude, or zeros only`;
  throw new InputError("out-of-range", where, `${rule}; multiply all by a constant`, `${largest} at most`);
}
