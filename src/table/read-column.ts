import { checkOneOf } from "../core/check.ts";
import { lower } from "../core/letters.ts";
import { isMatrix, type Matrix } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { formatNumber } from "../core/text.ts";
import { levelOf } from "./cell.ts";
import { decoded, gapsIn } from "./coded.ts";
import { type ColumnType, columnTypes, type Finding, type Hints, type Writing } from "./column-type.ts";
import { convert, type Converted, type Unknown } from "./convert.ts";
import { isoDate } from "./date-text.ts";
import { type DistinctCells, distinctCells, isDistinct, plainTexts } from "./distinct-cells.ts";
import { type LeftOut, numbersLook, type NumbersLook, textsLook } from "./id-like.ts";
import { asNumbers, asSaid, inferType, numbersFinding, typeOf } from "./infer.ts";
import { type NumberShape, numberShape } from "./number-shape.ts";
import type { Decimal } from "./number-text.ts";
import { type RealDays, withoutPlaceholders } from "./placeholder-days.ts";
import { columnOf, type ColumnValues, type Frame, nameIn, type Table, toFrame } from "./table.ts";
import { isMissingMark, isMissingWord } from "./words.ts";

/** A column with what the caller says of it, examined but not yet converted. */
interface Examined {
  readonly column: string;
  readonly spec: Writing | undefined;
  readonly finding: Finding;
  /** Its values, where they need no conversion; else its distinct cells. */
  readonly cells: Converted | DistinctCells;
  /** Of numbers that need no conversion. */
  readonly shape?: NumberShape | undefined;
}

/** Finds out what a column holds; `words` mean missing. */
function examine(
  where: string,
  column: string,
  values: ColumnValues,
  spec: Writing | undefined,
  words: ReadonlySet<string>,
  hints: Hints,
): Examined {
  const type = typeOf(spec);
  if (type === "id" || type === "ignore")
    return { column, spec, finding: { type, reason: asSaid }, cells: asNumbers(values) ?? plainTexts(where, column, values) };
  const mayBeNumbers = (type === undefined || type === "number") && [...words].every((word) => Number.isNaN(Number(word)));
  const numbers = mayBeNumbers ? asNumbers(values) : undefined;
  const shape = numbers === undefined ? undefined : numberShape(numbers);
  const ready = numbers === undefined ? undefined : numbersFinding(where, column, numbers, shape!, spec ?? {});
  if (ready?.type === "number") return { column, spec, finding: ready, cells: numbers!, shape };
  const cells = distinctCells(where, column, values, words);
  return { column, spec, finding: ready ?? inferType(where, column, cells, spec ?? {}, hints), cells };
}

/**
 * Decides what columns leave open by those that are clear: a table writes its numbers one way, and its dates. What stays open is
 * read with decimal points; an order of dates that stays open is an error.
 */
function settleColumns(where: string, columns: readonly Examined[], hints: Hints): Examined[] {
  const clear = columns.filter(({ finding }) => finding.leftOpen === undefined);
  const marksInText = new Set(clear.flatMap(({ finding: { decimal } }) => (decimal === undefined ? [] : [decimal])));
  const hasComma = ({ finding, cells }: Examined): boolean =>
    finding.decimal === "," && isDistinct(cells) && cells.cells.some((cell) => String(cell).includes(",")); // points may group, and no more
  const haveCommas = hints.decimal === "," || (marksInText.size === 1 && clear.some(hasComma));
  const marks = new Set([...marksInText, ...(clear.some(hasFractions) ? (["."] as const) : [])]);
  const orders = new Set(clear.flatMap(({ finding: { dateOrder } }) => (dateOrder === "dmy" || dateOrder === "mdy" ? [dateOrder] : [])));
  const told: Hints = {
    decimal: hints.decimal ?? (marks.size === 1 ? [...marks][0] : usualWith(hints.delimiter)),
    delimiter: hints.delimiter,
    dateOrder: hints.dateOrder ?? (orders.size === 1 ? [...orders][0] : undefined),
    isLenient: hints.isLenient,
  };
  return columns.map((examined) => {
    const { column, spec, finding, cells } = examined;
    if (cells instanceof Float64Array && finding.type === "number") return haveCommas ? noteOfPoints(examined) : examined;
    if (finding.leftOpen === undefined || !isDistinct(cells)) return examined;
    const again = told[finding.leftOpen] === undefined ? finding : inferType(where, column, cells, spec ?? {}, told);
    if (again.complaint !== undefined && told.isLenient !== true) throw again.complaint;
    return { ...examined, finding: again };
  });
}

/** Whether numbers were written with fractions, which stand after points where they were no text. */
function hasFractions({ finding: { type }, shape }: Examined): boolean {
  return type === "number" && shape?.isWhole === false;
}

/** The decimal mark that goes with a delimiter. */
function usualWith(delimiter: string | undefined): Decimal | undefined {
  return delimiter === "," ? "." : delimiter === ";" ? "," : undefined;
}

