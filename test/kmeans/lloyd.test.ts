import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { centroidsOf, inertiaOf, type Stop } from "../../src/kmeans/fit.ts";
import { lloyd, lloydFrom } from "../../src/kmeans/forest-lloyd.ts";
import { assigned, settledOn } from "../../src/kmeans/lloyd.ts";
import { costOf, nearestOf } from "../../src/kmeans/nearest.ts";
import { inOrder, pickRows, type Rows } from "../../src/spatial/rows.ts";
import { byRow, rowsFrom, weightedRows } from "../encoded-rows.ts";
import { naiveLloyd } from "../oracles/naive-lloyd.ts";
import { countDistinctRows, distanceOf, meanOf, membersOf, rowsOf } from "../rows.ts";

/** Weighted rows, and rows of theirs to start from. */
const starts = fc.tuple(weightedRows(), fc.nat(), fc.nat()).map(([given, pick, first]) => {
  const { x } = given;
  const k = 1 + (pick % countDistinctRows(x));
  const start = Float64Array.from({ length: k * x.cols }, (_, at) => x.data[(first * x.cols + at) % x.data.length]); // duplicates among them
  return { ...given, k, start };
});
const run = (rows: Rows, start: Float64Array, k: number, maxIter: number) => lloyd({ rows }, start, k, { maxIter, maxShift: 0 });
/** The labels of rows of one number, each of weight 1, in their order. */
const labelsOf = (values: readonly number[], start: readonly number[], stop: Stop): Int32Array => {
  const rows = rowsFrom(matrix(values.map((value) => [value])));
  return inOrder(lloyd({ rows }, Float64Array.from(start), start.length, stop).labels, rows);
};

describe("lloyd", () => {
  test("the inertia never rises from one iteration to the next", () => {
    fc.assert(
      fc.property(starts, ({ rows, k, start }) => {
        let last = Infinity;
        for (let maxIter = 1; maxIter < 8; maxIter++) {
          const { inertia } = run(rows, start, k, maxIter);
          expect(inertia).toBeLessThanOrEqual(last * (1 + 1e-13));
          last = inertia;
        }
      }),
    );
  });

  test("no cluster is empty, after however few iterations and at whatever tolerance", () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 1e30), ({ rows, k, start }, maxIter, maxShift) => {
        expect(new Set(lloyd({ rows }, start, k, { maxIter, maxShift }).labels).size).toBe(k);
      }),
    );
  });

  test("a cluster that a wide tolerance would leave empty is filled all the same", () => {
    expect(new Set(labelsOf([3, 3, 11, 7, 9, 3], [5, 12, 11, 5], { maxIter: 50, maxShift: 1e30 })).size).toBe(4);
  });

  test("an empty cluster takes the row farthest from its centroid", () => {
    expect([...labelsOf([0, 1, 2, 9], [1, 1], { maxIter: 9, maxShift: 0 })]).toEqual([0, 0, 0, 1]);
  });

  test("a row is not taken from a cluster that would be empty without it", () => {
    // the centroid at 100 has one row, the farthest; the empty ones must leave it there
    const rows = rowsFrom(matrix([[0], [1], [60]]));
    const { labels, inertia } = run(rows, Float64Array.of(0, 100, -50), 3, 1);
    expect([inOrder(labels, rows), inertia]).toEqual([Int32Array.of(0, 2, 1), 0]);
  });

  test("the start is left as it was, and the same call gives the same", () => {
    fc.assert(
      fc.property(starts, ({ rows, k, start }) => {
        const copies = structuredClone([rows, start]);
        const fit = run(rows, start, k, 9);
        expect([rows, start]).toEqual(copies);
        expect(run(rows, start, k, 9)).toEqual(fit);
      }),
    );
  });
});

describe("a rough run", () => {
  const stop = { maxIter: 10, maxShift: 0 };
  const everySecond = (rows: Rows): Rows => pickRows(rows, Int32Array.from({ length: Math.ceil(rows.count / 2) }, (_, i) => 2 * i));

  test("settles on the sample, and for one round on the rows, unless a cluster would stay empty", () => {
    fc.assert(
      fc.property(starts, ({ rows, k, start }) => {
        const sample = everySecond(rows);
        const before = settledOn(sample, start, k, stop);
        const { inertia, iterations, labels } = lloydFrom({ rows, sample }, [start], k, stop, undefined, { room: undefined });
        expect(new Set(labels).size).toBe(k);
        expect(inertia).toBeLessThanOrEqual(costOf(rows, before, k) * (1 + 1e-12));
        if (new Set(nearestOf(rows, before, k).labels).size === k) expect(iterations).toBe(1);
      }),
    );
  });

  test("is the same in room that others have used", () => {
    fc.assert(
      fc.property(starts, fc.boolean(), ({ rows, k, start }, hasSample) => {
        const problem = hasSample ? { rows, sample: everySecond(rows) } : { rows };
        const room = { upper: new Float64Array(rows.count).fill(NaN), lower: new Float64Array(rows.count).fill(Infinity) };
        const fresh = lloydFrom(problem, [start], k, stop, undefined, { room: undefined });
        expect(lloydFrom(problem, [start], k, stop, undefined, { room })).toEqual(fresh);
      }),
    );
  });
});

