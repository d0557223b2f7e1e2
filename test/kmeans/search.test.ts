import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { kmeans } from "../../src/index.ts";
import type { Problem } from "../../src/kmeans/fit.ts";
import { lloyd } from "../../src/kmeans/lloyd.ts";
import { hartigan, swapSearch } from "../../src/kmeans/search.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";
import { countDistinctRows } from "../rows.ts";

const stop = { maxIter: 300, maxShift: 0 };

/** Weighted rows and where Lloyd's algorithm takes a draw of k-means++. */
const fits = fc.tuple(weighted(matrices({ minRows: 3 })), fc.nat(), fc.nat()).map(([{ x, weights }, pick, seed]) => {
  const problem: Problem = { x, weights: Float64Array.from(weights) };
  const k = 1 + (pick % countDistinctRows(x));
  return { problem, fit: lloyd(problem, plusPlus(problem, k, createRandom(seed, 1)), k, stop), seed };
});
const costOf = ({ x, weights }: Problem, labels: Int32Array): number => inertiaOf(x, labels, [...weights]);

describe("Hartigan's transfers", () => {
  test("never cost more, and empty no cluster", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit }) => {
        const labels = hartigan(problem, fit);
        expect(costOf(problem, labels)).toBeLessThanOrEqual(costOf(problem, fit.labels) * (1 + 1e-12));
        expect(new Set(labels).size).toBe(fit.k);
      }),
    );
  });

  test("end where no single row's move lowers the inertia", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit }) => {
        const labels = hartigan(problem, fit);
        const cost = costOf(problem, labels);
        labels.forEach((own, i) => {
          for (let c = 0; c < fit.k; c++) {
            const moved = labels.with(i, c);
            if (c === own || new Set(moved).size < fit.k) continue;
            expect(costOf(problem, moved)).toBeGreaterThanOrEqual(cost * (1 - 1e-9));
          }
        });
      }),
    );
  });

  test("make a move that Lloyd's algorithm does not see", () => {
    // the row at 4 is nearer to the middle of 0 and 4 than to 7.05, and yet costs less there: 2 · 2² > 2/3 · 3.05²
    const problem = { x: { data: Float64Array.of(0, 4, 7, 7.1), rows: 4, cols: 1 }, weights: new Float64Array(4).fill(1) };
    const fit = lloyd(problem, Float64Array.of(2, 7.05), 2, stop);
    expect([...fit.labels]).toEqual([0, 0, 1, 1]);
    expect([...hartigan(problem, fit)]).toEqual([0, 1, 1, 1]);
  });

  test("stay finite beside a weight that swallows the others", () => {
    const problem = { x: { data: Float64Array.of(5, 0, 2, 9, 9, 4), rows: 6, cols: 1 }, weights: Float64Array.of(1, 1e30, 1, 1, 1, 1) };
    const fit = lloyd(problem, Float64Array.of(9, 6, 11), 3, stop);
    expect(costOf(problem, hartigan(problem, fit))).toBeLessThanOrEqual(fit.inertia * (1 + 1e-12));
  });
});

describe("the swap search", () => {
  test("never returns a worse fit than Lloyd's algorithm, empties no cluster, and leaves the start alone", () => {
    fc.assert(
      fc.property(fits, ({ problem, fit, seed }) => {
        fc.pre(fit.k > 1);
        const start = fit.centroids.slice();
        const found = swapSearch(problem, start, fit.k, 10, stop, createRandom(seed, 2));
        expect(found.inertia).toBeLessThanOrEqual(fit.inertia * (1 + 1e-12));
        expect(new Set(found.labels).size).toBe(fit.k);
        expect(start).toEqual(fit.centroids);
      }),
    );
  });

  test("gets out of a start with two centroids in one group and none in another", () => {
    const data = Float64Array.from({ length: 60 }, (_, i) => (i % 3) * 100 + i / 60);
    const problem = { x: { data, rows: 60, cols: 1 }, weights: new Float64Array(60).fill(1) };
    const stuck = lloyd(problem, Float64Array.of(0.2, 0.8, 150), 3, stop);
    expect(stuck.inertia).toBeGreaterThan(90_000);
    expect(swapSearch(problem, stuck.centroids, 3, 10, stop, createRandom(1, 2)).inertia).toBeLessThan(6);
  });
});

describe.skipIf(!haveReferences)(titleWith("the best inertia that 300 starts of scikit-learn found"), () => {
  test.each(["usarrests", "iris", "mall", "wholesale"])("%s: reached within 1 %% for 2 to 8 clusters", (name) => {
    const { kmeans: figures } = readFigures<{ kmeans: { best: number[] } }>(`${name}.json`);
    for (let k = 2; k <= 8; k++) expect(kmeans(readStandardized(name), k).inertia / figures.best[k - 1]).toBeLessThan(1.01);
  });

  test("the real customers: Ward's cut and Lloyd give the best known partition into eight", () => {
    const { inertia, sizes } = kmeans(readStandardized("customers14"), 8, { init: "ward", effort: "fast" });
    expect(inertia).toBeLessThan(22288.5);
    expect([...sizes].sort((a, b) => b - a)).toEqual([1230, 907, 424, 332, 306, 289, 288, 58]);
  });
});
