import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import type { Fit, Problem } from "../../src/kmeans/fit.ts";
import { assigned, lloyd } from "../../src/kmeans/lloyd.ts";
import { orderFit, rename } from "../../src/kmeans/order.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
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
        const predicted = assigned(problem, centroids, k);
        expect(predicted.inertia).toBe(inertia);
        expect(predicted.labels).toEqual(labels);
        expect(inertia).toBeLessThanOrEqual(fit.inertia);
      }),
    );
  });

  test("lets a row between two centroids go to the one that came first by size, and settles again", () => {
    // 3 is as far from 1.5 as from 4.5; the three rows about 4.5 are more, so 3 joins them
    const problem = { x: { data: Float64Array.of(0, 3, 4, 4.5, 5), rows: 5, cols: 1 }, weights: new Float64Array(5).fill(1) };
    const fit = lloyd(problem, Float64Array.of(1.5, 4.5), 2, { maxIter: 9, maxShift: 0 });
    expect([...fit.labels]).toEqual([0, 0, 1, 1, 1]);
    expect(orderFit(problem, fit)).toMatchObject({ labels: Int32Array.of(1, 0, 0, 0, 0), centroids: Float64Array.of(4.125, 0) });
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
