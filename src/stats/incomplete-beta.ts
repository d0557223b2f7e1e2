import { binomialDensity } from "./densities.ts";

/** A factor so near 1 ends the continued fraction. */
const close = 1e-15;

/**
 * The regularised incomplete beta function I_x(a, b), the share of a beta distribution below `x`, for `a` and `b` of at least
 * 1/2, accurate where it is small. `y` is 1 - x with all its digits. In O(sqrt(max(a, b))).
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (!(x > 0)) return 0;
  if (!(y > 0)) return 1;
  return a * y > b * x ? lowerPart(x, y, a, b) : 1 - lowerPart(y, x, b, a);
}

/**
 * I_x(a, b) for an `x` below the mean a / (a + b), by the continued fraction of Didonato and Morris (1992), equation 9,
 * evaluated as Lentz does. No step loses digits: `a y - b x` is above 0.
 */
function lowerPart(x: number, y: number, a: number, b: number): number {
  const excess = a * y - b * x + 1;
  let c = (a * excess) / (a + 1);
  let d = 0;
  let product = c;
  for (let m = 1, factor = 0; Math.abs(factor - 1) > close; m++) {
    const odd = a + 2 * m - 1;
    const share = (m * (b - m) * x) / odd;
    const numerator = ((a + m - 1) * (a + b + m - 1) * x * share) / odd;
    const denominator = m + share + ((a + m) * (excess + m * (1 + y))) / (odd + 2);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    factor = c * d;
    product *= factor;
  }
  return (binomialDensity(a, b, x, y) * ((a * b) / (a + b))) / product;
}
