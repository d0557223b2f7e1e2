import { advise } from "../core/advice.ts";
import { isFloat64Array } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { settled } from "../core/letters.ts";
import type { Notice } from "../core/notice.ts";
import { readNumberText } from "./amount-text.ts";
import { cellError, isMissing } from "./cell.ts";
import type { ColumnType, EncodedType, Finding, Hints, Writing } from "./column-type.ts";
import { type DateOrder, dateOrdersOf, isoDate, readAnyDate, readDateText, readMonthText } from "./date-text.ts";
import type { CellValue, DistinctCells } from "./distinct-cells.ts";
import { areCodes, complainOfMixed, namesPersons, noteAnswers, noteMixed, ofUnits } from "./mixed-cells.ts";
import type { NumberShape } from "./number-shape.ts";
import { numberStyle } from "./number-style.ts";
import { areCodedAnswers } from "./several-answers.ts";
import { isBooleanPair, isMissingMark, isMissingWord, isTick } from "./words.ts";

/** The reason of a type that the caller gave. */
export const asSaid = "as the caller said";

/** The type that the caller gave, or that an order or a unit says. */
export function typeOf(spec: Writing | undefined): ColumnType | undefined {
  if (spec?.type !== undefined) return spec.type;
  if (spec?.order !== undefined) return "ordered";
  return spec?.unit === undefined && spec?.thousands === undefined ? undefined : "number";
}

/** Infers the type of a column from its distinct cells, or how it is written where the caller gave the type. */
export function inferType(where: string, column: string, all: DistinctCells, spec: Writing, hints: Hints): Finding {
  const type = typeOf(spec);
  const cells = all.cells.filter((cell) => !isMissingWord(cell));
  if (type === "category" || type === "ordered" || type === "boolean") return { type, reason: asSaid };
  if (type === undefined && spec.labels === undefined && isBooleanPair(cells))
    return { type: "boolean", reason: `${cells.map(show).join(" and ")} say yes and no` };

  if (type === undefined && spec.labels === undefined && areTicks(cells, all) && !("missing" in spec))
    return { type: "boolean", reason: `${show(cells[0])} or nothing, which says no`, blankIs: "no" };
  if (type === undefined && areCodedAnswers(cells, hints.delimiter)) return asCategories(all, noteAnswers(column, cells));

  const date = type === "number" ? undefined : inferDate(where, column, cells, all, spec, hints);
  if (date !== undefined) return { ...date, ...(type === "date" ? { reason: asSaid } : {}) };
  const style = numberStyle(cells, spec.decimal ?? hints.decimal, spec.unit, spec.thousands);
  const { decimal, unit, hasThousands, faults, isOpen, undecided } = style;
  if (type === "number" || (cells.length > 0 && faults.length === 0 && spec.labels === undefined)) {
    const reason = type === "number" ? asSaid : style.words;
    const complaint = undecided === undefined ? undefined : undecidedMark(where, column, undecided, all.rows[all.cells.indexOf(undecided)]);
    return { type: "number", reason, decimal, unit, hasThousands, faults, leftOpen: isOpen ? "decimal" : undefined, complaint };
  }
  if (spec.labels === undefined && style.units.length > 1) return ofUnits(where, column, all, cells, style, hints);
  const namesRows = areCodes(cells, faults) || namesPersons(column, all);
  if (spec.labels === undefined && hints.isLenient !== true && !namesRows) complainOfMixed(where, column, all, cells, faults);
  return asCategories(all, namesRows ? undefined : (noteAnswers(column, cells) ?? noteMixed(column, all, cells, faults)));
}

function asCategories({ cells }: DistinctCells, note: Notice | undefined): Finding {
  const distinct = cells.filter((cell) => !isMissingMark(cell)).length;
  return { type: "category", reason: distinct === 1 ? "one text" : `${distinct} different texts`, note };
}

/** Whether cells are blank but for one that says yes, several times. */
function areTicks(cells: readonly CellValue[], { cells: all, counts, codes }: DistinctCells): boolean {
  return cells.length === 1 && isTick(cells[0]) && counts[all.indexOf(cells[0])] > 1 && codes.includes(-1);
}

/** Whether texts name two years each, such as 2009-10 and 2001-05, rather than a month: the second is the later one in all. */
function areYears(texts: readonly string[]): boolean {
  return texts.every((text) => {
    const [, first, second] = /^\d\d(\d\d)[-/](\d\d)$/.exec(text) ?? [];
    return first !== undefined && Number(second) > Number(first);
  });
}

const longReach = 29_200; // days, or 80 years: then some year may be of another century

