import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { segmentInDatabase } from "../../src/sql/segment-database.ts";
import { runSelect } from "../oracles/tiny-sql.ts";

const fetched = 5000;

/** The first query for the values of a number of `rows` rows, as many values as are said, each as frequent or the more frequent the lower. */
async function firstQuery(values: number, rows: number, power: number, seed: number): Promise<string> {
  const random = createRandom(seed, 97);
  const sample = Array.from({ length: Math.min(rows, fetched) }, () => ({ spend: Math.floor(values * random() ** power) / 8 }));
  const counts = { all_rows: rows, kept_rows: rows, faults0: 0, every0: rows, held0: rows, low0: 0, high0: values / 8 };
  let found = "";
  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    if (sql.startsWith("SELECT segment_source")) return sample;
    if (sql.startsWith("SELECT COUNT")) return [counts];
    found = sql;
    throw new Error("enough");
  };
  const features = [{ column: "spend", type: "number" }] as const;
  await expect(segmentInDatabase({ query, from: "customers", dialect: "duckdb", features })).rejects.toThrow("enough");
  return found;
}

test("a number is asked for value by value unless the sample shows that it has too many", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 32_768 }), fc.constantFrom(1, 2, 4), fc.nat(1000), async (values, power, seed) => {
      expect(await firstQuery(values, 100_000_000, power, seed)).toMatch(/^SELECT value,/);
      expect(await firstQuery(1e9, 32_768, power, seed)).toMatch(/^SELECT value,/); // there are no more rows
      expect(await firstQuery(1e9, 100_000_000, 1, seed)).toMatch(/^SELECT FLOOR\(.* AS bin,/);
    }),
    { numRuns: 20 },
  );
});

test("the bins of a number lie between its ends, and in its order", async () => {
  const sql = await firstQuery(1e9, 100_000_000, 1, 1);
  const spend = Array.from({ length: 400 }, (_, i) => (i / 399) * 1.25e8);
  const bins = runSelect(sql, { customers: spend.map((value) => new Map([["spend", value]])) }).map((row) => Object.fromEntries(row) as { bin: number; low: number; high: number; n: number });
  expect([bins[0], bins[bins.length - 1]].map(({ bin, low, high }) => [bin, low, high])).toEqual([[0, 0, 0], [16_384, 1.25e8, 1.25e8]]);
  expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(400);
  expect(bins.slice(1).every(({ bin, low }, at) => bin > bins[at].bin && low > bins[at].high)).toBe(true);
});

test("weights and the methods of single rows are refused with a way out", async () => {
  const asked = { query: async () => [], from: "customers", dialect: "duckdb" } as const;
  await expect(segmentInDatabase({ ...asked, weights: "w" } as never)).rejects.toMatchObject({ code: "unknown-option", rule: expect.stringMatching(/repeat rows/) });
  for (const method of ["ward", "mixture"]) {
    await expect(segmentInDatabase({ ...asked, method } as never)).rejects.toMatchObject({ code: "unknown-value", rule: expect.stringMatching(/use them on a sample/) });
  }
});
