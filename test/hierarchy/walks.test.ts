import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { condensedIndex } from "../../src/core/distances.ts";
import { clustersAt, cutAtShare } from "../../src/hierarchy/read-tree.ts";
import { cophenetic, cutTree, dendrogramLayout, leafOrder, linkage, matrix } from "../../src/index.ts";
import { matrices } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";

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

describe("a truncated dendrogram", () => {
  test("shows down to a level what SciPy's recursion shows", () => {
    fc.assert(
      fc.property(trees, fc.nat(6), (tree, level) => {
        const { left, right, n } = tree;
        const leaves = (node: number, depth: number): number[] =>
          node < n || depth > level ? [node] : [...leaves(left[node - n], depth + 1), ...leaves(right[node - n], depth + 1)];
        expect(Array.from(dendrogramLayout(tree, { truncate: { level } }).order)).toEqual(leaves(2 * n - 2, 0));
      }),
    );
  });

  test("shows so many leaves as were asked for, and the last merges above them", () => {
    fc.assert(
      fc.property(trees, fc.integer({ min: 1, max: 15 }), (tree, asked) => {
        const last = Math.min(tree.n, asked);
        const { order, merges, x, y } = dendrogramLayout(tree, { truncate: { last } });
        expect(order).toHaveLength(last);
        expect(Array.from(merges).sort((a, b) => a - b)).toEqual(Array.from({ length: last - 1 }, (_, i) => tree.n - last + i));
        // a leaf on the ground, a merge at its height above the middle of its nodes, and nothing else
        order.forEach((node, at) => expect([x[node], y[node]]).toEqual([at, 0]));
        merges.forEach((t) => expect([x[tree.n + t], y[tree.n + t]]).toEqual([(x[tree.left[t]] + x[tree.right[t]]) / 2, tree.height[t]]));
        for (const places of [x, y]) expect(places.filter((place) => !Number.isNaN(place))).toHaveLength(2 * last - 1);
      }),
    );
  });

  test.each<[string, unknown, string]>([
    ["both", { level: 1, last: 2 }, "ambiguous-truncation"],
    ["neither", {}, "ambiguous-truncation"],
    ["half a level", { level: 0.5 }, "not-an-integer"],
    ["no leaf", { last: 0 }, "not-an-integer"],
    ["another word", "all", "not-an-object"],
  ])("is refused where the truncation is %s", (_, truncate, code) => {
    const tree = linkage(matrix([[0], [1], [5]]));
    expect(errorOf(() => dendrogramLayout(tree, { truncate } as never))).toMatchObject({ code, where: "dendrogramLayout" });
  });
});

describe("the cut at 0.7 of the highest merge", () => {
  test("joins a merge at exactly the cut, and none above it", () => {
    const height = Float64Array.of(1, 7, 7.000001, 10);
    expect(cutAtShare({ height })).toEqual({ k: 3, height: 7, top: 10 });
    expect(clustersAt(height, 7)).toBe(3);
    expect(cutAtShare({ height: new Float64Array(0) })).toEqual({ k: 1, height: 0, top: 0 }); // of one row
  });

  test("counts from the highest merge where heights fall", () => {
    expect(cutAtShare({ height: Float64Array.of(1, 10, 8) })).toEqual({ k: 3, height: 7, top: 10 });
  });
});
