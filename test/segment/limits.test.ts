import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { assign, type ClusterOptions, clusterSegments, encode, predict } from "../../src/index.ts";
import { naiveFit } from "../oracles/naive-nearest.ts";

const random = createRandom(19, 88);
type Cells = Readonly<Record<string, ArrayLike<number | string>>>;
const list = <T>(rows: number, cell: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => cell(i));
const wide = (rows: number): Cells => {
  const categories = list(50, (j) => [`c${j}`, list(rows, (i) => "abcd"[((i % 9) * (j + 3)) % 4])]);
  const numbers = list(10, (j) => [`n${j}`, list(rows, (i) => (i % 9) * j + random())]);
  return Object.fromEntries([...categories, ...numbers]);
};
const categories = (...columns: string[]) => columns.map((column) => ({ column, type: "category", poolBelow: 0, maxCategories: 6000 }) as const);
const fast = { effort: "fast", structure: false } as const;

/** Tables at the ends of what rows in factors can be. */
const cases: [string, Cells, ClusterOptions][] = [
  ["one row", { a: [3], plan: ["pro"] }, { ...fast, features: ["a", "plan"] }],
  ["rows that are all equal", { a: list(40, () => 7), plan: list(40, () => "pro") }, { ...fast, features: ["a", ...categories("plan")] }],
  ["one combination", { a: list(60, (i) => (i % 3) * 5 + random()), plan: list(60, () => "pro") }, { ...fast, features: ["a", ...categories("plan")] }],
  ["one category of one level", { plan: list(20, () => "pro") }, { ...fast, features: categories("plan") }],
  ["categories alone", { plan: list(200, (i) => "abc"[i % 3]), news: list(200, (i) => "yn"[i % 2]) }, { ...fast, features: categories("plan", "news") }],
  ["a category a row", { plan: list(40, (i) => `p${i}`), a: list(40, random) }, { ...fast, features: ["a", ...categories("plan")] }],
  ["5 000 levels", { a: list(5200, (i) => (i % 3) * 9 + random()), code: list(5200, (i) => `code ${i % 5000}`) }, { ...fast, method: "kmeans", k: 3, features: ["a", ...categories("code")] }],
  ["60 columns", wide(400), { ...fast, k: 5 }],
  ["60 columns, k by itself", wide(120), { ...fast, choose: "silhouette" }],
  ["300 segments", { a: list(700, random), b: list(700, random), plan: list(700, (i) => "ab"[i % 2]) }, { ...fast, k: 300, minShare: 0 }],
  ["more than 20 000 rows", { a: list(20_500, (i) => (i % 4) * 3 + random()), b: list(20_500, random), plan: list(20_500, (i) => "abc"[(i >> 2) % 3]) }, { ...fast, k: [2, 6], choose: "calinski-harabasz" }],
  ["more than 20 000 rows of many combinations", { a: list(20_500, (i) => (i % 4) * 3 + random()), x: list(20_500, (i) => `x${(i * 7919) % 97}`), y: list(20_500, (i) => `y${(i * 31) % 101}`) }, { ...fast, method: "kmeans", k: 4, features: ["a", ...categories("x", "y")] }],
];

describe.each(cases)("segments of %s", (_, columns, options) => {
  const rows = Object.values(columns)[0].length;
  const pick = (picked: readonly number[]): Cells => Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, picked.map((row) => cells[row])]));
  const weightings: [string, number[] | undefined][] = [["weighted", list(rows, (i) => 0.5 + (i % 5))], ["unweighted", undefined]];

  test.each(weightings.slice(0, rows > 5000 ? 1 : 2))("%s: as in any table", (_, weights) => {
    const result = clusterSegments(columns, { ...options, weights });
    const { labels, k, inertia, totalInertia, segments, model } = result;
    const given = weights ?? list(rows, () => 1);
    const whole = assign(model, columns);
    const cost = whole.distance.reduce((sum, distance, i) => sum + given[i] * distance * distance, 0);
    expect(Math.abs(inertia - cost)).toBeLessThanOrEqual(1e-12 * totalInertia);
    const seen = list(Math.min(300, rows), (i) => (i * 613) % rows); // column by column, which takes long for thousands of columns
    const { farther, cost: naive } = naiveFit(encode(model, pick(seen)), seen.map((row) => given[row]), seen.map((row) => labels[row]), result.centroids);
    expect(Math.abs(naive - seen.reduce((sum, row) => sum + given[row] * whole.distance[row] ** 2, 0))).toBeLessThanOrEqual(1e-12 * totalInertia);
    expect(farther).toBeLessThanOrEqual(1e-11);
    expect(predict(model, columns)).toEqual(labels);
    expect(new Set(labels).size).toBe(k);
    const sizes = segments.map((_, s) => given.reduce((sum, weight, i) => (labels[i] === s ? sum + weight : sum), 0));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    // a row alone, or some of them: the same, to the bit
    const some = seen.slice(0, 5);
    const part = assign(model, pick(some));
    expect([part.labels, part.distance, part.margin]).toEqual([Int32Array.from(some, (row) => labels[row]), Float64Array.from(some, (row) => whole.distance[row]), Float64Array.from(some, (row) => whole.margin[row])]);
  });
});
