// Tables of one shape or another that could trip an engine of Ward.
import { describe, expect, test } from "vitest";
import { methodNames } from "../../src/hierarchy/methods.ts";
import { linkage, matrix, pairwiseDistances, type Matrix, type Progress } from "../../src/index.ts";
import { cloud, weightings } from "../spatial/clouds.ts";
import { errorOf } from "../error-of.ts";
import { gainsFault, wardFault } from "../oracles/ward-replay.ts";

const filled = (rows: number, cols: number, entry: (row: number, column: number) => number): Matrix =>
  matrix(Float64Array.from({ length: rows * cols }, (_, at) => entry(Math.floor(at / cols), at % cols)), rows, cols);
const turns = (row: number): number => (row * 0.6180339887498949) % 1;

const shapes: readonly (readonly [string, Matrix])[] = [
  ["one row", matrix([[3, 4]])],
  ["two rows", matrix([[3, 4], [1, 1]])],
  ["two equal rows", matrix([[3, 4], [3, 4]])],
  ["three rows, equally spaced", matrix([[1], [2], [3]])],
  ["60 equal rows", filled(60, 2, () => 0.1)],
  ["two distinct rows, 30 of each", filled(60, 3, (i) => 0.1 * (i % 2))],
  ["one row that differs from 59", filled(60, 3, (i) => Number(i === 41))],
  ["one column", filled(60, 1, turns)],
  ["a line of equal gaps", filled(60, 1, (i) => i)],
  ["200 columns", filled(50, 200, (i, k) => turns(i * 200 + k))],
  ["a grid of squares", filled(64, 2, (i, k) => (k === 0 ? i % 8 : Math.floor(i / 8)))],
  ["a grid of equilateral triangles", filled(64, 2, (i, k) => (k === 0 ? (i % 8) + (Math.floor(i / 8) % 2) / 2 : Math.floor(i / 8) * Math.sqrt(0.75)))],
  ["the corners of a simplex, all equally far apart", filled(40, 40, (i, k) => Number(i === k))],
  ["the corners of a cube in six dimensions", filled(64, 6, (i, k) => (i >> k) & 1)],
  ["a circle", filled(60, 2, (i, k) => Math.cos((i * Math.PI) / 30 - (k * Math.PI) / 2))],
  ["exponentially spaced rows of both signs", filled(60, 2, (i, k) => ((i + k) % 2 ? 1 : -1) * 2 ** i)],
];

describe.each(["index", "scan", "matrix", "auto"] as const)("the engine %s makes a Ward tree of", (engine) => {
  test.each(shapes)("%s", (_, x) => {
    expect(wardFault(linkage(x, { engine }), x)).toBeUndefined();
  });
});

describe.each(["index", "scan"] as const)("the engine %s makes a Ward tree of rows weighted from 1e-9 to 1e9", (engine) => {
  test.each(shapes)("%s", (_, x) => {
    const weights = Array.from({ length: x.rows }, (_, i) => 10 ** (Math.floor(19 * turns(i)) - 9));
    expect(wardFault(linkage(x, { engine, weights }), x, weights)).toBeUndefined();
  });
});

test.each(Object.keys(weightings))("the index survives hostile coordinates with weights %s: gains add up", (weighting) => {
  for (const kind of ["exponentially spaced", "an outlier beyond the last", "two values", "equal", "few integers"]) {
    const { x, weights } = cloud(5, 2000, 2, kind, weighting);
    expect(gainsFault(linkage(x, { engine: "index", weights }), x, weights)).toBeUndefined();
  }
});

test("20 000 rows of which 19 999 are equal: one merge above 0, and the index is chosen", () => {
  const x = filled(20_000, 2, (i) => Number(i === 777));
  for (const engine of ["index", "auto"] as const) {
    const tree = linkage(x, { engine });
    expect(tree.engine).toBe("index");
    expect(tree.height.findIndex((height) => height > 0)).toBe(19_998);
    expect(gainsFault(tree, x)).toBeUndefined();
    expect([tree.left[19_998], tree.right[19_998]]).toEqual([777, 39_997]);
  }
});

describe.each(["index", "scan"] as const)("the engine %s", (engine) => {
  test.each(methodNames.filter((method) => method !== "ward"))("is refused for %s linkage", (method) => {
    expect(errorOf(() => linkage(matrix([[1], [2]]), { method, engine }))).toMatchObject({ code: "wrong-engine", where: "linkage" });
  });

  test("is refused for condensed distances", () => {
    const distances = pairwiseDistances(matrix([[1], [2], [4]]));
    expect(errorOf(() => linkage(distances, { engine }))).toMatchObject({ code: "wrong-engine", where: "linkage" });
  });

  test.each([
    ["all rows equal", filled(500, 2, () => 1)],
    ["half the rows equal", filled(500, 2, (i) => Math.max(0, i - 250))],
    ["no rows equal", filled(500, 2, turns)],
  ])("reports progress up to the last merge, ever further: %s", (_, x) => {
    const seen: Progress[] = [];
    linkage(x, { engine, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ stage: "linkage", done: 499, total: 499 });
    expect(seen.every(({ done }, at) => at === 0 || done > seen[at - 1].done)).toBe(true);
  });
});
