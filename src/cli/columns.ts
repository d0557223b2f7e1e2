import { InputError, list, received, show } from "../core/input-error.ts";
import type { CsvColumn } from "../csv/column.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { prepare } from "../prepare/prepare.ts";
import {
  type ColumnSpec, type Feature, fittingTo, type MissingPolicy, type Prepared, type PreparedColumn, type ReadingOptions,
} from "../prepare/spec.ts";
import { numberOf } from "../table/cell.ts";
import type { ColumnType } from "../table/column-type.ts";
import { columnOf, columnOrder, toFrame, withOrder } from "../table/table.ts";
import type { AskedInsights, ColumnSettings, Question, SegmentCommand } from "./arguments.ts";

/** Some columns of a table, in the table's order. */
function someColumns(table: CsvColumns, isWanted: (name: string) => boolean): CsvColumns {
  return withOrder(columnOrder(table).filter(isWanted).map((name): readonly [string, CsvColumn] => [name, table[name]]));
}

/** Types the columns that are of use, as the command line says, else as the recipe does, and else as they look. */
export function typeColumns(
  table: CsvColumns,
  { columns: settings, questions, insights, read: { decimal } }: SegmentCommand,
  recipe: ReadingOptions,
): Prepared {
  checkNamed(table, settings, questions, insights);
  const { only, ids, weights, words } = settings;
  const { value, compare } = insights;
  const profile = [...new Set([...settings.profile, ...(compare === undefined ? [] : [compare])])]; // groups made by hand make no segments
  const questioned = questions.flatMap(({ of, on }) => [of, on]);
  const single = [weights, value].filter((name) => name !== undefined);
  const asked = new Set([...(only ?? []), ...ids, ...profile, ...single, ...questioned]);
  const source = only === undefined ? table : someColumns(table, (name) => asked.has(name));
  const specs = [...laidOver(recipe, settings)].filter(([name]) => Object.hasOwn(source, name));
  const options = (more: readonly PreparedColumn[] = []): Parameters<typeof prepare>[1] => ({
    ...recipe,
    columns: Object.fromEntries([...more.map(({ column }) => [column, {}] as const), ...specs]),
    missingWords: [...(recipe.missingWords ?? []), ...words],
    profile: [...(recipe.profile ?? []), ...profile],
    ...(decimal === undefined ? {} : { decimal }),
  });
  const prepared = prepare(source, options());
  const leftOut = prepared.columns.filter((column) => column.leftOut !== undefined && only?.includes(column.column) === true);
  return leftOut.length === 0 ? prepared : prepare(source, options(leftOut)); // what was asked for by name is kept, whatever it looks like
}

/** Every column that an option names must be there. */
function checkNamed(table: CsvColumns, settings: ColumnSettings, questions: readonly Question[], { value, compare }: AskedInsights): void {
  const { only = [], profile, numeric, categorical, dates, ids, transforms, winsorise, missing, weights } = settings;
  const one = (name: string | undefined): string[] => (name === undefined ? [] : [name]);
  const named: readonly (readonly [string, Iterable<string>])[] = [
    ["columns", only], ["profile", profile], ["numeric", numeric], ["categorical", categorical], ["date", dates.keys()], ["id", ids], ["missing", missing.keys()],
    ["transform", transforms.keys()], ["winsorise", winsorise.keys()],
    ["weights", one(weights)], ["question", questions.flatMap(({ of, on }) => [of, on])],
    ["value", one(value)], ["compare", one(compare)],
  ];
  for (const [option, names] of named) checkColumns(table, option, names);
}

/** The columns that an option names must be in the table. */
export function checkColumns(table: CsvColumns, option: string, names: Iterable<string>): void {
  const frame = toFrame("command", table);
  for (const name of names) columnOf(`--${option}`, frame, name);
}

const policies = ["error", "mean", "median", "mode", "category", "drop"] as const;
const ofNumbers = policies.filter((policy) => policy !== "category");

/**
 * The features of a typed table: those it found or, of them, the ones named, and what replaces their missing cells. A column that
 * was named as numeric and as categorical is there as both, the category as the recipe describes it.
 */
