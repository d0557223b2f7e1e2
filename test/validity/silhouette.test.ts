import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, pairwiseDistances, silhouette } from "../../src/index.ts";
import { grids, labelled, mapEntries, matrices } from "../arbitraries.ts";
import { naiveSilhouette } from "../oracles/naive-silhouette.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";

const partitions = labelled(matrices({ minRows: 2 })).filter(({ labels }) => new Set(labels).size > 1);

describe("silhouette", () => {
  test("is what Rousseeuw's definition says, row by row", () => {
    fc.assert(
      fc.property(partitions, ({ x, labels }) => {
        const { mean, values } = silhouette(x, labels);
        const naive = naiveSilhouette(x, labels);
        const scale = Math.max(...pairwiseDistances(x)) || 1;
        naive.forEach((value, i) => expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(1e-12 + (scale > 1e6 ? 1e-9 : 0)));
        expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / x.rows, 12);
      }),
    );
  });

  test("lies between -1 and 1", () => {
    fc.assert(fc.property(partitions, ({ x, labels }) => silhouette(x, labels).values.every((value) => value >= -1 && value <= 1)));
  });

  test("asks which rows are together, not what the labels are called or which array holds them", () => {
    fc.assert(
      fc.property(partitions, fc.integer({ min: -1000, max: 1000 }), ({ x, labels }, shift) => {
        expect(silhouette(x, labels.map((label) => shift - 7 * label))).toEqual(silhouette(x, labels));
        expect(silhouette(x, Float32Array.from(labels))).toEqual(silhouette(x, labels));
      }),
    );
  });

  test("does not feel an offset of 1.7e9, or a scale that is a power of two", () => {
    const whole = labelled(grids({ minRows: 2 })).filter(({ labels }) => new Set(labels).size > 1);
    fc.assert(
      fc.property(whole, ({ x, labels }) => {
        for (const change of [(entry: number) => entry + 1.7e9, (entry: number) => entry * 2 ** 300]) {
          expect(silhouette(mapEntries(x, change), labels)).toEqual(silhouette(x, labels));
        }
      }),
    );
  });

  test("of a row alone in its cluster is 0", () => {
    expect(silhouette(matrix([[0], [1], [50]]), [0, 0, 1]).values[2]).toBe(0);
    expect(silhouette(matrix([[0], [1], [50]]), [0, 1, 2])).toEqual({ mean: 0, values: new Float64Array(3) });
  });

  test("of equal rows in two clusters is 0, of two heaps of equal rows 1", () => {
    expect(silhouette(matrix([[3], [3], [3], [3]]), [0, 1, 0, 1]).mean).toBe(0);
    expect(silhouette(matrix([[3], [3], [8], [8]]), [0, 0, 1, 1]).mean).toBe(1);
  });

  test("leaves its input as it was", () => {
    fc.assert(
      fc.property(partitions, ({ x, labels }) => {
        const copies = structuredClone([x, labels]);
        silhouette(x, labels);
        expect([x, labels]).toEqual(copies);
      }),
    );
  });
});

describe.skipIf(!haveReferences)(titleWith("scikit-learn's silhouette of iris"), () => {
  test("row by row, and in the mean", () => {
    const want = readFigures<{ labels: number[]; silhouette: number; silhouette_values: number[] }>("iris.indices.json");
    const { mean, values } = silhouette(readStandardized("iris"), want.labels);
    expect(Math.abs(mean - want.silhouette)).toBeLessThan(1e-12);
    want.silhouette_values.forEach((value, i) => expect(Math.abs(values[i] - value)).toBeLessThan(1e-12));
  });
});
