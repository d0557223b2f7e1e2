import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { centroidsOf, type Problem } from "../../src/kmeans/fit.ts";
import { assigned, lloyd } from "../../src/kmeans/lloyd.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { naiveLloyd } from "../oracles/naive-lloyd.ts";
import { countDistinctRows, distanceOf, meanOf, membersOf, rowsOf } from "../rows.ts";

/** Weighted rows, and rows of theirs to start from. */
const starts = fc.tuple(weighted(matrices()), fc.nat(), fc.nat()).map(([{ x, weights }, pick, first]) => {
  const k = 1 + (pick % countDistinctRows(x));
  const start = Float64Array.from({ length: k * x.cols }, (_, at) => x.data[(first * x.cols + at) % x.data.length]); // duplicates among them
  return { problem: { x, weights: Float64Array.from(weights) } satisfies Problem, k, start };
});
const run = (problem: Problem, start: Float64Array, k: number, maxIter: number) => lloyd(problem, start, k, { maxIter, maxShift: 0 });

describe("lloyd", () => {
  test("the inertia never rises from one iteration to the next", () => {
    fc.assert(
      fc.property(starts, ({ problem, k, start }) => {
        let last = Infinity;
        for (let maxIter = 1; maxIter < 8; maxIter++) {
          const { inertia } = run(problem, start, k, maxIter);
          expect(inertia).toBeLessThanOrEqual(last * (1 + 1e-13));
          last = inertia;
        }
      }),
    );
  });

  test("no cluster is empty, after however few iterations and at whatever tolerance", () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 1e30), ({ problem, k, start }, maxIter, maxShift) => {
        expect(new Set(lloyd(problem, start, k, { maxIter, maxShift }).labels).size).toBe(k);
      }),
    );
  });

  test("a cluster that a wide tolerance would leave empty is filled all the same", () => {
    const problem = { x: { data: Float64Array.of(3, 3, 11, 7, 9, 3), rows: 6, cols: 1 }, weights: new Float64Array(6).fill(1) };
    expect(new Set(lloyd(problem, Float64Array.of(5, 12, 11, 5), 4, { maxIter: 50, maxShift: 1e30 }).labels).size).toBe(4);
  });

  test("an empty cluster takes the row farthest from its centroid", () => {
    const problem = { x: { data: Float64Array.of(0, 1, 2, 9), rows: 4, cols: 1 }, weights: new Float64Array(4).fill(1) };
    expect([...run(problem, Float64Array.of(1, 1), 2, 9).labels]).toEqual([0, 0, 0, 1]);
  });

  test("a row is not taken from a cluster that would be empty without it", () => {
    // the centroid at 100 has one row, the farthest; the empty ones must leave it there
    const problem = { x: { data: Float64Array.of(0, 1, 60), rows: 3, cols: 1 }, weights: new Float64Array(3).fill(1) };
    expect(run(problem, Float64Array.of(0, 100, -50), 3, 1)).toMatchObject({ labels: Int32Array.of(0, 2, 1), inertia: 0 });
  });

  test("the start is left as it was, and the same call gives the same", () => {
    fc.assert(
      fc.property(starts, ({ problem, k, start }) => {
        const copies = structuredClone([problem, start]);
        const fit = run(problem, start, k, 9);
        expect([problem, start]).toEqual(copies);
        expect(run(problem, start, k, 9)).toEqual(fit);
      }),
    );
  });
});

test("assigned gives every row its nearest centroid, the lower one on a tie, with the distances to it and to the next", () => {
  fc.assert(
    fc.property(starts, ({ problem, k, start }) => {
      const rows = rowsOf(problem.x);
      const { labels, upper, lower, inertia, counts, sizes } = assigned(problem, start, k);
      const centres = rowsOf({ data: start, rows: k, cols: problem.x.cols });
      rows.forEach((row, i) => {
        const all = centres.map((centre) => distanceOf(row, centre));
        const [first, second = Infinity] = all.toSorted((a, b) => a - b);
        expect(Math.abs(upper[i] - first)).toBeLessThanOrEqual(1e-14 * first);
        expect(second === lower[i] || Math.abs(lower[i] - second) <= 1e-14 * second).toBe(true);
        expect(labels[i]).toBeLessThanOrEqual(all.findIndex((distance) => distance === 0) < 0 ? k : all.indexOf(0));
      });
      const cost = rows.reduce((sum, row, i) => sum + problem.weights[i] * distanceOf(row, centres[labels[i]]) ** 2, 0);
      expect(Math.abs(inertia - cost)).toBeLessThanOrEqual(1e-13 * cost);
      expect([...counts]).toEqual(Array.from(counts, (_, c) => labels.filter((label) => label === c).length));
      sizes.forEach((size, c) => expect(size).toBe(problem.weights.reduce((sum, weight, i) => (labels[i] === c ? sum + weight : sum), 0)));
    }),
  );
});

test("the rounds that keep bounds end where rounds that look at every row end", () => {
  fc.assert(
    fc.property(starts, ({ problem, k, start }) => {
      const fit = run(problem, start, k, 300);
      const naive = naiveLloyd(problem, fit.centroids, k);
      expect(fit.converged).toBe(true);
      expect(Math.abs(naive - fit.inertia)).toBeLessThanOrEqual(1e-12 * fit.inertia + 1e-28 * Math.max(...problem.x.data.map(Math.abs)) ** 2); // nothing is left to gain
    }),
  );
});

test("centroidsOf gives weighted means, and 0 for an empty cluster", () => {
  fc.assert(
    fc.property(weighted(matrices()), fc.nat(2), ({ x, weights }, shift) => {
      const labels = Int32Array.from({ length: x.rows }, (_, i) => ((i + shift) % 3) + 1); // none is 0
      const centroids = centroidsOf({ x, weights: Float64Array.from(weights) }, labels, 4);
      const centres = rowsOf({ data: centroids, rows: 4, cols: x.cols });
      expect(centres[0]).toEqual(Array(x.cols).fill(0));
      for (const members of membersOf(labels)) {
        const own = labels[members[0]];
        const scale = Math.max(...x.data.map(Math.abs));
        meanOf(rowsOf(x), weights, members).forEach((entry, j) => expect(Math.abs(centres[own][j] - entry)).toBeLessThanOrEqual(4e-15 * scale));
      }
    }),
  );
});

test("the centroid of equal rows is that row, to the bit, at any offset", () => {
  const x = { data: new Float64Array(3000).fill(1.7e9 + 0.1), rows: 3000, cols: 1 };
  expect(centroidsOf({ x, weights: new Float64Array(3000).fill(0.3) }, new Int32Array(3000), 1)).toEqual(Float64Array.of(1.7e9 + 0.1));
});
