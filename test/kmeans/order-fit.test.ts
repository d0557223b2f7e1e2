import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { matrix } from "../../src/core/matrix.ts";
import type { Fit } from "../../src/kmeans/fit.ts";
import { lloyd } from "../../src/kmeans/forest-lloyd.ts";
import { assigned } from "../../src/kmeans/lloyd.ts";
import { orderBySize, orderFit, rename } from "../../src/kmeans/order.ts";
import { plusPlus, randomRows } from "../../src/kmeans/seeding.ts";
import { inOrder, type Rows } from "../../src/spatial/rows.ts";
import { rowsFrom, weightedRows } from "../encoded-rows.ts";
import { countDistinctRows, membersOf, rowsOf } from "../rows.ts";

/** Weighted rows, many of them between two centroids, and a fit. */
const fits = fc.tuple(weightedRows({ maxCols: 2 }), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 9 })).map(([{ rows, x }, pick, seed, maxIter]) => {
  const k = 1 + (pick % countDistinctRows(x));
  return { rows, fit: lloyd({ rows }, plusPlus(rows, k, createRandom(seed, 1)), k, { maxIter, maxShift: 0 }) };
});

/** Which rows are together, without names. */
const partitionOf = (labels: Int32Array): string => membersOf(labels).map(String).sort().join(" | ");

function expectOrder(rows: Rows, { k, labels: own }: Fit): void {
  const [labels, weights] = [inOrder(own, rows), inOrder(rows.weights, rows)]; // the first row is the caller's
  const clusters = Array.from({ length: k }, (_, c) => Array.from(labels, (_, i) => i).filter((i) => labels[i] === c));
  const sizes = clusters.map((members) => members.reduce((sum, row) => sum + weights[row], 0));
  const nothing = 1e-9 * sizes.reduce((a, b) => a + b, 0);
  for (let c = 1; c < k; c++) {
    const more = sizes[c - 1] - sizes[c];
    expect(more > nothing || (Math.abs(more) <= nothing && clusters[c - 1][0] < clusters[c][0])).toBe(true);
  }
}

describe("orderFit", () => {
  test("puts the cluster of most weight first, ties by first row, and loses none", () => {
    fc.assert(
      fc.property(fits, ({ rows, fit }) => {
        const ordered = orderFit(rows, fit);
        expectOrder(rows, ordered);
        expect(new Set(ordered.labels).size).toBe(fit.k);
      }),
    );
  });

  test("never costs more, and its labels are what prediction gives: the nearest centroid, the lower one on a tie", () => {
    fc.assert(
      fc.property(fits, ({ rows, fit }) => {
        const { labels, centroids, inertia, k } = orderFit(rows, fit);
        const predicted = assigned(rows, centroids, k);
        expect(predicted.inertia).toBe(inertia);
        expect(predicted.labels).toEqual(labels);
        expect(inertia).toBeLessThanOrEqual(fit.inertia);
      }),
    );
  });

  test("lets a row between two centroids go to the one that came first by size, and settles again", () => {
    // 3 is as far from 1.5 as from 4.5; the three rows about 4.5 are more, so 3 joins them
    const rows = rowsFrom(matrix([[0], [3], [4], [4.5], [5]]));
    const fit = lloyd({ rows }, Float64Array.of(1.5, 4.5), 2, { maxIter: 9, maxShift: 0 });
    expect([...fit.labels]).toEqual([0, 0, 1, 1, 1]);
    expect(orderFit(rows, fit)).toMatchObject({ labels: Int32Array.of(1, 0, 0, 0, 0), centroids: Float64Array.of(4.125, 0) });
  });

  test("gives what Lloyd's algorithm gives from the ordered centroids, to the bit, whether the fit had settled or not", () => {
    const untilSettled = { maxIter: 300, maxShift: 0 };
    const naive = (rows: Rows, start: Fit): Fit => {
      const settled = lloyd({ rows }, start.centroids, start.k, untilSettled);
      const ordered = rename(rows, settled);
      return ordered.labels.every((label, i) => label === settled.labels[i]) ? settled : naive(rows, ordered);
    };
    const poor = fc.tuple(weightedRows({ minRows: 6, maxRows: 40, maxCols: 2 }), fc.nat(), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(poor, ([{ rows, x }, pick, maxIter]) => {
        const k = 1 + (pick % Math.min(5, countDistinctRows(x)));
        const fit = lloyd({ rows }, randomRows(rows, k, createRandom(pick, 1)), k, { maxIter, maxShift: 0 });
        const { iterations, ...wanted } = naive(rows, rename(rows, fit));
        expect(orderFit(rows, fit)).toMatchObject(wanted);
      }),
    );
  });

  test("fills a cluster whose rows all go to the one that came first by size", () => {
    // 12 is as far from 14 as from 10, where more rows are
    const fit = { k: 2, labels: Int32Array.of(0, 1, 1), centroids: Float64Array.of(14, 10), inertia: 4, iterations: 0, converged: false };
    expect(orderFit(rowsFrom(matrix([[12], [10], [10]])), fit)).toMatchObject({ centroids: Float64Array.of(10, 12), inertia: 0 });
  });

  test("leaves the fit it was given as it was", () => {
    fc.assert(
      fc.property(fits, ({ rows, fit }) => {
        const copy = structuredClone(fit);
        orderFit(rows, fit);
        expect(fit).toEqual(copy);
      }),
    );
  });
});

