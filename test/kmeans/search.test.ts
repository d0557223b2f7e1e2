import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { kmeans } from "../../src/index.ts";
import { matrix } from "../../src/core/matrix.ts";
import { lloyd } from "../../src/kmeans/forest-lloyd.ts";
import { hartigan, swapSearch } from "../../src/kmeans/search.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
import { inOrder, type Rows } from "../../src/spatial/rows.ts";
import { type EncodedRows, rowsFrom, weightedRows } from "../encoded-rows.ts";
import { inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";
import { countDistinctRows } from "../rows.ts";

const stop = { maxIter: 300, maxShift: 0 };

/** Weighted rows and where Lloyd's algorithm takes a draw of k-means++. */
const fits = fc.tuple(weightedRows({ minRows: 3 }), fc.nat(), fc.nat()).map(([given, pick, seed]) => {
  const { rows, x } = given;
  const k = 1 + (pick % countDistinctRows(x));
  return { given, rows, fit: lloyd({ rows }, plusPlus(rows, k, createRandom(seed, 1)), k, stop), seed };
});
const costOf = ({ rows, x, weights }: EncodedRows, labels: Int32Array): number => inertiaOf(x, inOrder(labels, rows), weights);
/** Rows of one number. */
const lineOf = (values: readonly number[], weights: readonly number[] = values.map(() => 1)): EncodedRows => {
  const x = matrix(values.map((value) => [value]));
  return { rows: rowsFrom(x, weights), x, weights };
};

describe("Hartigan's transfers", () => {
  test("never cost more, and empty no cluster", () => {
    fc.assert(
      fc.property(fits, ({ given, rows, fit }) => {
        const labels = hartigan(rows, fit);
        expect(costOf(given, labels)).toBeLessThanOrEqual(costOf(given, fit.labels) * (1 + 1e-12));
        expect(new Set(labels).size).toBe(fit.k);
      }),
    );
  });

  test("end where no single row's move lowers the inertia", () => {
    fc.assert(
      fc.property(fits, ({ given, rows, fit }) => {
        const labels = hartigan(rows, fit);
        const cost = costOf(given, labels);
        labels.forEach((own, i) => {
          for (let c = 0; c < fit.k; c++) {
            const moved = labels.with(i, c);
            if (c === own || new Set(moved).size < fit.k) continue;
            expect(costOf(given, moved)).toBeGreaterThanOrEqual(cost * (1 - 1e-9));
          }
        });
      }),
    );
  });

  test("make a move that Lloyd's algorithm does not see", () => {
    // the row at 4 is nearer to the middle of 0 and 4 than to 7.05, and yet costs less there: 2 · 2² > 2/3 · 3.05²
    const { rows } = lineOf([0, 4, 7, 7.1]);
    const fit = lloyd({ rows }, Float64Array.of(2, 7.05), 2, stop);
    expect([...inOrder(fit.labels, rows)]).toEqual([0, 0, 1, 1]);
    expect([...inOrder(hartigan(rows, fit), rows)]).toEqual([0, 1, 1, 1]);
  });

  test("stay finite beside a weight that swallows the others", () => {
    const given = lineOf([5, 0, 2, 9, 9, 4], [1, 1e30, 1, 1, 1, 1]);
    const fit = lloyd({ rows: given.rows }, Float64Array.of(9, 6, 11), 3, stop);
    expect(costOf(given, hartigan(given.rows, fit))).toBeLessThanOrEqual(fit.inertia * (1 + 1e-12));
  });
});

describe("the swap search", () => {
  test("never returns a worse fit than Lloyd's algorithm, empties no cluster, and leaves the start alone", () => {
    fc.assert(
      fc.property(fits, ({ rows, fit, seed }) => {
        fc.pre(fit.k > 1);
        const start = fit.centroids.slice();
        const found = swapSearch(rows, fit, 10, 3, stop, createRandom(seed, 2));
        expect(found.inertia).toBeLessThanOrEqual(fit.inertia * (1 + 1e-12));
        expect(new Set(found.labels).size).toBe(fit.k);
        expect(start).toEqual(fit.centroids);
      }),
    );
  });

  test("gets out of a start with two centroids in one group and none in another", () => {
    const data = Float64Array.from({ length: 60 }, (_, i) => (i % 3) * 100 + i / 60);
    const rows: Rows = rowsFrom({ data, rows: 60, cols: 1 });
    const stuck = lloyd({ rows }, Float64Array.of(0.2, 0.8, 150), 3, stop);
    expect(stuck.inertia).toBeGreaterThan(90_000);
    expect(swapSearch(rows, stuck, 10, 3, stop, createRandom(1, 2)).inertia).toBeLessThan(6);
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
