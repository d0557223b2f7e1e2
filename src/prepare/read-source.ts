import { advise } from "../core/advice.ts";
import { InputError, list, show } from "../core/input-error.ts";
import { isMatrix } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { encodedTypeOf } from "../table/column-type.ts";
import type { Converted } from "../table/convert.ts";
import { readNumberText } from "../table/amount-text.ts";
import { isoDate, readAnyDate } from "../table/date-text.ts";
import { namesCustomers } from "../table/id-like.ts";
import { asSaid, typeOf } from "../table/infer.ts";
import type { NumberShape } from "../table/number-shape.ts";
import { type ReadColumn, readColumns } from "../table/read-column.ts";
import { columnOf, type Frame, nameIn, noticesOfReading, toFrame } from "../table/table.ts";
import { type Source, tableOf } from "./source.ts";
import {
  checkSpec, checkTexts, type ColumnSpec, type Feature, fittingTo, type Prepared, type PreparedColumn, type Reading, type ReadingOptions,
  type ResolvedReading, resolveReading,
} from "./spec.ts";

/** A column of a source, read. */
export interface HeldColumn extends PreparedColumn {
  /** Under which its values are found: its name, unless the column is read in two ways. */
  readonly key: string;
  /** Numbers with NaN, or texts with null, for missing; dates are days before one that all share. */
  readonly values: Converted;
  /** Where it holds amounts in several: the currencies. */
  readonly currencies?: readonly string[] | undefined;
}

/** A source of rows, read. */
export interface ReadSource {
  readonly rows: number;
  /** Whether it is a Matrix, whose numbers are taken as they are. */
  readonly isMatrix: boolean;
  /** The source itself, as far as it is a table. */
  readonly frame: Frame;
  readonly columns: readonly HeldColumn[];
  /** What to segment by: each goes with the column of its `key`. */
  readonly features: readonly ReadFeature[];
  /** The words for missing that were named. */
  readonly missingWords: readonly string[];
  /** The columns that look as if they named the rows. */
  readonly idLike: ReadonlySet<string>;
  readonly notices: readonly Notice[];
}

/** A feature, and where its values are. */
export interface ReadFeature {
  readonly key: string;
  /** With the column's name as it is once read, and the type of the reading. */
  readonly feature: Feature;
}

/** What is asked of a source: one entry a reading. */
interface Ask {
  readonly column: string;
  readonly spec: ColumnSpec | undefined;
}

/** What is to be read, beside how. */
export interface Wanted {
  /** The features that the caller lists; all that may be some when absent. */
  readonly features?: readonly (string | Feature)[] | undefined;
  /** The column of weights, which is not a feature by default. */
  readonly weights?: string | undefined;
}

/** Reads a source that is to be segmented, or what `prepare` made of one. */
export function readSource(where: string, source: Source | Prepared, options: ReadingOptions, wanted: Wanted): ReadSource {
  if (isPrepared(source)) return ofPrepared(where, source, options, wanted);
  const table = tableOf(source);
  const frame = toFrame(where, table);
  const resolved = resolveReading(where, options, frame);
  const asks = isMatrix(table) ? ofMatrix(where, frame, resolved, wanted) : asksOf(where, frame, resolved, wanted);
  const { words, hints } = resolved;
  const found = readColumns(where, frame, asks, words, hints);
  const isUsed = (at: number): boolean => found[at].leftOut === undefined && !resolved.profile.has(found[at].column);
  const asOf = resolved.asOf ?? latestDay(found, isUsed) ?? latestDay(found, () => true); // dates that are left out are days, too
  const columns = heldColumns(where, found, asOf, resolved.profile);
  if (wanted.features !== undefined) checkListed(where, columns);
  const told = wanted.features === undefined && !isMatrix(table);
  return {
    rows: frame.rows,
    isMatrix: isMatrix(table),
    frame,
    columns,
    features: columns.flatMap((held, at) => (held.leftOut === undefined ? [{ key: held.key, feature: featureOf(held, found[at]) }] : [])),
    missingWords: [...words],
    idLike: new Set(found.flatMap(({ column, leftOut }) => (leftOut?.why === "id" ? [column] : []))),
    notices: [
      ...noticesOfReading(table),
      ...found.flatMap((column, at) => noticesOf(column, columns[at], asOf)),
      ...found.flatMap(rowsNotices),
      ...(told ? headerNotices(frame, found) : []),
    ],
  };
}

