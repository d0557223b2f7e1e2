import { InputError, list } from "../core/input-error.ts";
import { argsort, log1p, moments } from "../core/numbers.ts";
import { counted } from "../core/text.ts";
import { advise } from "../core/advice.ts";
import { readToFit } from "../encode/encode.ts";
import { missingError, type ResolvedFeature } from "../encode/feature.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { levelOrder, numberOf } from "../table/cell.ts";
import type { SqlAnswer, Ask } from "./ask-database.ts";
import type { Dialect } from "./dialects.ts";
import { caseOf, type Layer, type SqlColumn, stack } from "./layers.ts";
import { readLayers } from "./read-layers.ts";
import { withEnds } from "./sketch.ts";
import type { FeatureProfile, TableProfile } from "./table-profile.ts";

/** A table in a database, and what of it is read. */
export interface DatabaseTable {
  readonly where: string;
  readonly ask: Ask;
  /** Without its fence: what is read once need not be computed in turn, and an engine may then sum up where the rows are. */
  readonly dialect: Dialect;
  readonly from: readonly string[];
  readonly missingWords: readonly string[];
  readonly features: readonly ResolvedFeature[];
}

/** Features as they are read before anything is known of their levels. */
export function readable(features: readonly ResolvedFeature[]): FittedFeature[] {
  const nothing = { center: [], scale: [] };
  return features.map(({ column, reading, type }): FittedFeature => {
    const missing = { policy: "error" } as const;
    if (type === "number") return { type, column, reading, missing, ...nothing };
    return { type, column, reading, missing, levels: [], labels: [], pooled: [], unseen: "zeros", ...nothing };
  });
}

/** The values of features, and which rows stay, as `x` (a number) or `t` (a text) and `kept`. */
function readSql(
  { dialect, features, from, missingWords }: DatabaseTable,
  last: readonly SqlColumn[],
  more: readonly SqlColumn[] = [],
): string {
  const read = readLayers({ dialect, missingWords }, readable(features), from);
  const gaps = features.flatMap(({ missing }, f) => (missing === "drop" ? [`${read.readers[f].column} IS NULL`] : []));
  const layers: Layer[] = [...read.layers, { stage: "kept", columns: [["kept", caseOf(gaps.length === 0 ? [] : [[gaps.join(" OR "), "0"]], "1")], ...more] }];
  return stack(dialect, read.prefix, read.from, layers, last);
}

const columnOf = (feature: ResolvedFeature, f: number): string => `${feature.type === "number" ? "x" : "t"}${f}`;
const mostValues = 32_768; // that are asked for one by one
const bins = 16_384; // of a number of more
const mostLevels = 100_000;

/** The counts, the gaps and the extremes of all features, by one query. */
function countsSql(table: DatabaseTable): string {
  const { features, dialect, from, missingWords } = table;
  const columns = features.map(columnOf);
  const { readers } = readLayers({ dialect, missingWords }, readable(features), from);
  const faults = readers.map((reader, f): SqlColumn => [`a${f}`, caseOf(reader.faults.length === 0 ? [] : [[reader.faults.join(" OR "), "1"]], "0")]);
  const inner = readSql(table, ["kept", ...columns, ...faults.map(([name]) => name)].map((name): SqlColumn => [name, name]), faults);
  const figures = features.flatMap((feature, f) => {
    const of = `CASE WHEN kept = 1 THEN ${columns[f]} END`;
    const extremes = feature.type === "number" ? [`MIN(${of}) AS low${f}`, `MAX(${of}) AS high${f}`] : [];
    return [`SUM(a${f}) AS faults${f}`, `COUNT(${columns[f]}) AS every${f}`, `COUNT(${of}) AS held${f}`, ...extremes];
  });
  return `SELECT COUNT(*) AS all_rows, SUM(kept) AS kept_rows, ${figures.join(", ")}\nFROM (\n${inner}\n) AS counted`;
}

/** The values or the levels of feature `f`, each with how often it occurs, up to so many. */
function valuesSql(table: DatabaseTable, f: number, most: number): string {
  const column = columnOf(table.features[f], f);
  const inner = readSql(table, [["kept", "kept"], ["value", column]]);
  return `SELECT value, COUNT(*) AS n\nFROM (\n${inner}\n) AS listed\nWHERE kept = 1 AND value IS NOT NULL\nGROUP BY value\nLIMIT ${most + 1}`;
}

