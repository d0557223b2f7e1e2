import fc from "fast-check";
import { expect, test } from "vitest";
import { log1p, moments } from "../../src/core/numbers.ts";
import { spreadOf, tailOf } from "../../src/segment/spread.ts";
import { naiveMean, naiveQuantile } from "../oracles/naive-table.ts";
import { runs } from "../table-arbitraries.ts";

const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -0, 1e6, -1e-3, 7.25), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
const columns = fc.array(value, { minLength: 1, maxLength: 130 }).map((list) => Float64Array.from(list));

test("deciles are the quantiles of tenths, and count the values up to each", () => {
  fc.assert(
    fc.property(columns, (values) => {
      const { least, deciles, upTo } = spreadOf(values);
      expect(least + 0).toBe(Math.min(...values) + 0);
      expect(deciles).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => naiveQuantile([...values], tenth / 10)));
      expect(upTo).toEqual(deciles.map((bound) => values.filter((x) => x <= bound).length));
      expect(spreadOf(values)).toBe(spreadOf(values, Float64Array.of(9, 99)));
    }),
    runs(1),
  );
});

test("the top share is what the hundredth of the values farthest from the mean holds of the sum of squares", () => {
  const many = fc.array(value, { minLength: 100, maxLength: 320 }).map((list) => Float64Array.from(list));
  fc.assert(
    fc.property(many, (values) => {
      const mean = values[0] + values.reduce((sum, x) => sum + (x - values[0]), 0) / values.length;
      const squares = values.map((x) => (x - mean) * (x - mean)).sort();
      const sum = (of: Float64Array): number => of.reduce((total, square) => total + square, 0);
      const isConstant = naiveMean([...values]) === values[0] && values.every((x) => x === values[0]);
      const share = isConstant ? 0 : sum(squares.subarray(values.length - Math.ceil(0.01 * values.length))) / sum(squares);
      expect(Math.abs(tailOf(values).topShare - share)).toBeLessThanOrEqual(1e-12);
    }),
    runs(1),
  );
  expect(tailOf(Float64Array.from({ length: 99 }, (_, i) => i * i * i))).toEqual({ topShare: 0, logs: undefined });
});

test("where that is more than a half, the moments of the logarithms are those of the rows'", () => {
  const heavy = fc.array(fc.oneof({ weight: 40, arbitrary: fc.integer({ min: 0, max: 9 }) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1e4, 1e6) }), { minLength: 100, maxLength: 300 });
  fc.assert(
    fc.property(heavy.map((list) => Float64Array.from(list)), (values) => {
      const { topShare, logs: found } = tailOf(values);
      expect(found !== undefined).toBe(topShare > 0.5 && Math.min(...values) >= 0);
      if (found === undefined) return;
      const { mean, deviation } = moments(values.map(log1p));
      expect(found.mean).toBeCloseTo(mean, 12);
      expect(found.deviation).toBeCloseTo(deviation, 12);
    }),
    runs(1),
  );
});