/** One reading a column of the table, or one a feature that is listed. */
function asksOf(where: string, frame: Frame, { specs, profile }: ResolvedReading, { features, weights }: Wanted): Ask[] {
  if (features === undefined) {
    const all = frame.names.filter((column) => column !== weights && column !== weights?.trim());
    return all.map((column) => ({ column, spec: specs.get(column) }));
  }
  const asks = listed(where, features).map(({ column: named, ...given }): Ask => {
    const column = nameIn(where, frame, named);
    if (profile.has(column)) {
      const rule = `column ${list([column])} must not be both in \`features\` and in \`profile\``;
      throw new InputError("duplicate-column", where, rule, `${show(column)} twice`, { column });
    }
    const own = checkSpec(where, column, given, `the feature ${list([column])}`);
    const said = specs.get(column) ?? {};
    const type = typeOf(own) ?? typeOf(said);
    return { column, spec: { ...(type === undefined ? said : fittingTo(said, type)), ...own, ...(type === undefined ? {} : { type }) } };
  });
  asks.forEach(({ column, spec }, at) => {
    const type = typeOf(spec);
    if (asks.findIndex((other) => other.column === column && typeOf(other.spec) === type) === at) return;
    const rule = `column ${list([column])} must be listed once as ${type ?? "what it holds"}`;
    throw new InputError("duplicate-feature", where, rule, `${show(column)} twice`, { column });
  });
  return asks;
}

/** The features that a caller lists. */
function listed(where: string, features: readonly (string | Feature)[]): Feature[] {
  if (!Array.isArray(features) || features.length === 0) {
    throw new InputError("no-features", where, "`features` must list at least one column", show(features));
  }
  return Array.from(features as readonly unknown[], (item, at) => {
    const feature = typeof item === "string" ? { column: item } : (item as Feature | null);
    if (typeof feature === "object" && feature !== null && typeof feature.column === "string") return feature;
    throw new InputError("not-a-feature", where, `\`features\`, item ${at}: must be a column's name or an object with one`, show(item));
  });
}

/** Complains of a feature whose type leaves it out: one of the two was not meant. */
function checkListed(where: string, columns: readonly HeldColumn[]): void {
  const out = columns.find(({ why }) => why === "said");
  if (out === undefined) return;
  const { column, type } = out;
  const rule = `column ${list([column])} must not be in \`features\` and have the type "${type}", which leaves it out; take one of the two away`;
  throw new InputError("not-a-feature", where, rule, "both", { column });
}

/** A matrix holds numbers: none is taken for anything else, or left out. */
function ofMatrix(where: string, frame: Frame, resolved: ResolvedReading, wanted: Wanted): Ask[] {
  const asks = asksOf(where, frame, resolved, wanted);
  return asks.map(({ column, spec }) => ({ column, spec: typeOf(spec) === undefined ? { ...spec, type: "number" } : spec }));
}

/** The latest day of the dates that count; undefined where there is none. */
function latestDay(found: readonly ReadColumn[], counts: (at: number) => boolean): number | undefined {
  let latest = -Infinity;
  found.forEach(({ finding: { type }, values }, at) => {
    if (type === "date" && counts(at)) for (const day of values as Float64Array) if (day > latest) latest = day;
  });
  return Number.isFinite(latest) ? latest : undefined;
}

/** The name of a column once it is read. */
export function nameOf({ column, type }: Pick<Reading, "column" | "type">): string {
  return type === "date" ? `days since ${column}` : column;
}

function heldColumns(where: string, found: readonly ReadColumn[], asOf: number | undefined, profile: ReadonlySet<string>): HeldColumn[] {
  const owners = new Map<string, string>(); // whose name it is
  return found.map(({ column, finding, spec, values, shape, missing, leftOut }) => {
    const { type, reason } = finding;
    const name = nameOf({ column, type });
    const key = owners.get(name) === column ? `${name} as ${type}` : name;
    if (owners.has(key) || (owners.has(name) && owners.get(name) !== column)) {
      const rule = `column ${list([name])} must have a name of its own; \`days since\` is put before dates`;
      throw new InputError("duplicate-name", where, rule, `${show(name)} twice`, { column: name });
    }
    owners.set(key, column);
    const out = profile.has(column)
      ? ({ leftOut: "it is to describe segments", why: "profile" } as const)
      : leftOut === undefined ? {} : { leftOut: leftOut.reason, why: leftOut.why };
    const days = type === "date" ? (values as Float64Array).map((day) => asOf! - day) : values;
    const reading = readingOf(column, finding, spec, asOf, shape);
    return { column, name, key, type, reason, missing, ...out, reading, values: days, currencies: finding.units };
  });
}

