import { numberOf } from "../table/cell.ts";
import { dayOf } from "../table/date-text.ts";
import { farDays, lastCentury, nextCentury } from "../table/placeholder-days.ts";
import { booleanTexts, missingTexts } from "../table/words.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import type { Reading } from "../prepare/spec.ts";
import type { Dialect } from "./dialects.ts";
import { caseOf, oneOfThese, type SqlColumn } from "./layers.ts";

/** What reads the cells of one feature, a layer after the other, as `predict` reads a table. */
export interface CellReader {
  /** From the table. */
  readonly cells: readonly SqlColumn[];
  /** What texts are as numbers; or parts of dates. */
  readonly parts: readonly SqlColumn[];
  readonly days: readonly SqlColumn[];
  readonly known: readonly SqlColumn[];
  /** The column that holds what was read, a double or a text, and NULL for missing. */
  readonly column: string;
  /** For texts: the column that holds the number that a text is, where numbers are among what is looked for. */
  readonly number?: string;
  /** What is true where `predict` would refuse the cell. */
  readonly faults: readonly string[];
}

/** What the reading of a cell needs to know. */
export interface CellContext {
  readonly dialect: Dialect;
  readonly missingWords: readonly string[];
}

/** The number that a text is, where JavaScript prints it so; NaN for any other text. */
function printedNumber(text: string): number {
  const number = numberOf(text);
  return String(number) === text ? number : NaN;
}

/** Of texts those that are numbers as JavaScript prints them, as SQL. */
export function numbersAmong({ double }: Dialect, texts: readonly string[]): string[] {
  return texts.map(printedNumber).filter((number) => !Number.isNaN(number)).map(double);
}

/** Whether a text, or the number that it is, is among some texts: what is true of it, joined by OR. */
function isAmong({ dialect }: CellContext, text: string, number: string | undefined, texts: readonly string[]): string[] {
  const numbers = number === undefined ? [] : numbersAmong(dialect, texts);
  return [
    ...(texts.length > 0 ? [oneOfThese(text, texts.map(dialect.quotes.text))] : []),
    ...(numbers.length > 0 ? [oneOfThese(number!, numbers)] : []),
  ];
}

/** What is true of a text that means missing. */
function meansMissing(context: CellContext, text: string, number: string | undefined, isCategory: boolean): string {
  const { exact, small } = missingTexts(isCategory);
  const { text: quote } = context.dialect.quotes;
  const nan = number === undefined || context.dialect.nan === undefined ? [] : [context.dialect.nan];
  const texts = [...new Set(["", ...exact, ...nan, ...context.missingWords])];
  return [...isAmong(context, text, number, texts), oneOfThese(`LOWER(${text})`, small.map(quote))].join(" OR ");
}

/** Reads the cells of feature number `f`, which stand in `cell`. */
export function readCells(context: CellContext, feature: FittedFeature, f: number, cell: string): CellReader {
  const { reading } = feature;
  if (feature.type === "category") return readLevel(context, feature, f, cell);
  if (reading.type === "date") return readDay(context, reading, f, cell);
  return reading.type === "ordered" ? readPlace(context, reading, f, cell) : readNumber(context, f, cell);
}

const nothing = { parts: [], days: [] } as const;

function readNumber(context: CellContext, f: number, cell: string): CellReader {
  const { dialect, missingWords } = context;
  const raw = `r${f}`, column = `x${f}`;
  const words = numbersAmong(dialect, missingWords);
  const gaps = [...(dialect.isNan === undefined ? [] : [dialect.isNan(raw)]), ...(words.length > 0 ? [oneOfThese(raw, words)] : [])];
  const number = dialect.number(cell);
  const isGap = [`${cell} IS NULL`, `${number} IS NOT NULL`, meansMissing(context, dialect.text(cell), undefined, false)];
  return {
    ...nothing,
    cells: [[raw, number], ...(dialect.isQuiet === undefined ? [] : [[`q${f}`, caseOf([[isGap.join(" OR "), "0"]], "1")] as const])],
    known: [[column, caseOf(gaps.length > 0 ? [[gaps.join(" OR "), "NULL"]] : [], raw)]],
    column,
    faults: [`ABS(${column}) > ${dialect.double(1e100)}`, ...(dialect.isQuiet === undefined ? [] : [`q${f} = 1`])],
  };
}

/** The place of an ordered category in its order: what the order lacks is dealt with as a gap is. */
function readPlace(context: CellContext, { order = [] }: Reading, f: number, cell: string): CellReader {
  const { dialect } = context;
  const raw = `r${f}`, number = `n${f}`, column = `x${f}`;
  const parts = numbersAmong(dialect, order).length > 0 ? [[number, asNumber(dialect, raw)] as const] : [];
  const places = order.flatMap((level, place) => {
    if (context.missingWords.includes(level)) return [];
    return [[isAmong(context, raw, parts.length > 0 ? number : undefined, [level]).join(" OR "), dialect.double(place)] as const];
  });
  return { ...nothing, cells: [[raw, dialect.text(cell)]], parts, known: [[column, caseOf(places, "NULL")]], column, faults: [] };
}

function asNumber({ looksLike, numberOf: read }: Dialect, text: string): string {
  return caseOf([[looksLike(text, "number"), read(text)]], "NULL");
}

