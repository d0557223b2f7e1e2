import { checkKeys } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { withOrder } from "../table/column-order.ts";
import { dateRule, dayOfText } from "../table/civil-day.ts";
import { isoDate } from "../table/date-text.ts";
import type { Feature } from "../table/feature.ts";
import { toFrame } from "../table/frame.ts";
import type { ColumnName } from "../table/types.ts";
import { checkSpecs } from "./check-specs.ts";
import { prepareColumn, type ReadColumn } from "./prepare-column.ts";
import type { ColumnSpec, Prepared, PreparedColumn, PrepareOptions } from "./prepare-types.ts";
import { type PrepareSource, tableOf } from "./source.ts";

const where = "prepare";

/**
 * Makes any table of customers ready to segment: finds out what each column holds, reads numbers, dates, and yes or no from text,
 * leaves out what is no feature, and says what it did and why.
 *
 * - **Numbers** may be written as text: `$1,234.50`, `1 234,50 €`, `(12.00)` for -12, `12.5 %` for 0.125.
 * - **Yes and no**: TRUE and FALSE, yes and no, y and n, 1 and 0 become the categories `yes` and `no`.
 * - **Dates** become the column `days since NAME`, counted back from one day, by default the latest in the table. Where 03/04/2024
 *   may be either day, `dateOrder` must say which. Whole numbers such as 20240131 are dates where all are.
 * - **Categories** lose blanks around them. Of more than 50, those in less than 1 % of the rows are pooled.
 * - **Left out** are identifiers, texts that hardly repeat, constant and empty columns, unless `columns` names them.
 * - A column of numbers with some other words in it is an error that names the first; `missing` takes such words.
 *
 * In O(n) for each column, and O(distinct) parses. Numbers that need no change are not copied.
 *
 * @throws {@link InputError} on an unknown column or option, a cell that its column's type cannot hold, or an ambiguous date.
 */
export function prepare<T extends PrepareSource>(source: T, options: PrepareOptions<ColumnName<T>> = {}): Prepared {
  checkKeys(where, "the options", options, ["columns", "missing", "asOf"]);
  const words = checkWords(options.missing);
  const frame = toFrame(where, tableOf(source));
  const specs = checkSpecs(where, frame, options.columns);
  const read = frame.names.map((column) => prepareColumn(where, column, frame.valuesOf(column), specs.get(column), words));
  const asOf = options.asOf === undefined ? latestDay(read) : checkDay(options.asOf);
  const columns = read.map((column) => describe(column));
  const kept = read.filter(({ leftOut }) => leftOut === undefined);
  const recipes = kept.map(({ column, type, decimal, dateOrder }): [string, ColumnSpec] => {
    return [column, { ...specs.get(column), type, ...(decimal === undefined ? {} : { decimal }), ...(dateOrder === undefined ? {} : { dateOrder }) }];
  });
  return {
    table: withOrder(read.map((column) => [nameOf(column), column.type === "date" ? (column.values as Float64Array).map((day) => asOf! - day) : column.values])),
    columns,
    features: kept.map((column) => featureOf(column, specs.get(column.column) ?? {})),
    notes: [...read.flatMap((column) => notesOf(column, asOf)), ...columns.flatMap(({ column, leftOut }) => (leftOut === undefined ? [] : [`Column \`${column}\` is no feature: ${leftOut}.`]))],
    recipe: { columns: Object.fromEntries(recipes), ...(words.size === 0 ? {} : { missing: [...words] }), ...(asOf === undefined ? {} : { asOf: isoDate(asOf) }) },
  };
}

function checkWords(words: readonly string[] = []): Set<string> {
  if (Array.isArray(words) && words.every((word) => typeof word === "string")) return new Set(words.map((word) => word.trim()));
  throw new InputError("not-an-array", where, "`missing` must be an array of words", show(words));
}

function checkDay(asOf: unknown): number {
  const day = typeof asOf === "string" ? dayOfText(asOf) : NaN;
  if (!Number.isNaN(day)) return day;
  throw new InputError("not-a-date", where, `\`asOf\` ${dateRule}`, show(asOf));
}

function latestDay(read: readonly ReadColumn[]): number | undefined {
  const days = read.filter(({ type }) => type === "date").map(({ values }) => (values as Float64Array).reduce((max, day) => (day > max ? day : max), -Infinity));
  const latest = Math.max(...days);
  return Number.isFinite(latest) ? latest : undefined;
}

function nameOf({ column, type }: ReadColumn): string {
  return type === "date" ? `days since ${column}` : column;
}

function describe(column: ReadColumn): PreparedColumn {
  const { type, reason, missing, leftOut } = column;
  return { column: column.column, name: nameOf(column), type, reason, missing, ...(leftOut === undefined ? {} : { leftOut }) };
}

const mostCategories = 50;
const pooled = { poolBelow: 0.01, maxCategories: 101, unseen: "rare" } as const; // a hundred of 1 % each, and the rare ones

function featureOf(column: ReadColumn, { type: _, decimal: _decimal, dateOrder: _dateOrder, order: _order, ...options }: ColumnSpec): Feature {
  const { type, missing, distinct } = column;
  const kind = type === "category" || type === "boolean" ? "categorical" : "numeric";
  const policy = missing === 0 ? {} : { missing: kind === "numeric" ? "median" : "category" } as const;
  const isPooled = distinct > mostCategories && options.poolBelow === undefined && options.maxCategories === undefined;
  return { column: nameOf(column), kind, ...policy, ...(isPooled ? pooled : {}), ...options };
}

const plainReasons = ["every cell is a number", "numbers written as text", "as the caller said"];

function notesOf({ column, type, reason, notes, leftOut }: ReadColumn, asOf: number | undefined): string[] {
  if (leftOut !== undefined) return [];
  const day = asOf === undefined ? "" : isoDate(asOf);
  const asType = type === "date" ? [`\`${column}\` became \`days since ${column}\`, counted back from ${day}: ${reason}.`] : [];
  if (type === "number" && !plainReasons.includes(reason)) asType.push(`\`${column}\` was read as numbers: ${reason}.`);
  return [...asType, ...notes];
}
