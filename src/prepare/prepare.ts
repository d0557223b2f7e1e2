import { InputError, show } from "../core/input-error.ts";
import type { Feature } from "../encode/feature.ts";
import { isoDate } from "../table/date-text.ts";
import { type ColumnName, type Frame, toFrame, withOrder } from "../table/table.ts";
import { describeColumn, type Described, examine, type Examined, settleColumn, valuesOf } from "./column.ts";
import type { Converted } from "./convert.ts";
import { asSaid } from "./infer-type.ts";
import { type PrepareSource, tableOf } from "./source.ts";
import { type ColumnSpec, type Prepared, type PreparedColumn, type PrepareOptions, type ResolvedPrepare, resolvePrepare } from "./spec.ts";

const where = "prepare";

/**
 * Makes any table of customers ready to segment: finds out what each column holds, reads numbers, dates, and yes or no from text,
 * leaves out what is no feature, and says what it did and why.
 *
 * - **Numbers** may be written as text: `$1,234.50`, `1 234,50 €`, `(12.00)` for -12, `12.5 %` for 0.125.
 * - **Yes and no**: TRUE and FALSE, yes and no, y and n, 1 and 0, ja and nein, … become the categories `yes` and `no`.
 * - **Dates** become the column `days since NAME`, counted back from one day, by default the latest in the table. Where 03/04/2024
 *   may be either day, other columns decide, or `dateOrder` must say. Whole numbers such as 20240131 are dates where 20 or more are.
 * - **Categories** lose blanks around them. Of more than 50, those in less than 1 % of the rows are pooled.
 * - **Left out** are identifiers, texts that hardly repeat, constant and empty columns, unless `columns` names them.
 * - Where at least 80 % of the rows of a column, and 20 distinct cells, are numbers, or dates, and some are none, that is an error.
 *
 * In O(n) for each column, and O(distinct) parses. Numbers that need no change are not copied.
 *
 * @throws {@link InputError} on an unknown column or option, a cell that its column's type cannot hold, or an ambiguous date.
 */
export function prepare<T extends PrepareSource>(source: T, options: PrepareOptions<ColumnName<T>> = {}): Prepared {
  const frame = toFrame(where, tableOf(where, source));
  const resolved = resolvePrepare(where, options, frame);
  const { specs, words, hints } = resolved;
  const found = settleColumn(
    where,
    frame.names.map((column) => examine(where, column, frame.valuesOf(column), specs.get(column), words, hints)),
    hints,
  );
  const values = found.map((column) => valuesOf(where, column));
  const described = found.map((column, at) => describeColumn(where, column, values[at]));
  const asOf = resolved.asOf ?? latestDay(found, values, (at) => described[at].leftOut === undefined);
  const from = asOf ?? latestDay(found, values, () => true); // dates that are left out are days, too
  return {
    table: tableOfAll(found, values, from),
    columns: found.map((column, at) => columnOf(column, described[at])),
    features: found.flatMap((column, at) => (described[at].leftOut === undefined ? [featureOf(column, described[at])] : [])),
    notes: [...found.flatMap((column, at) => notesOf(column, described[at], values[at], asOf)), ...tableNotes(frame, resolved)],
    recipe: recipeOf(found, described, resolved, asOf),
  };
}

/** The latest day of the dates that count; undefined where there is none. */
function latestDay(found: readonly Examined[], values: readonly Converted[], counts: (at: number) => boolean): number | undefined {
  let latest = -Infinity;
  found.forEach(({ finding: { type } }, at) => {
    if (type === "date" && counts(at)) for (const day of values[at] as Float64Array) if (day > latest) latest = day;
  });
  return Number.isFinite(latest) ? latest : undefined;
}

function nameOf({ column, finding: { type } }: Examined): string {
  return type === "date" ? `days since ${column}` : column;
}

