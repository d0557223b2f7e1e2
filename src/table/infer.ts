import { advise } from "../core/advice.ts";
import { isFloat64Array } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { cellError, isMissing } from "./cell.ts";
import type { ColumnType, EncodedType, Finding, Hints, Writing } from "./column-type.ts";
import { type DateOrder, dateOrders, dateOrdersOf, isoDate, readDateText } from "./date-text.ts";
import type { CellValue, DistinctCells } from "./distinct-cells.ts";
import { textsLook } from "./id-like.ts";
import { numberStyle } from "./number-style.ts";
import { isBooleanPair, isMissingMark, isMissingWord } from "./words.ts";

/** The reason of a type that the caller gave. */
export const asSaid = "as the caller said";

/** The type that the caller gave, or that an order says. */
export function typeOf(spec: Writing | undefined): ColumnType | undefined {
  return spec?.type ?? (spec?.order === undefined ? undefined : "ordered");
}

/** Infers the type of a column from its distinct cells, or how it is written where the caller gave the type. */
export function inferType(where: string, column: string, all: DistinctCells, spec: Writing, hints: Hints): Finding {
  const type = typeOf(spec);
  const cells = all.cells.filter((cell) => !isMissingWord(cell));
  if (type === "category" || type === "ordered" || type === "boolean") return { type, reason: asSaid };
  if (type === undefined && spec.labels === undefined && isBooleanPair(cells))
    return { type: "boolean", reason: `${cells.map(show).join(" and ")} say yes and no` };

  const date = type === "number" ? undefined : inferDate(where, column, cells, all, spec, hints);
  if (date !== undefined) return { ...date, ...(type === "date" ? { reason: asSaid } : {}) };
  const style = numberStyle(cells, spec.decimal ?? hints.decimal, spec.unit, spec.thousands);
  const { decimal, unit, hasThousands, faults, isOpen } = style;
  if (type === "number" || (cells.length > 0 && faults.length === 0 && spec.labels === undefined)) {
    const reason = type === "number" ? asSaid : style.words;
    return { type: "number", reason, decimal, unit, hasThousands, faults, leftOpen: isOpen ? "decimal" : undefined };
  }
  const namesRows = areCodes(cells, faults) || namesPersons(column, all);
  if (spec.labels === undefined && hints.isLenient !== true && !namesRows) complainOfMixed(where, column, all, cells, faults);
  const distinct = all.cells.filter((cell) => !isMissingMark(cell)).length;
  return {
    type: "category",
    reason: `${distinct} distinct ${distinct === 1 ? "text" : "texts"}`,
    note: namesRows ? undefined : noteMixed(column, all, cells, faults),
  };
}

/** Dates, where every cell is one in some order, or the caller said so; where two orders fit, the table's decides, or must be told. */
function inferDate(
  where: string,
  column: string,
  cells: readonly CellValue[],
  all: DistinctCells,
  { type, dateOrder }: Writing,
  hints: Hints,
): Finding | undefined {
  const texts = cells.filter((cell) => typeof cell === "string");
  if (dateOrder !== undefined || all.hasDates) return { type: "date", reason: "dates", dateOrder: dateOrder ?? "ymd" };
  if (type === undefined && (texts.length < cells.length || texts.length === 0 || texts.every((text) => /^\d+$/.test(text))))
    return undefined;
  const orders = [...dateOrdersOf(texts)];
  if (orders.length === 0) return type === "date" ? { type, reason: "", dateOrder: hints.dateOrder ?? "ymd" } : undefined;
  const differing = texts.find((text) => orders.some((order) => readDateText(text, order) !== readDateText(text, orders[0])));
  const order = differing !== undefined && hints.dateOrder !== undefined && orders.includes(hints.dateOrder) ? hints.dateOrder : orders[0];
  const found = { type: "date", reason: `every text is a date (${order})`, dateOrder: order } as const;
  if (differing === undefined || hints.dateOrder === order) return found;
  const row = all.rows[all.cells.indexOf(differing)];
  return { ...found, leftOpen: "dateOrder", complaint: ambiguous(where, column, differing, orders, row) };
}

function ambiguous(where: string, column: string, text: string, orders: readonly DateOrder[], row: number): InputError {
  const days = orders.map((order) => `${isoDate(readDateText(text, order))} ("${order}")`);
  const rule = ["dates must say which number is the day; name it by ", advise({ advice: "date-order", column, value: orders[0] })];
  return new InputError("ambiguous-date", where, rule, `${show(text)}, which may be ${days.join(" or ")}`, { column, row }, "");
}

/** A column that is nothing but numbers and missing cells, as numbers with NaN for missing; undefined for any other. */
export function asNumbers(values: ArrayLike<unknown>): Float64Array | undefined {
  if (isFloat64Array(values)) return values;
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i];
    if (typeof value === "number") numbers[i] = value;
    else if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) numbers[i] = Number(value);
    else if (isMissing(value)) numbers[i] = NaN;
    else return undefined;
  }
  return numbers;
}

/** What cells are as they stand, without a look at what their texts say: numbers where all that are not missing are. */
export function encodedTypeIn(values: ArrayLike<unknown>): EncodedType {
  return asNumbers(values) === undefined ? "category" : "number";
}

const leastRows = 20;
const leastDate = 19_000_101;
const greatestDate = 21_001_231;