test("assigned gives every row its nearest centroid, the lower one on a tie, with the distances to it and to the next", () => {
  fc.assert(
    fc.property(starts, ({ rows: all, x, weights, k, start }) => {
      const rows = rowsOf(x);
      const at = assigned(all, start, k);
      const [labels, upper, lower] = [inOrder(at.labels, all), inOrder(at.upper, all), inOrder(at.lower, all)];
      const centres = rowsOf({ data: start, rows: k, cols: x.cols });
      rows.forEach((row, i) => {
        const distances = centres.map((centre) => distanceOf(row, centre));
        const [first, second = Infinity] = distances.toSorted((a, b) => a - b);
        expect(Math.abs(upper[i] - first)).toBeLessThanOrEqual(1e-14 * first);
        expect(second === lower[i] || Math.abs(lower[i] - second) <= 1e-14 * second).toBe(true);
        expect(labels[i]).toBeLessThanOrEqual(distances.findIndex((distance) => distance === 0) < 0 ? k : distances.indexOf(0));
      });
      const cost = rows.reduce((sum, row, i) => sum + weights[i] * distanceOf(row, centres[labels[i]]) ** 2, 0);
      for (const found of [at.inertia, costOf(all, start, k), inertiaOf(all, at.labels, start, k)]) expect(Math.abs(found - cost)).toBeLessThanOrEqual(1e-13 * cost);
      expect(nearestOf(all, start, k)).toEqual({ labels: at.labels, upper: at.upper });
      expect([...at.counts]).toEqual(Array.from(at.counts, (_, c) => labels.filter((label) => label === c).length));
      at.sizes.forEach((size, c) => expect(size).toBeCloseTo(weights.reduce((sum, weight, i) => (labels[i] === c ? sum + weight : sum), 0), 12));
    }),
  );
});

test("the rounds that keep bounds end where rounds that look at every row end", () => {
  fc.assert(
    fc.property(starts, ({ rows, x, weights, k, start }) => {
      const fit = run(rows, start, k, 300);
      const naive = naiveLloyd(x, weights, fit.centroids, k);
      expect(fit.converged).toBe(true);
      expect(Math.abs(naive - fit.inertia)).toBeLessThanOrEqual(1e-12 * fit.inertia + 1e-28 * Math.max(...x.data.map(Math.abs)) ** 2); // nothing is left to gain
    }),
  );
});

test("centroidsOf gives weighted means, and 0 for an empty cluster", () => {
  fc.assert(
    fc.property(weightedRows(), fc.nat(2), ({ rows, x, weights }, shift) => {
      const labels = Int32Array.from({ length: x.rows }, (_, i) => ((i + shift) % 3) + 1); // none is 0
      const centroids = centroidsOf(rows, labels, 4);
      const centres = rowsOf({ data: centroids, rows: 4, cols: x.cols });
      expect(centres[0]).toEqual(Array(x.cols).fill(0));
      const named = inOrder(labels, rows);
      for (const members of membersOf(named)) {
        const own = named[members[0]];
        const scale = Math.max(...x.data.map(Math.abs));
        meanOf(rowsOf(x), weights, members).forEach((entry, j) => expect(Math.abs(centres[own][j] - entry)).toBeLessThanOrEqual(4e-15 * scale));
      }
    }),
  );
});

test("the centroid of equal rows is that row, to the bit, at any offset", () => {
  const x = { data: new Float64Array(3000).fill(1.7e9 + 0.1), rows: 3000, cols: 1 };
  expect(centroidsOf(rowsFrom(x, new Float64Array(3000).fill(0.3)), new Int32Array(3000), 1)).toEqual(Float64Array.of(1.7e9 + 0.1));
  fc.assert(
    fc.property(weightedRows(), ({ rows, x }) => {
      const texts = rowsOf(x).map((row) => row.map((entry) => entry + 0).join()); // 0 and -0 are equal
      const labels = byRow(Int32Array.from(texts, (text) => texts.indexOf(text)), rows);
      const centroids = rowsOf({ data: centroidsOf(rows, labels, x.rows), rows: x.rows, cols: x.cols });
      labels.forEach((label) => expect(centroids[label].map((entry) => entry + 0).join()).toBe(texts[label]));
    }),
  );
});
