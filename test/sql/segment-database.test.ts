import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode, predict } from "../../src/segment/predict.ts";
import { compress } from "../../src/sql/compress.ts";
import type { CellSegmentation } from "../../src/sql/compressed.ts";
import { segmentCells } from "../../src/sql/segment-cells.ts";
import { segmentInDatabase, type SegmentInDatabaseOptions } from "../../src/sql/segment-database.ts";
import { naiveSquare } from "../oracles/naive-dense.ts";
import { runSelect } from "../oracles/tiny-sql.ts";
import { segmentedTables } from "./segmented.ts";
import { features, type MixedTable } from "./tables.ts";

const options = { k: 3, effort: "fast", structure: false } as const;

/** BigQuery's SQL as DuckDB would write it. */
const translated = (sql: string): string =>
  sql.replaceAll("`", '"').replaceAll("FLOAT64", "DOUBLE").replaceAll("SAFE_CAST", "TRY_CAST").replaceAll("IS_NAN", "ISNAN").replaceAll("AS STRING", "AS VARCHAR")
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** Segments a table in an engine that reads DuckDB's SQL. */
function segmented(table: MixedTable, more: Partial<SegmentInDatabaseOptions> = {}): Promise<CellSegmentation> {
  const customers = table.plan.map((plan, i) => new Map(Object.entries({ amount: table.amount[i], visits: table.visits[i], channel: table.channel[i], plan })));
  const query = async (sql: string) => runSelect(more.dialect === "bigquery" ? translated(sql) : sql, { customers }).map((row) => Object.fromEntries(row));
  return segmentInDatabase({ query, from: "customers", dialect: "duckdb", features, ...options, ...more } as SegmentInDatabaseOptions);
}

describe("a table in a database", () => {
  test("has the segments of its cells", async () => {
    await fc.assert(
      fc.asyncProperty(segmentedTables(60), async (table) => {
        const found = await segmented(table, { passes: 0 });
        const cells = segmentCells(compress(table, { features }), options);
        expect(found.inertia).toBeCloseTo(cells.inertia, 9);
        expect(found.cells.count).toBe(cells.cells.count);
        expect(found.segments.map(({ size, name, medians }) => ({ size, name, medians }))).toEqual(cells.segments.map(({ size, name, medians }) => ({ size, name, medians })));
        expect(predict(found.model, table)).toEqual(predict(cells.model, table));
      }),
      { numRuns: 6 },
    );
  });

  test("has after its last pass the figures of the rows, each in the segment where `predict` puts it", async () => {
    await fc.assert(
      fc.asyncProperty(segmentedTables(60), fc.constantFrom(4, 25, 60), fc.constantFrom(1, 3), async (table, cells, passes) => {
        const found = await segmented(table, { k: 2, cells, passes });
        const labels = predict(found.model, table);
        const x = encode(found.model, table);
        expect(found.inertia).toBeCloseTo(labels.reduce((sum, label, i) => sum + naiveSquare(x, i, found.centroids.data, label), 0), 9);
        found.segments.forEach(({ size, means, medians }, s) => {
          const visits = table.visits.filter((_, i) => labels[i] === s).sort((a, b) => a - b);
          expect(size).toBe(visits.length);
          expect(means["visits"]).toBeCloseTo(visits.reduce((a, b) => a + b) / size, 9);
          expect(medians["visits"]).toBe((visits[Math.floor((size - 1) / 2)] + visits[Math.ceil((size - 1) / 2)]) / 2);
        });
      }),
      { numRuns: 6 },
    );
  });

  test("has the medians of its cells where the engine has none, and the rest as elsewhere", async () => {
    await fc.assert(
      fc.asyncProperty(segmentedTables(60), async (table) => {
        const [found, elsewhere] = [await segmented(table, { cells: 25, dialect: "bigquery" }), await segmented(table, { cells: 25 })];
        const sizesOf = ({ segments }: CellSegmentation): object[] => segments.map(({ size, means }) => ({ size, means }));
        expect({ ...found, segments: sizesOf(found) }).toEqual({ ...elsewhere, segments: sizesOf(elsewhere) });
        const before = await segmented(table, { cells: 25, passes: 0 });
        expect(found.segments.map(({ medians }) => medians)).toEqual(before.segments.map(({ medians }) => medians));
      }),
      { numRuns: 3 },
    );
  });
});