/** Numbers as they are, or dates such as 20240131; undefined where 1 and 0 say yes and no, unless the caller said numbers. */
export function numbersFinding(
  where: string,
  column: string,
  values: Float64Array,
  { type, labels, decimal, unit }: Writing,
): Finding | undefined {
  let [zeros, ones, present, mayBeDates] = [0, 0, 0, true];
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (Number.isNaN(x)) continue;
    if (!Number.isFinite(x)) throw cellError(where, "not-finite", column, i, "must be finite", x);
    if (decimal === "," && !Number.isInteger(x)) throw readBefore(where, column, i, x);
    if (unit === "%" && x !== 0) throw cellError(where, "not-of-type", column, i, "must be a number in %", x);
    present++;
    if (x === 0) zeros++;
    if (x === 1) ones++;
    mayBeDates &&= x >= leastDate && x <= greatestDate && Number.isInteger(x);
  }
  if (type === "number") return { type, reason: asSaid };
  if (labels === undefined && zeros > 0 && ones > 0 && zeros + ones === present) return undefined;
  if (mayBeDates && present >= leastRows && values.every((x) => Number.isNaN(x) || !Number.isNaN(readDateText(String(x), "ymd")))) {
    return { type: "date", reason: "every number is a date such as 20240131", dateOrder: "ymd" };
  }
  return labels === undefined
    ? { type: "number", reason: "every cell is a number" }
    : { type: "category", reason: "the caller names its categories" };
}

/** Of 1.200 that was read as 1.2, nobody knows any more that it was 1200. */
function readBefore(where: string, column: string, row: number, x: number): InputError {
  const rule = ["numbers with decimal commas must not have been read with points; give ", advise({ advice: "decimal", value: "," })];
  return new InputError("not-of-type", where, rule, show(x), { column, row }, "");
}

/** Whether the cells that are no number, `faults`, are codes: digits beyond 2^53, or that begin with 0 where all cells are as long. */
function areCodes(cells: readonly CellValue[], faults: readonly CellValue[]): boolean {
  const { length } = String(cells[0]);
  const areAlike = cells.every((cell) => String(cell).length === length && /^\d+$/.test(String(cell)));
  return faults.length > 0 && (areAlike || faults.every((cell) => /^[1-9]\d*$/.test(String(cell))));
}

/** Whether a column holds what names persons, which makes no segments, however mixed it is. */
function namesPersons(column: string, { cells, counts }: DistinctCells): boolean {
  return textsLook(column, cells.map(String), counts, false)?.why === "person";
}

const mostlyShare = 0.8; // of the rows: then the others are faults
const fewDistinct = 20; // may be categories all the same

/**
 * A column of numbers, or of dates, with a few other cells is faulty: as categories it would be dozens of them. `faults` are the
 * cells that are no number.
 */
function complainOfMixed(
  where: string,
  column: string,
  all: DistinctCells,
  cells: readonly CellValue[],
  faults: readonly CellValue[],
): void {
  for (const [what, others] of [
    ["number", faults],
    ["date", noDates(cells)],
  ] as const) {
    if (others.length === cells.length || cells.length - others.length < fewDistinct) continue;
    const share = 1 - shareOf(all, cells, others);
    if (share < mostlyShare) continue;
    const row = all.rows[all.cells.indexOf(others[0])];
    const as = `must be a ${what}, as ${Math.floor(100 * share)} % of the column are; `;
    const rule = [as, advise({ advice: "missing-words", as: "add" }), ", or say ", advise({ advice: "category", column })];
    throw new InputError("mixed-kinds", where, rule, others.slice(0, 3).map(show).join(", "), { column, row }, "");
  }
}

/** The cells that are no date, in the order that leaves the fewest; all where hardly any of the first ones is a date. */
function noDates(cells: readonly CellValue[]): readonly CellValue[] {
  const without = (some: readonly CellValue[], order: DateOrder): CellValue[] =>
    some.filter((cell) => typeof cell !== "string" || Number.isNaN(readDateText(cell, order)));
  const sample = cells.slice(0, 2 * fewDistinct);
  const likely = dateOrders.filter((order) => without(sample, order).length <= sample.length / 2);
  return likely.reduce<readonly CellValue[]>((fewest, order) => {
    const others = without(cells, order);
    return others.length < fewest.length ? others : fewest;
  }, cells);
}

/** What to say of categories that might be numbers but for some cells, or but for how they are written, or of a word among them. */
function noteMixed(column: string, all: DistinctCells, cells: readonly CellValue[], faults: readonly CellValue[]): Notice | undefined {
  const share = faults.length === cells.length ? 0 : 1 - shareOf(all, cells, faults);
  if (share >= 0.5) {
    return { code: "mostly-numbers", column, figures: { share, other: faults[0] } };
  }
  const begins = cells.length <= fewDistinct ? [] : cells.filter((cell) => typeof cell === "string" && /^[^\p{L}\d]*\d/u.test(cell));
  if (cells.length > fewDistinct && begins.length >= mostlyShare * cells.length) {
    return { code: "begin-with-numbers", column, figures: { cells: begins.slice(0, 3).map(String) } };
  }
  const words = all.cells.filter((cell) => isMissingWord(cell) && /\w/.test(String(cell)));
  return words.length === 0 ? undefined : { code: "words-kept", column, figures: { words: words.map(String) } };
}

/** The share of the rows, of those that hold one of `cells`, that hold one of `some`. */
function shareOf({ cells: all, counts }: DistinctCells, cells: readonly CellValue[], some: readonly CellValue[]): number {
  const places = new Map(all.map((cell, at) => [cell, at]));
  const sum = (of: readonly CellValue[]): number => of.reduce<number>((total, cell) => total + counts[places.get(cell)!], 0);
  return sum(some) / sum(cells);
}
