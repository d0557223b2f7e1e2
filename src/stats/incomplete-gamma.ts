// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x) (DLMF 8.7.1 and 8.9.2), for `a` of at least 1/2,
// which half a number of degrees of freedom is, and `x` of at least 0. Whichever is small is computed itself, not taken from 1.
import { poissonDensity } from "./densities.ts";

/** A factor so near 1 ends a continued fraction. */
const close = 1e-15;

/** P(a, x), the share of a gamma distribution below `x`. In O(sqrt(a)). */
export function lowerGamma(a: number, x: number): number {
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** Q(a, x), the share of a gamma distribution above `x`, accurate in its tail. In O(sqrt(a)). */
export function upperGamma(a: number, x: number): number {
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

/** P(a, x) by its power series, which has positive terms only. */
function series(a: number, x: number): number {
  if (!(x > 0)) return 0;
  let sum = 1;
  for (let n = 1, term = 1, last = 0; sum !== last; n++) {
    last = sum;
    term *= x / (a + n);
    sum += term;
  }
  return poissonDensity(a, x) * sum;
}

/** Q(a, x) by Legendre's continued fraction, evaluated as Lentz does. */
function fraction(a: number, x: number): number {
  if (x === Infinity) return 0;
  let b = x - a + 1;
  let c = Infinity;
  let d = 1 / b;
  let product = d;
  for (let n = 1, factor = 0; Math.abs(factor - 1) > close; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    factor = d * c;
    product *= factor;
  }
  return poissonDensity(a, x) * a * product;
}
