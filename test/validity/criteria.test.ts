import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { linkage } from "../../src/hierarchy/linkage.ts";
import { cutAt } from "../../src/hierarchy/read-tree.ts";
import type { Fit } from "../../src/kmeans/fit.ts";
import { lloyd } from "../../src/kmeans/forest-lloyd.ts";
import { lazyCuts } from "../../src/kmeans/seeding.ts";
import type { Linkage } from "../../src/hierarchy/tree.ts";
import { inOrder, type Rows } from "../../src/spatial/rows.ts";
import { criteriaOf, type Criterion, criterionNames, measure } from "../../src/validity/choose-k.ts";
import { knee, nestedFits } from "../../src/validity/elbow.ts";
import { calinskiHarabasz, centroidIndices, daviesBouldin } from "../../src/validity/indices.ts";
import { silhouette, silhouetteMeans } from "../../src/validity/silhouette.ts";
import { matrices, type Weighted, weighted } from "../arbitraries.ts";
import { byRow, encodedRows, problemFrom, rowsFrom } from "../encoded-rows.ts";
import { countDistinctRows, repeatRows } from "../rows.ts";
import { runs } from "../table-arbitraries.ts";

const dummies = encodedRows({ minRows: 4, maxRows: 24, maxNumbers: 2, maxCategories: 2, maxLevels: 2 }).map(({ x }) => x);
const tables = weighted(fc.oneof(matrices({ minRows: 3, maxRows: 16 }), dummies)).filter(({ x }) => countDistinctRows(x) >= 3);

function solve({ x, weights }: Weighted) {
  const problem = problemFrom(x, weights);
  const { rows } = problem;
  const kMax = Math.min(6, countDistinctRows(x));
  const fits = nestedFits(problem, 1, kMax, { effort: "balanced", seed: 42 }, lazyCuts(problem));
  return { x, weights, rows, kMax, fits, tree: linkage(x, { weights }) };
}

const criteriaFor = (rows: Rows, tree: Linkage | undefined, fits: readonly Fit[], range: readonly [number, number]): Criterion[] =>
  criteriaOf(rows, tree, fits, measure(rows, fits), range);
const cases = tables.map(solve);
const unweighted = tables.map(({ x }) => solve({ x, weights: Array<number>(x.rows).fill(1) }));

const named = (criteria: readonly Criterion[], name: string): Criterion => criteria.find((criterion) => criterion.name === name)!;

describe("the scores", () => {
  test("are those of the public indices for every k of 2 and more", () => {
    fc.assert(
      fc.property(unweighted, ({ x, rows, fits, kMax, tree }) => {
        const criteria = criteriaFor(rows, tree, fits, [1, kMax]);
        expect(criteria.map(({ name }) => name)).toEqual(criterionNames.slice(0, -3));
        for (const { k, labels: own } of fits.slice(1)) {
          const labels = inOrder(own, rows);
          if (k < x.rows) expectClose(named(criteria, "calinski-harabasz").scores[k - 1], calinskiHarabasz(x, labels), 1e-6);
          expectClose(named(criteria, "davies-bouldin").scores[k - 1], daviesBouldin(x, labels), 1e-6);
          expectClose(named(criteria, "silhouette").scores[k - 1], silhouette(x, labels).mean, 1e-9);
        }
        for (const criterion of criteria.slice(1, 5)) expect(criterion.scores[0]).toBeNaN();
      }),
      runs(0.4),
    );
  });

  test("of the tree are its heights, and how many times higher each stands than the next", () => {
    fc.assert(
      fc.property(cases, ({ rows, fits, kMax, tree: { height }, tree }) => {
        const criteria = criteriaFor(rows, tree, fits, [1, kMax]);
        for (let k = 2; k <= kMax; k++) {
          const [above, below] = [height[height.length - k + 1], height[height.length - k] ?? NaN];
          expect(named(criteria, "dendrogram").scores[k - 1]).toBe(above);
          expect(named(criteria, "height-gap").scores[k - 1]).toBe(below > 0 ? above / below : NaN);
        }
      }),
      runs(0.3),
    );
  });

  test("of a weighted row are those of as many equal rows", () => {
    fc.assert(
      fc.property(cases, ({ x, weights, rows, fits, kMax, tree }) => {
        const many = repeatRows(x, weights);
        const all = rowsFrom(many);
        const repeated: Fit[] = fits.map((fit) => {
          const labels = inOrder(fit.labels, rows);
          return { ...fit, labels: byRow(Int32Array.from(weights.flatMap((weight, i) => Array<number>(weight).fill(labels[i]))), all) };
        });
        const other = criteriaFor(all, linkage(many), repeated, [1, kMax]);
        const own = criteriaFor(rows, tree, fits, [1, kMax]);
        for (const name of ["calinski-harabasz", "davies-bouldin", "elbow"]) {
          named(own, name).scores.forEach((score, i) => expectClose(score, named(other, name).scores[i], 1e-6));
        }
      }),
      runs(0.4),
    );
  });
});

