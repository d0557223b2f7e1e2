import fc from "fast-check";
import { expect, test } from "vitest";
import { condensedIndex } from "../../src/core/distances.ts";
import { cophenetic, cutTree, dendrogramLayout, leafOrder, linkage, matrix } from "../../src/index.ts";
import { matrices } from "../arbitraries.ts";

const trees = matrices().map((x) => linkage(x, { method: "average" }));

test("leafOrder holds every row once", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect([...leafOrder(tree)].sort((a, b) => a - b)).toEqual(Array.from({ length: tree.n }, (_, i) => i));
    }),
  );
});

test("leafOrder keeps the rows of every cluster of every cut side by side", () => {
  fc.assert(
    fc.property(trees, fc.nat(), (tree, pick) => {
      const k = 1 + (pick % tree.n);
      const labels = cutTree(tree, { k });
      const along = Array.from(leafOrder(tree), (row) => labels[row]);
      expect(along.filter((label, at) => label !== along[at - 1])).toHaveLength(k);
    }),
  );
});

test("leafOrder shows the lower node of a merge first", () => {
  expect([...leafOrder(linkage(matrix([[9], [0], [8], [2]])))]).toEqual([0, 2, 1, 3]);
});

test("the cophenetic distance of two rows is the height of the first merge that has both", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const distances = cophenetic(tree);
      const rows = Array.from({ length: tree.n }, (_, i) => [i]);
      for (let t = 0; t < tree.n - 1; t++) {
        const [a, b] = [rows[tree.left[t]], rows[tree.right[t]]];
        for (const i of a) for (const j of b) expect(distances[condensedIndex(tree.n, Math.min(i, j), Math.max(i, j))]).toBe(tree.height[t]);
        rows.push([...a, ...b]);
      }
    }),
  );
});

test("cophenetic distances are ultrametric: of three rows, the two farthest pairs are equally far", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const distances = cophenetic(tree);
      for (let k = 2; k < tree.n; k++) {
        for (let j = 1; j < k; j++) {
          for (let i = 0; i < j; i++) {
            const sides = [[i, j], [i, k], [j, k]].map(([p, q]) => distances[condensedIndex(tree.n, p, q)]).sort((a, b) => a - b);
            expect(sides[1]).toBe(sides[2]);
          }
        }
      }
    }),
  );
});

test("a dendrogram's merge stands in the middle of its two nodes, at its height", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { x, y } = dendrogramLayout(tree);
      for (let t = 0; t < tree.n - 1; t++) {
        expect(x[tree.n + t]).toBe((x[tree.left[t]] + x[tree.right[t]]) / 2);
        expect(y[tree.n + t]).toBe(tree.height[t]);
      }
    }),
  );
});

test("a dendrogram's rows stand at 0, 1, 2, … along the leaf order, on the ground", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { order, x, y } = dendrogramLayout(tree);
      expect(order).toEqual(leafOrder(tree));
      expect(Array.from(order, (row) => x[row])).toEqual(Array.from({ length: tree.n }, (_, at) => at));
      expect(y.subarray(0, tree.n).every((height) => height === 0)).toBe(true);
    }),
  );
});
