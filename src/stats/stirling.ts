import { log1p } from "../core/log.ts";

/**
 * What Stirling's formula lacks: log Γ(x + 1) - (x + 1/2) log x + x - log(2π) / 2, for `x` above 0.
 *
 * By its series from 16 on, whose last term is below 1e-17; a smaller `x` is moved up to it one by one.
 */
export function stirlingError(x: number): number {
  let sum = 0;
  for (; x < 16; x++) sum += (x + 0.5) * log1p(1 / x) - 1;
  const square = x * x;
  return sum + (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) / square) / x;
}
