import type { ColumnSpec, ColumnType, PrepareOptions } from "../prepare/prepare-types.ts";
import type { ColumnSettings } from "./command.ts";

/** What a recipe says of columns, by name. */
export function specsIn({ columns = {} }: PrepareOptions): Map<string, ColumnSpec> {
  const said = Object.entries<ColumnType | ColumnSpec | undefined>(columns);
  return new Map(said.flatMap(([column, spec]) => (spec === undefined ? [] : [[column, typeof spec === "string" ? { type: spec } : spec] as const])));
}

/** What a recipe says of columns, and over it what the command line says. Assumes a checked recipe. */
export function laidOver(recipe: PrepareOptions, settings: ColumnSettings): Map<string, ColumnSpec> {
  const specs = specsIn(recipe);
  for (const column of settings.only ?? []) if (specs.get(column)?.type === "id") specs.delete(column); // --columns makes it a feature
  for (const [column, spec] of specsOf(settings)) specs.set(column, { ...fitting(specs.get(column) ?? {}, spec.type!), ...spec });
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

const ofNumbers: readonly (keyof ColumnSpec)[] = ["missing", "weight", "transform", "winsorise", "scale"];
const optionsOf: Readonly<Record<ColumnType, readonly (keyof ColumnSpec)[]>> = {
  number: [...ofNumbers, "decimal", "unit"],
  date: [...ofNumbers, "dateOrder"],
  ordered: [...ofNumbers, "order"],
  category: ["missing", "weight", "labels", "maxCategories", "poolBelow", "unseen"],
  boolean: ["missing", "weight", "labels", "maxCategories", "poolBelow", "unseen"],
  id: [],
};

/** Of what was said of a column, that which can be said of another type, without the type. */
export function fitting({ type, ...spec }: ColumnSpec, as: ColumnType): ColumnSpec {
  if (type === as) return spec;
  const { missing } = spec;
  const lost = as === "category" ? missing === "mean" || missing === "median" : missing === "category" || (typeof missing === "object" && typeof missing?.fill === "string");
  const kept = optionsOf[as].filter((option) => option in spec && !(option === "missing" && lost));
  return Object.fromEntries(kept.map((option) => [option, spec[option as keyof typeof spec]]));
}

/** What the command line says where the recipe is of a model: unless it picks columns itself, the model's and those it names. */
export function withColumnsOf(recipe: PrepareOptions, settings: ColumnSettings): ColumnSettings {
  if (settings.only !== undefined) return settings;
  const specs = [...laidOver(recipe, settings)].filter(([column, { type }]) => type !== "id" && column !== settings.weights);
  return { ...settings, only: specs.map(([column]) => column) };
}

/** The columns that a recipe leaves out and the command line does not name. */
export function leftOutBy({ leaveOut = [] }: PrepareOptions, settings: ColumnSettings): string[] {
  const named = new Set([...(settings.only ?? []), ...specsOf(settings).keys()]);
  return leaveOut.filter((column) => !named.has(column));
}

/** The columns that name the rows: those of `--id`, else those that a recipe calls ids. */
export function idsOf(recipe: PrepareOptions, settings: ColumnSettings): readonly string[] {
  if (settings.ids.length > 0) return settings.ids;
  return [...laidOver(recipe, settings)].flatMap(([column, { type }]) => (type === "id" ? [column] : []));
}