/** Numbers that were read with points beside columns with commas may be a thousandth of what was meant. */
function noteOfPoints(examined: Examined): Examined {
  if (examined.shape?.isWhole !== false) return examined;
  const note = { code: "read-with-points", column: examined.column, figures: {} } as const;
  return { ...examined, finding: { ...examined.finding, note } };
}

/** A column once it is read. */
export interface ReadColumn {
  /** Its name in the source. */
  readonly column: string;
  readonly spec: Writing | undefined;
  readonly finding: Finding;
  /** Numbers with NaN, or texts with null, for missing; dates are days since 1970-01-01. */
  readonly values: Converted;
  /** Of numbers, whatever they stand for. */
  readonly shape: NumberShape | undefined;
  readonly missing: number;
  /** Of categories; 0 of numbers. */
  readonly distinct: number;
  /** Why it is not a feature; undefined where it is one. */
  readonly leftOut: LeftOut | undefined;
  readonly notices: readonly Notice[];
  /** What was let pass although the column cannot hold it, and now is missing. */
  readonly unknown: Unknown;
}

/** Reads columns of a frame: one entry each, whose type decides nothing for the others but how numbers and dates are written. */
export function readColumns(
  where: string,
  frame: Frame,
  asked: readonly { readonly column: string; readonly spec: Writing | undefined }[],
  words: ReadonlySet<string>,
  hints: Hints,
): ReadColumn[] {
  const known = { ...hints, delimiter: frame.delimiter };
  const examined = asked.map(({ column, spec }) => examine(where, column, columnOf(where, frame, column), spec, words, known));
  return settleColumns(where, examined, known).map((column) => readColumn(where, column, known));
}

/** Every column of a table as it looks: what cannot be decided is taken as its first cells are. Numbers of a Matrix are numbers. */
export function lookAt(
  where: string,
  table: Table | Matrix,
  types: Readonly<Record<string, ColumnType>> = {},
  isWanted: (column: string) => boolean = () => true,
): { readonly frame: Frame; readonly columns: readonly ReadColumn[] } {
  const frame = toFrame(where, table);
  const said = new Map<string, ColumnType>();
  for (const [column, type] of Object.entries(types))
    said.set(nameIn(where, frame, column), checkOneOf(where, `columns.${column}`, type, columnTypes));
  const specOf = (column: string): Writing | undefined => {
    const type = said.get(column) ?? (isMatrix(table) ? "number" : undefined);
    return type === undefined ? undefined : { type };
  };
  const asked = frame.names.filter(isWanted).map((column) => ({ column, spec: specOf(column) }));
  const columns = readColumns(where, frame, asked, new Set(), { isLenient: true });
  return { frame, columns };
}

/**
 * The values of an examined column, and what there is to say of them. One that the caller speaks of is a feature whatever it looks
 * like, unless it is called an id, and stays what it holds: numbers are not taken for codes.
 */
function readColumn(where: string, examined: Examined, { letsPass }: Hints): ReadColumn {
  const { column, spec, cells } = examined;
  const found = examined.finding;
  const unknown: Unknown | undefined = letsPass === true ? new Map() : undefined;
  const read = isDistinct(cells) ? convert(where, column, cells, found, spec?.order ?? [], unknown) : cells;
  const known = examined.shape ?? (read instanceof Float64Array ? numberShape(read) : undefined);
  const look = found.type === "number" && typeOf(spec) === undefined ? numbersLook(column, read as Float64Array, known) : {};
  const isCode = spec === undefined && look.category !== undefined;
  const dates = found.type === "date" ? withoutPlaceholders(read as Float64Array, spec?.placeholders) : undefined;
  const finding: Finding = isCode
    ? { type: "category", reason: look.category! }
    : dates === undefined ? found : { ...found, placeholders: dates.days.map(isoDate) };
  const blanks = found.blankIs === undefined ? 0 : gapsIn(read as (string | null)[]);
  const filled = blanks === 0 ? read : Array.from(read as (string | null)[], (cell) => cell ?? found.blankIs!);
  const values = isCode ? levelsOf(read as Float64Array) : (dates?.values ?? filled);
  const { type } = finding;
  const shape = values === read ? known : values instanceof Float64Array ? numberShape(values) : undefined;
  const isNumber = shape !== undefined && type !== "id" && type !== "ignore";
  const { distinct, leftOut } = isNumber ? ofNumbers(finding, shape, look) : ofTexts(examined, finding, values);
  const isKept = spec !== undefined && type !== "id" && type !== "ignore";
  return {
    column,
    spec,
    finding,
    values,
    shape,
    missing: shape === undefined ? gapsIn(values as (string | null)[]) : values.length - shape.present,
    distinct,
    leftOut: isKept ? undefined : (ofUnits(finding) ?? leftOut),
    notices: [
      ...repairs(examined),
      ...lookNotices(column, look, isKept),
      ...placeholderNotices(column, dates),
      ...tickNotices(column, blanks),
    ],
    unknown: unknown ?? new Map(),
  };
}

