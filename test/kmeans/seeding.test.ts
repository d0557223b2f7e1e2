import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { countDistinct } from "../../src/kmeans/fit.ts";
import { drawFar, grow, plusPlus, randomRows } from "../../src/kmeans/seeding.ts";
import { matrix } from "../../src/core/matrix.ts";
import { rowsFrom, weightedRows } from "../encoded-rows.ts";
import { countDistinctRows, rowsOf } from "../rows.ts";

const problems = fc.tuple(weightedRows(), fc.nat(), fc.nat()).map(([given, pick, seed]) => ({ ...given, k: 1 + (pick % countDistinctRows(given.x)), seed }));

describe.each([["k-means++", plusPlus], ["random", randomRows]] as const)("seeding, %s", (_, draw) => {
  test("draws k rows, no two of them equal", () => {
    fc.assert(
      fc.property(problems, ({ rows, x, k, seed }) => {
        const centroids = { data: draw(rows, k, createRandom(seed, 1)), rows: k, cols: x.cols };
        expect(countDistinctRows(centroids)).toBe(k);
        const texts = new Set(rowsOf(x).map(String));
        expect(rowsOf(centroids).every((centroid) => texts.has(String(centroid)))).toBe(true);
      }),
    );
  });

  test("draws a heavy row first more often, as often as its weight says", () => {
    const rows = rowsFrom(matrix([[0], [1], [2]]), [1, 8, 1]);
    const first = Array.from({ length: 2000 }, (_, seed) => draw(rows, 1, createRandom(seed, 1))[0]);
    expect(Math.abs(first.filter((value) => value === 1).length / 2000 - 0.8)).toBeLessThan(0.04);
  });
});

test("k-means++ finds three far groups in nearly every draw", () => {
  const x = { data: Float64Array.from({ length: 90 }, (_, i) => (i % 3) * 1000 + i), rows: 90, cols: 1 };
  const draws = Array.from({ length: 200 }, (_, seed) => plusPlus(rowsFrom(x), 3, createRandom(seed, 1)));
  const apart = draws.filter((centroids) => new Set(centroids.map((value) => Math.round(value / 1000))).size === 3);
  expect(apart.length).toBeGreaterThan(195);
});

test("grow keeps the centroids it is given, in their place", () => {
  fc.assert(
    fc.property(problems, ({ rows, x, k, seed }) => {
      const start = plusPlus(rows, k, createRandom(seed, 1)).subarray(0, (k - 1) * x.cols);
      expect(grow(rows, start, k, createRandom(seed, 2), 3).subarray(0, start.length)).toEqual(start);
    }),
  );
});

test("of the rows that a step tries, the one that leaves least is taken", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 6 }), fc.nat(), (values, seed) => {
      const left = (second: number): number => values.reduce((sum, value) => sum + Math.min((value - values[0]) ** 2, (value - second) ** 2), 0);
      const least = Math.min(...values.slice(1).map(left));
      const tries = 20_000; // each row that could be the best is among them
      const [, second] = grow(rowsFrom(matrix(values.map((value) => [value]))), Float64Array.of(values[0]), 2, createRandom(seed, 1), tries);
      expect(left(second)).toBe(least);
    }),
  );
});

test("drawFar draws no row of distance 0 while there is another, whatever the random number", () => {
  const distances = Float64Array.of(0, 0, 3, 0, 1e-300, 0);
  const weights = new Float64Array(6).fill(1);
  for (const random of [0, 0.5, 1 - 2 ** -53]) expect([2, 4]).toContain(drawFar(weights, distances, () => random));
  expect(drawFar(weights, distances.map((distance) => Math.floor(distance)), () => 1)).toBe(2); // rounding put the draw behind them all
});

test("countDistinct counts distinct rows up to the number asked for", () => {
  fc.assert(fc.property(weightedRows(), fc.integer({ min: 1, max: 15 }), ({ rows, x }, most) => countDistinct(rows, most) === Math.min(most, countDistinctRows(x))));
});
