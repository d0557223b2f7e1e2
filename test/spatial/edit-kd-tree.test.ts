import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { buildKdTree, compact, type KdTree, orderDimensions, removePoint, Split, stretch } from "../../src/spatial/kd-tree.ts";
import { type Cloud, clouds, treeOf } from "./clouds.ts";
import { pointsOf, treeFault } from "./tree-fault.ts";

/** What the places hold: number, weight and coordinates of each. */
const contents = ({ ids, weights, points, d }: KdTree, places: readonly number[]): [number, number, number[]][] =>
  places.map((at) => [ids[at], weights[at], [...points.subarray(at * d, (at + 1) * d)]]);

/** Moves a point some of the way to another, which it takes in, again and again; says what the tree then must hold. */
function mergeSome(of: Cloud, tree: KdTree, steps: number, seed: number): Map<number, [number, number, number[]]> {
  const random = createRandom(seed, 99);
  const { d, points, weights, ids } = tree;
  const left = new Map(contents(tree, pointsOf(tree, 0)).map((point) => [point[0], point]));
  for (let step = 0; step < steps && left.size > 1; step++) {
    const live = pointsOf(tree, 0);
    const p = live[Math.floor(random() * live.length)];
    const others = live.filter((at) => at !== p);
    const near = others.filter((at) => tree.leafOf[at] === tree.leafOf[p]); // half of the time from the same leaf
    const from = near.length > 0 && random() < 0.5 ? near : others;
    const q = from[Math.floor(random() * from.length)];
    for (let k = 0; k < d; k++) {
      const [a, b] = [points[p * d + k], points[q * d + k]];
      points[p * d + k] = Math.min(Math.max(a + 0.75 * (b - a), Math.min(a, b)), Math.max(a, b));
    }
    weights[p] += weights[q];
    const [[id, ...rest], [taken]] = contents(tree, [p, q]);
    const last = tree.end[tree.leafOf[q]] - 1;
    const [mover] = [ids[last]];
    left.set(id, [id, ...rest]);
    left.delete(taken);
    stretch(tree, p, q);
    expect(removePoint(tree, q)).toBe(last === q ? -1 : mover);
    if (last !== q) expect(ids[q]).toBe(mover);
  }
  expect(left.size).toBe(Math.max(1, of.x.rows - steps));
  return left;
}

const sorted = (points: readonly [number, number, number[]][]): [number, number, number[]][] => [...points].sort((a, b) => a[0] - b[0]);
const steps = fc.tuple(clouds(1, 60), fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 0xffff }));

describe("points that move and points that leave", () => {
  test("keep the tree's bounds, and the others are where they are looked for", () => {
    fc.assert(
      fc.property(steps, ([of, count, seed]) => {
        const tree = treeOf(of);
        const left = mergeSome(of, tree, count, seed);
        expect(treeFault(tree, of.x.rows)).toBeUndefined();
        expect(sorted(contents(tree, pointsOf(tree, 0)))).toEqual(sorted([...left.values()]));
      }),
    );
  });

  test("leave a tree that can be built anew over what is left, in the order in which it stands", () => {
    fc.assert(
      fc.property(steps, ([of, count, seed]) => {
        const tree = treeOf(of);
        const left = mergeSome(of, tree, count, seed);
        const before = contents(tree, pointsOf(tree, 0));
        const kept = compact(tree, of.x.rows);
        expect(kept).toBe(left.size);
        expect(contents(tree, [...before.keys()])).toEqual(before);
        buildKdTree(tree, kept);
        expect(treeFault(tree, kept)).toBeUndefined();
        expect(sorted(contents(tree, pointsOf(tree, 0)))).toEqual(sorted(before));
      }),
    );
  });
});

describe("dimensions in order of their spread within leaves", () => {
  test("are permuted and nothing else", () => {
    fc.assert(
      fc.property(clouds(), (of) => {
        const tree = treeOf(of);
        const before = contents(tree, [...of.weights.keys()]);
        const order = orderDimensions(tree, of.x.rows);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, k) => k));
        expect(contents(tree, [...of.weights.keys()])).toEqual(before.map(([id, weight, point]) => [id, weight, [...order].map((k) => point[k])]));
        expect(treeFault(tree, of.x.rows)).toBeUndefined();
      }),
    );
  });

  test("come widest first", () => {
    fc.assert(
      fc.property(clouds(), (of) => {
        const tree = treeOf(of);
        orderDimensions(tree, of.x.rows);
        const spread = Array.from({ length: tree.d }, (_, k) => {
          const leaves = Array.from({ length: tree.nodes }, (_, node) => node).filter((node) => tree.dimension[node] === Split.leaf);
          return leaves.reduce((sum, leaf) => {
            const values = pointsOf(tree, leaf).map((at) => tree.points[at * tree.d + k]);
            const mean = values.reduce((total, value) => total + value / values.length, 0);
            return sum + values.reduce((total, value) => total + (value - mean) * (value - mean), 0);
          }, 0);
        });
        spread.forEach((own, k) => expect(k === 0 || own <= spread[k - 1] * (1 + 1e-9)).toBe(true));
      }),
    );
  });
});
