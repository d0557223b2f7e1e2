import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import type { Fit, Problem } from "../../src/kmeans/fit.ts";
import { assigned, lloyd } from "../../src/kmeans/lloyd.ts";
import { orderBySize, orderFit, rename } from "../../src/kmeans/order.ts";
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

function expectOrder({ weights }: Problem, { k, labels }: Fit): void {
  const clusters = Array.from({ length: k }, (_, c) => Array.from(labels, (_, i) => i).filter((i) => labels[i] === c));
  const sizes = clusters.map((rows) => rows.reduce((sum, row) => sum + weights[row], 0));
  const nothing = 1e-9 * sizes.reduce((a, b) => a + b, 0);
  for (let c = 1; c < k; c++) {
    const more = sizes[c - 1] - sizes[c];
    expect(more > nothing || (Math.abs(more) <= nothing && clusters[c - 1][0] < clusters[c][0])).toBe(true);
  }
}

describe("orderFit", () => {
  test("puts the cluster of most weight first, ties by first row, and loses none", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit }) => {
        const ordered = orderFit(problem, fit);
        expectOrder(problem, ordered);
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
      expectOrder(problem, renamed);
      expect(partitionOf(renamed.labels)).toBe(partitionOf(fit.labels));
      const centresOf = ({ labels, centroids, k }: Fit): number[][] => {
        const centres = rowsOf({ data: centroids, rows: k, cols: problem.x.cols });
        return Array.from(labels, (label) => centres[label]);
      };
      expect(centresOf(renamed)).toEqual(centresOf(fit));
    }),
  );
});

test("a row of weight w counts as w rows in the order, and sums of the same weights in another order are ties", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ label: fc.nat({ max: 4 }), weight: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 30 }), (rows) => {
      const labels = Int32Array.from(rows, ({ label }) => label);
      const weighted = orderBySize(labels, 5, Float64Array.from(rows, ({ weight }) => weight));
      const repeated = Int32Array.from(rows.flatMap(({ label, weight }) => new Array<number>(weight).fill(label)));
      expect(weighted).toEqual(orderBySize(repeated, 5, new Float64Array(repeated.length).fill(1)));
      expect(weighted.held).toBe(new Set(labels).size);
      expect(weighted.order.slice(weighted.held).every((c) => !labels.includes(c))).toBe(true);
    }),
  );
  const [few, many] = [Int32Array.of(0, 0, 0, 1), Int32Array.of(1, 1, 1, 0, 0, 0)];
  expect(orderBySize(few, 2, Float64Array.of(1, 1, 1, 9)).order).toEqual([1, 0]);
  expect(orderBySize(many, 2, Float64Array.of(0.1, 0.2, 0.3, 0.3, 0.2, 0.1)).order).toEqual([1, 0]);
  expect(orderBySize(many, 2, Float64Array.of(0.3, 0.2, 0.1, 0.1, 0.2, 0.3)).order).toEqual([1, 0]);
});
