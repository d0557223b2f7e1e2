import fc from "fast-check";
import { expect, test } from "vitest";
import { bestAssignment } from "../../src/validity/overlap.ts";
import { mostGained } from "../oracles/most-gained.ts";
import "../setup.ts";

const gain = fc.oneof(fc.constantFrom(0, 0, 0.25, 0.5, 1), fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, cols]) => fc.array(gain, { minLength: rows * cols, maxLength: rows * cols }).map((gains) => ({ gains: Float64Array.from(gains), rows, cols })));

test("no permutation gains more, and no column is taken twice", () => {
  fc.assert(
    fc.property(tables, ({ gains, rows, cols }) => {
      const given = gains.slice();
      const columns = Array.from(bestAssignment(gains, rows, cols));
      const taken = columns.filter((column) => column >= 0);
      expect(gains).toEqual(given);
      expect(columns).toHaveLength(rows);
      expect(taken).toHaveLength(Math.min(rows, cols));
      expect(new Set(taken).size).toBe(taken.length);
      expect(columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : gains[row * cols + column]), 0)).toBeCloseTo(mostGained(gains, rows, cols), 12);
    }),
    { numRuns: 1000 },
  );
});

test("a permutation of fifty is found again", () => {
  const columns = Array.from({ length: 50 }, (_, row) => (row * 7 + 3) % 50);
  const gains = Float64Array.from({ length: 2500 }, (_, at) => (columns[Math.floor(at / 50)] === at % 50 ? 0.9 : ((at * 31) % 17) / 20));
  expect(Array.from(bestAssignment(gains, 50, 50))).toEqual(columns);
});

test("what is best for one row gives way to what is best for all", () => {
  expect(Array.from(bestAssignment(Float64Array.of(0.9, 0.8, 0.8, 0.1), 2, 2))).toEqual([1, 0]);
});