function readingOf(
  column: string,
  { type, decimal, dateOrder, placeholders = [], unit, hasThousands = false }: ReadColumn["finding"],
  spec: ColumnSpec | undefined,
  asOf: number | undefined,
  shape: NumberShape | undefined,
): Reading {
  // fractions tell what stands before them, and large ones without separators that there are none; of whole numbers nobody knows
  const hasFractions = type === "number" && shape?.isWhole === false;
  const mark = hasFractions || hasThousands || spec?.decimal !== undefined ? (decimal ?? ".") : undefined;
  const isPlain = hasFractions && !hasThousands && (decimal === undefined || Math.max(-shape.min, shape.max) >= 1000);
  return {
    column,
    type,
    ...(type === "number" && mark !== undefined ? { decimal: mark } : {}),
    ...(type === "number" ? { unit: unit ?? "" } : {}),
    ...(isPlain ? { thousands: false } : {}),
    ...(type === "date" && dateOrder !== undefined ? { dateOrder } : {}),
    ...(type === "date" && asOf !== undefined ? { asOf: isoDate(asOf) } : {}),
    ...(type === "date" && placeholders.length > 0 ? { placeholders } : {}),
    ...(type === "date" ? spanOf(shape!) : {}),
    ...(type === "ordered" ? { order: [...(spec?.order ?? [])] } : {}),
  };
}

/** The first and the last of some days. */
function spanOf({ min, max }: NumberShape): Pick<Reading, "span"> {
  return min > max ? {} : { span: [isoDate(min), isoDate(max)] };
}

/** Of more categories, the rare ones are pooled. */
export const mostCategories = 50;
/** How. */
export const poolRare = { poolBelow: 0.01, maxCategories: 101 } as const; // a hundred of 1 % each, and the rare ones

/** The feature that a column becomes by default. */
function featureOf({ name, type }: HeldColumn, { spec, distinct, finding: { blankIs } }: ReadColumn): Feature {
  const writing = new Set<string>(["type", "decimal", "dateOrder", "order", "unit", "thousands", "placeholders"]);
  const options = Object.fromEntries(Object.entries(spec ?? {}).filter(([option]) => !writing.has(option))) as ColumnSpec;
  const encoded = encodedTypeOf(type);
  const isPooled = distinct > mostCategories && options.poolBelow === undefined && options.maxCategories === undefined;
  const usual = { ...(isPooled ? poolRare : {}), ...(blankIs === undefined ? {} : { missing: { fill: blankIs } }) };
  return { column: name, ...usual, ...options, type: type === "boolean" ? type : encoded };
}

const plainReasons = ["every cell is a number", "numbers written as text", asSaid];

function noticesOf(read: ReadColumn, held: HeldColumn, asOf: number | undefined): Notice[] {
  const { column, finding: { type, reason }, leftOut, notices, values } = read;
  if (held.why === "profile" || leftOut?.why === "said") return [];
  if (leftOut !== undefined) {
    const mayBeMeant = notices.filter(({ code }) => ["look-like-amounts", "look-like-dates", "several-answers"].includes(code));
    return [{ code: "not-used", column, figures: { why: leftOut.why, reason: leftOut.reason } }, ...mayBeMeant];
  }
  if (type === "number" && !plainReasons.includes(reason)) return [{ code: "read-as-numbers", column, figures: { reason } }, ...notices];
  if (type !== "date" || asOf === undefined) return [...notices];
  const later = (values as Float64Array).filter((day) => day > asOf).length;
  return [{ code: "became-days", column, figures: { from: isoDate(asOf), reason, later } }, ...notices];
}

const leastRepeat = 1.25; // rows a customer

/** Where customers stand in several rows each, these are orders, or the like. */
function rowsNotices({ column, leftOut, values, missing }: ReadColumn): Notice[] {
  if ((leftOut?.why !== "id" && leftOut?.why !== "person") || !namesCustomers(column)) return [];
  const rows = values.length - missing;
  const customers = new Set<unknown>(values as ArrayLike<unknown> as readonly unknown[]).size - (missing > 0 ? 1 : 0);
  return rows < leastRepeat * customers ? [] : [{ code: "several-rows", column, figures: { rows, customers } }];
}

