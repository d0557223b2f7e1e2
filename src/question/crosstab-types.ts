import type { Matrix } from "../core/matrix.ts";

/** Options for {@link crosstab}. */
export interface CrosstabOptions {
  /** Display names of the levels, by column: `{ region: { 0: "North", 1: "South" } }`. A level that is not listed shows as it is. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** What {@link crosstab} gives; the matrices have one row a level of `a`, one column a level of `b`. */
export interface Crosstab {
  /** The levels of `a`, or their labels: numbers ascending, then text by code unit. */
  readonly rows: string[];
  /** The levels of `b`, or their labels, in the same order. */
  readonly columns: string[];
  /** The table's rows that have both levels. */
  readonly counts: Matrix;
  /** `counts` over the sum of their row: every row sums to 1. */
  readonly rowShares: Matrix;
  /**
   * Adjusted standardised residuals: counts less those expected, over their standard error. Where `a` and `b` are independent,
   * each is about standard normal: beyond 2 either way a cell is noteworthy, beyond 4 certain. 0 where `a` or `b` has one level.
   */
  readonly residuals: Matrix;
  /** Pearson's statistic, without a continuity correction; 0 where `a` or `b` has one level. */
  readonly chiSquared: number;
  /** Degrees of freedom: (rows - 1) (columns - 1). */
  readonly df: number;
  /** The chance of a statistic as large where `a` and `b` are independent; 1 where `df` is 0. */
  readonly p: number;
  /** How strong the link is, from 0 (none) to 1 (one column tells the other); NaN where `df` is 0. */
  readonly cramersV: number;
  /** The least count that independence would let expect; below 5, `p` is rough (Cochran 1954). */
  readonly leastExpected: number;
  /** The table's rows that were left out because `a` or `b` is missing there. */
  readonly missing: number;
  /** All of it in plain words. A link is called measurable where `p` is below 0.05; how strong, by Cohen's bounds (1988). */
  readonly sentence: string;
}
