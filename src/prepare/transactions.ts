import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, list, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { argsort } from "../core/numbers.ts";
import { cellError, isMissing, levelOf } from "../table/cell.ts";
import type { Hints } from "../table/column-type.ts";
import { type DateOrder, dateOrders, dateRule, dayOf } from "../table/date-text.ts";
import { type Decimal, decimals } from "../table/number-text.ts";
import { readColumns, variants } from "../table/read-column.ts";
import { columnOf, type Frame, nameIn, noticesOfReading, type Table, toFrame } from "../table/table.ts";

/** How transactions are read: which column is what, and what becomes of gaps and refunds. */
export interface TransactionOptions<Column extends string = string> {
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
   * The day that is counted to: `"last"`, the day of the last transaction; `"day-after"`, the one after it, so that who bought on the last
   * day has recency 1; or a day, none before the last transaction (a day number where the dates are).
   * @defaultValue "last"
   */
  readonly asOf?: string | number | Date | undefined;
  /**
   * What to do about a transaction without a customer, a date or an amount: `"drop"` leaves it out, which is told.
   * @defaultValue "error"
   */
  readonly missing?: "error" | "drop" | undefined;
  /**
   * What a negative amount is. `"count"`: a transaction like any other, which makes the sum less; told. `"subtract"`: it makes the sum less
   * and is no purchase: it counts for neither recency nor frequency. `"drop"`: it is left out. `"error"`: an error. Customers with nothing
   * but refunds are left out by `"subtract"` and `"drop"`, which is told.
   * @defaultValue "count"
   */
  readonly refunds?: "count" | "subtract" | "drop" | "error" | undefined;
}

/** The options that say how transactions are read. */
export const transactionKeys: readonly string[] = ["customer", "date", "amount", "decimal", "dateOrder", "asOf", "missing", "refunds"];

const policies = ["error", "drop"] as const;
const refundPolicies = ["count", "subtract", "drop", "error"] as const;

/** Transactions, read. What is of each stands in the table's order. */
export interface Transactions {
  /** The customers, as text, in the order of their first transactions in the table. */
  readonly names: readonly string[];
  /** The customer of each; -1 for one that is left out. */
  readonly owners: Int32Array;
  /** Day numbers. */
  readonly days: Float64Array;
  readonly amounts: Float64Array;
  /** 1 for a purchase, 0 for what is left out and for a refund that is none. */
  readonly isPurchase: Uint8Array;
  /** The purchases of each customer; 0 for one to be left out. */
  readonly purchases: Float64Array;
  /** The customers with a purchase, ascending. */
  readonly kept: Int32Array;
  /** The day that is counted to. */
  readonly asOf: number;
  readonly notices: readonly Notice[];
}

/** Reads a table of transactions; checks the options, of which `keys` may be given. */
export function readTransactions(where: string, transactions: Table, options: TransactionOptions, keys: readonly string[]): Transactions {
  checkKeys(where, "the options", options, keys);
  const { customer, date, amount, dateOrder, decimal, missing = "error", refunds = "count" } = options;
  if (dateOrder !== undefined) checkOneOf(where, "dateOrder", dateOrder, dateOrders);
  if (decimal !== undefined) checkOneOf(where, "decimal", decimal, decimals);
  checkOneOf(where, "missing", missing, policies);
  checkOneOf(where, "refunds", refunds, refundPolicies);
  const frame = toFrame(where, transactions);
  const { names, owners } = readCustomers(where, frame, customer);
  const days = readDays(where, frame, date, { dateOrder });
  const amounts = readOne(where, frame, amount, "number", { decimal });
  const sifted = sift(where, frame, { ...options, missing, refunds }, { names, owners, days, amounts });
  const { purchases, latest, dropped, returned, refunders } = sifted;
  const kept = Int32Array.from(purchases.keys()).filter((c) => purchases[c] > 0);
  if (kept.length === 0) throw new InputError("no-rows", where, "`table` must have at least 1 transaction that is no refund", "only refunds");
  const rows = frame.rows;
  const notices: Notice[] = [
    ...noticesOfReading(transactions),
    ...(dropped === 0 ? [] : [{ code: "transactions-dropped", figures: { dropped, rows } } as const]),
    ...(returned === 0 || (refunds === "subtract" && refunders === 0)
      ? []
      : [{ code: "refunds", figures: { refunds: returned, rows, policy: refunds as "count" | "subtract" | "drop", customers: refunders } } as const]),
    ...variants(customer, Array.from(kept, (c) => names[c])),
  ];
  const { isPurchase } = sifted;
  return { names, owners, days, amounts, isPurchase, purchases, kept, asOf: readAsOf(where, options, frame, days, latest), notices };
}