function expectClose(a: number, b: number, tolerance: number): void {
  if (!Number.isFinite(a) || !Number.isFinite(b) || Math.abs(a) > 1e12) return; // rows that coincide: rounding decides how near infinity
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(b)));
}

describe("what a criterion says", () => {
  test("is the best of its range, the lower k on a tie", () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ rows, fits, kMax, tree }, pick) => {
        const min = 1 + (pick % kMax);
        for (const { name, k, scores } of criteriaFor(rows, tree, fits, [min, kMax])) {
          if (name === "dendrogram" || name === "elbow") continue;
          const sign = name === "davies-bouldin" ? -1 : 1;
          const ranked = Array.from(scores, (score, i) => ({ k: i + 1, score: sign * score })).filter((entry) => entry.k >= Math.max(2, min) && entry.score > -Infinity);
          expect(k).toBe(ranked.sort((a, b) => b.score - a.score || a.k - b.k)[0]?.k);
        }
      }),
      runs(0.4),
    );
  });

  test("is the lower of two that are equally good", () => {
    const { x, rows, fits } = solve({ x: matrix([[0], [1], [3], [7], [15]]), weights: [1, 1, 1, 1, 1] });
    const tree = { ...linkage(x), height: Float64Array.of(1, 2, 4, 8) };
    expect(named(criteriaFor(rows, tree, fits, [1, 4]), "height-gap")).toMatchObject({ k: 2, scores: Float64Array.of(NaN, 2, 2, 2, NaN) });
    expect(named(criteriaFor(rows, tree, fits, [3, 4]), "height-gap").k).toBe(3);
  });

  test("for the dendrogram is the number of clusters below 0.7 of the highest merge", () => {
    fc.assert(
      fc.property(cases, ({ rows, fits, kMax, tree }) => {
        const { height, n } = tree;
        const merged = Array.from(height).filter((h) => h <= 0.7 * height[height.length - 1]).length;
        const { k } = named(criteriaFor(rows, tree, fits, [1, kMax]), "dendrogram");
        expect(k).toBe(n - merged);
        expect(new Set(cutAt(tree, k!)).size).toBe(k);
      }),
      runs(0.3),
    );
  });

  test("for the elbow is the knee of the inertia", () => {
    fc.assert(
      fc.property(cases, ({ rows, fits, kMax, tree }) => {
        const inertia = fits.map((fit) => fit.inertia);
        expect(named(criteriaFor(rows, tree, fits, [1, kMax]), "elbow").k).toBe(knee(fits.map(({ k }) => k), inertia));
      }),
      runs(0.2),
    );
  });

  test("without a tree the dendrogram and the gap of its heights are not heard", () => {
    const { rows, fits, kMax } = fc.sample(cases, 1)[0];
    expect(criteriaFor(rows, undefined, fits, [1, kMax]).map(({ name }) => name)).toEqual(criterionNames.slice(2, -3));
  });
});

test("relative weights choose as their like do that count rows", () => {
  fc.assert(
    fc.property(cases, ({ rows, fits, kMax, tree }) => {
      const light = { ...rows, weights: rows.weights.map((weight) => (weight * rows.count) / rows.weights.reduce((a, b) => a + b) / 1024) };
      const heavy = { ...rows, weights: light.weights.map((weight) => weight * 1024) };
      const scale = (by: number): Fit[] => fits.map((fit) => ({ ...fit, inertia: fit.inertia * by }));
      const [a, b] = [criteriaFor(light, tree, scale(1), [1, kMax]), criteriaFor(heavy, tree, scale(1024), [1, kMax])];
      named(a, "calinski-harabasz").scores.forEach((score, i) => expectClose(score, named(b, "calinski-harabasz").scores[i], 1e-6));
    }),
    runs(0.3),
  );
});

test.each([[6000, 2, true], [6000, 40, false], [10_001, 1, false]])("the silhouette of %d rows of %d numbers is exact: %s", (n, cols, isExact) => {
  const x = { data: Float64Array.from({ length: n * cols }, (_, at) => ((at * 7919) % 1009) / 1009 + (Math.floor(at / cols) % 2)), rows: n, cols };
  const rows = rowsFrom(x, new Array<number>(n).fill(1));
  const fit = lloyd({ rows }, x.data.slice(0, 2 * cols), 2, { maxIter: 3, maxShift: 0 });
  const exact = isExact ? silhouetteMeans(rows, [fit.labels])[0] : centroidIndices(rows, fit).silhouette;
  expect(measure(rows, [fit])[0].silhouette).toBe(exact);
});
