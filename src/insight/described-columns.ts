import { checkKeys, checkNumber } from "../core/check.ts";
import { InputError, list, show } from "../core/input-error.ts";
import { isMatrix, largestMagnitude } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { checkSpec, type ColumnSpec, type Prepared } from "../prepare/spec.ts";
import type { SegmentModel } from "../segment/model.ts";
import { checkDistinctColumns } from "../stats/levels.ts";
import { isMissing, numberOf, readLevels, readNumbers } from "../table/cell.ts";
import { type ColumnType, encodedTypeOf, type Hints, type Writing } from "../table/column-type.ts";
import { dayOf } from "../table/date-text.ts";
import { typeOf } from "../table/infer.ts";
import { readColumns } from "../table/read-column.ts";
import { nameIn } from "../table/table.ts";
import { booleanOf } from "../table/words.ts";
import type { SegmentedTable } from "./segmented-table.ts";

/** A column by which segments are described, and how it is written where its cells do not tell. */
export interface DescribingColumn<Column extends string = string> extends Writing {
  /** The column's name. */
  readonly column: Column;
  /**
   * What a missing cell counts as, such as 0 for a customer without revenue: a number, or a category.
   * @defaultValue its row is left out of the column's figures, counted
   */
  readonly missing?: {
    /** What replaces the cell. */
    readonly fill: number | string;
  } | undefined;
}

/** A column that was read to describe segments. */
export interface DescribedColumn {
  /** Its name in the table. */
  readonly column: string;
  /** Its name once it is read: of dates, `days since` and the column. */
  readonly name: string;
  readonly type: "number" | "boolean" | "category";
  /** Of numbers: one a row, NaN for missing. */
  readonly numbers?: Float64Array;
  /** Of others: what the levels are called, and one code a row, -1 for missing. */
  readonly levels?: readonly string[];
  readonly codes?: Int32Array;
  /** The missing cells that were filled, and with what. */
  readonly filled: number;
  readonly fill: number | string | undefined;
  /** What was repaired. */
  readonly notices: readonly Notice[];
}

/** A column with what is known of it. */
interface Ask {
  readonly column: string;
  /** Absent where nothing is: then it is looked at whether it can describe anything. */
  readonly spec: Writing | undefined;
  /** What its levels are called: as the caller says, or as they were called when they made the segments. */
  readonly labels: Readonly<Record<string, string>>;
  readonly fill: number | string | undefined;
}

/** What a column was found to hold. */
interface Held {
  readonly type: ColumnType;
  readonly values: ArrayLike<unknown>;
  /** Why it says nothing of segments, if so. */
  readonly leftOut?: { readonly why: string; readonly reason: string } | undefined;
  readonly order?: readonly string[] | undefined;
  readonly notices: readonly Notice[];
}

const specKeys = ["column", "type", "decimal", "dateOrder", "unit", "thousands", "placeholders", "order", "labels", "missing"];

/**
 * Reads columns of a table that was segmented, which may or may not be features: as they look, in the way of writing that the model found,
 * unless the caller says more. `option`: where they were named; `type`: what they must be.
 */
export function readDescribed(
  where: string,
  table: SegmentedTable,
  given: readonly unknown[],
  option: string,
  type?: "number" | "category",
): DescribedColumn[] {
  const asks = Array.from(given, (item) => askOf(where, table, item, option, type));
  asks.forEach(({ column }, at) => {
    if (asks.findIndex((other) => other.column === column) === at) return;
    throw new InputError("duplicate-column", where, `column ${list([column])} must be in ${option} once`, `${show(column)} twice`, { column });
  });
  const { source } = table;
  const held = isPrepared(source) ? asks.map((ask) => heldInPrepared(where, source, ask)) : heldInTable(where, table, asks);
  return asks.map((ask, at) => describedOf(where, ask, held[at]));
}

/** Whether a column helped to make the segments. */
export function madeSegments({ model }: SegmentedTable, column: string): boolean {
  return model.features.some((feature) => feature.column === column || feature.reading.column === column);
}

/** What was repaired, filled and left out of a column, in the rows that are in segments. */
export function noticesOfColumn({ column, notices, fill = "", filled }: DescribedColumn, missing: number, rows: number): Notice[] {
  const full: Notice[] = filled > 0 ? [{ code: "gaps-filled", column, figures: { cells: filled, fill } }] : [];
  const left: Notice[] = missing > 0 ? [{ code: "gaps-left-out", column, figures: { cells: missing, rows } }] : [];
  return [...notices, ...full, ...left];
}

