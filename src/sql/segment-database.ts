import { checkFlag, checkFunction, checkInteger, checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { watched } from "../core/progress.ts";
import { readFeatures } from "../segment/options.ts";
import { type Columns, type ColumnValues, withOrder } from "../table/table.ts";
import { type SqlAnswer, askWith, type QueryFunction } from "./ask-database.ts";
import { checkNamed } from "./check-names.ts";
import { checkUnweighted, compressKeys, type CompressOptions, resolveCompress } from "./compress.ts";
import type { CellSegmentation, CompressedTable, PartitionedCells } from "./compressed.ts";
import { databaseCells } from "./database-cells.ts";
import { databasePass } from "./database-pass.ts";
import { databaseProfile, type DatabaseTable, readable } from "./database-profile.ts";
import { describeCells } from "./describe-cells.ts";
import { type DatabaseDialect, databaseDialects, type Dialect, dialects } from "./dialects.ts";
import { afterPass } from "./exact-pass.ts";
import { fitProfile, fromLatestDay, saidIn, withPooling } from "./fit-profile.ts";
import { gridOf } from "./grid.ts";
import { checkPath } from "./read-layers.ts";
import { checkSayable } from "./score-sql.ts";
import { type PlannedQuery, plannedQueries } from "./planned-queries.ts";
import { partitionCells, resolveCellOptions, segmentCellsKeys, type SegmentCellsOptions } from "./segment-cells.ts";
import { only } from "./segment-stream.ts";

/** Options for {@link segmentInDatabase}. */
export interface SegmentInDatabaseOptions extends CompressOptions, SegmentCellsOptions {
  /** Sends SQL to the database and gives the rows: one object a row, by the names of its columns. */
  readonly query: QueryFunction;
  /** The table or view: its name, or its path, such as `["analytics", "customers"]`. A point in a name is part of the name. */
  readonly from: string | readonly string[];
  /** The database that runs the SQL. */
  readonly dialect: DatabaseDialect;
  /**
   * The most passes in which every row goes to its nearest centroid inside the database, one query each; between them centroids go to the
   * means of their rows. They end when no centroid moves. 0: the figures are those of the cells.
   * @defaultValue 1
   */
  readonly passes?: number | undefined;
  /**
   * How many rows are fetched, drawn by a seed: they decide what each column holds, and k is chosen and segments are named by them.
   * @defaultValue 5 000
   */
  readonly sample?: number | undefined;
  /** Called with every query before it is sent. */
  readonly onSql?: ((sql: string) => void) | undefined;
  /**
   * Nothing is sent: the promise gives the queries that a run would send, with their SQL as far as that can be known beforehand.
   * `query` may then be absent.
   * @defaultValue false
   */
  readonly dryRun?: boolean | undefined;
}

/** Options for {@link segmentInDatabase} that only ask for the queries. */
export interface DryRunOptions extends Omit<SegmentInDatabaseOptions, "query" | "dryRun"> {
  /** Is not called. */
  readonly query?: QueryFunction | undefined;
  /** Nothing is sent. */
  readonly dryRun: true;
}

const where = "segmentInDatabase";
const databaseKeys: readonly string[] = /* @__PURE__ */ (() => [
  ...new Set([...compressKeys, ...segmentCellsKeys, "query", "from", "dialect", "passes", "sample", "onSql", "dryRun"]),
])();
const settled = 1e-9; // of a deviation: engines sum up in an order of their own

/**
 * Segments a table inside a database that is asked in SQL: the rows stay there. It is asked for some rows drawn by a seed, for how many
 * rows there are and the extremes of each column, for the values and the categories that occur, for weighted cells (by GROUP BY), and
 * at last for the figures of the segments. Ward's tree, k and k-means are found of the cells in this process, as by {@link segmentCells};
 * {@link scoreSql} then places every row by the `model`.
 *
 * With `passes` the inertia, sizes, shares, means and (where the engine has them) medians are those of the labels that `predict` gives all
 * rows. Names and traits are taken of the rows that were fetched.
 *
 * Columns are read as `scoreSql` says. The sample of SQLite and Spark depends on the order in which they give the rows.
 *
 * @throws {@link InputError} (the promise is rejected) where `clusterSegments` does, on `not-in-sql` where a column cannot be read in
 * SQL, on `not-an-answer` where `query` gives something else than was asked for, and on `source-changed` where the table changes between
 * queries. An error of the database goes on as it is, with the query as its `sql`.
 *
 * @example
 * ```ts
 * import { segmentInDatabase } from "audience-segmentation/sql";
 *
 * // a run needs `query: (sql) => rows` as well
 * const asked = { from: ["analytics", "customers"], dialect: "duckdb", features: ["spend", "channel"], seed: 42 } as const;
 * const queries = await segmentInDatabase({ ...asked, dryRun: true });
 *
 * for (const { stage, remark } of queries) console.log(`${stage}: ${remark}`);
 * console.log(queries[0]!.sql);
 * // sample: one; its rows decide what each column holds
 * // counts: one, for rows, gaps and extremes; its SQL depends on what each column holds
 * // values: one or two for each number; its SQL depends on the extremes, and on how many values the sample shows
 * // levels: one for each category; its SQL depends on what each column holds
 * // cells: one, or a few until a grid has nearly as many as `cells` says; their SQL depends on the values
 * // count: one after each of those that had more
 * // segments: one, for the figures of the segments; its SQL holds the last centroids
 * // SELECT segment_source."spend", segment_source."channel"
 * // FROM "analytics"."customers" AS segment_source
 * // ORDER BY HASH(segment_source, 42)
 * // LIMIT 5000
 * ```
 *
 * @group Databases
 */
export function segmentInDatabase(options: DryRunOptions): Promise<PlannedQuery[]>;
export function segmentInDatabase(options: SegmentInDatabaseOptions): Promise<CellSegmentation>;
export async function segmentInDatabase(
  options: SegmentInDatabaseOptions | DryRunOptions,
): Promise<CellSegmentation | PlannedQuery[]> {
  checkUnweighted(where, options);
  checkKeys(where, "the options", options, databaseKeys);
  const { dialect: name, from, passes = 1, sample = 5000, dryRun = false } = options;
  checkFlag(where, "dryRun", dryRun);
  const dialect = dialects[checkOneOf(where, "dialect", name, databaseDialects)];
  const path = checkPath(where, from);
  checkInteger(where, "passes", passes, 0);
  checkInteger(where, "sample", sample, 1, 1_000_000);
  const { seed, scaling } = resolveCompress(where, only(options, compressKeys));
  resolveCellOptions(where, only(options, segmentCellsKeys), { scaling });
  const listed = (options.features ?? []).map((feature) => (typeof feature === "string" ? feature : String(feature?.column)));
  checkNamed(where, name, [...path, ...listed]);
  const first = sampleSql(dialect, path, options.features, sample, seed);
  if (dryRun) return plannedQueries(first, passes);
  return segmentRows({ ...options, passes }, dialect, path, first);
}

/** Segments the table, whose rows are drawn by the query `first`. */
async function segmentRows(
  options: Omit<SegmentInDatabaseOptions, "query"> & { readonly query?: QueryFunction | undefined; readonly passes: number },
  dialect: Dialect,
  path: readonly string[],
  first: string,
): Promise<CellSegmentation> {
  const { query, from: _from, dialect: name, passes, sample: _sample, onSql, dryRun: _dryRun, ...rest } = options;
  if (typeof query !== "function") throw new InputError("not-a-function", where, "`query` must be a function that sends SQL and gives rows", typeof query);
  checkFunction(where, "onSql", onSql);
  const onProgress = watched(where, rest);
  const ofTable = only(rest, compressKeys) as CompressOptions, ofCells = only(rest, segmentCellsKeys);
  const { budget, scaling } = resolveCompress(where, ofTable);
  const { resolved } = resolveCellOptions(where, ofCells, { scaling });
  const ask = askWith(where, query, (stage, sql) => {
    onProgress?.({ stage, done: 0, total: 1 });
    onSql?.(sql);
  });

  const { cells: _, scaling: __, seed: ___, ...reading } = ofTable;
  const drawn = tableOf(await ask("sample", first));
  const { read, features, frame } = readFeatures(where, drawn, reading);
  checkNamed(where, name, features.map(({ reading: { column } }) => column));
  checkSayable(where, { features: readable(features) });
  const table: DatabaseTable = { where, ask, dialect: { ...dialect, fence: "" }, from: path, missingWords: read.missingWords, features };
  const values = features.map(({ key }) => frame.valuesOf(key));
  const found = fromLatestDay(features, await databaseProfile(table, { rows: frame.rows, cells: values }));
  const said = saidIn(ofTable);
  const profile = fitProfile(where, withPooling(found.features, found.profile, (column) => said.has(column)), found.profile, scaling);
  const { rows } = profile.profile;
  const cells = await databaseCells({ ...table, features: profile.features }, gridOf(profile.fitted, profile.profile), rows, budget);
  const compressed: CompressedTable = { rows, profile, cells, read, scaling, ...(frame.rows < rows ? { typedBy: frame.rows } : {}) };
  const partitioned = partitionCells(where, compressed, resolved, onProgress);
  const placed = await exactPasses(dialect, { ...table, features: profile.features }, compressed, partitioned, passes);
  return describeCells(where, compressed, placed, resolved, rest.names, onProgress);
}

/** The rows that are fetched. */
function sampleSql(
  { quotes: { name }, shuffle }: Dialect,
  from: readonly string[],
  features: CompressOptions["features"],
  rows: number,
  seed: number,
): string {
  const source = "segment_source";
  const columns = features?.map((feature) => (typeof feature === "string" ? feature : feature.column));
  const listed = columns === undefined ? "*" : [...new Set(columns)].map((column) => `${source}.${name(column)}`).join(", ");
  return `SELECT ${listed}\nFROM ${from.map(name).join(".")} AS ${source}\nORDER BY ${shuffle(source, seed)}\nLIMIT ${rows}`;
}

/** The rows of an answer as a table. */
function tableOf({ rows }: SqlAnswer): Columns {
  if (rows.length === 0) throw new InputError("no-rows", where, "the table must have rows", "none");
  const columns = Object.keys(rows[0]).map((name) => [name, rows.map((row) => cellOf(row[name])) as ColumnValues] as const);
  return withOrder(columns);
}

/** Whole numbers beyond what a double holds are codes. */
function cellOf(cell: unknown): unknown {
  if (typeof cell !== "bigint") return cell;
  return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
}

/** Passes in the database until no centroid moves; the last one leaves them where they are, as what it finds is of them. */
async function exactPasses(
  dialect: Dialect,
  table: DatabaseTable,
  compressed: CompressedTable,
  found: PartitionedCells,
  passes: number,
): Promise<PartitionedCells> {
  const { rows, profile: { fitted } } = compressed;
  for (let done = 1; done <= passes; done++) {
    const { centroids, k } = found;
    const { pass, medians } = await databasePass(dialect, table, fitted, { centroids, k, rows, areMedians: done === passes });
    const [next, isSettled] = afterPass({ ...found, medians }, pass, done === passes, settled);
    found = next;
    if (isSettled && done < passes) passes = done + 1; // one more, for the medians
  }
  return found;
}

