import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { countDistinct, type Problem } from "../../src/kmeans/fit.ts";
import { drawFar, grow, plusPlus, randomRows } from "../../src/kmeans/seeding.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { countDistinctRows, rowsOf } from "../rows.ts";

const problems = fc.tuple(weighted(matrices()), fc.nat(), fc.nat()).map(([{ x, weights }, pick, seed]) => ({
  problem: { x, weights: Float64Array.from(weights) } satisfies Problem,
  k: 1 + (pick % countDistinctRows(x)),
  seed,
}));

describe.each([["k-means++", plusPlus], ["random", randomRows]] as const)("seeding, %s", (_, draw) => {
  test("draws k rows, no two of them equal", () => {
    fc.assert(
      fc.property(problems, ({ problem, k, seed }) => {
        const centroids = { data: draw(problem, k, createRandom(seed, 1)), rows: k, cols: problem.x.cols };
        expect(countDistinctRows(centroids)).toBe(k);
        const rows = new Set(rowsOf(problem.x).map(String));
        expect(rowsOf(centroids).every((centroid) => rows.has(String(centroid)))).toBe(true);
      }),
    );
  });

  test("draws a heavy row first more often, as often as its weight says", () => {
    const problem = { x: { data: Float64Array.of(0, 1, 2), rows: 3, cols: 1 }, weights: Float64Array.of(1, 8, 1) };
    const first = Array.from({ length: 2000 }, (_, seed) => draw(problem, 1, createRandom(seed, 1))[0]);
    expect(Math.abs(first.filter((value) => value === 1).length / 2000 - 0.8)).toBeLessThan(0.04);
  });
});

test("k-means++ finds three far groups in nearly every draw", () => {
  const x = { data: Float64Array.from({ length: 90 }, (_, i) => (i % 3) * 1000 + i), rows: 90, cols: 1 };
  const draws = Array.from({ length: 200 }, (_, seed) => plusPlus({ x, weights: new Float64Array(90).fill(1) }, 3, createRandom(seed, 1)));
  const apart = draws.filter((centroids) => new Set(centroids.map((value) => Math.round(value / 1000))).size === 3);
  expect(apart.length).toBeGreaterThan(195);
});

test("grow keeps the centroids it is given, in their place", () => {
  fc.assert(
    fc.property(problems, ({ problem, k, seed }) => {
      const start = plusPlus(problem, k, createRandom(seed, 1)).subarray(0, (k - 1) * problem.x.cols);
      expect(grow(problem, start, k, createRandom(seed, 2), 3).subarray(0, start.length)).toEqual(start);
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
  fc.assert(fc.property(matrices(), fc.integer({ min: 1, max: 15 }), (x, most) => countDistinct(x, most) === Math.min(most, countDistinctRows(x))));
});
