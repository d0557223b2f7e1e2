import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { methods } from "../../src/hierarchy/methods.ts";
import { nnChain } from "../../src/hierarchy/nn-chain.ts";
import { linkage, matrix, pairwiseDistances } from "../../src/index.ts";
import { mapEntries, matrices, tieFree, weighted } from "../arbitraries.ts";
import { variants } from "../linkage-variants.ts";
import { naiveHeights } from "../oracles/naive-linkage.ts";
import { replayFault } from "../oracles/replay.ts";
import { permuteRows, repeatRows } from "../rows.ts";

const ascending = variants.filter(({ method }) => methods[method].ascends);

describe.each(variants)("linkage, $method by the engine $engine", ({ method, engine }) => {
  test("every merge joins a closest pair of the clusters then alive, ties and duplicates or not", () => {
    fc.assert(
      fc.property(matrices(), (x) => {
        expect(replayFault(linkage(x, { method, engine }), x)).toBeUndefined();
      }),
    );
  });

  test("the heights are those of the greedy algorithm by definition, where no ties leave a choice", () => {
    fc.assert(
      fc.property(tieFree(), (x) => {
        const { height } = linkage(x, { method, engine });
        naiveHeights(x, method).forEach((naive, t) => expect(height[t]).toBeCloseTo(naive, 10));
      }),
    );
  });

  test("each node is joined once, the lower one first, and the last size is the number of rows", () => {
    fc.assert(
      fc.property(matrices({ minRows: 2 }), (x) => {
        const { left, right, size, n } = linkage(x, { method, engine });
        expect([...left, ...right].sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * n - 2 }, (_, node) => node));
        expect(left.every((node, t) => node < right[t])).toBe(true);
        expect(size[n - 2]).toBe(n);
      }),
    );
  });

  test("condensed distances give the tree that rows give", () => {
    fc.assert(
      fc.property(tieFree(), (x) => {
        const ofRows = linkage(x, { method, engine });
        const ofDistances = linkage(pairwiseDistances(x), { method });
        expect([ofDistances.left, ofDistances.right, ofDistances.size]).toEqual([ofRows.left, ofRows.right, ofRows.size]);
        ofRows.height.forEach((height, t) => expect(ofDistances.height[t]).toBeCloseTo(height, 10));
      }),
    );
  });

  test("a row in another place is the same row: the tree moves with it", () => {
    const permuted = tieFree({ minRows: 2 }).chain((x) =>
      fc.shuffledSubarray(Array.from({ length: x.rows }, (_, i) => i), { minLength: x.rows }).map((order) => ({ x, order })),
    );
    fc.assert(
      fc.property(permuted, ({ x, order }) => {
        const before = linkage(x, { method, engine });
        const after = linkage(permuteRows(x, order), { method, engine });
        const node = (of: number): number => (of < x.rows ? order[of] : of);
        const pairs = (tree: typeof after, name = (of: number): number => of) =>
          Array.from(tree.left, (a, t) => [name(a), name(tree.right[t])].sort((p, q) => p - q));
        expect(pairs(after, node)).toEqual(pairs(before));
      }),
    );
  });

  test("rows scaled by a power of two have heights scaled by it, to the bit", () => {
    fc.assert(
      fc.property(matrices(), fc.constantFrom(1 / 1024, 0.5, 2, 4096), (x, factor) => {
        const tree = linkage(x, { method, engine });
        const scaled = linkage(mapEntries(x, (entry) => entry * factor), { method, engine });
        expect(scaled).toEqual({ ...tree, height: tree.height.map((height) => height * factor) });
      }),
    );
  });

  test("the input is left as it was", () => {
    fc.assert(
      fc.property(weighted(matrices()), ({ x, weights }) => {
        const distances = pairwiseDistances(x);
        const copies = structuredClone([x, distances, weights]);
        linkage(x, { method, engine, weights });
        linkage(distances, { method, weights });
        expect([x, distances, weights]).toEqual(copies);
      }),
    );
  });

  test("a weight is so many equal rows", () => {
    fc.assert(
      fc.property(weighted(tieFree({ maxRows: 7 })), ({ x, weights }) => {
        const { height, size } = linkage(x, { method, engine, weights });
        const repeated = linkage(repeatRows(x, weights), { method, engine });
        const merges = Array.from(repeated.height, (_, t) => t).filter((t) => repeated.height[t] > 0);
        expect(merges.map((t) => repeated.size[t])).toEqual([...size]);
        merges.forEach((t, at) => expect(height[at]).toBeCloseTo(repeated.height[t], 10));
      }),
    );
  });

  test("weighted rows are joined closest pair first too", () => {
    fc.assert(
      fc.property(weighted(matrices()), ({ x, weights }) => {
        expect(replayFault(linkage(x, { method, engine, weights }), x, weights)).toBeUndefined();
      }),
    );
  });
});

test.each(ascending)("the heights of $method linkage by the engine $engine never fall", ({ method, engine }) => {
  fc.assert(
    fc.property(matrices({ maxRows: 30 }), (x) => {
      const { height } = linkage(x, { method, engine });
      expect(height.every((h, t) => t === 0 || h >= height[t - 1])).toBe(true);
    }),
  );
});

test("half the squares of Ward's heights add up to the sum of squares about the mean", () => {
  const { height } = linkage(matrix([[1, 5], [2, 2], [4, 4], [8, 1]]));
  expect(height.reduce((sum, h) => sum + (h * h) / 2, 0)).toBeCloseTo(28.75 + 10, 12);
});

test("one row is a tree without merges", () => {
  for (const x of [matrix([[3, 4]]), new Float64Array(0)]) {
    expect(linkage(x)).toMatchObject({ n: 1, left: new Int32Array(0), height: new Float64Array(0), size: new Float64Array(0) });
  }
});

test("the tree says which method and which engine made it", () => {
  const x = matrix([[1], [2], [4]]);
  for (const engine of ["matrix", "index", "scan"] as const) expect(linkage(x, { engine })).toMatchObject({ method: "ward", engine });
  expect(linkage(x, { method: "single" })).toMatchObject({ method: "single", engine: "prim" });
});

test("single linkage by its formula has the heights that Prim's algorithm gives", () => {
  fc.assert(
    fc.property(matrices({ minRows: 2 }), (x) => {
      const { height } = nnChain(x.rows, pairwiseDistances(x), new Float64Array(x.rows).fill(1), methods.single.update, () => {});
      height.sort().forEach((one, t) => expect(one).toBeCloseTo(linkage(x, { method: "single" }).height[t], 10));
    }),
  );
});
