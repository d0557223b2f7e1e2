import fc from "fast-check";
import { expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { exactOf } from "../../src/kmeans/exact-fit.ts";
import { centroidsOf } from "../../src/kmeans/fit.ts";
import { assigned, iterate, settle } from "../../src/kmeans/lloyd.ts";
import { costOf, nearestOf } from "../../src/kmeans/nearest.ts";
import { matrices } from "../arbitraries.ts";
import { encodedRows, rowsFrom, weightedRows } from "../encoded-rows.ts";
import { countDistinctRows } from "../rows.ts";

const run = { iterations: 3, converged: false };

/** Small whole numbers at a great offset: distances tie, and the means of clusters are rounded by much of what parts them. */
const offset = matrices({ minRows: 2, maxRows: 40, maxCols: 2 }).map(({ data, rows, cols }) => {
  const scale = Math.max(1, ...data.map(Math.abs));
  return { data: data.map((value) => 3e9 + Math.round((4 * value) / scale) / 7), rows, cols };
});

test("labels are those of the nearest centroids to the bit, and the inertia is what they cost, after however many iterations", () => {
  const rowsOfAnyKind = fc.oneof(
    weightedRows({ maxRows: 30 }).map(({ rows, x }) => ({ rows, x })),
    encodedRows({ minRows: 2, maxRows: 40, maxNumbers: 0, maxCategories: 3, maxLevels: 4 }), // categories alone: nothing pulls at their numbers
    offset.map((x) => ({ rows: rowsFrom(x), x })),
  );
  fc.assert(
    fc.property(rowsOfAnyKind, fc.nat(), fc.nat(40), fc.constantFrom(0, 1e30), ({ rows, x }, pick, maxIter, maxShift) => {
      const k = 1 + (pick % Math.min(9, countDistinctRows(x)));
      const start = Float64Array.from({ length: k * x.cols }, (_, at) => x.data[(pick * x.cols + at) % x.data.length]);
      const at = assigned(rows, start, k);
      const fit = exactOf(rows, at, settle(rows, at, maxIter, maxShift));
      expect(fit.labels).toEqual(nearestOf(rows, fit.centroids, k).labels);
      expect(fit.inertia).toBe(costOf(rows, fit.centroids, k));
    }),
    { numRuns: 600 },
  );
});

test("rounding that bounds have gathered gives no row to another centroid", () => {
  // the row lies between the centroids, nearer to the second by less than what a hundred thousand loosenings may lose
  const rows = rowsFrom(matrix([[0], [1 + 1e-11], [2], [50]]));
  const at = assigned(rows, Float64Array.of(0, 2, 50), 3);
  for (let i = 0; i < 4; i++) at.lower[i] += at.labels[i] === 1 ? 2e-11 : 0;
  at.labels[1] = 0;
  at.rounds = 100_000;
  expect([...exactOf(rows, at, run).labels]).toEqual([0, 1, 1, 2]);
});

test("an empty cluster keeps its centroid, and the others theirs", () => {
  const rows = rowsFrom(matrix([[1], [2], [9], [10]]));
  const at = assigned(rows, Float64Array.of(1, 9, 700), 3);
  while (!iterate(rows, at, 0));
  expect([...at.centroids]).toEqual([1.5, 9.5, 700]);
  const fit = exactOf(rows, at, run);
  expect([fit.labels, fit.centroids]).toEqual([Int32Array.of(0, 0, 1, 1), Float64Array.of(1.5, 9.5, 700)]);
});

test("where no row moved last, centroids are the means of their rows", () => {
  fc.assert(
    fc.property(weightedRows({ maxRows: 30 }), ({ rows, x }) => {
      const k = Math.min(4, countDistinctRows(x));
      const at = assigned(rows, x.data.slice(0, k * x.cols), k);
      const fit = exactOf(rows, at, settle(rows, at, 300));
      expect(fit.centroids).toEqual(centroidsOf(rows, fit.labels, k));
    }),
  );
});