function askOf(where: string, { frame, source, model }: SegmentedTable, item: unknown, option: string, type: "number" | "category" | undefined): Ask {
  const isName = typeof item !== "object" || item === null;
  if (!isName) checkKeys(where, `a column of ${option}`, item, specKeys);
  const { column: named, missing, ...spec } = (isName ? { column: item } : item) as DescribingColumn;
  const read = isPrepared(source) && !frame.names.includes(named) ? source.columns.find(({ column }) => column === named)?.name : undefined;
  const column = nameIn(where, frame, read ?? named, option);
  checkSpec(where, column, { ...spec, ...(missing === undefined ? {} : { missing }) } as ColumnSpec, `the column ${list([column])}`);
  const said = type === undefined || typeOf(spec) !== undefined ? spec : { ...spec, type };
  const reading = model.features.find((feature) => feature.reading.column === column && feature.reading.type === said.type)?.reading;
  const decimal = isPrepared(source) ? undefined : reading?.decimal; // as it was read then
  const known = decimal === undefined || said.decimal !== undefined ? said : { ...said, decimal };
  const isSaid = Object.values(known).some((value) => value !== undefined);
  const labels = spec.labels ?? model.asked.find((feature) => feature.column === column && feature.labels !== undefined)?.labels ?? {};
  return { column, spec: isSaid ? known : undefined, labels, fill: fillOf(where, column, missing) };
}

function fillOf(where: string, column: string, missing: unknown): number | string | undefined {
  if (missing === undefined) return undefined;
  const fill = typeof missing === "object" && missing !== null && "fill" in missing ? missing.fill : undefined;
  if (typeof fill === "string" && fill.trim() !== "") return fill;
  if (typeof fill === "number") return checkNumber(where, "missing.fill", fill, -largestMagnitude, largestMagnitude, { column });
  throw new InputError("unknown-value", where, "`missing` must be { fill: … } with a number or a category, or be left out", show(missing), { column }, "");
}

/** Columns of a table as they were never read before. */
function heldInTable(where: string, { frame, model, source }: SegmentedTable, asks: readonly Ask[]): Held[] {
  const asked = asks.map(({ column, spec }) => ({ column, spec: spec === undefined && isMatrix(source) ? ({ type: "number" } as const) : spec }));
  return readColumns(where, frame, asked, new Set(model.reading.missingWords), hintsOf(model)).map((read) => {
    const { finding: { type }, values, leftOut, spec, notices } = read;
    const held = { type, leftOut, order: spec?.order, notices: notices.filter(({ code }) => code !== "codes-as-number") };
    return { ...held, values: type === "date" ? daysBefore(values as Float64Array, model) : values };
  });
}

/** How the columns that made the segments are written, where they agree: others of the table will be written so, too. */
function hintsOf({ features }: SegmentModel): Hints {
  const decimals = new Set(features.flatMap(({ reading: { decimal } }) => decimal ?? []));
  const orders = new Set(features.flatMap(({ reading: { dateOrder } }) => (dateOrder === "dmy" || dateOrder === "mdy" ? dateOrder : [])));
  return {
    decimal: decimals.size === 1 ? [...decimals][0] : undefined,
    dateOrder: orders.size === 1 ? [...orders][0] : undefined,
  };
}

/** Days counted back from the day from which the model counts, or else from the latest. */
function daysBefore(days: Float64Array, { features }: SegmentModel): Float64Array {
  const asOf = features.find(({ reading }) => reading.asOf !== undefined)?.reading.asOf;
  let last = asOf === undefined ? -Infinity : dayOf(asOf);
  if (asOf === undefined) for (let i = 0; i < days.length; i++) if (days[i] > last) last = days[i];
  return days.map((day) => last - day);
}

/** Whether a cell that is not missing is no number. */
function holdsWords(values: ArrayLike<unknown>): boolean {
  for (let i = 0; i < values.length; i++) if (!isMissing(values[i]) && Number.isNaN(numberOf(values[i]))) return true;
  return false;
}

/** A column as `prepare` read it; a category may be asked of any. */
function heldInPrepared(where: string, { table, columns }: Prepared, { column, spec = {} }: Ask): Held {
  const found = columns.find(({ name }) => name === column) ?? columns.find((own) => own.column === column);
  const { type: asked, labels: _labels, ...writing } = spec;
  const said = Object.entries(writing).find(([, value]) => value !== undefined);
  if (said !== undefined)
    throw new InputError("unknown-option", where, `${list([said[0]])} must be said to \`prepare\`, which read the table`, "it with what `prepare` gave", { column });
  if (found === undefined) return { type: asked ?? "number", values: table[column], notices: [] }; // added to the table since
  const { type, why = "profile", leftOut: reason = "", reading } = found;
  const isOrder = type === "ordered" && asked !== "number";
  const isWords = asked === "number" && encodedTypeOf(type) === "category" && holdsWords(table[found.name]);
  return {
    type: asked === undefined || isWords || (isOrder && asked === "category") ? type : asked,
    values: table[found.name],
    leftOut: asked !== undefined || why === "profile" || why === "said" ? undefined : { why, reason },
    order: reading.order,
    notices: [],
  };
}

