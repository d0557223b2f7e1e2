import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { applyEncoding } from "../../src/encode/encode.ts";
import { toMatrix } from "../../src/encode/encoded-rows.ts";
import { type WeightedCells, cellCost, cellsOf, rowsOfCells, sumsOfCells } from "../../src/sql/cell-rows.ts";
import { addRows, cellTable, mergeTables } from "../../src/sql/cells.ts";
import { compress, rowsToAdd } from "../../src/sql/compress.ts";
import type { CompressedTable } from "../../src/sql/compressed.ts";
import { binOf, gridOf } from "../../src/sql/grid.ts";
import { addToProfile, profileBuilder, profileOf } from "../../src/sql/table-profile.ts";
import { inOrder, rowInto } from "../../src/spatial/rows.ts";
import { nearestOf } from "../../src/kmeans/nearest.ts";
import { naiveSquare } from "../oracles/naive-dense.ts";
import { resolveIn } from "../resolve.ts";
import { features, type MixedTable, mixedTables, reordered } from "./tables.ts";

const budgets = fc.constantFrom(1, 2, 3, 5, 8, 20, 1000);

/** The rows of a table as the compressed one encodes them, dense, and filled in original units. */
function denseOf(table: MixedTable, { profile: { fitted } }: CompressedTable): { x: Matrix; encoding: ReturnType<typeof applyEncoding> } {
  const cells = features.map(({ column }) => table[column as keyof MixedTable]);
  const encoding = applyEncoding("test", table.plan.length, cells, fitted);
  return { x: toMatrix("test", encoding), encoding };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const isNear = (a: number, b: number, scale = 1): void => expect(Math.abs(a - b)).toBeLessThan(1e-9 * (1 + scale + Math.abs(b)));

/** WeightedCells as rows of figures, sorted: their order is that of the first row. */
function figuresOf(cells: WeightedCells): number[][] {
  const { count, weights, means, squares, sums, levels } = cells;
  const p = means.length / count;
  const rows = Array.from({ length: count }, (_, cell) => [
    weights[cell],
    ...levels.flatMap((one) => ("codes" in one ? [one.codes[cell]] : [...one.held.subarray((cell * one.held.length) / count, ((cell + 1) * one.held.length) / count)])),
    ...[means, squares, sums].flatMap((own) => [...own.subarray(cell * p, (cell + 1) * p)]),
  ]);
  const key = (row: readonly number[]): string => row.map((x) => x.toFixed(6)).join();
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

test("cells keep the counts, the sums and the squares of the rows, within their budget", () => {
  fc.assert(
    fc.property(mixedTables(60), budgets, (table, budget) => {
      const compressed = compress(table, { features, cells: budget });
      const { cells } = compressed;
      const { x, encoding } = denseOf(table, compressed);
      expect(cells.count).toBeLessThanOrEqual(budget);
      expect(sum(cells.weights)).toBe(x.rows);
      const rows = rowsOfCells(cells);
      const own = new Float64Array(rows.count * x.cols);
      for (let i = 0; i < rows.count; i++) rowInto(rows, i, own, i * x.cols);
      for (let j = 0; j < x.cols; j++) {
        const ofRows = Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]);
        isNear(sum(Array.from(rows.weights, (weight, i) => weight * own[i * x.cols + j])), sum(ofRows), sum(ofRows.map(Math.abs)));
      }
      const one = sumsOfCells(cells, new Int32Array(cells.count), 1);
      const numbers = encoding.features.flatMap((feature) => (feature.type === "number" ? [feature.values] : []));
      numbers.forEach((values, j) => isNear(one.numbers[j][0], sum(values), sum(values.map(Math.abs))));
      const codes = encoding.features.flatMap((feature) => (feature.type === "category" ? [feature.codes] : []));
      codes.forEach((of, c) => one.levels[c].forEach((held, level) => expect(held).toBe(of.filter((code) => code === level).length)));
    }),
    { numRuns: 50 },
  );
});

test("the inertia of the cells and the squares inside are the inertia of the rows, whatever the centroids", () => {
  fc.assert(
    fc.property(mixedTables(60), budgets, fc.integer({ min: 1, max: 4 }), fc.array(fc.integer({ min: 0, max: 61 }), { minLength: 4, maxLength: 4 }), (table, budget, k, picked) => {
      const compressed = compress(table, { features, cells: budget });
      const { cells } = compressed;
      const { x, encoding } = denseOf(table, compressed);
      const centroids = Float64Array.from(picked.slice(0, k).flatMap((row) => [...x.data.subarray((row % x.rows) * x.cols, ((row % x.rows) + 1) * x.cols)]));
      const rows = rowsOfCells(cells);
      const { labels, upper } = nearestOf(rows, centroids, k);
      const { within, gain } = cellCost(cells, rows, centroids, k);
      const ofCells = sum(upper.map((distance, i) => rows.weights[i] * distance * distance)) + within;
      const own = inOrder(labels, rows);
      const places = cellsOfRows(compressed, encoding, budget);
      const dense = sum(places.map((cell, i) => naiveSquare(x, i, centroids, own[cell])));
      isNear(ofCells, dense, dense);
      const nearest = sum(Array.from({ length: x.rows }, (_, i) => Math.min(...Array.from({ length: k }, (_, c) => naiveSquare(x, i, centroids, c)))));
      expect(nearest).toBeLessThanOrEqual(ofCells + 1e-9 * (1 + ofCells));
      expect(nearest).toBeGreaterThanOrEqual(ofCells - gain - 1e-9 * (1 + ofCells));
    }),
    { numRuns: 50 },
  );
});