/** How far dates reach, where that may be too far. */
function reachOf(texts: readonly string[], order: DateOrder): string {
  let first = Infinity, last = -Infinity;
  for (const text of texts) {
    const day = readAnyDate(text, order);
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return last - first > longReach ? `: from ${isoDate(first)} to ${isoDate(last)}` : "";
}

const shortYear = /* @__PURE__ */ settled(/^\D*\d{1,2}\D+(?:\d{1,2}|\p{L}+)\D+\d\d(?!\d)/u);

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
  if (texts.length > 1 && texts.every((text) => !Number.isNaN(readMonthText(text))) && !areYears(texts))
    return { type: "date", reason: "every text is a month, of which the first day is taken", dateOrder: "ymd" };
  const orders = [...dateOrdersOf(texts)];
  if (orders.length === 0) return type === "date" ? { type, reason: "", dateOrder: hints.dateOrder ?? "ymd" } : undefined;
  const differing = texts.find((text) => orders.some((order) => readAnyDate(text, order) !== readAnyDate(text, orders[0])));
  const order = differing !== undefined && hints.dateOrder !== undefined && orders.includes(hints.dateOrder) ? hints.dateOrder : orders[0];
  const years = texts.some((text) => shortYear.test(text)) ? `, two digits of a year being 1930 to 2029${reachOf(texts, order)}` : "";
  const found = { type: "date", reason: `every text is a date (${order}${years})`, dateOrder: order } as const;
  if (differing === undefined || hints.dateOrder === order) return found;
  const row = all.rows[all.cells.indexOf(differing)];
  return { ...found, leftOpen: "dateOrder", complaint: ambiguous(where, column, differing, orders, row) };
}

function ambiguous(where: string, column: string, text: string, orders: readonly DateOrder[], row: number): InputError {
  const days = orders.map((order) => `${isoDate(readAnyDate(text, order))} ("${order}")`);
  const rule = [
    "it must be clear which number is the day; say ",
    advise({ advice: "date-order", column, value: orders[0] }),
    ", or if these are not dates, ",
    advise({ advice: "category", column }),
  ];
  return new InputError("ambiguous-date", where, rule, `${show(text)}, which may be ${days.join(" or ")}`, { column, row }, "");
}

function undecidedMark(where: string, column: string, cell: CellValue, row: number): InputError {
  const rule = ["it must be clear which mark is the decimal one; say ", advise({ advice: "column-decimal", column, value: "." })];
  const [asFraction, asThousands] = ([".", ","] as const).map((decimal) => String(readNumberText(String(cell), decimal)));
  const got = `${show(cell)}, which may be ${asFraction} (".") or ${asThousands} (",")`;
  return new InputError("ambiguous-number", where, rule, got, { column, row }, "");
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

/**
 * Numbers as they are, or dates such as 20240131; undefined where 1 and 0, or 1 and nothing, say yes and no, unless the caller said
 * numbers.
 */
export function numbersFinding(
  where: string,
  column: string,
  values: Float64Array,
  { present, min, max, isWhole }: NumberShape,
  { type, labels, unit }: Writing,
): Finding | undefined {
  const isFinite = min > -Infinity && max < Infinity;
  const areZeros = min === 0 && max === 0;
  if (present > 0 && (!isFinite || (unit === "%" && !areZeros))) complainOfNumbers(where, column, values, unit);
  if (type === "number") return { type, reason: asSaid };
  const areTicks = min === 1 && max === 1 && present < values.length;
  if (labels === undefined && ((isWhole && min === 0 && max === 1) || areTicks)) return undefined;
  const mayBeDates = isWhole && min >= leastDate && max <= greatestDate;
  if (mayBeDates && present >= leastRows && values.every((x) => Number.isNaN(x) || !Number.isNaN(readDateText(String(x), "ymd")))) {
    return { type: "date", reason: "every number is a date such as 20240131", dateOrder: "ymd" };
  }
  return labels === undefined
    ? { type: "number", reason: "every cell is a number" }
    : { type: "category", reason: "the caller names its categories" };
}

/** Complains of the first number that is infinite, or is no percentage where the column has them. */
function complainOfNumbers(where: string, column: string, values: Float64Array, unit: string | undefined): void {
  const row = values.findIndex((x) => Math.abs(x) === Infinity || (unit === "%" && x !== 0 && !Number.isNaN(x)));
  const x = values[row];
  if (!Number.isFinite(x)) throw cellError(where, "not-finite", column, row, "must be finite", x);
  throw cellError(where, "not-of-type", column, row, "must be a number in %", x);
}
