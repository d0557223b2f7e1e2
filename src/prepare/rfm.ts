import { checkOneOf } from "../core/check.ts";
import { type ColumnName, type Table, withNotices } from "../table/table.ts";
import { purchaseDays, readTransactions, transactionKeys, type TransactionOptions } from "./transactions.ts";

/** Options for {@link rfm}: which column is what, and what counts. */
export interface RfmOptions<Column extends string = string> extends TransactionOptions<Column> {
  /**
   * What frequency counts: `"transactions"`, all rows that are purchases; `"days"`, the days with one: several on one day are one.
   * @defaultValue "transactions"
   */
  readonly count?: "transactions" | "days" | undefined;
}

/** What {@link rfm} gives: a table of one row a customer, in the order of their first transactions in the table. */
export type Rfm = {
  /** The customers, as text. */
  readonly customer: string[];
  /** Whole days from the customer's last purchase to `asOf`, 0 or more. */
  readonly recency: Float64Array;
  /** The customer's transactions, rows of the table; with `count: "days"` the days on which there is one. */
  readonly frequency: Float64Array;
  /** The sum of the customer's amounts; refunds, which are negative, make it less. */
  readonly monetary: Float64Array;
};

const counts = ["transactions", "days"] as const;

/**
 * Recency, frequency and monetary value of every customer, from a table of transactions: the usual features of a shop. In O(n).
 * {@link rfmScores} makes scores from 1 to 5 and the well-known names of them.
 *
 * Dates and amounts are read as {@link prepare} reads them. Two rules say which day a time is of: of a date in text it is the one that
 * is written, whatever its zone; of a Date it is the one in UTC. Numbers below 10 000 000 are days from any day that all share, such as
 * Excel's; no column may hold them beside dates. All amounts must be in one currency. A table with a row an article counts articles:
 * sum it to orders first.
 *
 * Blanks around a customer are taken off; customers that differ in case are two, which is told. What is told goes with the table:
 * {@link prepare} and {@link clusterSegments} say it, {@link csvNotices} gives it.
 *
 * Models of repeat purchases (`lifetimes` in Python, `BTYD` and `CLVTools` in R) use the same words for other things, which
 * {@link lifetimeSummary} gives: recency is there the customer's age at the last purchase, frequency leaves the first out, and monetary
 * value is a mean.
 *
 * | | here | `lifetimes`, BTYD |
 * | --- | --- | --- |
 * | recency | days from the last purchase to `asOf` | days from the first purchase to the last |
 * | frequency | purchases, or days with one | days with a purchase, less the first |
 * | monetary value | sum of all amounts | mean of the sums of the days but the first, 0 where there is no other |
 * | T | | days from the first purchase to `asOf` |
 *
 * @throws {@link InputError} with `row` and `column` on a missing cell (unless `missing` is `"drop"`), a date that is none (2023-02-30)
 * or lies after `asOf`, an amount that is no number, a refund with `refunds: "error"`; and where there are only refunds that count for
 * nothing.
 * @group Read
 * @example
 * ```ts
 * import { rfm } from "audience-segmentation";
 *
 * const transactions = [
 *   { customer: "Ann", date: "2024-01-05", amount: 20 }, { customer: "Ann", date: "2024-02-04", amount: 30 },
 *   { customer: "Ben", date: "2024-01-15", amount: 50 },
 * ];
 * console.log(rfm(transactions, { customer: "customer", date: "date", amount: "amount", asOf: "2024-03-01" }));
 * // {
 * //   customer: [ 'Ann', 'Ben' ],
 * //   recency: Float64Array(2) [ 26, 46 ],
 * //   frequency: Float64Array(2) [ 2, 1 ],
 * //   monetary: Float64Array(2) [ 50, 50 ]
 * // }
 * ```
 */
export function rfm<T extends Table>(transactions: T, options: RfmOptions<ColumnName<T>>): Rfm {
  const where = "rfm";
  const read = readTransactions(where, transactions, options, [...transactionKeys, "count"]);
  const { count = "transactions" } = options;
  checkOneOf(where, "count", count, counts);
  const { names, owners, days, amounts, isPurchase, purchases, kept, asOf } = read;
  const last = new Float64Array(names.length).fill(-Infinity), sums = new Float64Array(names.length);
  for (let i = 0; i < owners.length; i++) {
    const c = owners[i];
    if (c < 0) continue;
    sums[c] += amounts[i];
    if (isPurchase[i] === 1 && days[i] > last[c]) last[c] = days[i];
  }
  const frequency = count === "days" ? purchaseDays(read) : purchases;
  const table = {
    customer: Array.from(kept, (c) => names[c]),
    recency: Float64Array.from(kept, (c) => asOf - last[c]),
    frequency: Float64Array.from(kept, (c) => frequency[c]),
    monetary: Float64Array.from(kept, (c) => sums[c]),
  };
  return withNotices(table, read.notices);
}
