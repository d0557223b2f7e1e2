import fc from "fast-check";
import { expect, test } from "vitest";
import { moments } from "../../src/core/numbers.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { repeatRows } from "../rows.ts";

const columns = weighted(matrices({ maxCols: 1, maxRows: 20 }));
const ones = (values: Float64Array): Float64Array => new Float64Array(values.length).fill(1);

test("mean and deviation are those of the definition", () => {
  fc.assert(
    fc.property(columns, ({ x: { data }, weights }) => {
      const found = moments(data, Float64Array.from(weights));
      const weight = weights.reduce((sum, w) => sum + w, 0);
      const mean = data.reduce((sum, value, i) => sum + weights[i] * value, 0) / weight;
      const deviation = Math.sqrt(data.reduce((sum, value, i) => sum + weights[i] * (value - mean) ** 2, 0) / weight);
      const scale = Math.max(...data.map(Math.abs));
      expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(1e-13 * scale);
      expect(Math.abs(found.deviation - deviation)).toBeLessThanOrEqual(1e-7 * scale); // of a constant column the naive one is not 0
      expect(found).toMatchObject({ min: Math.min(...data), max: Math.max(...data), weight });
    }),
  );
});

test("a weight is so many equal values", () => {
  fc.assert(
    fc.property(columns, ({ x, weights }) => {
      const { data } = repeatRows(x, weights);
      const [one, many] = [moments(x.data, Float64Array.from(weights), 1), moments(data, ones(data), 1)];
      expect(one).toMatchObject({ min: many.min, max: many.max, weight: many.weight });
      expect(Math.abs(one.mean - many.mean)).toBeLessThanOrEqual(1e-14 * Math.abs(many.max - many.min) + Math.abs(many.mean) * 2e-16);
      if (many.deviation > 0) expect(one.deviation / many.deviation).toBeCloseTo(1, 12);
    }),
  );
});

test("whole numbers keep their deviation to the last digits at an offset of 1.7e9", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 200 }), (list) => {
      const values = Float64Array.from(list);
      const near = moments(values, ones(values));
      const far = moments(values.map((value) => value + 1.7e9), ones(values));
      expect(Math.abs(far.deviation - near.deviation)).toBeLessThanOrEqual(1e-15 * 9);
      expect(Math.abs(far.mean - 1.7e9 - near.mean)).toBeLessThanOrEqual(1.2e-7); // half an ulp there
    }),
  );
});

test("5 000 times 0.1 has a deviation of exactly 0 and a mean of exactly 0.1", () => {
  const values = new Float64Array(5000).fill(0.1);
  expect(moments(values, ones(values))).toEqual({ mean: 0.1, deviation: 0, min: 0.1, max: 0.1, weight: 5000 });
});

test("one value has a deviation of 0, the sample's too", () => {
  expect(moments(Float64Array.of(7), Float64Array.of(1), 1)).toMatchObject({ mean: 7, deviation: 0 });
});

test("two neighbouring doubles differ: their deviation is above 0", () => {
  const values = new Float64Array(100_000).fill(0.1);
  const next = 0.1 + 2 ** -56;
  values[77] = next;
  expect(moments(values, ones(values)).deviation / ((next - 0.1) * Math.sqrt(99_999))).toBeCloseTo(1e-5, 12);
});
