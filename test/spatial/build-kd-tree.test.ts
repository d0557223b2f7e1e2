import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostLevels, Split } from "../../src/spatial/kd-tree.ts";
import { rowsOf } from "../rows.ts";
import { cloud, clouds, coordinates, treeOf, weightings } from "./clouds.ts";
import { levelsOf, pointsOf, treeFault } from "./tree-fault.ts";

describe("a kd-tree", () => {
  test("has every point in one leaf, those of a node side by side, children that part them, and bounds that hold", () => {
    fc.assert(
      fc.property(clouds(), (of) => {
        expect(treeFault(treeOf(of), of.x.rows)).toBeUndefined();
      }),
    );
  });

  test("moves numbers, weights and coordinates together", () => {
    fc.assert(
      fc.property(clouds(), (of) => {
        const { ids, weights, points, d } = treeOf(of);
        const rows = rowsOf(of.x);
        expect([...ids].sort((a, b) => a - b)).toEqual([...rows.keys()]);
        ids.forEach((id, at) => {
          expect(weights[at]).toBe(of.weights[id]);
          expect([...points.subarray(at * d, (at + 1) * d)]).toEqual(rows[id]);
        });
      }),
    );
  });

  test("knows reach and least weight exactly when built", () => {
    fc.assert(
      fc.property(clouds(), (of) => {
        const tree = treeOf(of);
        for (let node = 0; node < tree.nodes; node++) {
          expect(tree.leastWeight[node]).toBe(Math.min(...pointsOf(tree, node).map((at) => tree.weights[at])));
          const { [node]: split } = tree.dimension;
          if (split < 0) continue;
          const reach = (child: number): number[] => pointsOf(tree, child).map((at) => tree.points[at * tree.d + split]);
          expect(tree.low[node]).toBe(Math.max(...reach(node + 1)));
          expect(tree.high[node]).toBe(Math.min(...reach(tree.right[node])));
          expect(tree.low[node]).toBeLessThan(tree.high[node]);
        }
      }),
    );
  });

  test("splits until a leaf holds sixteen points, or equal ones of weights alike", () => {
    fc.assert(
      fc.property(clouds(), (of) => {
        const tree = treeOf(of);
        for (let node = 0; node < tree.nodes; node++) {
          const own = pointsOf(tree, node);
          if (tree.dimension[node] !== Split.leaf || own.length <= 16) continue;
          const weights = own.map((at) => tree.weights[at]);
          expect(new Set(own.map((at) => tree.points.subarray(at * tree.d, (at + 1) * tree.d).join())).size).toBe(1);
          expect(Math.max(...weights)).toBeLessThanOrEqual(8 * Math.min(...weights));
        }
      }),
    );
  });
});

describe.each(Object.keys(weightings))("weights %s: a tree of 10 000 points has bounded depth, coordinates", (weighting) => {
  test.each(Object.keys(coordinates))("%s", (kind) => {
    for (const cols of [1, 3]) {
      const tree = treeOf(cloud(7, 10_000, cols, kind, weighting));
      expect(levelsOf(tree)).toBeLessThanOrEqual(mostLevels(10_000, cols));
      const held = tree.dimension.subarray(0, tree.nodes).reduce((sum, split, node) => sum + (split === Split.leaf ? tree.stop[node] - tree.start[node] : 0), 0);
      expect(held).toBe(10_000);
    }
  });
});

test("depth is bounded where outliers and ties conspire, so that no median halves anything", () => {
  // 60 outliers, one beyond the other; then in each dimension one point above the common value, and below that the same again
  const cols = 20;
  const rows = 4000;
  const of = cloud(3, rows, cols, "equal", "ones");
  const { data } = of.x;
  data.fill(0);
  for (let i = 0; i < 60; i++) data[i * cols] = 2 ** (200 - i);
  for (let from = 60, value = 20; rows - from > 40; value--) {
    const common = Math.floor(0.6 * (rows - from));
    data.fill(value, from * cols, (from + common) * cols);
    for (let k = 0; k < cols; k++) data[(from + k) * cols + k] = value + 1;
    from += common;
  }
  const tree = treeOf(of);
  expect(levelsOf(tree)).toBeLessThanOrEqual(mostLevels(rows, cols));
  expect(treeFault(tree, rows)).toBeUndefined();
});
