import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { addToSketch, emptySketch, mergeSketches, mostRuns, type Sketch, valuesOfSketch } from "../../src/sql/sketch.ts";
import "../setup.ts";

const sketchOf = (values: Iterable<number>): Sketch => {
  const sketch = emptySketch();
  addToSketch(sketch, Float64Array.from(values));
  return sketch;
};

describe("few values", () => {
  const some = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noDefaultInfinity: true })), { maxLength: 60 });

  test("stand each by itself, with how often it occurs", () => {
    fc.assert(
      fc.property(some, (values) => {
        const counts = new Map<number, number>();
        for (const value of values) if (!Number.isNaN(value)) counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1);
        const expected = [...counts].sort(([a], [b]) => a - b);
        const sketch = sketchOf(values);
        const found = valuesOfSketch(sketch);
        expect([...found.values].map((value, i) => [value, found.counts[i]])).toEqual(expected);
        expect(found.isExact).toBe(true);
        expect(sketch.missing).toBe(values.filter(Number.isNaN).length);
      }),
    );
  });

  test("are those of their parts", () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const merged = sketchOf(a);
        mergeSketches(merged, sketchOf(b));
        expect(valuesOfSketch(merged)).toEqual(valuesOfSketch(sketchOf([...a, ...b])));
      }),
    );
  });
});

describe("many values", () => {
  const n = 90_000;
  const random = createRandom(7, 99);
  const values = Float64Array.from({ length: n }, () => (random() + random() + random() - 1.5) * 1000);
  const sketch = sketchOf(values);
  const found = valuesOfSketch(sketch);
  const sorted = values.slice().sort();

  test("stand in runs of neighbours, with their number, mean and ends", () => {
    expect(found.isExact).toBe(false);
    expect(found.values.length).toBeLessThanOrEqual(mostRuns + 2);
    expect(found.values.length).toBeGreaterThan(mostRuns / 2);
    expect(found.counts.reduce((a, b) => a + b)).toBe(n);
    expect([found.values[0], found.values.at(-1)]).toEqual([sorted[0], sorted[n - 1]]);
    const sum = (own: ArrayLike<number>, weights?: Float64Array): number => Array.from(own).reduce((total, x, i) => total + x * (weights?.[i] ?? 1), 0);
    expect(sum(found.values, found.counts)).toBeCloseTo(sum(values), 5);
  });

  test("keep their quantiles", () => {
    let upTo = 0;
    found.values.forEach((value, i) => {
      const own = sorted.subarray(upTo, upTo + found.counts[i]);
      expect(value >= own[0] - 1e-9 && value <= own[own.length - 1] + 1e-9).toBe(true);
      upTo += found.counts[i];
    });
  });

  test("give the same runs in any order and in any parts", () => {
    const back = sketchOf(Array.from(values).reverse());
    const parts = sketchOf(values.subarray(0, 40_000));
    mergeSketches(parts, sketchOf(values.subarray(40_000)));
    for (const other of [back, parts].map(valuesOfSketch)) {
      expect(other.counts).toEqual(found.counts);
      other.values.forEach((value, i) => expect(Math.abs(value - found.values[i])).toBeLessThan(1e-9));
    }
  });
});
