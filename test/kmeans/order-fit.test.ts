import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { assignInto } from "../../src/kmeans/assign.ts";
import { lloyd } from "../../src/kmeans/lloyd.ts";
import { orderFit, rename } from "../../src/kmeans/order-fit.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
import type { Fit, Problem } from "../../src/kmeans/types.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { countDistinctRows, membersOf, rowsOf } from "../rows.ts";

/** Weighted rows, many of them between two centroids, and a fit. */
const fits = fc.tuple(weighted(matrices({ maxCols: 2 })), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 9 })).map(([{ x, weights }, pick, seed, maxIter]) => {
  const problem: Problem = { x, weights: Float64Array.from(weights) };
  const k = 1 + (pick % countDistinctRows(x));
  return { problem, fit: lloyd(problem, plusPlus(problem, k, createRandom(seed, 1)), k, { maxIter, maxShift: 0 }) };
});

/** Which rows are together, without names. */
const partitionOf = (labels: Int32Array): string => membersOf(labels).map(String).sort().join(" | ");

function expectOrder({ k, labels }: Fit): void {
  const clusters = Array.from({ length: k }, (_, c) => Array.from(labels, (_, i) => i).filter((i) => labels[i] === c));
  for (let c = 1; c < k; c++) {
    const [before, after] = [clusters[c - 1], clusters[c]];
    expect(before.length > after.length || (before.length === after.length && before[0] < after[0])).toBe(true);
  }
}

describe("orderFit", () => {
  test("puts the cluster of most rows first, ties by first row, and loses none", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit }) => {
        const ordered = orderFit(problem, fit);
        expectOrder(ordered);
        expect(new Set(ordered.labels).size).toBe(fit.k);
      }),
    );
  });

  test("never costs more, and its labels are what prediction gives: the nearest centroid, the lower one on a tie", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit }) => {
        const { labels, centroids, inertia, k } = orderFit(problem, fit);
        const predicted = new Int32Array(labels.length);
        expect(assignInto(problem, centroids, k, predicted, new Float64Array(labels.length))).toBe(inertia);
        expect(predicted).toEqual(labels);
        expect(inertia).toBeLessThanOrEqual(fit.inertia);
      }),
    );
  });

  test("leaves the fit it was given as it was", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit }) => {
        const copy = structuredClone(fit);
        orderFit(problem, fit);
        expect(fit).toEqual(copy);
      }),
    );
  });
});

test("rename keeps every row with its own, and every centroid with its rows", () => {
  fc.assert(
    fc.property(fits, ({ problem, fit }) => {
      const renamed = rename(problem, fit);
      expectOrder(renamed);
      expect(partitionOf(renamed.labels)).toBe(partitionOf(fit.labels));
      const centresOf = ({ labels, centroids, k }: Fit): number[][] => {
        const centres = rowsOf({ data: centroids, rows: k, cols: problem.x.cols });
        return Array.from(labels, (label) => centres[label]);
      };
      expect(centresOf(renamed)).toEqual(centresOf(fit));
    }),
  );
});
