import { checkKeys } from "../core/check.ts";
import { told } from "../core/notice.ts";
import { type ColumnName, withOrder } from "../table/table.ts";
import { readSource } from "./read-source.ts";
import type { Source } from "./source.ts";
import { copied, type Prepared, type PreparedColumn, type PrepareOptions, readingKeys } from "./spec.ts";

/**
 * Makes any table of customers ready to segment: finds out what each column holds, reads numbers, dates, and yes or no from text,
 * leaves out what is not a feature, and says what it did and why. {@link clusterSegments} does the same first; by itself it shows what
 * a table holds before anything is segmented, and what it gives can be segmented as it is.
 *
 * - **Numbers** may be written as text: `$1,234.50`, `1 234,50 €`, `(12.00)` for -12, `12.5 %` for 0.125.
 * - **Yes and no**: TRUE and FALSE, yes and no, y and n, 1 and 0, ja and nein, … become the categories `yes` and `no`.
 * - **Dates** become the column `days since NAME`, counted back from one day, by default the latest in the table. Where 03/04/2024
 *   may be either day, other columns decide, or `dateOrder` must say. Whole numbers such as 20240131 are dates where 20 or more are.
 * - **Categories** lose blanks around them. Of more than 50, those in less than 1 % of the rows are pooled.
 * - **Codes**: whole numbers whose name ends in type, region, browser, system, platform, channel, class, category, country, state or
 *   code are categories where there are at most 50 of them, of 5 rows or more each on average; else they are left out.
 * - **Left out** are identifiers, texts that hardly repeat, constant and empty columns, phone numbers, postal codes, e-mail
 *   addresses, names of persons, likely outcomes (churn, response, converted, y, target, label, …, of two values) and earlier
 *   clusterings (cluster, segment, group), unless `columns` names them.
 * - Where at least 80 % of the rows of a column, and 20 distinct cells, are numbers, or dates, and some are none, that is an error.
 *
 * In O(n) for each column, and O(distinct) parses. Numbers that need no change are not copied.
 *
 * @throws {@link InputError} on an unknown column or option, a cell that its column's type cannot hold, or an ambiguous date.
 * @group Read
 * @example
 * ```ts
 * import { prepare } from "audience-segmentation";
 *
 * const { columns } = prepare([
 *   { id: "C1", joined: "2024-03-01", spend: "$1,234.50", news: "yes" },
 *   { id: "C2", joined: "2024-05-20", spend: "$80.00", news: "no" },
 *   { id: "C3", joined: "2024-04-07", spend: "n/a", news: "yes" },
 * ]);
 * for (const { column, type, missing, name } of columns) console.log(column, type, missing, name);
 * // id category 0 id
 * // joined date 0 days since joined
 * // spend number 1 spend
 * // news boolean 0 news
 * ```
 */
export function prepare<T extends Source>(source: T, options: PrepareOptions<ColumnName<T>> = {}): Prepared {
  const where = "prepare";
  checkKeys(where, "the options", options, readingKeys);
  const { columns, features, notices, missingWords } = readSource(where, source, options, {});
  return {
    table: withOrder(columns.map(({ name, values }) => [name, values])),
    columns: columns.map(({ column, name, type, reason, missing, leftOut, why, reading }): PreparedColumn => {
      return { column, name, type, reason, missing, ...(leftOut === undefined ? {} : { leftOut, why: why! }), reading };
    }),
    features: features.map(({ feature }) => copied(feature)),
    ...told(notices),
    missingWords,
  };
}