/** Where the bins of a number of many values lie: equally wide in `sign(z) log(1 + |z|)`. */
interface Bent {
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
}

/** A number of many values in bins: of each how many there are, their mean and their ends. */
function binsSql(table: DatabaseTable, f: number, { mean, deviation, low, high }: Bent): string {
  const { double } = table.dialect;
  const column = columnOf(table.features[f], f);
  const inner = readSql(table, [["kept", "kept"], ["value", column]]);
  const bent = bentSql(table.dialect, `((value - ${double(mean)}) / ${double(deviation)})`);
  const bin = `FLOOR((${bent} - ${double(low)}) / ${double(high - low)} * ${double(bins)})`;
  const figures = `COUNT(*) AS n, MIN(value) AS low, MAX(value) AS high, SUM(value - ${double(mean)}) AS beyond`;
  return `SELECT ${bin} AS bin, ${figures}\nFROM (\n${inner}\n) AS binned\nWHERE kept = 1 AND value IS NOT NULL\nGROUP BY ${bin}`;
}

/** `sign(z) log(1 + |z|)` in SQL. */
export function bentSql({ double }: Dialect, z: string): string {
  return `CASE WHEN ${z} < ${double(0)} THEN -LN(${double(1)} - ${z}) ELSE LN(${double(1)} + ${z}) END`;
}

/** What the database says of every feature; `sample` are the cells of the rows that were drawn, feature by feature. */
export async function databaseProfile(
  table: DatabaseTable,
  sample: { readonly rows: number; readonly cells: readonly ArrayLike<unknown>[] },
): Promise<TableProfile> {
  const { where, ask, features } = table;
  const counts = await ask("counts", countsSql(table));
  if (counts.rows.length !== 1) throw new InputError("not-an-answer", where, "`query` must give one row of counts", counts.rows.length);
  const all = counts.number(0, "all_rows");
  const rows = all === 0 ? 0 : counts.number(0, "kept_rows");
  features.forEach((feature, f) => checkFeature(where, feature, counts, f, all));
  const drawn = readToFit(where, sample.rows, sample.cells, features);
  if (rows === 0) throw new InputError("no-rows", where, "the table must have a row without a missing cell in the features of the policy \"drop\"", all === 0 ? "none" : "none such");
  const columns: FeatureProfile[] = [];
  for (const [f, feature] of features.entries()) {
    const missing = rows - counts.number(0, `held${f}`);
    const read = drawn.reads[f];
    if (feature.type === "category" || read.type === "category") columns.push(await profileOfLevels(table, f, rows, missing));
    else columns.push(await profileOfNumber(table, f, rows, missing, [counts.number(0, `low${f}`), counts.number(0, `high${f}`)], read.numbers));
  }
  return { rows, dropped: all - rows, columns, sample: { rows: drawn.rows, cells: drawn.reads } };
}

function checkFeature(
  where: string,
  { reading: { column }, missing, type }: ResolvedFeature,
  counts: SqlAnswer,
  f: number,
  all: number,
): void {
  const faults = all === 0 ? 0 : counts.number(0, `faults${f}`);
  if (faults > 0) {
    const rule = `column ${list([column])} must hold ${type === "number" ? "numbers (or dates, if it was read as such)" : "categories"} in every row`;
    throw new InputError("not-a-cell", where, rule, `${counted(faults, "cell")} that are none`, { column });
  }
  const gaps = all === 0 ? 0 : all - counts.number(0, `every${f}`);
  if (missing !== "error" || gaps === 0) return;
  const { words, rule } = missingError(where, column, 0, type);
  throw new InputError("missing-value", where, words ?? rule, counted(gaps, "missing cell"), { column }, "");
}

async function profileOfLevels(table: DatabaseTable, f: number, rows: number, missing: number): Promise<FeatureProfile> {
  const { where, ask, features } = table;
  const { reading: { column } } = features[f];
  const found = await ask("levels", valuesSql(table, f, mostLevels));
  if (found.rows.length > mostLevels) {
    const rule = [`column ${list([column])} must have at most ${mostLevels} categories; `, advise({ advice: "ignore", column })];
    throw new InputError("too-many-categories", where, rule, `more than ${mostLevels}`, { column });
  }
  return checked(table, f, rows - missing, levelsOf(found, missing));
}

