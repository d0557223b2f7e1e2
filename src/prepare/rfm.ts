import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, list, show } from "../core/input-error.ts";
import { cellError, isMissing, levelOf, readNumbers } from "../table/cell.ts";
import { type DateOrder, dateOrders, dateRule, dayOf, readDateText } from "../table/date-text.ts";
import { readNumberText } from "../table/number-text.ts";
import { type ColumnName, columnOf, type Frame, type Table, toFrame } from "../table/table.ts";

/** Options for {@link rfm}: which column is what. */
export interface RfmOptions<Column extends string = string> {
  /** The column that says whose a transaction is. `1` and `"1"` are the same customer. */
  readonly customer: Column;
  /** The column of dates. */
  readonly date: Column;
  /** The column of amounts: numbers, or text such as `$1,234.50`. */
  readonly amount: Column;
  /**
   * Which number of a date in text is what: `"dmy"` for 31/01/2024, `"mdy"` for 01/31/2024.
   * @defaultValue "ymd"
   */
  readonly dateOrder?: DateOrder | undefined;
  /**
   * The day that recency is counted to, none before the last transaction; a day number where the dates are.
   * @defaultValue the day of the last transaction
   */
  readonly asOf?: string | number | Date | undefined;
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

/**
 * Recency, frequency and monetary value of every customer, from a table of transactions: the usual features of a shop. In O(n).
 *
 * A date is text such as `2024-01-31` (or as `dateOrder` says), with or without a time of day after a T or a blank (its zone is
 * left out: the day is the one written); a Date, whose day is the one in UTC; or a number of days from any day that all share,
 * such as Excel's. No column may hold numbers beside the others. A table with a row an article counts articles: sum it to
 * orders first.
 *
 * @throws {@link InputError} with `row` and `column` on a missing cell, a date that is none (2023-02-30) or lies after `asOf`,
 * an amount that is no number.
 */
export function rfm<T extends Table>(transactions: T, options: RfmOptions<ColumnName<T>>): Rfm {
  const where = "rfm";
  checkKeys(where, "the options", options, ["customer", "date", "amount", "dateOrder", "asOf"]);
  if (options.dateOrder !== undefined) checkOneOf(where, "dateOrder", options.dateOrder, dateOrders);
  const frame = toFrame(where, transactions);
  const customers = readCustomers(where, frame, options.customer);
  const days = readDays(where, frame, options.date, options.dateOrder);
  const amounts = readAmounts(where, frame, options.amount);
  const count = customers.names.length;
  const [last, frequency, monetary] = [new Float64Array(count).fill(-Infinity), new Float64Array(count), new Float64Array(count)];
  let latest = 0;
  for (let i = 0; i < frame.rows; i++) {
    const c = customers.codes[i];
    if (Number.isNaN(amounts[i])) throw missingError(where, options.amount, i, frame);
    if (days[i] > last[c]) last[c] = days[i];
    if (days[i] > days[latest]) latest = i;
    frequency[c]++;
    monetary[c] += amounts[i];
  }
  const asOf = readAsOf(where, options, frame, days, latest);
  return { customer: customers.names, recency: last.map((day) => asOf - day), frequency, monetary };
}

function readCustomers(where: string, frame: Frame, column: string): { names: string[]; codes: Int32Array } {
  const cells = columnOf(where, frame, column);
  const names: string[] = [];
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(frame.rows);
  for (let i = 0; i < codes.length; i++) {
    if (isMissing(cells[i])) throw missingError(where, column, i, frame);
    const name = levelOf(cells[i]);
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

function readAmounts(where: string, frame: Frame, column: string): Float64Array {
  const cells = columnOf(where, frame, column);
  return readNumbers(where, column, Array.isArray(cells) ? cells.map((cell) => (typeof cell === "string" ? asNumber(cell) : cell)) : cells);
}

/** The number that a text is, or the text, to be complained of. */
function asNumber(text: string): number | string {
  const number = readNumberText(text, ".");
  return Number.isNaN(number) ? text : number;
}

function readDays(where: string, frame: Frame, column: string, order: DateOrder | undefined): Float64Array {
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
  const days = new Float64Array(frame.rows);
  const areNumbers = typeof cells[0] === "number";
  for (let i = 0; i < days.length; i++) {
    if (isMissing(cells[i])) throw missingError(where, column, i, frame);
    days[i] = order !== undefined && typeof cells[i] === "string" ? readDateText(cells[i] as string, order) : dayOf(cells[i]);
    if (Number.isNaN(days[i]))
      throw cellError(where, "not-a-date", column, i, `${dateRule}; of another order with \`dateOrder\``, cells[i]);
    if ((typeof cells[i] === "number") === areNumbers) continue;
    throw cellError(where, "mixed-dates", column, i, `must be a ${areNumbers ? "day number" : "date"}, as row 0 is`, cells[i]);
  }
  return days;
}

function readAsOf(where: string, { date, asOf }: RfmOptions, frame: Frame, days: Float64Array, latest: number): number {
  if (asOf === undefined) return days[latest];
  const areNumbers = typeof columnOf(where, frame, date)[0] === "number";
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
