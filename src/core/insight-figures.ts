/** The figures behind the notices of what is asked of segments once they are there, by their codes. */
export interface InsightFigures {
  /** Rows that were left out of the figures of a column, since it has nothing there. */
  readonly "gaps-left-out": {
    /** How many rows. */
    readonly cells: number;
    /** Rows that were segmented. */
    readonly rows: number;
  };
  /** Values below 0, which lessen the value of a segment. */
  readonly "value-below-zero": {
    /** How many rows. */
    readonly cells: number;
    /** What they sum to. */
    readonly sum: number;
    /** What all values sum to. */
    readonly total: number;
  };
  /** Values of which no shares can be taken. */
  readonly "value-without-total": {
    /** What they sum to. */
    readonly total: number;
  };
  /** Rows without a segment, by which no rules were made. */
  readonly "rows-unexplained": {
    /** How many. */
    readonly left: number;
    /** Rows of the table. */
    readonly rows: number;
  };
  /** Rules that were cross-validated on some rows only. */
  readonly "rules-sampled": {
    /** The rows. */
    readonly rows: number;
    /** Rows that have a segment. */
    readonly of: number;
  };
  /** Rules that leave more than half of the errors that naming always the largest segment would make. */
  readonly "rules-poor": {
    /** The share of rows that they place right, cross-validated. */
    readonly accuracy: number;
    /** The share that naming always the largest segment would place right. */
    readonly largestShare: number;
  };
  /** A segment that no leaf of the tree stands for. */
  readonly "no-rule": {
    /** Its rows. */
    readonly rows: number;
  };
  /** A column whose cells the code of the rules reads otherwise than the model does. */
  readonly "written-otherwise": {
    /** Such a cell, as it is shown. */
    readonly cell: string;
    /** What it stands for, as the code needs it. */
    readonly as: string;
  };
  /** Moves between segments that are no more than re-fitting the segments alone would make. */
  readonly "moved-by-chance": {
    /** The share of customers that moved, between 0 and 1. */
    readonly moved: number;
    /** The share that re-fitting alone would move, in the mean. */
    readonly byRefitting: number;
    /** The share up to which that is chance. */
    readonly upper: number;
    /** Whether the segments were re-fitted: whether there are two models. */
    readonly isRefitted: boolean;
  };
  /** Moves between segments that are more than that, but come and go alike. */
  readonly "moves-in-balance": {
    /** The share of customers that moved, between 0 and 1. */
    readonly moved: number;
    /** How many more went one way than came the other, as a share of all. */
    readonly oneWay: number;
    /** The share up to which that is chance. */
    readonly upper: number;
  };
  /** Two tables of customers that have few of them in common. */
  readonly "few-in-both": {
    /** Customers in both. */
    readonly both: number;
    /** Customers of the earlier table. */
    readonly before: number;
    /** Customers of the later table. */
    readonly after: number;
  };
}
