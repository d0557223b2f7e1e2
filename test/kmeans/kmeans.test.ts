import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kmeans, matrix, type Effort, type KMeansInit, type KMeansOptions, type Matrix } from "../../src/index.ts";
import { matrices, tieFree, weighted } from "../arbitraries.ts";
import { exhaustiveInertia, inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { createRandom, Purpose } from "../../src/core/random.ts";
import { lloyd } from "../../src/kmeans/forest-lloyd.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
import { encodedRows, rowsFrom } from "../encoded-rows.ts";
import { adjustedRandIndex } from "../../src/validity/agreement.ts";
import { countDistinctRows, meanOf, membersOf, repeatRows, rowsOf } from "../rows.ts";

const efforts: readonly Effort[] = ["fast", "balanced", "thorough"];
const inits: readonly KMeansInit[] = ["auto", "ward", "k-means++", "random"];

/** Numbers beside dummies, enough of them for the rows to be kept in factors. */
const dummies = encodedRows({ minRows: 12, maxRows: 32, maxNumbers: 2, maxCategories: 2, maxLevels: 2 }).map(({ x }) => x);

/** Rows, weights, a k that they can be parted into, and options. */
const problems = fc
  .tuple(weighted(fc.oneof({ weight: 2, arbitrary: matrices() }, { weight: 1, arbitrary: dummies })), fc.nat(), fc.constantFrom(...inits), fc.constantFrom(...efforts), fc.nat(5))
  .map(([{ x, weights }, pick, init, effort, seed]) => ({ x, k: 1 + (pick % countDistinctRows(x)), options: { weights, init, effort, seed } }));

/** Squared distances below it are rounding. */
const roundingOf = ({ data, cols }: Matrix): number => cols * (2e-15 * Math.max(...data.map(Math.abs))) ** 2;

describe("kmeans", () => {
  test("the inertia is the weighted sum of squared distances to the own centroid", () => {
    fc.assert(
      fc.property(problems, ({ x, k, options }) => {
        const { labels, centroids, inertia } = kmeans(x, k, options);
        const [rows, centres] = [rowsOf(x), rowsOf(centroids)];
        const cost = rows.reduce((sum, row, i) => sum + options.weights[i] * row.reduce((s, entry, j) => s + (entry - centres[labels[i]][j]) ** 2, 0), 0);
        expect(Math.abs(inertia - cost)).toBeLessThanOrEqual(1e-13 * cost);
      }),
    );
  });

  test("every row belongs to its nearest centroid, the lower one on a tie", () => {
    fc.assert(
      fc.property(problems, ({ x, k, options }) => {
        const { labels, centroids } = kmeans(x, k, options);
        rowsOf(x).forEach((row, i) => {
          const distances = rowsOf(centroids).map((centre) => row.reduce((sum, entry, j) => sum + (entry - centre[j]) ** 2, 0));
          const slack = 1e-13 * distances[labels[i]] + roundingOf(x);
          expect(distances[labels[i]]).toBeLessThanOrEqual(Math.min(...distances) + slack);
          if (distances[labels[i]] === 0) expect(labels[i]).toBe(distances.indexOf(0));
        });
      }),
    );
  });

  test("at convergence every centroid is the weighted mean of its rows", () => {
    fc.assert(
      fc.property(problems, ({ x, k, options }) => {
        const { labels, centroids, converged } = kmeans(x, k, { ...options, tol: 0 });
        expect(converged).toBe(true);
        const rows = rowsOf(x);
        membersOf(labels).forEach((members) => {
          const mean = meanOf(rows, options.weights, members);
          const centre = rowsOf(centroids)[labels[members[0]]];
          mean.forEach((entry, j) => expect(Math.abs(centre[j] - entry)).toBeLessThanOrEqual(1e-14 * Math.max(...x.data.map(Math.abs))));
        });
      }),
    );
  });

  test("there are exactly k clusters, none empty, and sizes are their weights", () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(1, 2, 300), ({ x, k, options }, maxIter) => {
        const { labels, sizes, ...fit } = kmeans(x, k, { ...options, maxIter });
        expect([fit.k, fit.centroids.rows, sizes.length, new Set(labels).size]).toEqual([k, k, k, k]);
        const weights = new Float64Array(k);
        labels.forEach((label, i) => (weights[label] += options.weights[i]));
        expect(sizes).toEqual(weights);
      }),
    );
  });

  test("as many clusters as distinct rows cost exactly nothing", () => {
    fc.assert(fc.property(problems, ({ x, options }) => kmeans(x, countDistinctRows(x), options).inertia === 0));
  });

  test("the same call gives the same bits, and leaves its input as it was", () => {
    fc.assert(
      fc.property(problems, ({ x, k, options }) => {
        const copies = structuredClone([x, options]);
        expect(kmeans(x, k, options)).toEqual(kmeans(x, k, options));
        expect([x, options]).toEqual(copies);
      }),
    );
  });

  test("costs what the best of all partitions of a few rows costs, in nearly all of 300 problems, and never less", () => {
    const small = fc.tuple(weighted(matrices({ minRows: 4, maxRows: 8 })), fc.integer({ min: 2, max: 4 }));
    const misses = fc.sample(small, 300).filter(([{ x, weights }, k]) => {
      if (k > countDistinctRows(x)) return false;
      const [found, best] = [kmeans(x, k, { weights }).inertia, exhaustiveInertia(x, k, weights)];
      const slack = 1e-12 * best + roundingOf(x) * 32;
      expect(found).toBeGreaterThanOrEqual(best - slack);
      return found > best + slack;
    });
    expect(misses.length).toBeLessThan(6);
  });

  test("a weight is so many equal rows: of a whole search, too", () => {
    const points = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.integer({ min: 1, max: 4 })), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 6 }), fc.constantFrom("fast" as const, "balanced" as const), (drawn, k, effort) => {
        const x = matrix(drawn.map(([a, b]) => [a, b]));
        const weights = drawn.map(([, , weight]) => weight);
        fc.pre(countDistinctRows(x) >= k);
        const [one, many] = [kmeans(x, k, { effort, weights }), kmeans(repeatRows(x, weights), k, { effort })];
        expect(Math.abs(one.inertia - many.inertia)).toBeLessThanOrEqual(1e-9 * many.inertia);
      }),
    );
  });

  test("a weight is so many equal rows, where one search was known to end elsewhere", () => {
    const x = matrix(Array.from({ length: 12 }, (_, i) => [(21 * i) % 31, (7 * i * i) % 29]));
    const weights = Array.from({ length: 12 }, (_, i) => 1 + (i % 3));
    const [one, many] = [kmeans(x, 5, { weights }), kmeans(repeatRows(x, weights), 5)];
    expect(one.inertia).toBeCloseTo(many.inertia, 9);
    const repeated = [...one.labels].flatMap((label, i) => Array<number>(weights[i]).fill(label));
    expect(adjustedRandIndex(repeated, many.labels)).toBe(1);
  });

  test("a weight is so many equal rows: of the Ward start, Lloyd finds the same inertia", () => {
    fc.assert(
      fc.property(weighted(tieFree({ maxRows: 8 })), fc.nat(), ({ x, weights }, pick) => {
        const [k, options] = [1 + (pick % x.rows), { init: "ward", effort: "fast", tol: 0 } as const];
        const [one, many] = [kmeans(x, k, { ...options, weights }), kmeans(repeatRows(x, weights), k, options)];
        expect(Math.abs(one.inertia - many.inertia)).toBeLessThanOrEqual(1e-12 * many.inertia + roundingOf(x) * 32);
      }),
    );
  });

  test("k-means of a larger effort is never worse than Ward's cut and Lloyd", () => {
    fc.assert(
      fc.property(problems, ({ x, k, options }) => {
        const plain = kmeans(x, k, { ...options, init: "ward", effort: "fast" });
        expect(kmeans(x, k, { ...options, init: "auto", effort: "balanced" }).inertia).toBeLessThanOrEqual(plain.inertia * (1 + 1e-12));
      }),
    );
  });
});