/** What of each transaction was read. */
type Given = Pick<Transactions, "names" | "owners" | "days" | "amounts">;

/** What there is once gaps and refunds are seen to. */
interface Sifted extends Pick<Transactions, "isPurchase" | "purchases"> {
  /** The row of the last transaction. */
  readonly latest: number;
  /** Transactions with a gap. */
  readonly dropped: number;
  /** Refunds. */
  readonly returned: number;
  /** Customers with nothing but refunds that are no purchases. */
  readonly refunders: number;
}

/** Leaves out what the policies say: its owner becomes -1. */
function sift(where: string, frame: Frame, options: TransactionOptions, { names, owners, days, amounts }: Given): Sifted {
  const { missing, refunds, amount } = options;
  const isPurchase = new Uint8Array(frame.rows);
  const purchases = new Float64Array(names.length), refunded = new Uint8Array(names.length);
  const firstGap = gapIn(options, owners[0], days[0]);
  let latest = -1, dropped = 0, returned = 0;
  for (let i = 0; i < frame.rows; i++) {
    const c = owners[i];
    if (c < 0 || Number.isNaN(days[i]) || Number.isNaN(amounts[i])) {
      if (missing === "error") throw missingError(where, gapIn(options, c, days[i]), i, frame);
      dropped++;
      owners[i] = -1;
      continue;
    }
    const isRefund = amounts[i] < 0;
    if (isRefund) {
      if (refunds === "error") throw refundError(where, amount, i, frame);
      returned++;
      refunded[c] = 1;
      if (refunds === "drop") {
        owners[i] = -1;
        continue;
      }
    }
    if (latest < 0 || days[i] > days[latest]) latest = i;
    isPurchase[i] = isRefund && refunds === "subtract" ? 0 : 1;
    purchases[c] += isPurchase[i];
  }
  if (dropped === frame.rows) throw missingError(where, firstGap, 0, frame);
  const refunders = refunded.reduce((sum, has, c) => sum + (purchases[c] === 0 ? has : 0), 0);
  return { isPurchase, purchases, latest, dropped, returned, refunders };
}

/** The days on which each customer bought: several purchases on one day are one. In O(n). */
export function purchaseDays({ names, owners, days, isPurchase }: Transactions): Float64Array {
  const count = new Float64Array(names.length), last = new Float64Array(names.length).fill(NaN);
  const order = argsort(days);
  for (let at = 0; at < order.length; at++) {
    const i = order[at];
    const c = owners[i];
    if (c < 0 || isPurchase[i] === 0 || days[i] === last[c]) continue;
    count[c]++;
    last[c] = days[i];
  }
  return count;
}

function readCustomers(where: string, frame: Frame, column: string): { names: string[]; owners: Int32Array } {
  const cells = columnOf(where, frame, column);
  const names: string[] = [];
  const codeOf = new Map<string, number>();
  const owners = new Int32Array(frame.rows).fill(-1);
  for (let i = 0; i < owners.length; i++) {
    if (isMissing(cells[i])) continue;
    const name = levelOf(cells[i])?.trim();
    if (name === undefined) throw cellError(where, "not-a-cell", column, i, "must be a number, a text or a boolean", cells[i]);
    let code = codeOf.get(name);
    if (code === undefined) {
      code = names.length;
      codeOf.set(name, code);
      names.push(name);
    }
    owners[i] = code;
  }
  return { names, owners };
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

function readAsOf(where: string, { date, asOf }: TransactionOptions, frame: Frame, days: Float64Array, latest: number): number {
  if (asOf === undefined || asOf === "last") return days[latest];
  if (asOf === "day-after") return days[latest] + 1;
  const areNumbers = isDay(columnOf(where, frame, date)[latest]);
  const day = dayOf(asOf);
  if (Number.isNaN(day)) throw new InputError("not-a-date", where, `\`asOf\` ${dateRule}, or "last" or "day-after"`, show(asOf));
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

/** The column in which a transaction has a gap. */
function gapIn({ customer, date, amount }: TransactionOptions, owner: number, day: number): string {
  return owner < 0 ? customer : Number.isNaN(day) ? date : amount;
}

function refundError(where: string, column: string, row: number, frame: Frame): InputError {
  const rule = 'must not be below 0; say what a refund is with `refunds: "subtract"`, `"drop"` or `"count"`';
  return cellError(where, "below-zero", column, row, rule, columnOf(where, frame, column)[row]);
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
