// The probabilities of Poisson and binomial counts, which are the leading factors of the incomplete gamma and beta functions,
// for counts that need not be whole. By the saddle point (Loader 2000, "Fast and accurate computation of binomial
// probabilities", as in R): no large logarithms are subtracted from each other, so that a million degrees of freedom lose no digits.
import { exp } from "../core/exp.ts";
import { log } from "../core/log.ts";
import { stirlingError } from "./stirling.ts";

const twoPi = 6.283185307179586;

/** mean^x e^-mean / Γ(x + 1), for `x` and `mean` above 0. */
export function poissonDensity(x: number, mean: number): number {
  return exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(twoPi * x);
}

/** Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) p^a q^b, for `a` and `b` above 0 and shares that sum to 1, each with all its digits. */
export function binomialDensity(a: number, b: number, p: number, q: number): number {
  const n = a + b;
  const error = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return exp(error - deviance(a, n * p) - deviance(b, n * q)) * Math.sqrt(n / (twoPi * a * b));
}

/** x log(x / mean) + mean - x, by a series where the two are close. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (!(Math.abs(difference) < 0.1 * (x + mean))) return x * log(x / mean) - difference;
  const share = difference / (x + mean);
  const square = share * share;
  let sum = difference * share;
  for (let j = 3, term = 2 * x * share * square, last = NaN; sum !== last; j += 2, term *= square) {
    last = sum;
    sum += term / j;
  }
  return sum;
}
