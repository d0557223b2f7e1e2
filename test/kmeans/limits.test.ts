import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { elbow, kmeans, type KMeansOptions, matrix, type Matrix } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { naiveFit } from "../oracles/naive-nearest.ts";
import { countDistinctRows } from "../rows.ts";

const random = createRandom(17, 89);
const table = (rows: number, cell: (i: number) => number[]): Matrix => matrix(Array.from({ length: rows }, (_, i) => cell(i)));
const patterns = Array.from({ length: 12 }, () => Array.from({ length: 60 }, () => Number(random() < 0.4)));
const weightsOf = ({ rows }: Matrix): number[] => Array.from({ length: rows }, (_, i) => 0.5 + (i % 7));

/** Tables at the ends of what rows in factors can be, and a k for each. */
const cases: [string, Matrix, number, KMeansOptions?][] = [
  ["one row", matrix([[3, 0, 1]]), 1],
  ["two rows", matrix([[3, 0, 1], [3, 1, 1]]), 2],
  ["rows that are all equal", table(50, () => [0.1, 1, 0]), 1],
  ["one combination of dummies beside a number", table(40, () => [random(), 1, 0]), 5],
  ["dummies alone", table(80, (i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1]), 6],
  ["dummies alone, as many clusters as combinations", table(80, (i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1]), 8],
  ["a combination a row", table(60, (i) => [0, 1, 2, 3, 4, 5].map((bit) => (i >> bit) & 1)), 7],
  ["60 columns of two values, more than a key has bits", table(300, (i) => patterns[i % 12]), 5],
  ["the same, a cluster each", table(300, (i) => patterns[i % 12]), 12],
  ["60 columns, some of them numbers", table(300, (i) => patterns[i % 12].map((bit, j) => (j % 9 === 4 ? random() : bit))), 6],
  ["a third value in the last of 3 000 rows", table(3000, (i) => [i === 2999 ? 7 : i % 2, (i >> 1) % 2, random()]), 4],
  ["values of far different size", table(200, (i) => [1e-9 * (i % 2), 1e9 + (i % 3), 1e5 * random()]), 4],
  ["300 clusters", table(700, (i) => [random(), random(), i % 2]), 300, { effort: "fast" }],
  ["300 clusters of combinations", table(2000, (i) => Array.from({ length: 9 }, (_, bit) => ((i * 37) >> bit) & 1)), 300, { effort: "fast" }],
  ["300 clusters of rows that have a forest", table(20_100, (i) => [random(), random(), i % 2]), 300, { effort: "fast", nInit: 1, init: "k-means++" }],
  ["many rows of few combinations", table(20_100, (i) => [random() + (i % 3), i % 2, Number(i % 5 === 0)]), 6],
  ["many rows without numbers", table(20_100, (i) => [i % 2, Number(i % 5 === 0), Number(i % 7 < 3)]), 6],
];

describe.each(cases)("k-means of %s", (_, x, k, options = {}) => {
  test.each([["each of weight 1", false], ["weighted", true]])("%s: every row is at the nearest centroid, and figures are those of the columns", (_, isWeighted) => {
    const weights = isWeighted ? weightsOf(x) : new Array<number>(x.rows).fill(1);
    const { labels, centroids, inertia, sizes, converged } = kmeans(x, k, { ...options, tol: 0, ...(isWeighted ? { weights } : {}) });
    const { cost, farther } = naiveFit(x, weights, labels, centroids);
    const largest = Math.max(...[...Array(x.rows * x.cols).keys()].map((at) => Math.abs(x.data[at])));
    expect(Math.abs(inertia - cost)).toBeLessThanOrEqual(1e-12 * cost);
    expect(farther).toBeLessThanOrEqual(1e-14 * largest * largest);
    expect(new Set(labels).size).toBe(k);
    expect([...labels].every((label) => label >= 0 && label < k)).toBe(true);
    sizes.forEach((size, c) => expect(size / weights.reduce((sum, weight, i) => (labels[i] === c ? sum + weight : sum), 0)).toBeCloseTo(1, 12));
    expect([labels.length, centroids.rows, centroids.cols, converged]).toEqual([x.rows, k, x.cols, true]);
    if (x.rows < 20_000 && countDistinctRows(x) === k) expect(inertia).toBe(0);
  });
});

test("more clusters than distinct rows are refused, whatever the combinations, and however many are asked for", () => {
  const dummies = table(80, (i) => [i & 1, (i >> 1) & 1]);
  expect(errorOf(() => kmeans(dummies, 5))).toMatchObject({ code: "too-few-distinct" });
  for (const kMax of [5, 1e9, 2 ** 40, Number.MAX_SAFE_INTEGER]) expect(errorOf(() => elbow(dummies, { kMax }))).toMatchObject({ code: "too-few-distinct" });
  expect(errorOf(() => elbow(dummies, { kMin: 2 ** 40 }))).toMatchObject({ code: "too-few-distinct" });
});