/** The cell of each row: the one that grows by it when it is added once more. */
function cellsOfRows({ cells }: CompressedTable, encoding: ReturnType<typeof applyEncoding>, budget: number): number[] {
  const all = rowsToAdd(encoding);
  const p = all.z.length / all.count;
  const whole = cellTable(cells.grid, budget);
  addRows(whole, all);
  return Array.from({ length: all.count }, (_, i) => {
    const before = whole.arrays.weights.slice(0, whole.count);
    addRows(whole, { count: 1, z: all.z.slice(i * p, (i + 1) * p), raw: all.raw.slice(i * p, (i + 1) * p), codes: all.codes.map((codes) => codes.slice(i, i + 1)) });
    return before.findIndex((weight, cell) => whole.arrays.weights[cell] !== weight);
  });
}

test.each([false, true])("bins go from the least number to the greatest, bent: %s", (isBent) => {
  const bend = (z: number): number => (isBent ? Math.sign(z) * Math.log1p(Math.abs(z)) : z);
  const [least, most, bins] = [-3, 40, 4096];
  const grid = { type: "number", low: bend(least), high: bend(most), isBent, shift: 0 } as const;
  const of = (z: number): number => binOf(grid, z);
  expect([of(least - 1), of(least), of(least + 1e-6), of(most - 1e-6), of(most), of(most + 1)]).toEqual([0, 0, 0, bins - 1, bins - 1, bins - 1]);
  for (const z of [-2.5, -0.3, 0, 0.7, 21]) expect(of(z)).toBe(Math.floor((bins * (bend(z) - bend(least))) / (bend(most) - bend(least))));
});

test("the sample holds as many rows as are wanted, however many there are", () => {
  const { features: resolved } = resolveIn("f", { a: [1, 2] }, [{ column: "a", type: "number" }]);
  for (const rows of [7, 10, 15, 20, 47]) {
    const builder = profileBuilder("f", resolved, 10, 1);
    addToProfile(builder, rows, [Float64Array.from({ length: rows }, (_, i) => i)]);
    const { sample } = profileOf(builder);
    expect(sample.rows).toBe(Math.min(rows, 10));
  }
});

describe("the order of the rows", () => {
  test("does not decide the cells", () => {
    fc.assert(
      fc.property(mixedTables(50), budgets, fc.integer(), (table, budget, seed) => {
        const order = Array.from(table.plan.keys()).sort((a, b) => (Math.imul(a + 1, seed | 1) | 0) - (Math.imul(b + 1, seed | 1) | 0));
        const [a, b] = [table, reordered(table, order)].map((one) => figuresOf(compress(one, { features, cells: budget }).cells));
        expect(b.length).toBe(a.length);
        a.forEach((row, i) => row.forEach((x, j) => isNear(b[i][j], x, 1e3)));
      }),
      { numRuns: 50 },
    );
  });

  test("nor do the parts in which they are summed up", () => {
    fc.assert(
      fc.property(mixedTables(50), budgets, fc.integer({ min: 0, max: 50 }), (table, budget, cut) => {
        const { cells, profile } = compress(table, { features, cells: budget });
        const { encoding } = denseOf(table, compress(table, { features, cells: budget }));
        const all = rowsToAdd(encoding);
        const p = all.z.length / all.count;
        const at = Math.min(cut, all.count);
        const [first, second] = [[0, at], [at, all.count]].map(([from, to]) => {
          const part = cellTable(gridOf(profile.fitted, profile.profile), budget);
          const codes = all.codes.map((own) => own.slice(from, to));
          addRows(part, { count: to - from, z: all.z.slice(from * p, to * p), raw: all.raw.slice(from * p, to * p), codes });
          return part;
        });
        mergeTables(first, second);
        const [a, b] = [figuresOf(cells), figuresOf(cellsOf(first))];
        expect(b.length).toBe(a.length);
        a.forEach((row, i) => row.forEach((x, j) => isNear(b[i][j], x, 1e3)));
      }),
      { numRuns: 50 },
    );
  });
});

test("with room for all distinct rows each has a cell of its own, of exactly its numbers", () => {
  fc.assert(
    fc.property(mixedTables(60), (table) => {
      const compressed = compress(table, { features });
      const { x } = denseOf(table, compressed);
      const rows = rowsOfCells(compressed.cells);
      const distinct = new Set(Array.from({ length: x.rows }, (_, i) => x.data.subarray(i * x.cols, (i + 1) * x.cols).join()));
      const own = Array.from({ length: rows.count }, (_, i) => {
        const one = new Float64Array(x.cols);
        rowInto(rows, i, one, 0);
        return one.join();
      });
      expect(new Set(own)).toEqual(distinct);
      expect(own.length).toBe(distinct.size);
      expect(compressed.cells.squares.every((square) => square === 0)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