function placeholderNotices(column: string, dates: RealDays | undefined): Notice[] {
  if (dates === undefined || dates.cells === 0) return [];
  return [{ code: "placeholder-days", column, figures: { cells: dates.cells, days: dates.days.map(isoDate) } }];
}

function tickNotices(column: string, cells: number): Notice[] {
  return cells === 0 ? [] : [{ code: "blanks-say-no", column, figures: { cells } }];
}

/** Numbers that were taken for categories, or might be. */
function lookNotices(column: string, { category, codes, leftOut }: NumbersLook, isKept: boolean): Notice[] {
  if (category !== undefined && !isKept) return [{ code: "codes-as-category", column, figures: { reason: category } }];
  const reason = category === undefined ? codes : `has ${category},`;
  return reason === undefined || (leftOut !== undefined && !isKept) ? [] : [{ code: "codes-as-number", column, figures: { reason } }];
}

/** Numbers as categories, one text a level. */
function levelsOf(numbers: Float64Array): (string | null)[] {
  const places = new Map<number, number>();
  const codes = new Int32Array(numbers.length);
  let last = NaN;
  let place = -1;
  for (let i = 0; i < codes.length; i++) {
    const x = numbers[i];
    if (x === x && x !== last) {
      last = x;
      place = places.get(x) ?? places.size;
      places.set(x, place);
    }
    codes[i] = x === x ? place : -1;
  }
  return decoded([...places.keys()].map((x) => levelOf(x)!), codes);
}

const said: LeftOut = { why: "said", reason: "the caller said so" };
const empty: LeftOut = { why: "empty", reason: "it is empty" };

function ofNumbers({ type }: Finding, { min, max }: NumberShape, { leftOut }: NumbersLook): Pick<ReadColumn, "distinct" | "leftOut"> {
  if (min > max) return { distinct: 0, leftOut: empty };
  if (min < max) return { distinct: 0, leftOut };
  return { distinct: 0, leftOut: { why: "constant", reason: `all its cells are ${type === "date" ? "the same day" : formatNumber(min)}` } };
}

/** Amounts that cannot be compared. */
function ofUnits({ units }: Finding): LeftOut | undefined {
  if (units === undefined) return undefined;
  return { why: "mixed-units", reason: `it holds amounts in several currencies (${units.slice(0, 5).join(", ")}), which must be made one first` };
}

function ofTexts(
  { column, cells: all }: Examined,
  { type, blankIs }: Finding,
  values: Converted,
): Pick<ReadColumn, "distinct" | "leftOut"> {
  if (type === "id" || type === "ignore") return { distinct: 0, leftOut: said };
  const counts = new Map<unknown, number>();
  const { cells, counts: rows } = isDistinct(all) ? all : distinctCells("", column, values, new Set());
  cells.forEach((cell, at) => (isMissingMark(cell) ? undefined : counts.set(cell, rows[at])));
  const distinct = counts.size;
  const present = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (distinct === 0) return { distinct, leftOut: empty };
  if (distinct === 1 && present === values.length && blankIs === undefined)
    return { distinct, leftOut: { why: "constant", reason: `all its cells are "${values[0]}"` } };
  return { distinct, leftOut: textsLook(column, [...counts.keys()], [...counts.values()], type === "boolean", values.length) };
}

/** What was repaired in the cells. */
function repairs({ column, cells: all, finding: { type, note } }: Examined): Notice[] {
  const notices: Notice[] = note === undefined ? [] : [note];
  if (!isDistinct(all)) return notices;
  const { cells, counts, trimmed, formulas, words } = all;
  if (trimmed > 0) notices.push({ code: "blanks-trimmed", column, figures: { cells: trimmed } });
  if (formulas > 0) notices.push({ code: "formulas-of-text", column, figures: { cells: formulas } });
  if (words > 0) notices.push({ code: "missing-words", column, figures: { cells: words } });
  const known = [...cells.keys()].filter((at) => (type === "category" ? isMissingMark : isMissingWord)(cells[at]));
  const rows = known.reduce((sum, at) => sum + counts[at], 0);
  if (rows > 0) notices.push({ code: "taken-as-missing", column, figures: { cells: rows, words: known.map((at) => String(cells[at])) } });
  return type === "category" ? [...notices, ...variants(column, cells)] : notices;
}

const mostCompared = 1000;

/** Which categories differ in case only: they may be the same. */
export function variants(column: string, cells: readonly unknown[]): Notice[] {
  if (cells.length > mostCompared) return [];
  const byLower = new Map<string, string[]>();
  for (const level of new Set(cells.map((cell) => levelOf(cell) ?? String(cell)))) { // true and "true" are one
    byLower.set(lower(level), [...(byLower.get(lower(level)) ?? []), level]);
  }
  const alike = [...byLower.values()].filter((texts) => texts.length > 1);
  return alike.map((levels) => ({ code: "differ-in-case", column, figures: { levels } }));
}
