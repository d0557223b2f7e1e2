import { type ColumnName, type Table, withNotices } from "../table/table.ts";
import { purchaseDays, readTransactions, transactionKeys, type TransactionOptions } from "./transactions.ts";

/**
 * What {@link lifetimeSummary} gives: a table of one row a customer, in the order of their first transactions in the table. The columns
 * have the names that Python's `lifetimes` gives them.
 */
export type LifetimeSummary = {
  /** The customers, as text. */
  readonly customer: string[];
  /** Repeat purchases: the days with a purchase, less the first of them. `x` in BTYD. */
  readonly frequency: Float64Array;
  /** The age of the customer at the last purchase: days from the first to the last; 0 where there is one day only. `t.x` in BTYD. */
  readonly recency: Float64Array;
  /** The age of the customer: days from the first purchase to `asOf`. `T.cal` in BTYD. */
  readonly T: Float64Array;
  /** The mean over the repeat purchases of what was paid on that day; 0 where there are none. `m.x` in BTYD. */
  readonly monetary_value: Float64Array;
};

/**
 * What models of repeat purchases take (Pareto/NBD, BG/NBD, gamma-gamma): frequency, recency, age and mean value of every customer. In
 * O(n).
 *
 * The definitions are those of Fader and Hardie, as `summary_data_from_transaction_data` of Python's `lifetimes` has them with its
 * defaults, in days: several purchases on one day are one, and the first day counts for neither frequency nor value. R's `BTYD` and
 * `CLVTools` count weeks by default: divide `recency` and `T` by 7. They are not those of {@link rfm}, whose recency counts from the last
 * purchase to today.
 *
 * Everything is read as {@link rfm} reads it. A refund that is no purchase (`refunds: "subtract"`) takes from the mean value where it
 * lies after the first day.
 *
 * @throws {@link InputError} where {@link rfm} does.
 * @group Read
 * @example
 * ```ts
 * import { lifetimeSummary } from "audience-segmentation";
 *
 * const transactions = [
 *   { customer: "Ann", date: "2024-01-05", amount: 20 }, { customer: "Ann", date: "2024-02-04", amount: 30 },
 *   { customer: "Ben", date: "2024-01-15", amount: 50 },
 * ];
 * const summary = lifetimeSummary(transactions, { customer: "customer", date: "date", amount: "amount", asOf: "2024-03-05" });
 * console.log(summary);
 * // {
 * //   customer: [ 'Ann', 'Ben' ],
 * //   frequency: Float64Array(2) [ 1, 0 ],
 * //   recency: Float64Array(2) [ 30, 0 ],
 * //   T: Float64Array(2) [ 60, 50 ],
 * //   monetary_value: Float64Array(2) [ 30, 0 ]
 * // }
 * ```
 */
export function lifetimeSummary<T extends Table>(transactions: T, options: TransactionOptions<ColumnName<T>>): LifetimeSummary {
  const read = readTransactions("lifetimeSummary", transactions, options, transactionKeys);
  const { names, owners, days, amounts, isPurchase, kept, asOf } = read;
  const first = new Float64Array(names.length).fill(Infinity), last = new Float64Array(names.length).fill(-Infinity);
  for (let i = 0; i < owners.length; i++) {
    const c = owners[i];
    if (c < 0 || isPurchase[i] === 0) continue;
    if (days[i] < first[c]) first[c] = days[i];
    if (days[i] > last[c]) last[c] = days[i];
  }
  const repeated = new Float64Array(names.length); // what was paid after the first day
  for (let i = 0; i < owners.length; i++) if (owners[i] >= 0 && days[i] > first[owners[i]]) repeated[owners[i]] += amounts[i];
  const dayCounts = purchaseDays(read);
  const table = {
    customer: Array.from(kept, (c) => names[c]),
    frequency: Float64Array.from(kept, (c) => dayCounts[c] - 1),
    recency: Float64Array.from(kept, (c) => last[c] - first[c]),
    T: Float64Array.from(kept, (c) => asOf - first[c]),
    monetary_value: Float64Array.from(kept, (c) => (dayCounts[c] === 1 ? 0 : repeated[c] / (dayCounts[c] - 1))),
  };
  return withNotices(table, read.notices);
}