/** What may not describe segments: there is nothing that several customers share. */
const useless: readonly string[] = ["id", "person", "text"];

function describedOf(where: string, { column, labels, fill }: Ask, { type, values, leftOut, order, notices }: Held): DescribedColumn {
  if (type === "id" || type === "ignore") {
    const rule = `column ${list([column])} must not have the type "${type}", which says that it describes nothing; take one of the two away`;
    throw new InputError("not-a-feature", where, rule, "both", { column });
  }
  if (leftOut?.why === "mixed-units") throw new InputError("mixed-units", where, "must hold amounts in one currency; convert them first", leftOut.reason, { column }, "");
  if (leftOut !== undefined && useless.includes(leftOut.why)) {
    const way = `{ column: ${show(column)}, type: "${encodedTypeOf(type)}" }`;
    const rule = `column ${list([column])} must hold what many customers share; if it does, give its type: ${way}`;
    throw new InputError("too-many-categories", where, rule, `a column that cannot describe segments (${leftOut.reason})`, { column });
  }
  const name = type === "date" ? `days since ${column}` : column;
  const base = { column, name, fill, notices };
  if (type === "ordered") return { ...base, type: "category", ...ofOrder(where, column, values as Float64Array, order ?? [], labels, fill) };
  if (type === "boolean") return { ...base, type, ...levelsIn(where, column, values, labels, yesOrNo(where, column, fill)) };
  if (encodedTypeOf(type) === "category") return { ...base, type: "category", ...levelsIn(where, column, values, labels, fill) };
  const numbers = readNumbers(where, column, values);
  return { ...base, type: "number", ...filledNumbers(where, column, numbers, fill) };
}

type Filled<Keys extends keyof DescribedColumn> = Required<Pick<DescribedColumn, Keys | "filled">>;

function filledNumbers(where: string, column: string, numbers: Float64Array, fill: number | string | undefined): Filled<"numbers"> {
  if (fill === undefined) return { numbers, filled: 0 };
  const by = checkNumber(where, "missing.fill", fill, -Infinity, Infinity, { column });
  let filled = 0;
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] === numbers[i]) continue;
    numbers[i] = by;
    filled++;
  }
  return { numbers, filled };
}

function filledCodes(levels: readonly string[], codes: Int32Array, fill: number | string | undefined): Filled<"levels" | "codes"> {
  if (fill === undefined) return { levels, codes, filled: 0 };
  const known = levels.indexOf(String(fill));
  const all = known < 0 ? [...levels, String(fill)] : levels;
  let filled = 0;
  const own = codes.map((code) => (code < 0 ? (filled++, all.indexOf(String(fill))) : code));
  return { levels: filled > 0 ? all : levels, codes: own, filled };
}

function levelsIn(
  where: string,
  column: string,
  values: ArrayLike<unknown>,
  labels: Ask["labels"],
  fill: number | string | undefined,
): Filled<"levels" | "codes"> {
  const read = readLevels(where, column, values);
  const found = filledCodes(read.levels, read.codes, fill);
  return { ...found, levels: named(where, column, found.levels, labels) };
}

/** What fills a column of yes and no. */
function yesOrNo(where: string, column: string, fill: number | string | undefined): string | undefined {
  if (fill === undefined) return undefined;
  const says = booleanOf(fill);
  if (says === undefined) throw new InputError("unknown-value", where, '`missing.fill` must say yes or no, as the column does, unless it has the type "number"', show(fill), { column }, "");
  return says ? "yes" : "no";
}

/** Whole numbers from 0 on as codes, -1 for missing. */
function codesOf(numbers: Float64Array): Int32Array {
  return Int32Array.from(numbers, (code) => (code !== code ? -1 : code));
}

function ofOrder(
  where: string,
  column: string,
  places: Float64Array,
  order: readonly string[],
  labels: Ask["labels"],
  fill: number | string | undefined,
): Filled<"levels" | "codes"> {
  const found = filledCodes(order, codesOf(places), fill);
  return { ...found, levels: named(where, column, found.levels, labels) };
}

/** Levels under their display names. */
function named(where: string, column: string, levels: readonly string[], labels: Ask["labels"]): string[] {
  const names = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));
  if (new Set(names).size < names.length) checkDistinctColumns(where, column, names);
  return names;
}
