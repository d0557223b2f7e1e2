import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { withCells } from "../../src/kmeans/cells.ts";
import { slotsInto } from "../../src/kmeans/fit.ts";
import { createPass, filterInto, type Pass } from "../../src/kmeans/filter.ts";
import { lloyd } from "../../src/kmeans/forest-lloyd.ts";
import { assigned } from "../../src/kmeans/lloyd.ts";
import { aimsOf } from "../../src/kmeans/nearest.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
import { growForest } from "../../src/spatial/forest.ts";
import { squareTo } from "../../src/spatial/kernels.ts";
import { inOrder, type Rows } from "../../src/spatial/rows.ts";
import { grids, matrices } from "../arbitraries.ts";
import { centroidsNear, encodedRows, factored, rowsFrom } from "../encoded-rows.ts";
import { countDistinctRows } from "../rows.ts";

const weightsOf = (rows: number, seed: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => 1 + ((i * 7 + seed) % 4));

/** The numbers of centroids, as a pass takes them. */
function centresOf({ columns: { count: d, numbers } }: Rows, centroids: Float64Array, k: number): Float64Array {
  return Float64Array.from({ length: k * numbers.length }, (_, at) => centroids[Math.floor(at / numbers.length) * d + numbers[at % numbers.length]]);
}

function passOver(given: Rows, leafSize: number, centroids: Float64Array, k: number): { rows: Rows; pass: Pass } {
  const { rows, forest } = growForest(given, leafSize);
  const pass = createPass(rows, forest, k, true);
  pass.labels!.fill(-1);
  for (let time = 0; time < 2; time++) filterInto(rows, forest, aimsOf(rows, centroids, k), centresOf(rows, centroids, k), k, pass); // the room is used again
  return { rows, pass };
}

/** Holds what a pass has counted to be what its own labels say. */
function expectCounts(rows: Rows, { sizes, sums, origin, held, labels, inertia, looks }: Pass, centroids: Float64Array, k: number): void {
  const { columns: { numbers, first, dummies }, combinationOf, slots } = rows;
  const [p, q, s] = [numbers.length, first.length - 1, dummies.length];
  const aims = aimsOf(rows, centroids, k);
  const [counted, moved, owned] = [new Float64Array(k), new Float64Array(k * p), new Float64Array(k * s)];
  let [cost, scale] = [0, 1e-300];
  labels!.forEach((c, i) => {
    counted[c] += rows.weights[i];
    for (let j = 0; j < p; j++) moved[c * p + j] += rows.weights[i] * (rows.numbers[i * p + j] - origin[j]);
    for (let f = 0; f < q; f++) owned[c * s + slots[combinationOf[i] * q + f]] += rows.weights[i];
    cost += rows.weights[i] * squareTo(rows, aims, i, c);
    for (let j = 0; j < p; j++) scale = Math.max(scale, Math.abs(rows.numbers[i * p + j]));
  });
  sizes.forEach((size, c) => expect(Math.abs(size - counted[c])).toBeLessThanOrEqual(1e-12 * counted[c]));
  const ofSlots = new Float64Array(s);
  for (let c = 0; c < k && q > 0; c++) {
    slotsInto(rows, held, c, ofSlots);
    ofSlots.forEach((weight, slot) => expect(Math.abs(weight - owned[c * s + slot])).toBeLessThanOrEqual(1e-12 * owned[c * s + slot]));
  }
  sums.forEach((sum, at) => expect(Math.abs(sum - moved[at])).toBeLessThanOrEqual(1e-12 * scale * rows.count * 4));
  expect(Math.abs(inertia - cost)).toBeLessThanOrEqual(1e-12 * cost + rows.count * 1e-14 * scale * scale);
  expect(looks).toBeLessThanOrEqual(k === 1 ? 0 : 4 * rows.count * k);
}

test("a pass over the forest gives every row to its nearest centroid, and counts what its labels say", () => {
  const tables = fc.oneof(
    encodedRows({ minRows: 2, maxRows: 60 }).map(({ rows, x }) => ({ rows, x })),
    fc.oneof(matrices({ minRows: 2, maxRows: 60 }), grids({ minRows: 2, maxRows: 60 })).chain((x) => fc.nat(9).map((seed) => ({ rows: rowsFrom(x, weightsOf(x.rows, seed)), x }))),
  );
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(1e6), ({ rows: given, x }, k, leafSize, seed) => {
      const centroids = centroidsNear(x, k, seed);
      const { rows, pass } = passOver(given, leafSize, centroids, k);
      expectCounts(rows, pass, centroids, k);
      const aims = aimsOf(rows, centroids, k);
      const scale = Math.max(1e-300, ...x.data.map(Math.abs));
      pass.labels!.forEach((label, i) => {
        const least = Math.min(...Array.from({ length: k }, (_, c) => squareTo(rows, aims, i, c)));
        expect(squareTo(rows, aims, i, label)).toBeLessThanOrEqual(least + 1e-9 * scale * scale);
      });
    }),
  );
});

