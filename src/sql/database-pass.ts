import type { FittedFeature } from "../encode/fitted.ts";
import { encodedSql } from "./database-cells.ts";
import { changed, type DatabaseTable } from "./database-profile.ts";
import type { Dialect } from "./dialects.ts";
import { type ExactPass, startPass } from "./exact-pass.ts";
import { type SqlColumn, stack } from "./layers.ts";
import { placeLayers } from "./place-rows.ts";

/**
 * A pass in the database: the rows of each segment, and their sums; with medians where they are asked for and the engine has them. Rows
 * without a segment are a group of their own: a condition on the segment would move down to where the table is read, and place every row
 * there once more (two thirds of the time of the query in DuckDB).
 */
function passSql(
  dialect: Dialect,
  table: DatabaseTable,
  fitted: readonly FittedFeature[],
  centroids: readonly (readonly number[])[],
  areMedians: boolean,
): string {
  const encoded = encodedSql(dialect, table, fitted);
  const layers = [...encoded.layers, ...placeLayers({ dialect, features: fitted, centroids })];
  const values = fitted.flatMap(({ type }, f) => (type === "number" ? [`z${f}`, `o${f}`] : [`c${f}`]));
  const last = ["segment", "closest", ...values].map((name): SqlColumn => [name, name]);
  const inner = stack(dialect, encoded.prefix, encoded.from, layers, last);
  const { median } = dialect;
  const sums = fitted.flatMap((fit, f) => {
    if (fit.type === "category") return fit.center.map((_, level) => `SUM(CASE WHEN c${f} = ${level} THEN 1 ELSE 0 END) AS h${f}_${level}`);
    return [`SUM(z${f}) AS s${f}`, `SUM(o${f}) AS so${f}`, ...(areMedians && median !== undefined ? [`${median(`o${f}`)} AS m${f}`] : [])];
  });
  const figures = ["segment", "COUNT(*) AS n", "SUM(closest) AS inertia", ...sums];
  return `SELECT ${figures.join(", ")}\nFROM (\n${inner}\n) AS placed\nGROUP BY segment`;
}

/** What a pass finds: the sums, and the median of each number feature in each segment, where the engine has one. */
export interface DatabasePass {
  readonly pass: ExactPass;
  readonly medians: readonly Float64Array[] | undefined;
}

/** The centroids, how many rows there must be, and whether medians are wanted. */
interface AskedPass {
  readonly centroids: Float64Array;
  readonly k: number;
  readonly rows: number;
  readonly areMedians: boolean;
}

/** A pass over all rows in the database, each of which goes to its nearest centroid. `dialect`: with its fence. */
export async function databasePass(
  dialect: Dialect,
  table: DatabaseTable,
  fitted: readonly FittedFeature[],
  { centroids, k, rows, areMedians }: AskedPass,
): Promise<DatabasePass> {
  const d = centroids.length / k;
  const lists = Array.from({ length: k }, (_, s) => Array.from(centroids.subarray(s * d, (s + 1) * d)));
  const { rows: found, number } = await table.ask(areMedians ? "segments" : "passes", passSql(dialect, table, fitted, lists, areMedians));
  const pass = startPass(fitted, centroids, k);
  const { sums, away } = pass;
  const p = sums.numbers.length;
  const medians = sums.numbers.map(() => new Float64Array(k));
  const inertia = new Float64Array(k); // in the order of the segments, whatever that of the answer is
  let seen = 0;
  for (let row = 0; row < found.length; row++) {
    const s = number(row, "segment");
    if (!(s >= 0)) continue;
    const weight = number(row, "n");
    seen += weight;
    sums.weights[s] = weight;
    inertia[s] = number(row, "inertia");
    let j = 0, c = 0, from = s * d;
    for (const [f, fit] of fitted.entries()) {
      if (fit.type === "number") {
        away[s * p + j] = number(row, `s${f}`) - weight * centroids[from];
        sums.numbers[j][s] = number(row, `so${f}`);
        if (areMedians && dialect.median !== undefined) medians[j][s] = number(row, `m${f}`);
        j++;
      } else {
        for (let level = 0; level < fit.center.length; level++) sums.levels[c][s * fit.center.length + level] = number(row, `h${f}_${level}`);
        c++;
      }
      from += fit.center.length;
    }
  }
  if (seen !== rows) throw changed(table.where, `${seen} rows in segments after ${rows}`);
  for (const own of inertia) pass.inertia += own;
  return { pass, medians: areMedians && dialect.median !== undefined ? medians : undefined };
}
