import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom } from "../../src/core/random.ts";
import { cutAt } from "../../src/hierarchy/read-tree.ts";
import { wardOfRows } from "../../src/hierarchy/ward.ts";
import { centroidsOf } from "../../src/kmeans/fit.ts";
import { kmeans } from "../../src/kmeans/kmeans.ts";
import { assigned, settle } from "../../src/kmeans/lloyd.ts";
import { type FeatureRows, lossesOf, reordered } from "../../src/segment/losses.ts";
import { Layout } from "../../src/spatial/layout.ts";
import { matrixOfRows, plainRows, type Rows } from "../../src/spatial/rows.ts";
import { naiveDense, type NaiveFeature } from "../oracles/naive-dense.ts";
import { runs } from "../table-arbitraries.ts";

/** A table feature by feature. */
type Encoded = { readonly n: number; readonly features: readonly NaiveFeature[] };

/** Numbers, and categories of so many levels, dummies and all; some rows are of no level. */
function encoded(n: number, levels: readonly number[], seed: number): Encoded {
  const random = createRandom(seed, 63);
  const features = levels.map((count): NaiveFeature => {
    if (count === 0) return { type: "number", values: Array.from({ length: n }, () => (random() < 0.3 ? 2 : random())) };
    const scale = 0.2 + random();
    const codes = Array.from({ length: n }, () => Math.floor((count + 1) * random() * random()) - 1);
    const dummy = (own: number): number[] => Array.from({ length: count }, (_, l) => (own - 0.1 * l) / scale);
    return { type: "category", codes, low: dummy(0), high: dummy(1) };
  });
  return { n, features };
}

function featureRows({ n, features }: Encoded): FeatureRows {
  let from = 0;
  const [numbers, categories]: [number[], { from: number; low: readonly number[]; high: readonly number[] }[]] = [[], []];
  for (const feature of features) {
    if (feature.type === "number") numbers.push(from++);
    else {
      categories.push({ from, ...feature });
      from += feature.low.length;
    }
  }
  const ofFeature = (feature: NaiveFeature): FeatureRows["features"][number] =>
    feature.type === "number" ? { type: feature.type, values: Float64Array.from(feature.values) } : { type: feature.type, codes: Int32Array.from(feature.codes) };
  return { count: n, columns: new Layout(from, numbers, categories), features: features.map(ofFeature) };
}

const asTheyAre = ({ n, features }: Encoded): Int32Array[] => features.map(() => Int32Array.from({ length: n }, (_, i) => i));
const rowsOf = (table: Encoded): Rows => reordered(featureRows(table), asTheyAre(table));

const tables = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }), fc.nat(1e6))
  .map(([rows, levels, seed]) => encoded(rows, levels, seed));

/** The losses of a few rows, dummy by dummy. */
function slowly(x: Matrix): number[] {
  const rows = plainRows(x, new Float64Array(x.rows).fill(1));
  const tree = wardOfRows(x, rows.weights, undefined, "matrix");
  const inertias = Array.from({ length: Math.min(10, x.rows) }, (_, i) => {
    const at = assigned(rows, centroidsOf(rows, cutAt(tree, i + 1), i + 1), i + 1);
    if (i > 0) settle(rows, at, 8);
    return assigned(rows, at.centroids, i + 1).inertia;
  });
  return Array.from({ length: 10 }, (_, i) => (i === 0 ? 0 : inertias[0] > 0 ? Math.log(Math.max(1e-9, (inertias[i] ?? 0) / inertias[0])) : Math.log(1e-9)));
}

describe("the losses", () => {
  test("of a few rows are those of the dummies, one by one", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = Array.from(lossesOf(rowsOf(table)));
        slowly(naiveDense(table.features, table.n)).forEach((loss, i) => expect(Math.abs(Math.max(-15, found[i]) - Math.max(-15, loss))).toBeLessThan(1e-6));
      }),
      runs(0.5),
    );
  });

  test("of a table in a new order are those of the encoded rows in that order", () => {
    fc.assert(
      fc.property(tables, fc.nat(1e6), (table, seed) => {
        const random = createRandom(seed, 64);
        const { n, features } = table;
        const orders = features.map(() => Int32Array.from({ length: n }, () => Math.floor(n * random())));
        const moved = features.map((feature, f): NaiveFeature => {
          const inOrder = (cells: readonly number[]): number[] => Array.from(orders[f], (row) => cells[row]);
          return feature.type === "number" ? { ...feature, values: inOrder(feature.values) } : { ...feature, codes: inOrder(feature.codes) };
        });
        const rows = reordered(featureRows(table), orders);
        expect(matrixOfRows(rows)).toEqual(naiveDense(moved, n));
        expect(rows).toEqual(rowsOf({ n, features: moved }));
      }),
      runs(0.5),
    );
  });

  test("of many rows, by way of cells, come within a few per cent of what k-means finds", () => {
    const table = encoded(1500, [0, 0, 3], 5);
    const x = naiveDense(table.features, table.n);
    const one = kmeans(x, 1).inertia;
    const losses = lossesOf(rowsOf(table));
    for (const k of [2, 4, 7, 10]) {
      const best = Math.log(kmeans(x, k).inertia / one);
      expect(losses[k - 1]).toBeGreaterThan(best - 1e-9);
      expect(losses[k - 1]).toBeLessThan(best + 0.1);
    }
  });
});
