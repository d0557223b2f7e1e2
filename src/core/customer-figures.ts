/** The figures behind the notices of transactions and of scores of customers, by their codes. */
export interface CustomerFigures {
  /** Transactions without a customer, a date or an amount. */
  readonly "transactions-dropped": {
    /** Transactions left out. */
    readonly dropped: number;
    /** Transactions of the table. */
    readonly rows: number;
  };
  /** Transactions below 0. */
  readonly refunds: {
    /** How many. */
    readonly refunds: number;
    /** Transactions of the table. */
    readonly rows: number;
    /** What they count as. */
    readonly policy: "count" | "subtract" | "drop";
    /** Customers left out since they have nothing else. */
    readonly customers: number;
  };
  /** Scores that are not fifths of the customers, since many of these have the same value. */
  readonly "uneven-scores": {
    /** What is scored. */
    readonly of: "recency" | "frequency" | "monetary";
    /** The value that most customers share, of those at which fifths end. */
    readonly value: number;
    /** The share of the customers who have it, between 0 and 1. */
    readonly share: number;
    /** The score that they have. */
    readonly score: number;
    /** The scores that nobody has. */
    readonly empty: readonly number[];
  };
  /** Scores that no rule names. */
  readonly "unnamed-scores": {
    /** Customers with such scores. */
    readonly customers: number;
    /** All customers. */
    readonly of: number;
    /** Some of the scores, such as `"311"`. */
    readonly scores: readonly string[];
  };
  /** Rules that name nobody, whatever the scores: the rules before them match all that they match. */
  readonly "rules-unreached": {
    /** The names in them, a rule each. */
    readonly names: readonly string[];
  };
}
