import { beforeAll, describe, expect, test } from "vitest";
import { isLong } from "../long-runs.ts";
import { cutTree, dendrogramLayout, leafOrder, linkage, matrix, type Linkage } from "../../src/index.ts";

// each point lies farther from the last than the last from its own last: the tree is a chain, as deep as there are points
const n = isLong ? 50_000 : 20_000; // a stack holds some ten thousand calls
const line = matrix(Float64Array.from({ length: n }, (_, i) => (i * (i + 1)) / 2), n, 1);

// pairs, each made after the pairs before it are joined: the walk of the leaves has a pair to come back to at every level
const pairs = matrix(Float64Array.from({ length: 10_000 }, (_, i) => (i * (i + 1)) / 2 + 2 * Math.floor(i / 2)), 10_000, 1);

describe(`a chain of ${n} points (50 000 in test/long)`, () => {
  let tree: Linkage;
  beforeAll(() => {
    tree = linkage(line, { method: "single" });
  }, 60_000);

  test("is joined point by point", () => {
    expect(tree.height.every((height, t) => height === t + 1)).toBe(true);
    expect(tree.left.every((row, t) => row === (t === 0 ? 0 : t + 1))).toBe(true);
    expect(tree.right.every((node, t) => node === (t === 0 ? 1 : n + t - 1))).toBe(true);
  });

  test("is cut without a stack overflow", () => {
    const labels = cutTree(tree, { k: 3 });
    expect(labels.subarray(0, n - 2).every((label) => label === 0)).toBe(true);
    expect([...labels.subarray(n - 2)]).toEqual([1, 2]);
    expect(cutTree(tree, { height: n - 3 })).toEqual(labels);
  });

  test("is walked without a stack overflow", () => {
    const order = leafOrder(tree);
    expect(order.every((row, at) => row === (at < n - 2 ? n - 1 - at : at - n + 2))).toBe(true);
  });

  test("is laid out without a stack overflow", () => {
    const { x, y } = dendrogramLayout(tree);
    expect(y[2 * n - 2]).toBe(n - 1);
    expect(x[2 * n - 2]).toBeCloseTo(1, 9);
  });
});

test("10 000 points in pairs, a pair to come back to at every level, are walked without a stack overflow", () => {
  const tree = linkage(pairs, { method: "single" });
  const order = leafOrder(tree);
  expect(new Set(order).size).toBe(10_000);
  expect(order.every((row, at) => row === at)).toBe(true);
});
