import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocateCondensed, condensedIndex } from "../../src/core/distances.ts";
import { matrix, type Matrix, type Metric, pairwiseDistances, type PairwiseOptions } from "../../src/index.ts";
import { grids, mapEntries, matrices } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";
import { rowsOf } from "../rows.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);
const product = (a: readonly number[], b: readonly number[]): number => sum(a.map((x, j) => x * b[j]));
const definitions: Record<Metric, (a: readonly number[], b: readonly number[]) => number> = {
  euclidean: (a, b) => Math.sqrt(sum(a.map((x, j) => (x - b[j]) ** 2))),
  sqeuclidean: (a, b) => sum(a.map((x, j) => (x - b[j]) ** 2)),
  manhattan: (a, b) => sum(a.map((x, j) => Math.abs(x - b[j]))),
  cosine: (a, b) => 1 - product(a, b) / Math.sqrt(product(a, a) * product(b, b)),
};
const metrics = Object.keys(definitions) as Metric[];

describe.each(metrics)("pairwiseDistances, %s", (metric) => {
  // rows that are not all zeros: a direction is asked of them
  const rows = matrices().map((x) => mapEntries(x, (entry, column) => (column === 0 && entry === 0 ? 1 : entry)));

  test("are those of the definition, in condensed order", () => {
    fc.assert(
      fc.property(rows, (x) => {
        const found = pairwiseDistances(x, { metric });
        expect(found).toHaveLength((x.rows * (x.rows - 1)) / 2);
        const list = rowsOf(x);
        for (let j = 1; j < x.rows; j++) {
          for (let i = 0; i < j; i++) {
            const want = definitions[metric](list[i], list[j]);
            const tolerance = metric === "cosine" ? 1e-14 : 1e-14 * want;
            expect(Math.abs(found[condensedIndex(x.rows, i, j)] - want)).toBeLessThanOrEqual(tolerance);
          }
        }
      }),
    );
  });

  test("are at least 0 and leave the input as it was", () => {
    fc.assert(
      fc.property(rows, (x) => {
        const copy = structuredClone(x);
        expect(pairwiseDistances(x, { metric }).every((distance) => distance >= 0)).toBe(true);
        expect(x).toEqual(copy);
      }),
    );
  });
});

test("the default is Euclidean", () => {
  expect([...pairwiseDistances(matrix([[0, 0], [3, 4], [0, 4]]))]).toEqual([5, 4, 3]);
});

test.each(["euclidean", "sqeuclidean", "manhattan"] as const)("%s distances of whole numbers do not feel an offset of 1.7e9", (metric) => {
  fc.assert(
    fc.property(grids(), (x) => {
      expect(pairwiseDistances(mapEntries(x, (entry) => entry + 1.7e9), { metric })).toEqual(pairwiseDistances(x, { metric }));
    }),
  );
});

test("the cosine distance lies between 0 and 2: parallel rows are 0 apart, opposite ones 2", () => {
  const distances = pairwiseDistances(matrix([[1, 3], [2, 6], [-1, -3], [1e-90, 3e-90]]), { metric: "cosine" });
  [0, 2, 0, 2, 0, 2].forEach((want, pair) => expect(distances[pair]).toBeCloseTo(want, 14));
});

test("no row and one row have no distances", () => {
  expect(pairwiseDistances({ data: new Float64Array(0), rows: 0, cols: 3 })).toEqual(new Float64Array(0));
  expect(pairwiseDistances(matrix([[1]]))).toEqual(new Float64Array(0));
});

describe("pairwiseDistances complains of", () => {
  const of = (rows: readonly number[][], options: unknown = {}) => () => pairwiseDistances(matrix(rows), options as PairwiseOptions);
  test.each([
    ["an unknown metric", of([[1]], { metric: "euclidian" }), { code: "unknown-value", message: 'pairwiseDistances: `metric` must be one of "euclidean", "sqeuclidean", "manhattan", "cosine". Got "euclidian"; did you mean "euclidean"?' }],
    ["an unknown option", of([[1]], { metrik: "cosine" }), { code: "unknown-option", message: 'pairwiseDistances: the options may hold `metric` and nothing else. Got "metrik"; did you mean "metric"?' }],
    ["NaN", of([[1], [NaN]]), { code: "not-finite", row: 1, column: 0, message: "pairwiseDistances: row 1, column 0: must be a finite number. Got NaN." }],
    ["a direction of a row of zeros", of([[1, 1], [0, 0]], { metric: "cosine" }), { code: "zero-row", row: 1, message: 'pairwiseDistances: row 1: must hold a number of at least 1e-100 in magnitude under the metric "cosine", which compares directions. Got 0 at most.' }],
    ["a direction of a row too small to tell", of([[1e-150, 0], [1, 0]], { metric: "cosine" }), { code: "zero-row", row: 0, message: 'pairwiseDistances: row 0: must hold a number of at least 1e-100 in magnitude under the metric "cosine", which compares directions. Got 1e-150 at most.' }],
    ["no matrix", () => pairwiseDistances([[1]] as unknown as Matrix), { code: "not-a-matrix", message: "pairwiseDistances: `x` must be a Matrix, as matrix() makes. Got an array of 1." }],
    ["more pairs than an array holds", () => allocateCondensed("pairwiseDistances", 1e7), { code: "too-large", message: "pairwiseDistances: the distances of 10000000 rows must fit in one array of numbers. Got a need of 400000 GB (399999960000000 bytes)." }],
  ])("%s", (_, call, complaint) => {
    expect(errorOf(call)).toEqual({ name: "InputError", where: "pairwiseDistances", ...complaint });
  });
});

describe.skipIf(!haveReferences)(titleWith("SciPy's pdist of iris"), () => {
  test.each([["euclidean", "euclidean"], ["manhattan", "cityblock"], ["cosine", "cosine"]] as const)("%s", (metric, key) => {
    const want = readFigures<Record<string, number[]>>("iris.indices.json")[key];
    const found = pairwiseDistances(readStandardized("iris"), { metric });
    want.forEach((scipys, pair) => expect(Math.abs(found[pair] - scipys)).toBeLessThan(1e-12));
  });
});
