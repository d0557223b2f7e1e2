/** Options for {@link influence}. */
export interface InfluenceOptions<Column extends string = string> {
  /** The category's column. Numbers count as categories; a missing cell leaves its row out. */
  readonly of: Column;
  /** The number's column. */
  readonly on: Column;
  /**
   * What a missing number counts as, such as 0 for minutes that were never watched.
   * @defaultValue its row is left out
   */
  readonly missing?: number | undefined;
  /** Display names of the category's levels; a level that is not listed shows as it is. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /**
   * How many resamples the intervals are made of, from 0 to 1 000 000; 0 makes both `[NaN, NaN]`.
   * @defaultValue 1000; above 100 000 rows 1e8 / rows, but at least 100
   */
  readonly resamples?: number | undefined;
  /**
   * Of the resamples; an integer of 32 bits.
   * @defaultValue 42
   */
  readonly seed?: number | undefined;
}

/** The numbers of one level of the category. */
export interface InfluenceGroup {
  /** The level, or its label. */
  readonly name: string;
  /** The rows counted. */
  readonly size: number;
  /** The arithmetic mean. */
  readonly mean: number;
  /** The middle. */
  readonly median: number;
}

/** What {@link influence} gives. */
export interface Influence {
  /** The test of Kruskal and Wallis; with one group, or one value, `h` is 0 and `p` is 1. */
  readonly kruskal: {
    /** The statistic, corrected for ties. */
    readonly h: number;
    /** Degrees of freedom: the groups less one. */
    readonly df: number;
    /** The chance of a statistic as large where all groups are alike, by chi-squared; rough for groups of fewer than 5 rows. */
    readonly p: number;
  };
  /** One-way analysis of variance; with one group, or one value, `f` is 0 and `p` is 1, and with one row a group both are NaN. */
  readonly anova: {
    /** The mean square between the groups over that within; Infinity where nothing varies within. */
    readonly f: number;
    /** The groups less one. */
    readonly df1: number;
    /** The rows less the groups. */
    readonly df2: number;
    /** The chance of an `f` as large where all groups are alike, their values normal and equally spread. */
    readonly p: number;
  };
  /** The share of the variance that lies between the groups' means. */
  readonly etaSquared: number;
  /** Its 95 % bootstrap interval, from low to high. */
  readonly etaSquaredInterval: readonly [low: number, high: number];
  /** The same share of the ranks, which is H / (n - 1): the effect size of Kruskal and Wallis's test, not Kelley's of the means. */
  readonly epsilonSquared: number;
  /** Its 95 % bootstrap interval, from low to high. */
  readonly epsilonSquaredInterval: readonly [low: number, high: number];
  /** One entry a level that has rows: numbers ascending, then text by code unit. */
  readonly groups: readonly InfluenceGroup[];
  /** The table's rows that were left out because a cell is missing. */
  readonly missing: number;
  /** The missing numbers that were filled. */
  readonly filled: number;
  /** All of it in plain words. An influence is called measurable where the p of Kruskal and Wallis is below 0.05. */
  readonly sentence: string;
}