function readLevel(context: CellContext, feature: FittedFeature & { type: "category" }, f: number, cell: string): CellReader {
  const { dialect, missingWords } = context;
  const raw = `r${f}`, number = `n${f}`, column = `t${f}`;
  const isBoolean = feature.reading.type === "boolean";
  const areNumbers = feature.levels.some((level) => !Number.isNaN(numberOf(level))) || numbersAmong(dialect, feature.pooled).length > 0;
  const hasNumbers = isBoolean || areNumbers;
  const known = hasNumbers ? number : undefined;
  const gap = [meansMissing(context, raw, known, !isBoolean), "NULL"] as const;
  const words = isAmong(context, raw, known, missingWords);
  const said = (texts: readonly string[]): string => isAmong(context, `LOWER(${raw})`, known, inAnyCase(texts)).join(" OR ");
  const { yes, no } = booleanTexts();
  const { text: quote } = dialect.quotes;
  const first = words.length > 0 ? [[words.join(" OR "), "NULL"] as const] : [];
  const whens = isBoolean ? [...first, [said(yes), quote("yes")] as const, [said(no), quote("no")] as const, gap] : [gap];
  return {
    ...nothing,
    cells: [[raw, dialect.text(cell)]],
    parts: hasNumbers ? [[number, asNumber(dialect, raw)]] : [],
    known: [[column, caseOf(whens, raw)]],
    column,
    ...(hasNumbers ? { number } : {}),
    faults: [],
  };
}

const capitals: Readonly<Record<string, string>> = { "í": "Í", "ì": "Ì", "ã": "Ã" };

/** Small words with the capitals that engines which only know those of ASCII leave as they are. */
function inAnyCase(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const other = Array.from(text, (letter) => capitals[letter] ?? letter).join("");
    return other === text ? [text] : [text, other];
  });
}

const lastDay = "9999-12-31"; // never a date

/**
 * Days before the day that all dates are counted back from. A date is YYYY-MM-DD, with or without a time of day, or YYYYMMDD: what a column
 * of dates or of times is as text. Its day is counted by the arithmetic of `dayOf`, whatever the engine makes of dates.
 */
function readDay(context: CellContext, { asOf, span, placeholders = [] }: Reading, f: number, cell: string): CellReader {
  const { dialect } = context;
  const { double } = dialect;
  const raw = `r${f}`, year = `y${f}`, month = `m${f}`, day = `j${f}`, since = `w${f}`, column = `x${f}`;
  const isDay = dialect.looksLike(raw, "day"), isDigits = dialect.looksLike(raw, "digits");
  const part = (from: number, fromDigits: number, length: number): string => {
    const read = (at: number): string => dialect.numberOf(`SUBSTR(${raw}, ${at}, ${length})`);
    return caseOf([[isDay, read(from)], [isDigits, read(fromDigits)]], "NULL");
  };
  const [first, last] = span === undefined ? [-Infinity, Infinity] : span.map(dayOf);
  const reach = Math.max(farDays, last - first);
  const far = `${since} < ${double(first - reach)} OR ${since} > ${double(last + reach)}`;
  const ends = `(${month} = 1 AND ${day} = 1) OR (${month} = 12 AND ${day} >= 30)`;
  const none = `(${far}) AND (${since} >= ${double(nextCentury)} OR ${since} < ${double(lastCentury)} OR ${ends})`;
  const days = [...new Set([...placeholders, lastDay].map(dayOf))].map(double);
  const gaps = [oneOfThese(since, days), ...(span === undefined ? [] : [none])];
  return {
    cells: [[raw, dialect.text(cell)]],
    parts: [[year, part(1, 1, 4)], [month, part(6, 5, 2)], [day, part(9, 7, 2)]],
    days: [[since, caseOf([[isRealDay(dialect, year, month, day), civilDay(dialect, year, month, day)]], "NULL")]],
    known: [[column, caseOf([[gaps.join(" OR "), "NULL"]], `${double(dayOf(asOf))} - ${since}`)]],
    column,
    faults: [`${since} IS NULL AND ${raw} IS NOT NULL AND NOT (${meansMissing(context, raw, undefined, false)})`],
  };
}

const isDivisible = ({ double }: Dialect, x: string, by: number): string => `FLOOR(${x} / ${double(by)}) * ${double(by)} = ${x}`;

/** Whether the calendar has a day: 30 February is none. */
function isRealDay(dialect: Dialect, year: string, month: string, day: string): string {
  const isLeap = `${isDivisible(dialect, year, 4)} AND (NOT (${isDivisible(dialect, year, 100)}) OR ${isDivisible(dialect, year, 400)})`;
  const last = `CASE WHEN ${month} IN (4, 6, 9, 11) THEN 30 WHEN ${month} <> 2 THEN 31 WHEN ${isLeap} THEN 29 ELSE 28 END`;
  return `${month} BETWEEN 1 AND 12 AND ${day} >= 1 AND ${day} <= ${last}`;
}

/** `civilDay` of table/date-text.ts, where it is explained. */
function civilDay({ double }: Dialect, year: string, month: string, day: string): string {
  const marchYear = `(${year} - CASE WHEN ${month} > 2 THEN 0 ELSE 1 END)`;
  const marchMonth = `(CASE WHEN ${month} > 2 THEN ${month} - 3 ELSE ${month} + 9 END)`;
  const part = (of: string, by: number): string => `FLOOR(${of} / ${double(by)})`;
  const leapDays = `${part(marchYear, 4)} - ${part(marchYear, 100)} + ${part(marchYear, 400)}`;
  return `365 * ${marchYear} + ${leapDays} + ${part(`(153 * ${marchMonth} + 2)`, 5)} + ${day} - 719469`;
}
