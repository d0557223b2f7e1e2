import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Forest, growForest } from "../../src/spatial/forest.ts";
import { plainRows, type Rows } from "../../src/spatial/rows.ts";
import { encodedRows } from "../encoded-rows.ts";
import { cloud, clouds, coordinates } from "./clouds.ts";

/** Rows of every kind: with and without numbers and categories, far apart and equal, of weights that differ by 1e24. */
const tables: fc.Arbitrary<Rows> = fc.oneof(
  encodedRows({ maxRows: 90, kinds: Object.keys(coordinates) }).map(({ rows }) => rows),
  encodedRows({ maxRows: 30, maxNumbers: 0 }).map(({ rows }) => rows),
  clouds().map(({ x, weights }) => plainRows(x, Float64Array.from(weights))),
);
const cases = fc.tuple(tables, fc.integer({ min: 1, max: 9 })).map(([given, leafSize]) => ({ given, leafSize, ...growForest(given, leafSize) }));

/** The nodes below one, itself first, each with its depth; they must stand in preorder. */
function subtree({ right, start, stop }: Forest, root: number): { node: number; depth: number }[] {
  const seen: { node: number; depth: number }[] = [];
  const todo = [{ node: root, depth: 0 }];
  while (todo.length > 0) {
    const { node, depth } = todo.pop()!;
    expect(node).toBe(root + seen.length);
    seen.push({ node, depth });
    if (right[node] < 0) continue;
    const [low, high] = [node + 1, right[node]];
    expect([start[low], stop[low], stop[high]]).toEqual([start[node], start[high], stop[node]]);
    expect([stop[low] > start[low], stop[high] > start[high]]).toEqual([true, true]);
    todo.push({ node: high, depth: depth + 1 }, { node: low, depth: depth + 1 });
  }
  return seen;
}

