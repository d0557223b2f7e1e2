import fc from "fast-check";
import { expect, test } from "vitest";
import { prepare } from "../../src/prepare/prepare.ts";
import type { SqlAnswer } from "../../src/sql/ask-database.ts";
import { compress } from "../../src/sql/compress.ts";
import { cellsSql, countCellsSql, databaseCells } from "../../src/sql/database-cells.ts";
import type { DatabaseTable } from "../../src/sql/database-profile.ts";
import { dialects } from "../../src/sql/dialects.ts";
import { gridOf } from "../../src/sql/grid.ts";
import { runs } from "../table-arbitraries.ts";

const columns = { a: Array.from({ length: 3000 }, (_, i) => (i * 7919) % 2999), b: Array.from({ length: 3000 }, (_, i) => ((i * 104_729) % 2003) ** 2) };
const { profile } = compress(prepare(columns), {});
const grid = gridOf(profile.fitted, profile.profile);
const last = grid.steps.length;

interface Asked {
  readonly stage: string;
  readonly step: number;
}

/** A database whose grid has so many cells after each step, and what it was asked. */
function databaseOf(cells: readonly number[], rows: number): { readonly table: DatabaseTable; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const ask = async (stage: string, sql: string): Promise<SqlAnswer> => {
    const isOf = (step: number): boolean => sql === countCellsSql(dialects.duckdb, table, grid, step) || sql.startsWith(cellsSql(dialects.duckdb, table, grid, step, 0).slice(0, -1));
    const step = cells.findIndex((_, at) => isOf(at));
    asked.push({ stage, step });
    if (stage === "count") return { number: () => cells[step] } as never;
    const most = Number(/LIMIT (\d+)$/.exec(sql)![1]);
    const count = Math.min(cells[step], most);
    const weights = Float64Array.from({ length: count }, (_, cell) => (cell === 0 ? rows - cells[step] + 1 : 1));
    return { rows: Array(count).fill({}), numbers: (name: string) => (name === "n" ? weights : weights.map((_, cell) => cell / count)) } as never;
  };
  const table: DatabaseTable = { where: "test", ask: ask as never, dialect: dialects.duckdb, from: ["t"], missingWords: [], features: [] };
  return { table, asked };
}

const shapes = fc.record({
  rows: fc.integer({ min: 2, max: 4000 }),
  falls: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: last, maxLength: last }),
  given: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined, freq: 8 }), // else as many cells as there are rows
});

test("the cells are those of the finest grid that was given in full, no query is sent twice, and cells are counted only where they are too many", async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async ({ rows, falls, given: budget = rows }) => {
      const cells = [rows];
      for (const fall of falls) cells.push(Math.max(1, Math.floor(cells[cells.length - 1] * (1 - fall * fall))));
      cells[last] = 1;
      const { table, asked } = databaseOf(cells, rows);
      const found = await databaseCells(table, grid, rows, budget);
      const steps = asked.filter(({ stage }) => stage === "cells").map(({ step }) => step);
      const inFull = steps.filter((step) => cells[step] <= budget);
      expect(new Set(steps).size + asked.filter(({ stage }) => stage === "count").length).toBe(asked.length);
      expect(steps).not.toContain(-1);
      expect(steps.length).toBeLessThanOrEqual(5);
      if (inFull.length > 0) expect(found.count).toBe(cells[Math.min(...inFull)]);
      else expect(steps[steps.length - 1]).toBe(Math.max(...steps));
      if (rows <= budget) expect(steps).toEqual([0]);
      asked.forEach(({ stage, step }, at) => {
        if (stage !== "count") return;
        expect(asked[at - 1]).toEqual({ stage: "cells", step });
        expect(cells[step]).toBeGreaterThan(budget);
      });
      expect(Array.from(found.weights).reduce((sum, weight) => sum + weight, 0)).toBe(rows);
    }),
    runs(0.5),
  );
});

test("a table that has other rows than were counted is no table to segment", async () => {
  const { table } = databaseOf([50, ...Array<number>(last).fill(1)], 60);
  await expect(databaseCells(table, grid, 61, 100)).rejects.toMatchObject({ code: "source-changed", message: expect.stringMatching(/60 rows in cells after 61/) });
});

const group = fc.record({ k0: fc.integer({ min: -3, max: 3 }), k1: fc.double({ min: -2, max: 2, noNaN: true }), n: fc.integer({ min: 1, max: 9 }), so0: fc.nat(99), so1: fc.nat(99) });
const groups = fc.uniqueArray(group, { minLength: 1, maxLength: 30, selector: ({ k0, k1 }) => `${k0} ${k1 + 0}` });

test("the order in which a database gives its groups changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(groups.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))), async (orders) => {
      const rows = orders[0].reduce((sum, { n }) => sum + n, 0);
      const [first, second] = await Promise.all(orders.map((given) => {
        const ask = async (): Promise<SqlAnswer> => ({ rows: given, numbers: (name: keyof (typeof given)[0]) => Float64Array.from(given, (one) => one[name]) }) as never;
        return databaseCells({ where: "test", ask, dialect: dialects.duckdb, from: ["t"], missingWords: [], features: [] }, grid, rows, rows);
      }));
      expect(second).toEqual(first);
      expect(first.count).toBe(orders[0].length);
    }),
    runs(0.5),
  );
});
