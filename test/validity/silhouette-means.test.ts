import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutTree, linkage, type Matrix, matrix, type Progress, silhouette } from "../../src/index.ts";
import { centroidsOf } from "../../src/kmeans/fit.ts";
import { centroidIndices, partitionOf } from "../../src/validity/indices.ts";
import type { Rows } from "../../src/spatial/rows.ts";
import { silhouetteMeans } from "../../src/validity/silhouette.ts";
import { tieFree } from "../arbitraries.ts";
import { byRow, encodedRows, rowsFrom, weightedRows } from "../encoded-rows.ts";
import { naiveSilhouette } from "../oracles/naive-silhouette.ts";
import { distanceOf, rowsOf } from "../rows.ts";
import { runs } from "../table-arbitraries.ts";

const mean = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + weights[i] * value, 0) / weights.reduce((sum, weight) => sum + weight, 0);

/** Weighted rows and some labellings of them, each of two clusters at least. */
const labellings = weightedRows({ minRows: 2 }).chain((given) =>
  fc
    .array(fc.array(fc.nat(3), { minLength: given.x.rows, maxLength: given.x.rows }), { minLength: 1, maxLength: 4 })
    .map((drawn) => ({ ...given, labels: drawn.map((labels) => Int32Array.from(labels, (label, i) => (i < 2 ? i : label))) })),
);

describe("silhouetteMeans", () => {
  test("are the weighted means of the definition, several labellings at once", () => {
    fc.assert(
      fc.property(labellings, ({ rows, x, weights, labels }) => {
        const means = silhouetteMeans(rows, labels.map((one) => byRow(one, rows)));
        labels.forEach((one, l) => expect(Math.abs(means[l] - mean(naiveSilhouette(x, one, weights), weights))).toBeLessThan(1e-9));
      }),
    );
  });

  test("are the same where there is room for the sums of a few rows only, one labelling at a time", () => {
    fc.assert(
      fc.property(labellings, fc.constantFrom(0, 24, 100, 400), ({ rows, x, weights, labels }, bytes) => {
        const own = labels.map((one) => byRow(one, rows));
        const seen: Progress[] = [];
        const banded = silhouetteMeans(rows, own, (progress) => seen.push(progress), bytes);
        silhouetteMeans(rows, own).forEach((mean, l) => expect(banded[l]).toBeCloseTo(mean, 11));
        labels.forEach((one, l) => expect(Math.abs(banded[l] - mean(naiveSilhouette(x, one, weights), weights))).toBeLessThan(1e-9));
        expect(seen.at(-1)!.done).toBe(seen.at(-1)!.total);
        expect(seen).toEqual(seen.toSorted((a, b) => a.done - b.done));
      }),
    );
  });

  test("of hundreds of combinations, where rows are taken as numbers, are those of the definition", () => {
    const wide = encodedRows({ minRows: 300, maxRows: 400, maxNumbers: 2, maxCategories: 3, maxLevels: 40 }).filter(({ rows }) => rows.start.length > 257);
    fc.assert(
      fc.property(wide, fc.constantFrom(undefined, 10_000), ({ rows, x, weights }, bytes) => {
        const labels = [2, 5].map((k) => Int32Array.from({ length: x.rows }, (_, i) => (i * 7 + (i >> 3)) % k));
        const found = silhouetteMeans(rows, labels.map((one) => byRow(one, rows)), undefined, bytes);
        labels.forEach((one, l) => expect(Math.abs(found[l] - mean(naiveSilhouette(x, one, weights), weights))).toBeLessThan(1e-9));
      }),
      runs(0.03),
    );
  });

  test("of rows of weight 1 are silhouette's own", () => {
    fc.assert(
      fc.property(labellings, ({ rows: weighted, x, labels }) => {
        const rows = { ...weighted, weights: new Float64Array(x.rows).fill(1) };
        const means = silhouetteMeans(rows, labels.map((one) => byRow(one, rows)));
        labels.forEach((one, l) => expect(means[l]).toBeCloseTo(silhouette(x, one).mean, 12));
      }),
    );
  });

  test("do not feel the scale of the weights", () => {
    fc.assert(
      fc.property(labellings, ({ rows, labels }) => {
        const scaled = silhouetteMeans({ ...rows, weights: rows.weights.map((weight) => weight / 1024) }, labels);
        expect(scaled).toEqual(silhouetteMeans(rows, labels));
      }),
    );
  });

  test("of all cuts of a tree are those of each cut alone", () => {
    fc.assert(
      fc.property(tieFree({ minRows: 3 }), (x) => {
        const tree = linkage(x);
        const cuts = Array.from({ length: x.rows - 1 }, (_, i) => cutTree(tree, { k: i + 2 }));
        const means = silhouetteMeans(rowsFrom(x), cuts);
        cuts.forEach((cut, i) => expect(means[i]).toBeCloseTo(silhouette(x, cut).mean, 12));
      }),
    );
  });

  test("a heavy row alone in its cluster scores 0, weights of far different size stay finite", () => {
    const x = matrix([[0], [1], [5], [9]]);
    expect([...silhouetteMeans(rowsFrom(x, [1, 1, 1, 1e30]), [Int32Array.of(0, 0, 0, 1)])]).toEqual([expect.closeTo(0, 12)]);
    expect(silhouetteMeans(rowsFrom(x, [1e30, 1, 1, 1e-30]), [Int32Array.of(0, 0, 1, 1)])[0]).toBeLessThan(1);
  });
});

/** The silhouette by centroids is what its definition says. */
function expectByCentroids(rows: Rows, x: Matrix, weights: readonly number[], labels: Int32Array, k: number): void {
  const own = byRow(labels, rows);
  const partition = { labels: own, k, centroids: centroidsOf({ ...rows, weights: new Float64Array(x.rows).fill(1) }, own, k) };
  const centroids = rowsOf({ data: partition.centroids, rows: k, cols: x.cols });
  const values = rowsOf(x).map((row, i) => {
    const own = distanceOf(row, centroids[labels[i]]);
    const next = Math.min(...centroids.filter((_, c) => c !== labels[i]).map((centroid) => distanceOf(row, centroid)));
    const isAlone = labels.filter((label) => label === labels[i]).length === 1;
    return isAlone || own === next ? 0 : (next - own) / Math.max(next, own);
  });
  expect(centroidIndices(rows, partition).silhouette).toBeCloseTo(mean(values, weights), 8);
}

describe("the silhouette by centroids", () => {
  test("is the weighted mean of (next - own) / max(next, own) of distances to centroids, 0 for a row alone", () => {
    fc.assert(
      fc.property(labellings, ({ rows, x, weights, labels }) => {
        const k = Math.max(...labels[0]) + 1;
        fc.pre(new Set(labels[0]).size === k);
        expectByCentroids(rows, x, weights, labels[0], k);
      }),
    );
  });

  test("of more rows than are looked at at once, too", () => {
    const x = matrix(Array.from({ length: 1300 }, (_, i) => [(i * 7919) % 101, (i * 104_729) % 13, i % 2]));
    const weights = Array.from({ length: 1300 }, (_, i) => 1 + (i % 3));
    expectByCentroids(rowsFrom(x, weights), x, weights, Int32Array.from({ length: 1300 }, (_, i) => i % 5), 5);
  });

  test("of two heaps of equal rows is 1", () => {
    const { rows, partition } = partitionOf(matrix([[3], [3], [8], [8]]), { labels: Int32Array.of(0, 0, 1, 1), k: 2 });
    expect(centroidIndices(rows, partition).silhouette).toBe(1);
  });
});