test("an offset of 1.7e9 does not cost a digit", () => {
  const x = Float64Array.of(0, 0.5, 0.5, 1, 8, 8.5, 9, 9);
  const far = kmeans(matrix(x.map((entry) => entry + 1.7e9), 8, 1), 2);
  expect(far.inertia).toBe(kmeans(matrix(x, 8, 1), 2).inertia);
  expect(far.inertia).toBe(0.5 + 0.6875);
});

test("duplicates, which are many, never leave a cluster empty", () => {
  const rows = [[0], [0], [0], [0], [0], [0], [5], [9]];
  for (const init of inits) {
    for (let seed = 0; seed < 50; seed++) {
      expect([...kmeans(matrix(rows), 3, { init, effort: "fast", seed } satisfies KMeansOptions).sizes].sort()).toEqual([1, 1, 6]);
    }
  }
});

test("the best partition of a hundred rows costs what its labels cost", () => {
  const x = matrix(Array.from({ length: 100 }, (_, i) => [(i * 37) % 101, (i * 53) % 97]));
  const { labels, inertia } = kmeans(x, 6);
  expect(inertia / inertiaOf(x, labels)).toBeCloseTo(1, 12);
});

describe("drawn starts of many rows, which go on from a sample or from cells of them", () => {
  const wave = (i: number): number => ((i * 7919) % 6007) / 6007;

  test.each([0, 1, 7, 8, 3000, 6000])("row %i, which lies far from all others, keeps a cluster of its own", (far) => {
    const x = matrix(Array.from({ length: 6001 }, (_, i) => (i === far ? [0, 1e4] : [(i % 2) * 20 + wave(i), wave(i + 1)])));
    for (const nInit of [1, 10]) {
      const { labels, sizes } = kmeans(x, 3, { init: "k-means++", effort: "fast", nInit });
      expect([sizes[labels[far]], ...[...sizes].sort((a, b) => a - b)]).toEqual([1, 1, 3000 - (far % 2), 3000 + (far % 2)]);
    }
  });

  test("one is nearly settled by the sample: on all rows it takes a few iterations, and ends as low as without", () => {
    const x = matrix(Array.from({ length: 6000 }, (_, i) => [wave(i), wave(5 * i + 1), 2 * wave(11 * i + 2) ** 3]));
    const rows = rowsFrom(x);
    let [iterations, inertia] = [0, 0];
    let [plainIterations, plainInertia] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const one = kmeans(x, 6, { init: "k-means++", effort: "fast", nInit: 1, seed, tol: 0 });
      const plain = lloyd({ rows }, plusPlus(rows, 6, createRandom(seed, Purpose.seeding, 0)), 6, { maxIter: 300, maxShift: 0 });
      iterations += one.iterations;
      inertia += one.inertia;
      plainIterations += plain.iterations;
      plainInertia += plain.inertia;
    }
    expect(iterations).toBeLessThan(0.7 * plainIterations);
    expect(inertia).toBeLessThan(1.01 * plainInertia);
  });

  test("ten of them find eight groups, and one settles on its rows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5001, max: 7000 }), fc.nat(9), fc.constantFrom(2, 40), (n, seed, gap) => {
        const x = matrix(Array.from({ length: n }, (_, i) => [(i % 8) * gap + wave(i), Number(i % 4 === 1), wave(3 * i + seed)]));
        const weights = Float64Array.from({ length: n }, (_, i) => 1 + (i % 3));
        const truth = Array.from({ length: n }, (_, i) => i % 8);
        const ten = kmeans(x, 8, { init: "k-means++", effort: "fast", nInit: 10, seed, weights });
        expect(adjustedRandIndex(Int32Array.from(truth), ten.labels)).toBe(1);
        const one = kmeans(x, 5, { init: "k-means++", effort: "fast", nInit: 1, tol: 0, seed, weights });
        expect([one.converged, [...one.sizes].every((size) => size > 0)]).toEqual([true, true]);
        expect(kmeans(x, 5, { init: one.centroids, tol: 0, weights }).labels).toEqual(one.labels); // nothing is left to do on them
      }),
      { numRuns: 6 },
    );
  });
});