describe("a forest of rows", () => {
  test("puts rows in another order within their combination, whole rows, and leaves the given ones as they were", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 9 }), (given, leafSize) => {
        const copy = structuredClone(given);
        const { rows } = growForest(given, leafSize);
        expect(given).toEqual(copy);
        const p = rows.columns.numbers.length;
        const places = new Map(Array.from(given.ids, (id, i) => [id, i]));
        expect(new Set(rows.ids).size).toBe(rows.count);
        rows.ids.forEach((id, i) => {
          const from = places.get(id)!;
          expect(rows.combinationOf[i]).toBe(given.combinationOf[from]);
          expect(rows.weights[i]).toBe(given.weights[from]);
          expect(rows.numbers.subarray(i * p, (i + 1) * p)).toEqual(given.numbers.subarray(from * p, (from + 1) * p));
        });
        const { count, columns, combinationOf, start, slots } = rows;
        expect({ count, columns, combinationOf, start, slots }).toEqual({ count: given.count, columns: given.columns, combinationOf: given.combinationOf, start: given.start, slots: given.slots });
      }),
    );
  });

  test("has a tree for each combination, its nodes in preorder, its leaves small unless their rows are as good as equal", () => {
    fc.assert(
      fc.property(cases, ({ rows, forest, leafSize }) => {
        const p = rows.columns.numbers.length;
        const { roots, right, start, stop, box } = forest;
        let nodes = 0;
        roots.forEach((root, g) => {
          expect([root, start[root], stop[root]]).toEqual([nodes, rows.start[g], rows.start[g + 1]]);
          const below = subtree(forest, root);
          nodes += below.length;
          for (const { node, depth } of below) {
            const widths = Array.from({ length: p }, (_, j) => box[node * 2 * p + p + j] - box[node * 2 * p + j]);
            const size = stop[node] - start[node];
            if (right[node] < 0) expect(size <= leafSize || widths.every((width) => width === 0) || depth >= 64 * (p + 1)).toBe(true);
            else expect(size).toBeGreaterThan(leafSize);
          }
        });
        expect([forest.nodes, roots.length]).toEqual([nodes, rows.start.length - 1]);
      }),
    );
  });

  test("splits a node at the middle of the widest side of its box", () => {
    fc.assert(
      fc.property(cases, ({ rows, forest: { nodes, right, box } }) => {
        const p = rows.columns.numbers.length;
        const side = (node: number, j: number): [low: number, high: number] => [box[node * 2 * p + j], box[node * 2 * p + p + j]];
        for (let node = 0; node < nodes; node++) {
          if (right[node] < 0) continue;
          const widths = Array.from({ length: p }, (_, j) => side(node, j)[1] - side(node, j)[0]);
          const j = widths.indexOf(Math.max(...widths));
          const [low, high] = side(node, j);
          const middle = low / 2 + high / 2;
          expect(side(node + 1, j)[1]).toBeLessThanOrEqual(middle < high ? middle : low);
          expect(side(right[node], j)[0]).toBeGreaterThanOrEqual(middle);
        }
      }),
    );
  });

  test("knows of each node what its rows say: box, weight, mean, squares", () => {
    fc.assert(
      fc.property(cases, ({ rows: { numbers, weights, columns }, forest }) => {
        const p = columns.numbers.length;
        for (let node = 0; node < forest.nodes; node++) {
          const own = Array.from({ length: forest.stop[node] - forest.start[node] }, (_, i) => forest.start[node] + i);
          const weight = own.reduce((sum, i) => sum + weights[i], 0);
          expect(Math.abs(forest.weight[node] - weight)).toBeLessThanOrEqual(1e-14 * weight);
          let [squares, rounding] = [0, 0];
          for (let j = 0; j < p; j++) {
            const values = own.map((i) => numbers[i * p + j]);
            const [low, high] = [Math.min(...values), Math.max(...values)];
            expect([forest.box[node * 2 * p + j], forest.box[node * 2 * p + p + j]]).toEqual([low, high]);
            const mean = low + own.reduce((sum, i, at) => sum + (weights[i] / weight) * (values[at] - low), 0);
            const most = Math.max(Math.abs(low), Math.abs(high));
            expect(Math.abs(forest.mean[node * p + j] - mean)).toBeLessThanOrEqual(1e-13 * most);
            squares += own.reduce((sum, i, at) => sum + weights[i] * (values[at] - mean) ** 2, 0);
            rounding += weight * (high - low) * 1e-15 * most; // a mean has so many digits
          }
          expect(Math.abs(forest.squares[node] - squares)).toBeLessThanOrEqual(1e-12 * squares + rounding);
        }
      }),
    );
  });

  test("parts numbers that a last bit tells apart", () => {
    for (const from of [1, 1 + 2 ** -52, -2, 1e300, 5e-324, -5e-324]) {
      const step = Math.abs(from) < 1e-300 ? 5e-324 : Math.abs(from) * 2 ** -52;
      const data = Float64Array.from({ length: 64 }, (_, i) => from + step * ((i * 7) % 4));
      const { forest } = growForest(plainRows({ data, rows: 64, cols: 1 }, new Float64Array(64).fill(1)), 1);
      expect(subtree(forest, 0).filter(({ node }) => forest.right[node] < 0).length).toBe(new Set(data).size);
    }
  });

  test("of rows without numbers is its roots, with their weights", () => {
    fc.assert(
      fc.property(encodedRows({ maxNumbers: 0 }), fc.integer({ min: 1, max: 9 }), ({ rows: given }, leafSize) => {
        const { rows, forest } = growForest(given, leafSize);
        expect(rows).toEqual(given);
        expect([forest.nodes, forest.mean.length, forest.box.length]).toEqual([given.start.length - 1, 0, 0]);
        expect(forest.squares.every((square) => square === 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("of a heavy tail stays shallow, and next to nothing is left in its leaves", () => {
    for (const kind of ["exponentially spaced", "an outlier beyond the last"]) {
      const { x, weights } = cloud(3, 5000, 2, kind, "ones");
      const { forest } = growForest(plainRows(x, Float64Array.from(weights)), 1);
      expect(Math.max(...subtree(forest, 0).map(({ depth }) => depth))).toBeLessThanOrEqual(64 * 3);
      const left = forest.right.reduce((sum, right, node) => (node < forest.nodes && right < 0 ? sum + forest.squares[node] : sum), 0);
      expect(left).toBeLessThan(1e-20 * forest.squares[0]);
    }
  });
});
