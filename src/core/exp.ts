import { ln2High, ln2Low } from "./log.ts";

/** e to the power of `x`, the same bits on every engine; within 2 ulp of the true value where that is a normal number. */
export function exp(x: number): number {
  if (x < -746) return 0;
  if (x > 710) return Infinity;
  const exponent = Math.floor(x / Math.LN2 + 0.5);
  const high = x - exponent * ln2High;
  const low = exponent * ln2Low;
  const rest = high - low; // within 0.35 of 0
  const lost = high - rest - low; // what the difference lost

  // e^rest - 1 by its series; fourteen terms suffice
  let sum = 0;
  for (let j = 14; j >= 2; j--) sum = (rest / j) * (1 + sum);
  const power = 1 + (rest + (rest * sum + lost));
  const half = Math.floor(exponent / 2); // twice a half, lest a power leave the range that the result is in
  return power * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** 2 to the power of an integer, by squaring. */
function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let base = exponent < 0 ? 0.5 : 2, left = Math.abs(exponent); left > 0; left >>= 1, base *= base) {
    if (left & 1) power *= base;
  }
  return power;
}
