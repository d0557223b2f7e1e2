import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutTree, linkage, matrix, silhouette } from "../../src/index.ts";
import { partitionOf } from "../../src/validity/indices.ts";
import { silhouetteMeans, simplifiedSilhouette } from "../../src/validity/silhouette.ts";
import { matrices, tieFree, weighted } from "../arbitraries.ts";
import { naiveSilhouette } from "../oracles/naive-silhouette.ts";
import { distanceOf, rowsOf } from "../rows.ts";

const mean = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + weights[i] * value, 0) / weights.reduce((sum, weight) => sum + weight, 0);

/** Weighted rows and some labellings of them, each of two clusters at least. */
const labellings = weighted(matrices({ minRows: 2 })).chain(({ x, weights }) =>
  fc
    .array(fc.array(fc.nat(3), { minLength: x.rows, maxLength: x.rows }), { minLength: 1, maxLength: 4 })
    .map((drawn) => ({ x, weights, labels: drawn.map((labels) => Int32Array.from(labels, (label, i) => (i < 2 ? i : label))) })),
);

describe("silhouetteMeans", () => {
  test("are the weighted means of the definition, several labellings at once", () => {
    fc.assert(
      fc.property(labellings, ({ x, weights, labels }) => {
        const means = silhouetteMeans({ x, weights: Float64Array.from(weights) }, labels);
        labels.forEach((one, l) => expect(Math.abs(means[l] - mean(naiveSilhouette(x, one, weights), weights))).toBeLessThan(1e-9));
      }),
    );
  });

  test("of rows of weight 1 are silhouette's own", () => {
    fc.assert(
      fc.property(labellings, ({ x, labels }) => {
        const means = silhouetteMeans({ x, weights: new Float64Array(x.rows).fill(1) }, labels);
        labels.forEach((one, l) => expect(means[l]).toBeCloseTo(silhouette(x, one).mean, 12));
      }),
    );
  });

  test("do not feel the scale of the weights", () => {
    fc.assert(
      fc.property(labellings, ({ x, weights, labels }) => {
        const scaled = silhouetteMeans({ x, weights: Float64Array.from(weights, (weight) => weight / 1024) }, labels);
        expect(scaled).toEqual(silhouetteMeans({ x, weights: Float64Array.from(weights) }, labels));
      }),
    );
  });

  test("of all cuts of a tree are those of each cut alone", () => {
    fc.assert(
      fc.property(tieFree({ minRows: 3 }), (x) => {
        const tree = linkage(x);
        const cuts = Array.from({ length: x.rows - 1 }, (_, i) => cutTree(tree, { k: i + 2 }));
        const means = silhouetteMeans({ x, weights: new Float64Array(x.rows).fill(1) }, cuts);
        cuts.forEach((cut, i) => expect(means[i]).toBeCloseTo(silhouette(x, cut).mean, 12));
      }),
    );
  });

  test("a heavy row alone in its cluster scores 0, weights of far different size stay finite", () => {
    const x = matrix([[0], [1], [5], [9]]);
    expect([...silhouetteMeans({ x, weights: Float64Array.of(1, 1, 1, 1e30) }, [Int32Array.of(0, 0, 0, 1)])]).toEqual([expect.closeTo(0, 12)]);
    expect(silhouetteMeans({ x, weights: Float64Array.of(1e30, 1, 1, 1e-30) }, [Int32Array.of(0, 0, 1, 1)])[0]).toBeLessThan(1);
  });
});

describe("simplifiedSilhouette", () => {
  test("is the weighted mean of (next - own) / max(next, own) of distances to centroids, 0 for a row alone", () => {
    fc.assert(
      fc.property(labellings, ({ x, weights, labels }) => {
        const k = Math.max(...labels[0]) + 1;
        fc.pre(new Set(labels[0]).size === k);
        const { partition } = partitionOf(x, { labels: labels[0], k });
        const centroids = rowsOf({ data: partition.centroids, rows: k, cols: x.cols });
        const values = rowsOf(x).map((row, i) => {
          const own = distanceOf(row, centroids[labels[0][i]]);
          const next = Math.min(...centroids.filter((_, c) => c !== labels[0][i]).map((centroid) => distanceOf(row, centroid)));
          const isAlone = labels[0].filter((label) => label === labels[0][i]).length === 1;
          return isAlone || own === next ? 0 : (next - own) / Math.max(next, own);
        });
        expect(simplifiedSilhouette({ x, weights: Float64Array.from(weights) }, partition)).toBeCloseTo(mean(values, weights), 8);
      }),
    );
  });

  test("of two heaps of equal rows is 1", () => {
    const { problem, partition } = partitionOf(matrix([[3], [3], [8], [8]]), { labels: Int32Array.of(0, 0, 1, 1), k: 2 });
    expect(simplifiedSilhouette(problem, partition)).toBe(1);
  });
});