test("a pass gives rows to the lower of two centroids as near, and labels are those of the rows, where sums are exact", () => {
  fc.assert(
    fc.property(encodedRows({ minRows: 2, maxRows: 80, isWhole: true }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(1e6), ({ rows: given, x }, k, leafSize, seed) => {
      const centroids = centroidsNear(x, k, seed, true);
      const { rows, pass } = passOver(given, leafSize, centroids, k);
      const at = assigned(rows, centroids, k);
      expect(pass.labels).toEqual(at.labels);
      expect(pass.sizes).toEqual(at.sizes);
      expect(pass.held).toEqual(at.held);
      expectCounts(rows, pass, centroids, k);
    }),
  );
});

test("a pass without labels counts the same", () => {
  fc.assert(
    fc.property(encodedRows({ minRows: 2, maxRows: 60 }), fc.integer({ min: 1, max: 5 }), fc.nat(1e6), ({ rows: given, x }, k, seed) => {
      const centroids = centroidsNear(x, k, seed);
      const { rows, forest } = growForest(given, 3);
      const [plain, named] = [false, true].map((withLabels) => {
        const pass = createPass(rows, forest, k, withLabels);
        filterInto(rows, forest, aimsOf(rows, centroids, k), centresOf(rows, centroids, k), k, pass);
        return pass;
      });
      expect({ ...plain, labels: named.labels }).toEqual(named);
      expect(plain.labels).toBeUndefined();
    }),
    { numRuns: 30 },
  );
});

test("hundreds of centroids over a forest, far more than a node keeps", () => {
  const random = createRandom(4, 1);
  const rows = factored([
    { type: "number", values: Array.from({ length: 900 }, random) },
    { type: "number", values: Array.from({ length: 900 }, random) },
    { type: "category", codes: Array.from({ length: 900 }, (_, i) => i % 3), low: [-0.1, -0.1, -0.1], high: [0.4, 0.4, 0.4] },
  ], Array.from(weightsOf(900, 2)));
  const start = plusPlus(rows, 300, createRandom(2, 2));
  const { rows: ordered, pass } = passOver(rows, 1, start, 300);
  const at = assigned(ordered, start, 300);
  expect(pass.labels).toEqual(at.labels);
  expectCounts(ordered, pass, start, 300);
});

test("Lloyd's algorithm over the forest ends where the plain one ends", () => {
  fc.assert(
    fc.property(encodedRows({ minRows: 8, maxRows: 90, maxCategories: 2, maxLevels: 2, maxNumbers: 3 }), fc.nat(), fc.nat(1e6), ({ rows: given, x }, pick, seed) => {
      const k = 1 + (pick % Math.min(8, countDistinctRows(x)));
      const start = plusPlus(given, k, createRandom(seed, 2));
      const { rows, forest } = growForest(given, 2);
      const stop = { maxIter: 300, maxShift: 0 };
      const [plain, indexed] = [lloyd({ rows }, start, k, stop), lloyd({ rows, forest }, start, k, stop)];
      const scale = Math.max(...x.data.map(Math.abs));
      // at a tie within rounding, either may end elsewhere: each is where its own labels are those of the nearest centroid
      expect(indexed.converged).toBe(true);
      expect(new Set(indexed.labels).size).toBe(k);
      const again = assigned(rows, indexed.centroids, k);
      expect(Math.abs(again.inertia - indexed.inertia)).toBeLessThanOrEqual(1e-12 * again.inertia + rows.count * 1e-14 * scale * scale);
      if (String(plain.labels) === String(indexed.labels)) expect(Math.abs(plain.inertia - indexed.inertia)).toBeLessThanOrEqual(1e-12 * plain.inertia + rows.count * 1e-14 * scale * scale);
    }),
  );
});

test("Lloyd's algorithm over the forest of many rows ends where the plain one ends, weighted and not, tolerant and not", () => {
  const random = createRandom(5, 1);
  const x = { data: Float64Array.from({ length: 60_003 }, (_, i) => (i % 3 === 2 ? Math.floor(4 * random()) : random() + Math.floor(3 * random()))), rows: 20_001, cols: 3 };
  const mixed = (seed: number): Rows => factored([
    { type: "category", codes: Array.from({ length: 20_001 }, (_, i) => Math.floor(i % 7 / 3) - 1), low: [-0.3, -0.2], high: [1, 2] },
    ...[0, 1].map((j) => ({ type: "number" as const, values: Array.from({ length: 20_001 }, (_, i) => x.data[3 * i + j]) })),
  ], Array.from(weightsOf(20_001, seed)));
  for (const of of [(seed: number) => rowsFrom(x, weightsOf(x.rows, seed)), mixed]) {
    for (const [seed, maxShift] of [[1, 0], [2, 1e-3]] as const) {
      const rows = of(seed);
      const start = plusPlus(rows, 6, createRandom(seed, 2));
      const plain = lloyd({ rows }, start, 6, { maxIter: 300, maxShift });
      const problem = withCells(rows);
      expect(problem.forest).toBeDefined();
      const indexed = lloyd(problem, start, 6, { maxIter: 300, maxShift });
      expect(indexed.inertia / plain.inertia).toBeCloseTo(1, 9);
      expect(inOrder(indexed.labels, problem.rows)).toEqual(inOrder(plain.labels, rows));
      expect(indexed.converged).toBe(true);
    }
  }
  const empty = lloyd(withCells(rowsFrom(x, weightsOf(x.rows, 3))), Float64Array.of(1, 1, 1, 99, 99, 99, 98, 98, 98), 3, { maxIter: 50, maxShift: 0 });
  expect(new Set(empty.labels).size).toBe(3); // what comes out empty is filled
  expect(withCells(rowsFrom({ ...x, rows: 20_000, data: x.data.slice(3) }, weightsOf(20_000, 3))).forest).toBeUndefined();
});