/** All columns by name, dates as days before one, if there are dates. */
function tableOfAll(found: readonly Examined[], values: readonly Converted[], asOf: number | undefined): Prepared["table"] {
  const names = found.map(nameOf);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0)
    throw new InputError(
      "duplicate-name",
      where,
      `column \`${names[twice]}\` must have a name of its own; \`days since\` is put before dates`,
      `${show(names[twice])} twice`,
      { column: names[twice] },
    );
  return withOrder(
    found.map(({ finding: { type } }, at) => [
      names[at],
      type === "date" ? (values[at] as Float64Array).map((day) => asOf! - day) : values[at],
    ]),
  );
}

function columnOf(examined: Examined, { missing, leftOut }: Described): PreparedColumn {
  const { column, finding: { type, reason } } = examined;
  return { column, name: nameOf(examined), type, reason, missing, ...(leftOut === undefined ? {} : { leftOut }) };
}

const mostCategories = 50;
const pooled = { poolBelow: 0.01, maxCategories: 101, unseen: "rare" } as const; // a hundred of 1 % each, and the rare ones

function featureOf(examined: Examined, { missing, distinct }: Described): Feature {
  const { type: _type, decimal: _decimal, dateOrder: _dateOrder, order: _order, unit: _unit, ...options } = examined.spec ?? {};
  const type = examined.finding.type === "category" || examined.finding.type === "boolean" ? "category" : "number";
  const policy = missing === 0 ? {} : { missing: type === "number" ? "median" : "category" } as const;
  const isPooled = distinct > mostCategories && options.poolBelow === undefined && options.maxCategories === undefined;
  return { column: nameOf(examined), ...policy, ...(isPooled ? pooled : {}), ...options, type };
}

const plainReasons = ["every cell is a number", "numbers written as text", asSaid];

function notesOf(
  { column, finding: { type, reason } }: Examined,
  { notes, leftOut }: Described,
  values: Converted,
  asOf: number | undefined,
): string[] {
  if (leftOut !== undefined) return [`Column \`${column}\` is no feature: ${leftOut}.`];
  if (type === "number" && !plainReasons.includes(reason)) return [`\`${column}\` was read as numbers: ${reason}.`, ...notes];
  if (type !== "date" || asOf === undefined) return [...notes];
  const later = (values as Float64Array).filter((day) => day > asOf).length;
  const after = later === 0 ? "" : ` ${later} ${later === 1 ? "lies" : "lie"} after it: negative numbers.`;
  return [`\`${column}\` became \`days since ${column}\`, counted back from ${isoDate(asOf)}: ${reason}.${after}`, ...notes];
}

/** What there is to say of no column that is there. */
function tableNotes({ names }: Frame, { leaveOut }: ResolvedPrepare): string[] {
  const absent = [...leaveOut].filter((column) => !names.includes(column));
  const isNumbers = names.length > 1 && names.every((name) => name.trim() !== "" && Number.isFinite(Number(name)));
  const header = "The columns are named by numbers: if the first row is no header, read it with `header: false`.";
  return [...absent.map((column) => `\`leaveOut\` names \`${column}\`, which is not in the table.`), ...(isNumbers ? [header] : [])];
}

function recipeOf(
  found: readonly Examined[],
  described: readonly Described[],
  { words }: ResolvedPrepare,
  asOf: number | undefined,
): PrepareOptions {
  const isKept = (_: Examined, at: number): boolean => described[at].leftOut === undefined;
  const specs = found.filter(isKept).map(({ column, spec, finding: { type, decimal, dateOrder, unit } }): [string, ColumnSpec] => {
    const style = {
      ...(decimal === undefined ? {} : { decimal }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(unit === undefined ? {} : { unit }),
    };
    return [column, { ...spec, type, ...style }];
  });
  const leaveOut = found.filter((column, at) => !isKept(column, at)).map(({ column }) => column);
  return {
    columns: Object.fromEntries(specs),
    ...(leaveOut.length === 0 ? {} : { leaveOut }),
    ...(words.size === 0 ? {} : { missing: [...words] }),
    ...(asOf === undefined ? {} : { asOf: isoDate(asOf) }),
  };
}
