import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { bootstrap, subsample } from "../../src/segment/resample.ts";
import { resample, resolveStability, type StabilityOptions } from "../../src/segment/stability.ts";
import { inOrder, matrixOfRows } from "../../src/spatial/rows.ts";
import { tieFree, weighted } from "../arbitraries.ts";
import { encodedRows, rowsFrom } from "../encoded-rows.ts";
import { rowsOf } from "../rows.ts";

test("a bootstrap draws as many rows as there are, each as often as the others", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 200 }), (seed, n) => {
      expect(bootstrap(n, createRandom(seed, 99)).reduce((sum, times) => sum + times, 0)).toBe(n);
    }),
  );
  const random = createRandom(1, 99);
  const times = new Float64Array(20);
  let missed = 0;
  for (let draw = 0; draw < 5000; draw++) {
    bootstrap(20, random).forEach((count, row) => {
      times[row] += count;
      if (count === 0) missed++;
    });
  }
  times.forEach((count) => expect(Math.abs(count - 5000)).toBeLessThan(5 * Math.sqrt(5000)));
  expect(missed / 100_000).toBeCloseTo((1 - 1 / 20) ** 20, 2);
});

test("a subsample holds as many rows as asked for, each as often as the others", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (seed, one, other) => {
      const [size, n] = [Math.min(one, other), Math.max(one, other)];
      const times = subsample(n, size, createRandom(seed, 99));
      expect(times.every((count) => count === 0 || count === 1)).toBe(true);
      expect(times.reduce((sum, count) => sum + count, 0)).toBe(size);
    }),
  );
  const random = createRandom(1, 99);
  const times = new Float64Array(10);
  for (let draw = 0; draw < 5000; draw++) subsample(10, 3, random).forEach((count, row) => (times[row] += count));
  times.forEach((count) => expect(Math.abs(count - 1500)).toBeLessThan(5 * Math.sqrt(5000 * 0.3 * 0.7)));
});

/** Rows of which any three are distinct, some of them in several combinations. */
const tables = fc.oneof(
  weighted(tieFree({ minRows: 6, maxRows: 20 })).map(({ x, weights }) => ({ rows: rowsFrom(x, weights), x, weights })),
  encodedRows({ minRows: 6, maxRows: 20, kinds: ["uniform"] }).filter(({ rows }) => rows.columns.numbers.length > 0),
);
const cases = fc.constantFrom<StabilityOptions>({}, { scheme: "subsample" }, { scheme: "subsample", share: 1 }, { scheme: "subsample", share: 0.7 });

test("a resample holds rows of the table in order, their weights times how often they were drawn, enough of them distinct", () => {
  fc.assert(
    fc.property(tables, cases, fc.integer({ min: 1, max: 3 }), fc.nat(), ({ rows: all, x, weights }, options, k, seed) => {
      const given = structuredClone(all);
      const { ids, rows } = resample("f", all, k, resolveStability("f", options), createRandom(seed, 99));
      expect(all).toEqual(given);
      expect(Array.from(ids)).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect(ids.length).toBeGreaterThanOrEqual(k);
      expect(rowsOf(matrixOfRows(rows))).toEqual(Array.from(ids, (row) => rowsOf(x)[row]));
      const drawn = inOrder(rows.weights, rows);
      const times = Array.from(ids, (row, at) => drawn[at] / weights[row]);
      if (options.scheme === undefined) expect(times.reduce((sum, count) => sum + count, 0)).toBeCloseTo(x.rows, 9);
      else expect([times, ids.length]).toEqual([times.map(() => 1), Math.round((options.share ?? 0.5) * x.rows)]);
    }),
  );
});
