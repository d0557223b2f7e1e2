import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom } from "../../src/core/random.ts";
import { cutAt } from "../../src/hierarchy/read-tree.ts";
import { wardOfRows } from "../../src/hierarchy/ward.ts";
import { centroidsOf } from "../../src/kmeans/fit.ts";
import { kmeans } from "../../src/kmeans/kmeans.ts";
import { assigned, settle } from "../../src/kmeans/lloyd.ts";
import { type FeatureColumns, lossesOf, reordered, shortOf } from "../../src/segment/losses.ts";
import { runs } from "../table-arbitraries.ts";

type Encoded = { readonly x: Matrix; readonly blocks: readonly FeatureColumns[] };

/** Numbers, and categories of so many levels, dummies and all; some rows are of no level. */
function encoded(rows: number, levels: readonly number[], seed: number): Encoded {
  const random = createRandom(seed, 63);
  const cols = levels.reduce((sum, count) => sum + Math.max(1, count), 0);
  const data = new Float64Array(rows * cols);
  let to = 0;
  const blocks = levels.map((count): FeatureColumns => {
    const from = to;
    to += Math.max(1, count);
    if (count === 0) {
      for (let i = 0; i < rows; i++) data[i * cols + from] = random() < 0.3 ? 2 : random();
      return { from, to, codes: undefined };
    }
    const scale = 0.2 + random();
    const codes = Int32Array.from({ length: rows }, () => Math.floor((count + 1) * random() * random()) - 1);
    for (let i = 0; i < rows; i++) for (let l = 0; l < count; l++) data[i * cols + from + l] = (Number(codes[i] === l) - 0.1 * l) / scale;
    return { from, to, codes };
  });
  return { x: { data, rows, cols }, blocks };
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }), fc.nat(1e6))
  .map(([rows, levels, seed]) => encoded(rows, levels, seed));

/** The losses of a few rows, dummy by dummy. */
function slowly({ x }: Encoded): number[] {
  const problem = { x, weights: new Float64Array(x.rows).fill(1) };
  const tree = wardOfRows(x, problem.weights, undefined, "matrix");
  const inertias = Array.from({ length: Math.min(10, x.rows) }, (_, i) => {
    const at = assigned(problem, centroidsOf(problem, cutAt(tree, i + 1), i + 1), i + 1);
    if (i > 0) settle(problem, at, 8);
    return assigned(problem, at.centroids, i + 1).inertia;
  });
  return Array.from({ length: 10 }, (_, i) => (i === 0 ? 0 : inertias[0] > 0 ? Math.log(Math.max(1e-9, (inertias[i] ?? 0) / inertias[0])) : Math.log(1e-9)));
}

describe("the losses", () => {
  test("of a few rows are those of the dummies, one by one", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = Array.from(lossesOf(shortOf(table.x, table.blocks)));
        slowly(table).forEach((loss, i) => expect(Math.abs(Math.max(-15, found[i]) - Math.max(-15, loss))).toBeLessThan(1e-6));
      }),
      runs(0.5),
    );
  });

  test("of a table in a new order are those of the encoded rows in that order", () => {
    fc.assert(
      fc.property(tables, fc.nat(1e6), ({ x, blocks }, seed) => {
        const random = createRandom(seed, 64);
        const orders = blocks.map(() => Int32Array.from({ length: x.rows }, () => Math.floor(x.rows * random())));
        const short = reordered(shortOf(x, blocks), blocks, orders);
        const long = Float64Array.from(x.data, (_, at) => x.data[orders[blocks.findIndex(({ to }) => to > at % x.cols)][Math.floor(at / x.cols)] * x.cols + (at % x.cols)]);
        expect(short.x.data).toEqual(long);
        const moved = blocks.map((block, f) => ({ ...block, codes: block.codes && orders[f].map((row) => block.codes![row]) }));
        const { numbers, slots } = shortOf(short.x, moved);
        expect(short.numbers).toEqual(numbers);
        expect(short.slots).toEqual(slots);
      }),
      runs(0.5),
    );
  });

  test("of many rows, by way of cells, come within a few per cent of what k-means finds", () => {
    const { x, blocks } = encoded(1500, [0, 0, 3], 5);
    const one = kmeans(x, 1).inertia;
    const losses = lossesOf(shortOf(x, blocks));
    for (const k of [2, 4, 7, 10]) {
      const best = Math.log(kmeans(x, k).inertia / one);
      expect(losses[k - 1]).toBeGreaterThan(best - 1e-9);
      expect(losses[k - 1]).toBeLessThan(best + 0.1);
    }
  });
});
