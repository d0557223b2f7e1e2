import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, list, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { cellError, isMissing, levelOf } from "../table/cell.ts";
import type { Hints } from "../table/column-type.ts";
import { type DateOrder, dateOrders, dateRule, dayOf } from "../table/date-text.ts";
import { type Decimal, decimals } from "../table/number-text.ts";
import { readColumns, variants } from "../table/read-column.ts";
import { type ColumnName, columnOf, type Frame, nameIn, noticesOfReading, type Table, toFrame, withNotices } from "../table/table.ts";

/** Options for {@link rfm}: which column is what. */
export interface RfmOptions<Column extends string = string> {
  /** The column that says whose a transaction is. `1`, `"1"` and `" 1"` are the same customer. */
  readonly customer: Column;
  /** The column of dates. */
  readonly date: Column;
  /** The column of amounts: numbers, or text such as `$1,234.50`. */
  readonly amount: Column;
  /**
   * What stands before the fraction of amounts in text.
   * @defaultValue what fits every amount, as in {@link prepare}
   */
  readonly decimal?: Decimal | undefined;
  /**
   * Which number of a date in text is what: `"dmy"` for 31/01/2024, `"mdy"` for 01/31/2024.
   * @defaultValue what fits every date; where two orders do, that is an error
   */
  readonly dateOrder?: DateOrder | undefined;
  /**
   * The day that recency is counted to, none before the last transaction; a day number where the dates are.
   * @defaultValue the day of the last transaction
   */
  readonly asOf?: string | number | Date | undefined;
  /**
   * What to do about a transaction without a customer, a date or an amount: `"drop"` leaves it out, which is told.
   * @defaultValue "error"
   */
  readonly missing?: "error" | "drop" | undefined;
}

/** What {@link rfm} gives: a table of one row a customer, in the order of their first transactions in the table. */
export type Rfm = {
  /** The customers, as text. */
  readonly customer: string[];
  /** Whole days from the customer's last transaction to `asOf`, 0 or more. */
  readonly recency: Float64Array;
  /** The customer's transactions: rows of the table. */
  readonly frequency: Float64Array;
  /** The sum of the customer's amounts; refunds, which are negative, make it less. */
  readonly monetary: Float64Array;
};

const policies = ["error", "drop"] as const;

/**
 * Recency, frequency and monetary value of every customer, from a table of transactions: the usual features of a shop. In O(n).
 *
 * Dates and amounts are read as {@link prepare} reads them. Two rules say which day a time is of: of a date in text it is the one that
 * is written, whatever its zone; of a Date it is the one in UTC. Numbers below 10 000 000 are days from any day that all share, such as
 * Excel's; no column may hold them beside dates. All amounts must be in one currency. A table with a row an article counts articles:
 * sum it to orders first.
 *
 * Blanks around a customer are taken off; customers that differ in case are two, which is told. What is told goes with the table:
 * {@link prepare} and {@link clusterSegments} say it, {@link csvNotices} gives it.
 *
 * @throws {@link InputError} with `row` and `column` on a missing cell (unless `missing` is `"drop"`), a date that is none (2023-02-30)
 * or lies after `asOf`, an amount that is no number.
 */
export function rfm<T extends Table>(transactions: T, options: RfmOptions<ColumnName<T>>): Rfm {
  const where = "rfm";
  checkKeys(where, "the options", options, ["customer", "date", "amount", "decimal", "dateOrder", "asOf", "missing"]);
  const { customer, date, amount, dateOrder, decimal, missing = "error" } = options;
  if (dateOrder !== undefined) checkOneOf(where, "dateOrder", dateOrder, dateOrders);
  if (decimal !== undefined) checkOneOf(where, "decimal", decimal, decimals);
  checkOneOf(where, "missing", missing, policies);
  const frame = toFrame(where, transactions);
  const customers = readCustomers(where, frame, customer);
  const days = readDays(where, frame, date, { dateOrder });
  const amounts = readOne(where, frame, amount, "number", { decimal });
  const count = customers.names.length;
  const [last, frequency, monetary] = [new Float64Array(count).fill(-Infinity), new Float64Array(count), new Float64Array(count)];
  let [latest, dropped] = [-1, 0];
  for (let i = 0; i < frame.rows; i++) {
    const c = customers.codes[i];
    if (c < 0 || Number.isNaN(days[i]) || Number.isNaN(amounts[i])) {
      if (missing === "error") throw missingError(where, c < 0 ? customer : Number.isNaN(days[i]) ? date : amount, i, frame);
      dropped++;
      continue;
    }
    if (days[i] > last[c]) last[c] = days[i];
    if (latest < 0 || days[i] > days[latest]) latest = i;
    frequency[c]++;
    monetary[c] += amounts[i];
  }
  if (latest < 0) throw missingError(where, customers.codes[0] < 0 ? customer : Number.isNaN(days[0]) ? date : amount, 0, frame);
  const asOf = readAsOf(where, options, frame, days, latest);
  const kept = Array.from(frequency.keys()).filter((c) => frequency[c] > 0);
  const names = kept.map((c) => customers.names[c]);
  const table = {
    customer: names,
    recency: Float64Array.from(kept, (c) => asOf - last[c]),
    frequency: Float64Array.from(kept, (c) => frequency[c]),
    monetary: Float64Array.from(kept, (c) => monetary[c]),
  };
  const left: Notice[] = dropped === 0 ? [] : [{ code: "transactions-dropped", figures: { dropped, rows: frame.rows } }];
  return withNotices(table, [...noticesOfReading(transactions), ...left, ...variants(customer, names)]);
}

