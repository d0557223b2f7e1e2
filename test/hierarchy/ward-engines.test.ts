// The laws of Ward's tree, for each engine, on tables that need more than one leaf of the index.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutTree, linkage, matrix, type Linkage } from "../../src/index.ts";
import { grids, mapEntries, tieFree, weighted } from "../arbitraries.ts";
import { inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { wardFault } from "../oracles/ward-replay.ts";
import { permuteRows, repeatRows } from "../rows.ts";

const runs = { numRuns: 40 };
const many = { minRows: 2, maxRows: 48, maxCols: 6 };
const engines = ["index", "scan", "matrix"] as const;

/** Whole numbers times a factor that is none, each off by an ulp or not: what should be tied nearly is. */
const nearTies = fc.tuple(grids(many), fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0.1, 1 / 3, Math.SQRT1_2, 0.9398544097100681)).map(([x, bits, factor]) => {
  let at = 0;
  return mapEntries(x, (entry) => entry * factor + (((bits >>> at++ % 15) & 3) - 1) * 2 ** -53);
});

/** The children of every merge, rows under the names given. */
const pairsOf = (tree: Linkage, name: (node: number) => number): number[][] => Array.from(tree.left, (a, t) => [name(a), name(tree.right[t])].sort((p, q) => p - q));

const expectHeights = (got: ArrayLike<number>, want: ArrayLike<number>): void => {
  expect(got.length).toBe(want.length);
  Array.from(got).forEach((height, t) => expect(Math.abs(height - want[t])).toBeLessThanOrEqual(1e-9 * want[want.length - 1]));
};

describe.each(engines)("Ward's tree by the engine %s", (engine) => {
  test("joins a closest pair each time on ties and duplicates, weighted or not; its gains add up", () => {
    fc.assert(
      fc.property(weighted(grids(many)), fc.boolean(), ({ x, weights }, isWeighted) => {
        const own = isWeighted ? weights : weights.map(() => 1);
        expect(wardFault(linkage(x, { engine, weights: own }), x, own)).toBeUndefined();
      }),
      runs,
    );
  });

  test("joins a closest pair each time where ties are off by an ulp", () => {
    fc.assert(
      fc.property(nearTies, (x) => {
        expect(wardFault(linkage(x, { engine }), x)).toBeUndefined();
      }),
      runs,
    );
  });

  test("takes a weight for so many equal rows", () => {
    fc.assert(
      fc.property(weighted(tieFree({ minRows: 2, maxRows: 40 })), ({ x, weights }) => {
        const { height, size } = linkage(x, { engine, weights });
        const repeated = linkage(repeatRows(x, weights), { engine });
        const merges = Array.from(repeated.height, (_, t) => t).filter((t) => repeated.height[t] > 0);
        expect(merges.map((t) => repeated.size[t])).toEqual([...size]);
        expectHeights(height, merges.map((t) => repeated.height[t]));
      }),
      runs,
    );
  });

  test("moves with its rows where there are no ties", () => {
    const permuted = tieFree(many).chain((x) => fc.shuffledSubarray(Array.from({ length: x.rows }, (_, i) => i), { minLength: x.rows }).map((order) => ({ x, order })));
    fc.assert(
      fc.property(permuted, ({ x, order }) => {
        const after = linkage(permuteRows(x, order), { engine });
        expect(pairsOf(after, (node) => (node < x.rows ? order[node] : node))).toEqual(pairsOf(linkage(x, { engine }), (node) => node));
      }),
      runs,
    );
  });

  test("scales by a power of two to the bit, is the same to the bit when asked for again, and leaves its input alone", () => {
    fc.assert(
      fc.property(weighted(fc.oneof(grids(many), tieFree(many))), fc.constantFrom(1 / 1024, 2, 4096), ({ x, weights }, factor) => {
        const copy = structuredClone({ x, weights });
        const tree = linkage(x, { engine, weights });
        const scaled = linkage(mapEntries(x, (entry) => entry * factor), { engine, weights });
        expect(scaled).toEqual({ ...tree, height: tree.height.map((height) => height * factor) });
        expect(linkage(x, { engine, weights })).toEqual(tree);
        expect({ x, weights }).toEqual(copy);
      }),
      runs,
    );
  });
});

test("the engines agree on heights and on what a cut costs where there are no ties", () => {
  fc.assert(
    fc.property(weighted(tieFree({ minRows: 2, maxRows: 90, maxCols: 6 })), ({ x, weights }) => {
      const [index, scan, exact] = engines.map((engine) => linkage(x, { engine, weights }));
      const costs = (tree: Linkage): number[] => [2, 3, 7].filter((k) => k <= x.rows).map((k) => inertiaOf(x, cutTree(tree, { k }), weights));
      for (const tree of [index, scan]) {
        expectHeights(tree.height, exact.height);
        costs(tree).forEach((cost, at) => expect(cost).toBeCloseTo(costs(exact)[at], 9));
      }
    }),
    runs,
  );
});

test("neighbours of the scan that rounding leads round in a circle are joined, every node once", () => {
  const [a, b, c] = [0.939854409710068, 0.9398544097100681, 0.9398544097100682]; // neighbours among the doubles
  const u = 2 ** -53;
  const x = matrix([[-u, c, a, 0], [b, -u, b, a], [a, 0, c, c], [b, -u, a, b], [-u, u, c, b], [a, 0, a, b], [a, 0, a, a]]);
  expect(wardFault(linkage(x, { engine: "scan" }), x)).toBeUndefined();
});
