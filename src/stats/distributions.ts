// What p-values are read from. Checked against SciPy's chi2.sf and f.sf: 1e-10, far into the tails.
// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x) (DLMF 8.7.1 and 8.9.2), for `a` of at least 1/2,
// which half a number of degrees of freedom is, and `x` of at least 0. Whichever is small is computed itself, not taken from 1.
// The probabilities of Poisson and binomial counts, which are the leading factors of the incomplete gamma and beta functions,
// for counts that need not be whole. By the saddle point (Loader 2000, "Fast and accurate computation of binomial
// probabilities", as in R): no large logarithms are subtracted from each other, so that a million degrees of freedom lose no digits.
import { exp, log, log1p } from "../core/numbers.ts";

/** The chance that a chi-squared variable of `df` degrees of freedom, 1 or more, is at least `x`. */
export function chiSquaredSurvival(x: number, df: number): number {
  return upperGamma(df / 2, x / 2);
}

/** The chance that an F variable of `df1` and `df2` degrees of freedom, 1 or more each, is at least `f`. */
export function fSurvival(f: number, df1: number, df2: number): number {
  if (f === Infinity) return 0;
  const whole = df1 * f + df2;
  return incompleteBeta(df2 / whole, (df1 * f) / whole, df2 / 2, df1 / 2);
}

/**
 * The `z` that a standard normal variable exceeds with the chance `p`, above 0 and at most 1/2: 1.96 for 0.025. To 1e-12, by halving.
 */
export function normalQuantile(p: number): number {
  return invert((z) => normalSurvival(z), p, 40);
}

/** The chance that a standard normal variable is at least `z`, 0 or more. */
export function normalSurvival(z: number): number {
  return chiSquaredSurvival(z * z, 1) / 2;
}

/** The `x` that a chi-squared variable of `df` degrees of freedom, 1 or more, exceeds with the chance `p`, from 1e-12 to 1/2. */
export function chiSquaredQuantile(p: number, df: number): number {
  return invert((x) => chiSquaredSurvival(x, df), p, df + 20 * Math.sqrt(2 * df) + 100);
}

/** The `t` that Student's variable of `df` degrees of freedom, 1 or more, exceeds with the chance `p`, from 0.001 to 1/2. */
export function studentQuantile(p: number, df: number): number {
  return invert((t) => fSurvival(t * t, 1, df) / 2, p, 1000);
}

/**
 * The chance that a noncentral chi-squared variable is at least `x`: a mixture of central ones, Poisson's chances of `lambda` / 2 their
 * weights (DLMF 8.7, Fisher 1928). Summed from its largest weight both ways. In O(sqrt(lambda)).
 */
export function noncentralSurvival(x: number, df: number, lambda: number): number {
  if (!(lambda > 0)) return chiSquaredSurvival(x, df);
  if (!(x > 0)) return 1;
  const mean = lambda / 2, at = x / 2;
  const start = Math.floor(mean);
  const weight = start === 0 ? exp(-mean) : poissonDensity(start, mean);
  const tail = upperGamma(df / 2 + start, at);
  const density = poissonDensity(df / 2 + start, at);
  let sum = weight * tail;
  for (let j = start, w = weight, q = tail, d = density; w > negligible; j++) {
    q += d;
    d *= at / (df / 2 + j + 1);
    w *= mean / (j + 1);
    sum += w * q;
  }
  for (let j = start, w = weight, q = tail, d = density; j > 0 && w > negligible; j--) {
    d *= (df / 2 + j) / at;
    q -= d;
    w *= j / mean;
    sum += w * Math.max(0, q);
  }
  return sum;
}

const negligible = 1e-18;

/**
 * The least noncentrality with which a chi-squared variable reaches `x` at least once in 40: the lower end of its 95 % interval (Steiger
 * and Fouladi 1997); 0 where chance alone reaches it that often.
 */
export function leastNoncentrality(x: number, df: number): number {
  const once = 0.025;
  if (chiSquaredSurvival(x, df) >= once) return 0;
  return invert((lambda) => 1 - noncentralSurvival(x, df, lambda), 1 - once, x);
}

/**
 * The greatest noncentrality with which a chi-squared variable stays below `x` at least once in 40: the upper end of that interval; 0 where
 * without any it stays below less often.
 */
export function greatestNoncentrality(x: number, df: number): number {
  const once = 0.025;
  if (1 - chiSquaredSurvival(x, df) <= once) return 0;
  const wide = 4 * Math.sqrt(2 * df + 4 * x) + 40; // standard deviations of such a variable, and more
  return invert((lambda) => 1 - noncentralSurvival(x, df, lambda), once, x + wide);
}

/** Where a falling function has the value `wanted`, between 0 and `high`, by halving. */
function invert(falling: (x: number) => number, wanted: number, high: number): number {
  let low = 0;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (falling(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

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

const twoPi = 6.283185307179586;

/** mean^x e^-mean / Γ(x + 1), for `x` and `mean` above 0. */
function poissonDensity(x: number, mean: number): number {
  return exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(twoPi * x);
}

/** Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) p^a q^b, for `a` and `b` above 0 and shares that sum to 1, each with all its digits. */
function binomialDensity(a: number, b: number, p: number, q: number): number {
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
