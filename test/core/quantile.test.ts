import fc from "fast-check";
import { expect, test } from "vitest";
import { distribution, quantile, quantilesOf } from "../../src/core/quantile.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { repeatRows } from "../rows.ts";

const columns = matrices({ maxCols: 1, maxRows: 20 }).map((x) => x.data);
const shares = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), fc.double({ min: 0, max: 1, noNaN: true }));

/** Type 7 of Hyndman and Fan (1996): at (n - 1) p along the sorted values, straight lines between. */
function naiveQuantile(values: Float64Array, share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
}

test("the quantile is of type 7", () => {
  fc.assert(fc.property(columns, shares, (values, share) => quantile(distribution(values), share) === naiveQuantile(values, share)));
});

test("a weight is so many equal values", () => {
  fc.assert(
    fc.property(weighted(matrices({ maxCols: 1 })), shares, ({ x, weights }, share) => {
      const many = distribution(repeatRows(x, weights).data);
      expect(quantile(distribution(x.data, Float64Array.from(weights)), share)).toBe(quantile(many, share));
    }),
  );
});

test("equal weights of two count every value twice", () => {
  const values = Float64Array.of(1, 2);
  expect(quantile(distribution(values), 0.25)).toBe(1.25);
  expect(quantile(distribution(values, Float64Array.of(2, 2)), 0.25)).toBe(1);
});

test("weights that sum to less than the values are shares: only their proportions count, and equal ones count nothing", () => {
  fc.assert(
    fc.property(weighted(matrices({ maxCols: 1 })), shares, ({ x: { data }, weights }, share) => {
      const of = (factor: number): number => quantile(distribution(data, Float64Array.from(weights, (weight) => weight * factor)), share);
      expect(of(1 / 64)).toBe(of(1 / 1024));
      const equal = distribution(data, new Float64Array(data.length).fill(1 / 64));
      expect(quantile(equal, share)).toBe(quantile(distribution(data), share));
    }),
  );
});

test("shares count as if they summed to the number of values", () => {
  expect(quantile(distribution(Float64Array.of(1, 2, 3), Float64Array.of(1 / 8, 1 / 8, 1 / 4)), 0.5)).toBe(2);
});

test("quantiles never fall with their share, from the least value to the greatest", () => {
  fc.assert(
    fc.property(columns, shares, shares, (values, a, b) => {
      const found = distribution(values);
      expect(quantile(found, Math.min(a, b))).toBeLessThanOrEqual(quantile(found, Math.max(a, b)));
      expect([quantile(found, 0), quantile(found, 1)]).toEqual([Math.min(...values), Math.max(...values)]);
    }),
  );
});

const large = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  scale: fc.constantFrom(1, 100, 1e-300, 1e300),
  far: fc.constantFrom(0, -50, 1.7e9),
  special: fc.array(fc.constantFrom(0, -0, NaN, 5e-324, -1e308, 7), { maxLength: 40 }),
  step: fc.constantFrom(1, 10, 1000, 100_000),
});

test("quantiles of many values, which are not sorted for them, are those of all values sorted", () => {
  fc.assert(
    fc.property(large, fc.array(shares, { minLength: 1, maxLength: 5 }), fc.boolean(), ({ seed, scale, far, special, step }, asked, isWeighted) => {
      const values = Float64Array.from({ length: 33_000 }, (_, i) => far + scale * ((Math.imul(seed, i * i) >>> 8) % step) * (i % 3 === 0 ? -1 : 1));
      values.set(special, 1000);
      const spread = distribution(values);
      const weights = isWeighted ? new Float64Array(values.length).fill(0.5) : undefined;
      const found = quantilesOf(values, weights, asked);
      found.forEach((one, at) => expect(one).toBe(quantile(spread, asked[at])));
    }),
    { numRuns: 20 },
  );
});

test("of many values with weights, of few, and of many that are missing, too", () => {
  const values = Float64Array.from({ length: 40_000 }, (_, i) => (i * 7919) % 1000);
  const weights = values.map((x) => 1 + (x % 3));
  expect(quantilesOf(values, weights, [0.1, 0.9])).toEqual([0.1, 0.9].map((share) => quantile(distribution(values, weights), share)));
  expect(quantilesOf(values.subarray(0, 9), undefined, [0.5])).toEqual([quantile(distribution(values.subarray(0, 9)), 0.5)]);
  expect(quantilesOf(new Float64Array(40_000).fill(NaN), undefined, [0, 1])).toEqual([NaN, NaN]);
  expect(quantilesOf(new Float64Array(40_000).fill(NaN).fill(3, 39_999), undefined, [0, 1])).toEqual([3, 3]);
});

test("NaN is left out with its weight, and of nothing there is no quantile", () => {
  const values = Float64Array.of(NaN, 4, 1, NaN, 2);
  expect(quantile(distribution(values), 0.5)).toBe(2);
  expect(quantile(distribution(values, Float64Array.of(9, 3, 1, 9, 1)), 0.5)).toBe(4);
  expect(quantile(distribution(Float64Array.of(NaN)), 0.5)).toBeNaN();
});

test("the values are left as they were", () => {
  const values = Float64Array.of(3, 1, 2);
  distribution(values);
  distribution(values, Float64Array.of(2, 1, 1));
  expect(values).toEqual(Float64Array.of(3, 1, 2));
});
