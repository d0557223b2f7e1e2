// What p-values are read from. Checked against SciPy's chi2.sf and f.sf: 1e-10, far into the tails.
import { incompleteBeta } from "./incomplete-beta.ts";
import { upperGamma } from "./incomplete-gamma.ts";

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