export function listedFeatures({ features, columns }: Prepared, settings: ColumnSettings, recipe: ReadingOptions): Feature[] {
  const { only, numeric, categorical, weights } = settings;
  const sourceOf = new Map(columns.map(({ column, name }) => [name, column]));
  const wanted = only ?? columns.map(({ column }) => column).filter((column) => column !== weights);
  const described = specsIn(recipe);
  const found = wanted.flatMap((source) => features.filter(({ column }) => sourceOf.get(column) === source));
  const all = found.flatMap((feature): Feature[] => {
    const source = sourceOf.get(feature.column)!;
    const isBoth = numeric.includes(source) && categorical.includes(source);
    const gaps: Pick<Feature, "missing"> = feature.missing === undefined ? {} : { missing: "category" };
    const both: Feature[] = isBoth
      ? [{ column: feature.column, ...gaps, ...fittingTo(described.get(source) ?? {}, "category"), type: "category" }]
      : [];
    const policy = settings.missing.get(source);
    const filled = [{ ...feature, ...shapeOf(source, settings) }, ...both];
    return filled.map((one) =>
      policy === undefined ? one : { ...one, missing: policyOf(source, policy, one.type === "number" && !isBoth) },
    );
  });
  if (all.length === 0) {
    const why = columns.map(({ column, leftOut }) => `${list([column])}: ${leftOut ?? "not among --columns"}`).join("; ");
    throw new InputError(
      "no-features",
      "--columns",
      "at least one column must be left to segment by; --columns keeps those it names",
      `none (${why})`,
    );
  }
  checkUsed(settings, all.map(({ column }) => sourceOf.get(column)!));
  return all;
}

function shapeOf(column: string, { transforms, winsorise }: ColumnSettings): Pick<Feature, "transform" | "winsorise"> {
  const transform = transforms.get(column), quantiles = winsorise.get(column);
  return { ...(transform === undefined ? {} : { transform }), ...(quantiles === undefined ? {} : { winsorise: quantiles }) };
}

/** A policy, or what fills the gaps. */
function policyOf(column: string, text: string, isNumeric: boolean): MissingPolicy {
  const policy = (isNumeric ? ofNumbers : policies).find((word) => word === text);
  if (policy !== undefined) return policy;
  const fill = numberOf(text);
  if (!Number.isNaN(fill)) return { fill: isNumeric || String(fill) === text ? fill : text };
  if (!isNumeric) return { fill: text };
  throw new InputError(
    "unknown-value",
    "--missing",
    `column ${list([column])} holds numbers: what fills its gaps must be a number, or one of ${ofNumbers.join(", ")}`,
    received(text, ofNumbers),
    { column },
  );
}

function checkUsed({ missing, transforms, winsorise }: ColumnSettings, used: readonly string[]): void {
  for (const [option, columns] of Object.entries({ missing, transform: transforms, winsorise })) {
    const unused = [...columns.keys()].find((column) => !used.includes(column));
    if (unused === undefined) continue;
    throw new InputError("unknown-column", `--${option}`, "the column must be one to segment by, which --columns makes it", show(unused), {
      column: unused,
    });
  }
}

/** What a recipe says of columns, by name. */
function specsIn({ columns = {} }: ReadingOptions): Map<string, ColumnSpec> {
  const said = Object.entries<ColumnType | ColumnSpec | undefined>(columns);
  return new Map(
    said.flatMap(([column, spec]) => (spec === undefined ? [] : [[column, typeof spec === "string" ? { type: spec } : spec] as const])),
  );
}

/** What a recipe says of columns, and over it what the command line says. Assumes a checked recipe. */
function laidOver(recipe: ReadingOptions, settings: ColumnSettings): Map<string, ColumnSpec> {
  const specs = specsIn(recipe);
  // --columns makes it a feature
  for (const column of settings.only ?? []) if (["id", "ignore"].includes(specs.get(column)?.type ?? "")) specs.delete(column);
  for (const [column, spec] of specsOf(settings)) specs.set(column, { ...fittingTo(specs.get(column) ?? {}, spec.type!), ...spec });
  return specs;
}

/** What the command line says of columns. */
function specsOf({ numeric, categorical, dates, ids, weights }: ColumnSettings): Map<string, ColumnSpec> {
  const number: ColumnSpec = { type: "number" };
  return new Map<string, ColumnSpec>([
    ...categorical.map((name) => [name, { type: "category" }] as const),
    ...numeric.map((name) => [name, number] as const), // one that is both is read as numbers, which can be categories too
    ...[...dates].map(([name, order]) => [name, { type: "date", ...(order === undefined ? {} : { dateOrder: order }) }] as const),
    ...ids.map((name) => [name, { type: "id" }] as const),
    ...(weights === undefined ? [] : [[weights, number] as const]),
  ]);
}

/** What the command line says where the recipe is of a model: unless it picks columns itself, the model's and those it names. */
export function withColumnsOf(recipe: ReadingOptions, settings: ColumnSettings): ColumnSettings {
  if (settings.only !== undefined) return settings;
  const specs = [...laidOver(recipe, settings)].filter(([column, { type }]) => type !== "id" && type !== "ignore" && column !== settings.weights);
  return { ...settings, only: specs.map(([column]) => column) };
}

/** The columns that name the rows: those of `--id`, else those that a recipe calls ids. */
export function idsOf(recipe: ReadingOptions, settings: ColumnSettings): readonly string[] {
  if (settings.ids.length > 0) return settings.ids;
  return [...laidOver(recipe, settings)].flatMap(([column, { type }]) => (type === "id" ? [column] : []));
}
