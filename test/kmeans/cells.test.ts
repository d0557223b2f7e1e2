import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom } from "../../src/core/random.ts";
import { withCells } from "../../src/kmeans/cells.ts";
import { costOf } from "../../src/kmeans/nearest.ts";
import { splitCells } from "../../src/kmeans/split-cells.ts";
import { centroidsOf } from "../../src/kmeans/fit.ts";
import { kmeans } from "../../src/kmeans/kmeans.ts";
import { matrixOfRows, pickRows, rowInto, type Rows } from "../../src/spatial/rows.ts";
import { elbow } from "../../src/validity/elbow.ts";
import { rowsOf as listOf } from "../rows.ts";
import { centroidsNear, encodedRows, factored, rowsFrom } from "../encoded-rows.ts";

/** Weighted rows: blobs, a heavy tail, repeated rows; some tables have few distinct ones. */
const problems = fc.record({ seed: fc.nat(1e6), rows: fc.integer({ min: 5001, max: 9000 }), cols: fc.integer({ min: 1, max: 4 }), grid: fc.constantFrom(0, 2, 50) });

function tableOf({ seed, rows, cols, grid }: { seed: number; rows: number; cols: number; grid: number }): { x: Matrix; weights: Float64Array } {
  const random = createRandom(seed, 99);
  const data = Float64Array.from({ length: rows * cols }, (_, i) => {
    const value = (i % 7) * 3 + random() + (random() < 0.001 ? 1000 * random() : 0);
    return grid === 0 ? value : Math.floor(grid * random());
  });
  return { x: { data, rows, cols }, weights: Float64Array.from({ length: rows }, () => 1 + Math.floor(3 * random())) };
}

