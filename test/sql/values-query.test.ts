import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { segmentInDatabase } from "../../src/sql/segment-database.ts";

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

test("weights and the methods of single rows are refused with a way out", async () => {
  const asked = { query: async () => [], from: "customers", dialect: "duckdb" } as const;
  await expect(segmentInDatabase({ ...asked, weights: "w" } as never)).rejects.toMatchObject({ code: "unknown-option", rule: expect.stringMatching(/repeat rows/) });
  for (const method of ["ward", "mixture"]) {
    await expect(segmentInDatabase({ ...asked, method } as never)).rejects.toMatchObject({ code: "unknown-value", rule: expect.stringMatching(/use them on a sample/) });
  }
});
