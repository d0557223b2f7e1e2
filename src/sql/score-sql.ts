import { areTexts, checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, list, show } from "../core/input-error.ts";
import { lower } from "../core/letters.ts";
import type { SegmentModel } from "../segment/model.ts";
import { checkModel, modelIn } from "../segment/read-model.ts";
import type { Segmentation } from "../segment/types.ts";
import { checkHeld, checkNamed } from "./check-names.ts";
import { type DatabaseDialect, databaseDialects, type Dialect, dialects } from "./dialects.ts";
import { logLayers, valueOf } from "./encode-values.ts";
import { type Layer, type SqlColumn, stack } from "./layers.ts";
import { placeLayers, sayLayer } from "./place-rows.ts";
import { checkPath, placedOf, readLayers, scaledColumns } from "./read-layers.ts";

/** Options for {@link scoreSql}. */
export interface ScoreSqlOptions {
  /** The table or view: its name, or its path, such as `["analytics", "customers"]`. A point in a name is part of the name. */
  readonly from: string | readonly string[];
  /** The database that is to run the SQL. */
  readonly dialect: DatabaseDialect;
  /** The columns that are handed on, such as the customer's id, by their names in the table. */
  readonly columns: readonly string[];
}

const where = "scoreSql";
const outputs = ["segment", "segment_name", "distance", "margin"];

/**
 * A SELECT that places every row of a database's table by a model, inside the database: `columns`, and `segment`, `segment_name`,
 * `distance` and `margin`, which are those of `assign`. Send it as it is, or make a view or a table of it.
 *
 * A cell is read as `predict` reads it. Numbers stand in columns of numbers (an engine may cast text that holds plain numbers, or
 * fail), dates in columns of dates or times, or in texts such as `2024-01-31`; categories, orders, and yes or no, in columns of any type.
 * White space around texts, words and marks that mean missing, NaN, winsorising, transforms, rare and new categories are dealt with as in
 * `predict`. A row that the model leaves out has the segment -1; one that `predict` would refuse has the segment NULL, such as one with a
 * missing cell under the policy `"error"`, an infinite number, or a date that is none. Where there is one segment, `margin` is NULL. What
 * `predict` asks of a table as a whole, that its categories are those of training, the SQL does not ask.
 *
 * Sums are written in the order in which `predict` takes them and the logarithm is written out, so that where an engine's doubles are
 * those of IEEE 754 (as in all seven) the segments, distances and margins are `predict`'s to the last bit. SQLite needs its mathematical
 * functions, and ClickHouse a greater `max_query_size` for a model of a hundred features. BigQuery's and Snowflake's SQL is only parsed in
 * the tests of the library, not run.
 *
 * @param model - the `model` of a segmentation, the same after JSON, or the segmentation
 * @throws {@link InputError} on a broken model, on `not-in-sql` where the model or a name cannot be said in the dialect (a model of the
 * method `"mixture"`, percentages that were read from text, a zero in a name), and on options that are none.
 *
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { scoreSql } from "audience-segmentation/sql";
 *
 * const { model } = clusterSegments({ spend: [1, 2, 3, 90, 95, 99], channel: ["web", "web", "shop", "shop", "shop", "shop"] }, { k: 2 });
 * const sql = scoreSql(model, { from: "customers", dialect: "duckdb", columns: ["id"] });
 *
 * console.log(sql.split("\n").slice(0, 4).join("\n"));
 * // WITH segment_cells AS (
 * //   SELECT
 * //     segment_source."id" AS p0,
 * //     CAST(segment_source."spend" AS DOUBLE) AS r0,
 * ```
 *
 * @group Databases
 */
export function scoreSql(model: SegmentModel | Segmentation, options: ScoreSqlOptions): string {
  checkKeys(where, "the options", options, ["from", "dialect", "columns"]);
  const dialect = dialects[checkOneOf(where, "dialect", options.dialect, databaseDialects)];
  const from = checkPath(where, options.from);
  const columns = checkColumns(options.columns);
  const known = checkModel(where, modelIn(model));
  checkSayable(where, known);
  const named = known.features.map(({ reading: { column } }) => column);
  checkNamed(where, options.dialect, [...from, ...columns, ...named]);
  checkHeld(where, options.dialect, known);
  return write(dialect, known, from, columns);
}

function write(dialect: Dialect, model: SegmentModel, from: readonly string[], columns: readonly string[]): string {
  const { features, centroids, names, reading } = model;
  const { name } = dialect.quotes;
  const read = readLayers({ dialect, missingWords: reading.missingWords }, features, from, columns);
  const layers: Layer[] = [
    ...read.layers,
    { stage: "values", columns: features.map((feature, f) => valueOf(dialect, feature, f, read.readers[f])) },
    ...logLayers(dialect, features.flatMap((feature, f) => (feature.type === "number" && feature.transform === "log1p" ? [f] : []))),
    { stage: "scaled", columns: [...scaledColumns(dialect, features), ["placed", placedOf(features, read.readers)]] },
    ...placeLayers({ dialect, features, centroids }),
    sayLayer({ dialect, centroids }, names),
  ];
  const last = [...columns.map((column, at): SqlColumn => [name(column), `p${at}`]), ...outputs.map((output): SqlColumn => [output, output])];
  const select = stack(dialect, read.prefix, read.from, layers, last);
  return dialect.seal === undefined ? select : `${select}\n${dialect.seal}`;
}

function checkColumns(columns: unknown): readonly string[] {
  if (!areTexts(columns)) throw new InputError("not-an-array", where, "`columns` must be an array of the names of columns", show(columns));
  const twice = columns.find((column, at) => columns.indexOf(column) < at);
  if (twice !== undefined) throw new InputError("duplicate-column", where, "`columns` must name each column once", `${list([twice])} twice`);
  const taken = columns.find((column) => outputs.includes(lower(column)));
  if (taken === undefined) return columns;
  throw new InputError("duplicate-column", where, `\`columns\` must not name ${list(outputs)}, which the SELECT gives; name the column otherwise in a view`, show(taken));
}

/** Complains of what SQL cannot say of a model. */
export function checkSayable(where: string, { features, mixture }: Pick<SegmentModel, "features" | "mixture">): void {
  if (mixture !== undefined) {
    const rule = 'a model of the method "mixture" places rows by probabilities, which SQL does not say; segment by another method, or place the rows with `assign`';
    throw new InputError("not-in-sql", where, rule, 'a model of the method "mixture"');
  }
  for (const { type, reading } of features) {
    const place = { column: reading.column };
    const complain = (rule: string, got: string): InputError => new InputError("not-in-sql", where, rule, got, place, "");
    if (type === "number" && reading.unit === "%") {
      throw complain("must be a column of numbers; make it one (12 % is 0.12), and segment by that", "percentages that were read from text");
    }
    const fits = type === "number" ? ["number", "date", "ordered"] : ["category", "boolean"];
    if (!fits.includes(reading.type)) throw complain(`must be read as ${fits.join(" or ")} to be a ${type} in SQL`, `one read as ${reading.type}`);
    if (reading.type === "date" && reading.asOf === undefined) throw complain("must say the day that dates are counted back from", "a model without it");
  }
}
