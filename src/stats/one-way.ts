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

/** The share between the means of the population, free of what chance adds: omega² (Hays 1963), cut at 0; NaN with one row a group. */
export function omegaSquared({ between, within }: Squares, n: number, groups: number): number {
  if (!(between > 0)) return 0;
  const mean = within / (n - groups);
  return Math.max(0, (between - (groups - 1) * mean) / (between + within + mean));
}

/** The same of ranks: (H - groups + 1) / (n - groups), which is Kelley's correction (1935), cut at 0; NaN with one row a group. */
export function correctedShare(h: number, n: number, groups: number): number {
  return h > 0 ? Math.max(0, (h - groups + 1) / (n - groups)) : 0;
}

/** What a test by F found. */
interface FTest {
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
}

/** Are the groups equally spread? Analysis of variance of the distances to the group's median (Brown and Forsythe 1974). */
export function brownForsythe(values: Float64Array, codes: Int32Array, medians: readonly number[]): FTest {
  const distances = values.map((value, i) => Math.abs(value - medians[codes[i]]));
  return anova(squaresOf(distances, codes, medians.length), values.length, medians.length);
}

/**
 * Welch's analysis of variance (1951), which does not take the groups for equally spread; `f` and `p` are NaN where a group has one row
 * or one value.
 */
export function welch(values: Float64Array, codes: Int32Array, groups: number): FTest {
  const sizes = new Float64Array(groups), means = new Float64Array(groups), squares = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) {
    sizes[codes[i]]++;
    means[codes[i]] += values[i];
  }
  for (let g = 0; g < groups; g++) means[g] /= sizes[g];
  for (let i = 0; i < values.length; i++) squares[codes[i]] += (values[i] - means[codes[i]]) * (values[i] - means[codes[i]]);
  const weights = squares.map((square, g) => (sizes[g] * (sizes[g] - 1)) / square); // of a mean: one over its squared error
  const df1 = groups - 1;
  if (df1 === 0) return { f: 0, df1, df2: values.length - 1, p: 1 };
  if (!weights.every((weight) => weight > 0 && weight < Infinity)) return { f: NaN, df1, df2: NaN, p: NaN };
  let total = 0;
  let centre = 0;
  for (let g = 0; g < groups; g++) {
    total += weights[g];
    centre += weights[g] * means[g];
  }
  centre /= total;
  let between = 0;
  let lack = 0;
  for (let g = 0; g < groups; g++) {
    between += weights[g] * (means[g] - centre) * (means[g] - centre);
    lack += ((1 - weights[g] / total) * (1 - weights[g] / total)) / (sizes[g] - 1);
  }
  const df2 = (groups * groups - 1) / (3 * lack);
  const f = between / df1 / (1 + ((2 * (groups - 2)) / (groups * groups - 1)) * lack);
  return { f, df1, df2, p: fSurvival(f, df1, df2) };
}