function readCustomers(where: string, frame: Frame, column: string): { names: string[]; codes: Int32Array } {
  const cells = columnOf(where, frame, column);
  const names: string[] = [];
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(frame.rows).fill(-1);
  for (let i = 0; i < codes.length; i++) {
    if (isMissing(cells[i])) continue;
    const name = levelOf(cells[i])?.trim();
    if (name === undefined) throw cellError(where, "not-a-cell", column, i, "must be a number, a text or a boolean", cells[i]);
    let code = codeOf.get(name);
    if (code === undefined) {
      code = names.length;
      codeOf.set(name, code);
      names.push(name);
    }
    codes[i] = code;
  }
  return { names, codes };
}

const placeholders = ["9999-12-31"]; // days far from the others are transactions all the same

/** A column as `prepare` reads one of this type. */
function readOne(where: string, frame: Frame, column: string, type: "number" | "date", hints: Hints): Float64Array {
  const spec = type === "date" ? { type, placeholders } : { type };
  return readColumns(where, frame, [{ column: nameIn(where, frame, column), spec }], new Set(), hints)[0].values as Float64Array;
}

/** Whether a number is a day as it is, and no date such as 20240131. */
function isDay(cell: unknown): boolean {
  return typeof cell === "number" && Math.abs(cell) < 10_000_000;
}

function readDays(where: string, frame: Frame, column: string, hints: Hints): Float64Array {
  const cells = columnOf(where, frame, column);
  if (column.startsWith("days since ")) {
    throw new InputError(
      "not-a-date",
      where,
      `column ${list([column])} must hold dates, not days that are counted back`,
      "what `prepare` made; give the table as it was read",
      { column },
    );
  }
  const first = Array.prototype.findIndex.call(cells, (cell: unknown) => !isMissing(cell));
  if (!isDay(cells[first])) return readOne(where, frame, column, "date", hints);
  return Float64Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return NaN;
    if (isDay(cell)) return dayOf(cell);
    throw cellError(where, "mixed-dates", column, row, `must be a day number, as row ${first} is`, cell);
  });
}

function readAsOf(where: string, { date, asOf }: RfmOptions, frame: Frame, days: Float64Array, latest: number): number {
  if (asOf === undefined) return days[latest];
  const areNumbers = isDay(columnOf(where, frame, date)[latest]);
  const day = dayOf(asOf);
  if (Number.isNaN(day)) throw new InputError("not-a-date", where, `\`asOf\` ${dateRule}`, show(asOf));
  if ((typeof asOf === "number") !== areNumbers) {
    throw new InputError(
      "mixed-dates",
      where,
      `\`asOf\` must be a ${areNumbers ? "day number" : "date"}, as column \`${date}\` holds`,
      show(asOf),
    );
  }
  if (day >= days[latest]) return day;
  throw cellError(
    where,
    "date-after-as-of",
    date,
    latest,
    "must not lie after `asOf`; leave later transactions out",
    columnOf(where, frame, date)[latest],
  );
}

function missingError(where: string, column: string, row: number, frame: Frame): InputError {
  return cellError(
    where,
    "missing-value",
    column,
    row,
    "must not be missing; leave such transactions out",
    columnOf(where, frame, column)[row],
  );
}