type Range = readonly [low: number, high: number];

async function profileOfNumber(
  table: DatabaseTable,
  f: number,
  rows: number,
  missing: number,
  range: Range,
  sample: Float64Array,
): Promise<FeatureProfile> {
  if (rows === missing) return { type: "number", values: new Float64Array(0), counts: new Float64Array(0), isExact: true, missing };
  const drawn = sample.filter((x) => !Number.isNaN(x));
  if (rows - missing <= mostValues || !hasMany(drawn)) {
    const found = await table.ask("values", valuesSql(table, f, mostValues));
    if (found.rows.length <= mostValues) return checked(table, f, rows - missing, valuesOf(found, missing));
  }
  return checked(table, f, rows - missing, await binned(table, f, missing, range, drawn));
}

const surely = 4; // deviations

/**
 * Whether the sample shows that a number has more values than are asked for one by one, which an engine would all hold in memory before
 * it leaves some out. Of `mostValues` values each pair of rows shares one with a chance of at least one in so many; rows that repeat a
 * value are then about as many as such pairs. Far fewer of them speak of more values.
 */
function hasMany(drawn: Float64Array): boolean {
  const repeats = drawn.length - new Set(drawn).size;
  const expected = (drawn.length * (drawn.length - 1)) / (2 * mostValues);
  return repeats < expected - surely * Math.sqrt(expected);
}

/** Whether as many cells were counted as there are: else the table is another one by now. */
function checked(table: DatabaseTable, f: number, expected: number, profile: FeatureProfile): FeatureProfile {
  const found = profile.counts.reduce((a, b) => a + b, 0);
  if (found === expected) return profile;
  throw changed(table.where, `${found} cells of ${list([table.features[f].reading.column])} after ${expected}`);
}

/** The error of a table that changes between queries. */
export function changed(where: string, got: string): InputError {
  return new InputError("source-changed", where, "the table must hold the same rows in every query; ask a copy or a snapshot of it", got);
}

function levelsOf({ rows, cell, number }: SqlAnswer, missing: number): FeatureProfile {
  const counts = new Map<string, number>();
  rows.forEach((_, row) => {
    const text = String(cell(row, "value"));
    const value = numberOf(text);
    const level = Number.isNaN(value) ? text : String(value + 0); // 1.0 is 1
    counts.set(level, (counts.get(level) ?? 0) + number(row, "n"));
  });
  const levels = [...counts.keys()];
  const order = Array.from(levelOrder(levels), (at) => levels[at]);
  return { type: "category", levels: order, counts: Float64Array.from(order, (level) => counts.get(level)!), missing };
}

function valuesOf({ numbers }: SqlAnswer, missing: number): FeatureProfile {
  const values = numbers("value").map((value) => value + 0);
  const counts = numbers("n");
  const order = argsort(values);
  return { type: "number", values: values.slice().sort(), counts: Float64Array.from(order, (at) => counts[at]), isExact: true, missing };
}

/** A number of many values: those that were drawn say where most of them lie. */
async function binned(table: DatabaseTable, f: number, missing: number, [low, high]: Range, drawn: Float64Array): Promise<FeatureProfile> {
  const { mean, deviation } = moments(drawn);
  const center = Number.isNaN(mean) ? low / 2 + high / 2 : mean;
  const spread = deviation > 0 ? deviation : Math.max(high - low, Number.MIN_VALUE);
  const bend = (x: number): number => Math.sign(x - center) * log1p(Math.abs(x - center) / spread);
  const { rows, number } = await table.ask("values", binsSql(table, f, { mean: center, deviation: spread, low: bend(low), high: bend(high) }));
  const order = argsort(Float64Array.from(rows, (_, row) => number(row, "bin")));
  const runs = Array.from(order, (row): readonly [number, number] => {
    const count = number(row, "n");
    const least = number(row, "low"), most = number(row, "high");
    return [least === most ? least : center + number(row, "beyond") / count, count];
  });
  return { type: "number", ...withEnds(runs, low, high), missing };
}