test("rename keeps every row with its own, and every centroid with its rows", () => {
  fc.assert(
    fc.property(fits, ({ rows, fit }) => {
      const renamed = rename(rows, fit);
      expectOrder(rows, renamed);
      expect(partitionOf(renamed.labels)).toBe(partitionOf(fit.labels));
      const centresOf = ({ labels, centroids, k }: Fit): number[][] => {
        const centres = rowsOf({ data: centroids, rows: k, cols: rows.columns.count });
        return Array.from(labels, (label) => centres[label]);
      };
      expect(centresOf(renamed)).toEqual(centresOf(fit));
    }),
  );
});

/** Rows of such weights, as the caller counts them. */
const inTurn = (weights: readonly number[]): Pick<Rows, "weights" | "ids"> => ({ weights: Float64Array.from(weights), ids: Int32Array.from(weights.keys()) });

test("a row of weight w counts as w rows in the order, and sums of the same weights in another order are ties", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ label: fc.nat({ max: 4 }), weight: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 30 }), fc.nat(), (rows, seed) => {
      const labels = Int32Array.from(rows, ({ label }) => label);
      const weighted = orderBySize(labels, 5, inTurn(rows.map(({ weight }) => weight)));
      const repeated = Int32Array.from(rows.flatMap(({ label, weight }) => new Array<number>(weight).fill(label)));
      expect(weighted).toEqual(orderBySize(repeated, 5, inTurn(new Array(repeated.length).fill(1))));
      // rows in another order, their first ones known by their numbers
      const random = createRandom(seed, 3);
      const ids = Int32Array.from(rows.map((_, id) => ({ id, key: random() })).sort((a, b) => a.key - b.key), ({ id }) => id);
      expect(orderBySize(ids.map((id) => rows[id].label), 5, { ids, weights: Float64Array.from(ids, (id) => rows[id].weight) })).toEqual(weighted);
      expect(weighted.held).toBe(new Set(labels).size);
      expect(weighted.order.slice(weighted.held).every((c) => !labels.includes(c))).toBe(true);
    }),
  );
  const [few, many] = [Int32Array.of(0, 0, 0, 1), Int32Array.of(1, 1, 1, 0, 0, 0)];
  expect(orderBySize(few, 2, inTurn([1, 1, 1, 9])).order).toEqual([1, 0]);
  expect(orderBySize(many, 2, inTurn([0.1, 0.2, 0.3, 0.3, 0.2, 0.1])).order).toEqual([1, 0]);
  expect(orderBySize(many, 2, inTurn([0.3, 0.2, 0.1, 0.1, 0.2, 0.3])).order).toEqual([1, 0]);
});
