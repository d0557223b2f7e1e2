import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calinskiHarabasz, daviesBouldin, matrix } from "../../src/index.ts";
import { centroidIndices } from "../../src/validity/indices.ts";
import { labelled, tieFree, weighted } from "../arbitraries.ts";
import { byRow, rowsFrom } from "../encoded-rows.ts";
import { inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";
import { distanceOf, meanOf, membersOf, repeatRows, rowsOf } from "../rows.ts";

const partitions = labelled(tieFree({ minRows: 3 })).filter(({ x, labels }) => {
  const k = new Set(labels).size;
  return k > 1 && k < x.rows;
});
const ones = (length: number): number[] => Array<number>(length).fill(1);

test("calinskiHarabasz is the sum of squares between over within, each by its degrees of freedom", () => {
  fc.assert(
    fc.property(partitions, ({ x, labels }) => {
      const [n, k] = [x.rows, new Set(labels).size];
      const within = inertiaOf(x, labels);
      const between = inertiaOf(x, new Int32Array(n)) - within;
      expect(calinskiHarabasz(x, labels) / (between / (k - 1) / (within / (n - k)))).toBeCloseTo(1, 9);
    }),
  );
});

test("daviesBouldin is the mean over clusters of the worst (s + s') / d", () => {
  fc.assert(
    fc.property(partitions, ({ x, labels }) => {
      const rows = rowsOf(x);
      const clusters = membersOf(labels).map((members) => {
        const centroid = meanOf(rows, ones(x.rows), members);
        return { centroid, spread: members.reduce((sum, i) => sum + distanceOf(rows[i], centroid), 0) / members.length };
      });
      const worst = clusters.map((a) => Math.max(...clusters.filter((b) => b !== a).map((b) => (a.spread + b.spread) / distanceOf(a.centroid, b.centroid))));
      expect(daviesBouldin(x, labels) / (worst.reduce((sum, w) => sum + w, 0) / worst.length)).toBeCloseTo(1, 10);
    }),
  );
});

test("the index of weighted rows is that of the rows repeated", () => {
  fc.assert(
    fc.property(weighted(tieFree({ minRows: 4 })), ({ x, weights }) => {
      const labels = Int32Array.from({ length: x.rows }, (_, i) => i % 2);
      const [all, rows] = [rowsFrom(x, weights), rowsOf(x)];
      const centroids = Float64Array.from([0, 1].flatMap((c) => meanOf(rows, weights, rows.map((_, i) => i).filter((i) => i % 2 === c))));
      const repeated = weights.flatMap((weight, i) => Array<number>(weight).fill(i % 2));
      const found = centroidIndices(all, { labels: byRow(labels, all), centroids, k: 2 }).daviesBouldin;
      expect(found / daviesBouldin(repeatRows(x, weights), repeated)).toBeCloseTo(1, 10);
    }),
  );
});

describe.each([["calinskiHarabasz", calinskiHarabasz], ["daviesBouldin", daviesBouldin]] as const)("%s", (_, index) => {
  test("asks which rows are together, not what the labels are called", () => {
    fc.assert(fc.property(partitions, fc.integer(), ({ x, labels }, shift) => index(x, labels) === index(x, labels.map((label) => shift - 3 * label))));
  });

  test("does not feel the scale: 2^300 and 2^-300 give the same bits", () => {
    fc.assert(
      fc.property(partitions, fc.constantFrom(2 ** 300, 2 ** -300), ({ x, labels }, factor) => {
        expect(index({ ...x, data: x.data.map((entry) => entry * factor) }, labels)).toBe(index(x, labels));
      }),
    );
  });

  test("leaves its input as it was", () => {
    fc.assert(
      fc.property(partitions, ({ x, labels }) => {
        const copies = structuredClone([x, labels]);
        index(x, labels);
        expect([x, labels]).toEqual(copies);
      }),
    );
  });
});

test("clusters of equal rows are the best there are", () => {
  const heaps = matrix([[3], [3], [8], [8]]);
  expect([calinskiHarabasz(heaps, [0, 0, 1, 1]), daviesBouldin(heaps, [0, 0, 1, 1])]).toEqual([Infinity, 0]);
});

test("clusters with one centroid are the worst there are", () => {
  const cross = matrix([[0], [2], [-1], [3]]);
  expect([calinskiHarabasz(cross, [0, 0, 1, 1]), daviesBouldin(cross, [0, 0, 1, 1])]).toEqual([0, Infinity]);
  const equal = matrix([[5], [5], [5]]);
  expect([calinskiHarabasz(equal, [0, 0, 1]), daviesBouldin(equal, [0, 0, 1])]).toEqual([0, Infinity]);
});

describe.skipIf(!haveReferences)(titleWith("scikit-learn's indices of iris"), () => {
  test("Caliński-Harabasz and Davies-Bouldin", () => {
    const want = readFigures<{ labels: number[]; calinski_harabasz: number; davies_bouldin: number }>("iris.indices.json");
    const x = readStandardized("iris");
    expect(calinskiHarabasz(x, want.labels) / want.calinski_harabasz).toBeCloseTo(1, 12);
    expect(daviesBouldin(x, want.labels) / want.davies_bouldin).toBeCloseTo(1, 12);
  });
});
