import { chiSquaredSurvival, fSurvival } from "./distributions.ts";

/** A sum of squares about the mean, parted into that of the groups' means and what is left within them. */
interface Squares {
  readonly between: number;
  readonly within: number;
}

/** Parts the squares of values; every group below `groups` has one. In two passes, O(n). */
export function squaresOf(values: Float64Array, codes: Int32Array, groups: number): Squares {
  const sizes = new Float64Array(groups);
  const means = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) {
    sizes[codes[i]]++;
    means[codes[i]] += values[i];
  }
  let mean = 0;
  for (let g = 0; g < groups; g++) {
    mean += means[g] / values.length;
    means[g] /= sizes[g];
  }
  let between = 0;
  let within = 0;
  for (let g = 0; g < groups; g++) between += sizes[g] * (means[g] - mean) * (means[g] - mean);
  for (let i = 0; i < values.length; i++) within += (values[i] - means[codes[i]]) * (values[i] - means[codes[i]]);
  return { between, within };
}

/** The share of the squares that lies between the groups; 0 where there are none. */
export function shareBetween({ between, within }: Squares): number {
  return between > 0 ? between / (between + within) : 0;
}

/** One-way analysis of variance (Fisher 1925) of `n` values in `groups` groups; f is 0 and p 1 where nothing differs. */
export function anova({ between, within }: Squares, n: number, groups: number): { f: number; df1: number; df2: number; p: number } {
  const df1 = groups - 1;
  const df2 = n - groups;
  if (df1 === 0 || !(between > 0)) return { f: 0, df1, df2, p: 1 };
  if (df2 === 0) return { f: NaN, df1, df2, p: NaN };
  const f = between / df1 / (within / df2);
  return { f, df1, df2, p: fSurvival(f, df1, df2) };
}

/**
 * The test of Kruskal and Wallis (1952), of the squares of ranks: H = (n - 1) between / (between + within), which is their
 * statistic with its correction for ties.
 */
export function kruskalWallis(squares: Squares, n: number, groups: number): { h: number; df: number; p: number } {
  const df = groups - 1;
  if (df === 0 || !(squares.between > 0)) return { h: 0, df, p: 1 };
  const h = (n - 1) * shareBetween(squares);
  return { h, df, p: chiSquaredSurvival(h, df) };
}