/**
 * The name of a column that is a category of it, too, where all columns of numbers and dates go by names that are some: the header may be
 * the first row. Columns named by years are not enough.
 */
function rowInHeader(found: readonly ReadColumn[]): string | undefined {
  const isValue = ({ column, finding: { type } }: ReadColumn): boolean =>
    type === "date" ? !Number.isNaN(readAnyDate(column, "dmy")) || !Number.isNaN(readAnyDate(column, "mdy"))
    : type !== "number" || !Number.isNaN(readNumberText(column, ".")) || !Number.isNaN(readNumberText(column, ","));
  if (!found.every(isValue) || found.every(({ finding: { type } }) => type !== "number" && type !== "date")) return undefined;
  return found.find(({ column, finding: { type }, values }) => type === "category" && Array.prototype.includes.call(values, column))?.column;
}

function headerNotices({ names }: Frame, found: readonly ReadColumn[]): Notice[] {
  const isNumbers = names.length > 1 && names.every((name) => name.trim() !== "" && Number.isFinite(Number(name)));
  if (isNumbers) return [{ code: "named-by-numbers", figures: {} }];
  const example = rowInHeader(found);
  return example === undefined ? [] : [{ code: "named-by-values", figures: { example } }];
}

/** Whether a source is what `prepare` gives. */
export function isPrepared(source: unknown): source is Prepared {
  if (typeof source !== "object" || source === null || isMatrix(source)) return false;
  const { table, columns, features } = source as Partial<Prepared>;
  return (
    typeof table === "object" && table !== null && Array.isArray(columns) && Array.isArray(features) &&
    columns.every((column: Partial<PreparedColumn> | null) => typeof column === "object" && column !== null && typeof column.reading === "object")
  );
}

/** What `prepare` gave, taken as it is. Listed features may be named as in the source or as in the table. */
function ofPrepared(where: string, prepared: Prepared, options: ReadingOptions, { features, weights }: Wanted): ReadSource {
  const said = Object.entries(options).find(([name, value]) => value !== undefined && name !== "profile");
  if (said !== undefined)
    throw new InputError("unknown-option", where, `${list([said[0]])} must be said to \`prepare\`, which read the table`, "it with what `prepare` gave");
  const frame = toFrame(where, prepared.table);
  const columns = prepared.columns.map((column): HeldColumn => {
    return { ...column, key: column.name, values: prepared.table[column.name] as Converted };
  });
  const held = (name: string): HeldColumn => {
    const found = columns.find((column) => column.name === name) ?? columns.find(({ column }) => column === name);
    return found ?? (columnOf(where, frame, name) as never);
  };
  const profile = new Set([...checkTexts(where, "profile", options.profile)].map((name) => held(name).name));
  const usualOnes = prepared.features.filter(({ column }) => column !== weights && !profile.has(column));
  const wanted = features === undefined ? usualOnes : listed(where, features);
  return {
    rows: frame.rows,
    isMatrix: false,
    frame,
    columns,
    features: wanted.map(({ column, ...own }) => {
      const { key, name, type } = held(column);
      const usual = prepared.features.find((feature) => feature.column === name);
      const encoded = own.type === undefined ? (usual?.type ?? encodedTypeOf(type)) : own.type;
      if (encoded === "ignore" || encoded === "id") checkListed(where, [{ ...held(column), type: encoded, why: "said" }]);
      return { key, feature: { ...(usual === undefined ? {} : fittingTo(usual, encoded)), ...own, column: name, type: encoded } };
    }),
    missingWords: prepared.missingWords,
    idLike: new Set(prepared.columns.flatMap(({ column, why }) => (why === "id" ? [column] : []))),
    notices: prepared.notices,
  };
}

/** The error of a table in which nothing is left to segment by: says why, and how to keep a column. */
export function noFeatures(where: string, columns: readonly PreparedColumn[]): InputError {
  const rule = ["some column must be left to segment by; ", advise({ advice: "keep-some" })];
  const why = columns.slice(0, 12).map(({ column, leftOut }) => `${list([column])}: ${leftOut ?? "not a feature"}`);
  return new InputError("no-features", where, rule, why.length === 0 ? "no columns" : `none (${why.join("; ")})`);
}