function shapedRows(shape: Parameters<typeof tableOf>[0]): Rows {
  const { x, weights } = tableOf(shape);
  return rowsFrom(x, weights);
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

describe("cells of nearby rows that stand for a large problem", () => {
  test("numbers that no mean can part stay in one cell, and the others are split on", () => {
    const [near, next] = [1 + 2 ** -52, 1 + 2 ** -51]; // their mean is the greater one, once rounded
    const data = Float64Array.of(near, next, near, next, 1e9, 1e9 + 1, 3);
    const { numbers, weights } = splitCells(rowsFrom({ data, rows: 7, cols: 1 }), 6).cells;
    expect([...numbers].sort((a, b) => a - b)).toEqual([expect.closeTo(1, 12), 3, 1e9, 1e9 + 1]);
    expect([...weights].sort()).toEqual([1, 1, 1, 4]);
  });

  test("there are none of few rows without structure, and 2 000 at most of many", () => {
    const noise = (rows: number): Rows => {
      const random = createRandom(rows, 97);
      return rowsFrom({ data: Float64Array.from({ length: rows * 9 }, () => random()), rows, cols: 9 });
    };
    expect(withCells(noise(5000)).coarse).toBe(undefined);
    expect(withCells(noise(9000)).coarse!.rows.count).toBe(2000);
    expect(withCells(noise(5001), 4000).coarse!.rows.count).toBe(2500);
  });

  test("of rows that lie in few places there are as few as keep all but a hundredth of what 32 cells leave, however heavy the tail", () => {
    for (const rows of [3000, 20_000]) {
      const { coarse } = withCells(shapedRows({ seed: 1, rows, cols: 2, grid: 0 }));
      expect(coarse!.rows.count).toBeGreaterThan(32);
      expect(coarse!.rows.count).toBeLessThan(rows / 2 + 1);
      expect(coarse!.coarse).toBeUndefined();
    }
  });

  test("the cells have the total weight and the mean of the rows, and the same call gives the same bits", () => {
    fc.assert(
      fc.property(problems, (shape) => {
        const rows = shapedRows(shape);
        const cells = withCells(rows).coarse!.rows;
        const centre = (of: Rows): number[] => [...centroidsOf(of, new Int32Array(of.count), 1)];
        expect(sum(cells.weights)).toBeCloseTo(sum(rows.weights), 6);
        centre(cells).forEach((mean, j) => expect(mean).toBeCloseTo(centre(rows)[j], 8));
        expect(withCells(rows)).toEqual(withCells(rows));
      }),
      { numRuns: 10 },
    );
  });

  test("a table of few distinct rows has a cell for each of them, so that nothing is lost", () => {
    const { coarse } = withCells(shapedRows({ seed: 5, rows: 8000, cols: 3, grid: 2 }));
    expect(coarse!.rows.count).toBe(8);
    expect(new Set(matrixOfRows(coarse!.rows).data)).toEqual(new Set([0, 1]));
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
        const { x, weights } = tableOf(shape);
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

/**
 * Holds cells to be the weighted means of parts of the rows: the sum of squares inside them is the same for any centroid, and with several
 * centroids rows cost no more than their cells and that sum.
 */
function expectParts(rows: Rows, cells: Rows, x: Matrix, seed: number): void {
  const total = sum(rows.weights);
  const largest = Math.max(1, ...x.data.map(Math.abs));
  const rounding = 1e-12 * total * largest * largest;
  expect(sum(cells.weights) / total).toBeCloseTo(1, 12);
  expect(cells.weights.every((weight) => weight > 0)).toBe(true);
  const inside = (at: Float64Array): number => costOf(rows, at, 1) - costOf(cells, at, 1);
  const mean = centroidsOf(rows, new Int32Array(rows.count), 1);
  const within = inside(mean);
  expect(within).toBeGreaterThanOrEqual(-rounding);
  centroidsOf(cells, new Int32Array(cells.count), 1).forEach((entry, j) => expect(Math.abs(entry - mean[j])).toBeLessThanOrEqual(1e-13 * largest));
  for (let k = 1; k < 5; k++) {
    const centroids = centroidsNear(x, k, seed + k);
    expect(Math.abs(inside(centroids.subarray(0, x.cols)) - within)).toBeLessThanOrEqual(rounding);
    expect(costOf(rows, centroids, k)).toBeLessThanOrEqual(costOf(cells, centroids, k) + within + rounding);
  }
}

describe("cells are the means of parts of the rows", () => {
  test("of a few combinations: nodes of a forest, which keep to their combination", () => {
    fc.assert(
      fc.property(encodedRows({ minRows: 12, maxRows: 120, maxCategories: 2, maxLevels: 2 }), fc.integer({ min: 4, max: 40 }), fc.nat(1e6), ({ rows, x }, most, seed) => {
        const { rows: ordered, coarse } = withCells(rows, most, 0);
        if (coarse === undefined) return;
        expectParts(ordered, coarse.rows, x, seed);
        expect(coarse.rows.count).toBeLessThanOrEqual(Math.min(most, rows.count / 2));
        if (coarse.rows.start.length !== ordered.start.length || coarse.rows.columns !== ordered.columns) return; // split by levels, too
        const weightsOf = ({ start, weights }: Rows): number[] => Array.from(start.subarray(1), (end, g) => sum(weights.subarray(start[g], end)));
        weightsOf(coarse.rows).forEach((weight, g) => expect(weight / weightsOf(ordered)[g]).toBeCloseTo(1, 12));
      }),
    );
  });

  test("of many combinations: leaves of one tree", () => {
    const many = encodedRows({ minRows: 2, maxRows: 80, maxCategories: 4, maxLevels: 9, maxNumbers: 2 });
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 40 }), fc.nat(1e6), ({ rows, x }, wanted, seed) => {
        const { cells } = splitCells(rows, wanted);
        expect(cells.count).toBeLessThanOrEqual(wanted);
        expectParts(rows, cells, x, seed);
        expect(splitCells(rows, wanted).cells).toEqual(cells);
      }),
    );
  });

  test("where as many cells are wanted as there are distinct rows, each is one of them", () => {
    fc.assert(
      fc.property(encodedRows({ minRows: 2, maxRows: 40, maxCategories: 3 }), ({ rows, x }) => {
        const distinct = new Set(listOf(x).map(String)).size;
        const { cells } = splitCells(rows, distinct);
        expect(cells.count).toBe(distinct);
        expect(costOf(rows, matrixOfRows(cells).data, distinct)).toBeLessThanOrEqual(1e-24 * Math.max(...x.data.map((entry) => entry * entry)) * rows.count);
      }),
    );
  });

  test("where a sample shapes the tree, which looks at every other row of 140 000", () => {
    const [n, random] = [140_000, createRandom(7, 96)];
    const levels = 60;
    const codes = (): number[] => Array.from({ length: n }, (_, i) => (i % 2 === 1 && i < 2000 ? levels - 1 : Math.floor((levels - 1) * random() * random())));
    const category = () => ({ type: "category" as const, codes: codes(), low: new Array<number>(levels).fill(-0.5), high: new Array<number>(levels).fill(2) });
    // the last level is of rows that the sample does not see
    const rows = factored([
      { type: "number", values: Array.from({ length: n }, (_, i) => (i % 4000 === 1 ? 1000 : random())) }, category(),
      category(),
    ], new Array(n).fill(1));
    const problem = withCells(rows);
    expect(problem.forest).toBeUndefined();
    expect(problem.coarse!.rows.count).toBe(2000);
    const { cells, sample } = splitCells(rows, 60);
    expect(cells.count).toBe(60);
    const step = Math.floor(n / 65_536);
    expect(step).toBeGreaterThan(1);
    expect(sample).toEqual(pickRows(rows, Int32Array.from({ length: Math.ceil(n / step) }, (_, i) => i * step)));
    expect(problem.sample).toEqual(sample);
    const ofSample = splitCells(sample!, 2000).cells; // the same leaves, of fewer rows
    ofSample.weights.forEach((weight, leaf) => expect(problem.coarse!.rows.weights[leaf]).toBeGreaterThanOrEqual(weight));
    for (const some of [cells, problem.coarse!.rows]) {
      expect(sum(some.weights)).toBe(n);
      const mean = centroidsOf(rows, new Int32Array(n), 1);
      centroidsOf(some, new Int32Array(some.count), 1).forEach((entry, j) => expect(entry).toBeCloseTo(mean[j], 9));
      const centroids = Float64Array.of(...rowAt(rows, 0), ...rowAt(rows, n - 1));
      const within = costOf(rows, mean, 1) - costOf(some, mean, 1);
      expect(within).toBeGreaterThan(0);
      expect(costOf(rows, centroids, 2)).toBeLessThanOrEqual((costOf(some, centroids, 2) + within) * (1 + 1e-9));
    }
  });
});

function rowAt(rows: Rows, i: number): Float64Array {
  const row = new Float64Array(rows.columns.count);
  rowInto(rows, i, row, 0);
  return row;
}

/** Lloyd's algorithm on all rows, from rows drawn at random. */
function lloydFrom(x: Matrix, k: number, weights: Float64Array, seed: number): number {
  const random = createRandom(seed, 98);
  const init = { data: new Float64Array(k * x.cols), rows: k, cols: x.cols };
  for (let c = 0; c < k; c++) {
    const row = Math.floor(random() * x.rows) * x.cols;
    init.data.set(x.data.subarray(row, row + x.cols), c * x.cols);
  }
  return kmeans(x, k, { weights, init }).inertia;
}
