import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { withCells } from "../../src/kmeans/cells.ts";
import { centroidsOf, type Problem } from "../../src/kmeans/fit.ts";
import { kmeans } from "../../src/kmeans/kmeans.ts";
import { elbow } from "../../src/validity/elbow.ts";
import "../setup.ts";

/** Weighted rows: blobs, a heavy tail, repeated rows; some tables have few distinct ones. */
const problems = fc.record({ seed: fc.nat(1e6), rows: fc.integer({ min: 5001, max: 9000 }), cols: fc.integer({ min: 1, max: 4 }), grid: fc.constantFrom(0, 2, 50) });

function problemOf({ seed, rows, cols, grid }: { seed: number; rows: number; cols: number; grid: number }): Problem {
  const random = createRandom(seed, 99);
  const data = Float64Array.from({ length: rows * cols }, (_, i) => {
    const value = (i % 7) * 3 + random() + (random() < 0.001 ? 1000 * random() : 0);
    return grid === 0 ? value : Math.floor(grid * random());
  });
  return { x: { data, rows, cols }, weights: Float64Array.from({ length: rows }, () => 1 + Math.floor(3 * random())) };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

describe("cells of nearby rows that stand for a large problem", () => {
  test("there are none of few rows without structure, and 4 000 at most of many", () => {
    const noise = (rows: number): Problem => {
      const random = createRandom(rows, 97);
      return { x: { data: Float64Array.from({ length: rows * 9 }, () => random()), rows, cols: 9 }, weights: new Float64Array(rows).fill(1) };
    };
    expect(withCells(noise(5000)).coarse).toBe(undefined);
    expect(withCells(noise(9000)).coarse!.x.rows).toBe(4000);
    expect(withCells(noise(5001)).coarse!.x.rows).toBe(2501);
  });

  test("of rows that lie in few places there are as few as keep all but a hundredth of what 32 cells leave, however heavy the tail", () => {
    for (const rows of [3000, 20_000]) {
      const problem = problemOf({ seed: 1, rows, cols: 2, grid: 0 });
      const { coarse } = withCells(problem);
      expect(coarse!.x.rows).toBeGreaterThan(32);
      expect(coarse!.x.rows).toBeLessThan(rows / 2 + 1);
      expect(coarse!.coarse).toBeUndefined();
    }
  });

  test("the cells have the total weight and the mean of the rows, and the same call gives the same bits", () => {
    fc.assert(
      fc.property(problems, (shape) => {
        const problem = problemOf(shape);
        const { coarse } = withCells(problem);
        const centre = (of: Problem): number[] => [...centroidsOf(of, new Int32Array(of.x.rows), 1)];
        expect(sum(coarse!.weights)).toBeCloseTo(sum(problem.weights), 6);
        centre(coarse!).forEach((mean, j) => expect(mean).toBeCloseTo(centre(problem)[j], 8));
        expect(withCells(problem)).toEqual(withCells(problem));
      }),
      { numRuns: 10 },
    );
  });

  test("a table of few distinct rows has a cell for each of them, so that nothing is lost", () => {
    const { coarse } = withCells(problemOf({ seed: 5, rows: 8000, cols: 3, grid: 2 }));
    expect(coarse!.x.rows).toBe(8);
    expect(new Set(coarse!.x.data)).toEqual(new Set([0, 1]));
  });

  test("rows of which all but a few are equal are told apart", () => {
    const data = new Float64Array(20_000).fill(1);
    data[7] = 5;
    data[9] = 5.001;
    const { inertia, labels } = kmeans({ data, rows: 20_000, cols: 1 }, 3);
    expect(inertia).toBe(0);
    expect(new Set(labels).size).toBe(3);
  });

  test("what is found on the cells is within 1 % of what a search on all rows finds, and the elbow never rises", () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 2, max: 8 }), (shape, most) => {
        const k = shape.grid === 2 ? 2 : most; // as many distinct rows at least
        const { x, weights } = problemOf(shape);
        const drawn = kmeans(x, k, { weights, effort: "fast" }).inertia;
        const best = Math.min(...[1, 2, 3].map((seed) => lloydFrom(x, k, weights, seed)));
        expect(drawn).toBeLessThan(best * 1.01 + 1e-9);
        const { inertia } = elbow(x, { weights, effort: "fast", kMax: shape.grid === 2 ? 2 : 6 });
        inertia.forEach((value, i) => expect(value).toBeLessThanOrEqual(i === 0 ? Infinity : inertia[i - 1]));
      }),
      { numRuns: 6 },
    );
  });
});

/** Lloyd's algorithm on all rows, from rows drawn at random. */
function lloydFrom(x: Problem["x"], k: number, weights: Float64Array, seed: number): number {
  const random = createRandom(seed, 98);
  const init = { data: new Float64Array(k * x.cols), rows: k, cols: x.cols };
  for (let c = 0; c < k; c++) {
    const row = Math.floor(random() * x.rows) * x.cols;
    init.data.set(x.data.subarray(row, row + x.cols), c * x.cols);
  }
  return kmeans(x, k, { weights, init }).inertia;
}
