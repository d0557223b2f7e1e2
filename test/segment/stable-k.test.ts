import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, Purpose } from "../../src/core/random.ts";
import { clusterSegments } from "../../src/index.ts";
import type { Fit } from "../../src/kmeans/fit.ts";
import { matrixOfRows, plainRows, type Rows } from "../../src/spatial/rows.ts";
import { bootstrap } from "../../src/segment/resample.ts";
import { stableK } from "../../src/segment/stable-k.ts";
import { runs } from "../table-arbitraries.ts";

const random = createRandom(11, Purpose.sample);
const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);

/** Rows of one number, in the caller's order. */
const rowsOf = (values: Iterable<number>): Rows => {
  const data = Float64Array.from(values);
  return plainRows({ data, rows: data.length, cols: 1 }, new Float64Array(data.length).fill(1));
};

/** A partition of rows of one number by fixed bounds: 1 to k, by quarters of the range that depend on k; labels in the caller's order. */
const fitOf = (rows: Rows, k: number): Fit => {
  const labels = Int32Array.from(matrixOfRows(rows).data, (value) => Math.min(k - 1, Math.floor((value * k) / 8 + (rows.count % 3) / 4)));
  return { k, labels, centroids: new Float64Array(k), inertia: 0, iterations: 0, converged: true };
};
const fitsOf = (rows: Rows, kMax: number): Fit[] => Array.from({ length: kMax }, (_, i) => fitOf(rows, i + 1));

/** The mean over the resamples of the greatest share of rows in both over rows in either, from the definition. */
function naiveScore(all: Rows, k: number, seed: number): number {
  const own = fitOf(all, k).labels;
  const { rows, data } = matrixOfRows(all);
  const means = Array.from({ length: k }, () => 0);
  for (let t = 0; t < 10; t++) {
    const times = bootstrap(rows, createRandom(seed, Purpose.stableK, t), rows);
    const drawn = Array.from(times.keys()).filter((row) => times[row] > 0);
    const distinct = new Set(drawn.map((row) => data[row])).size;
    if (distinct < k) continue;
    const found = fitOf(rowsOf(drawn.map((row) => data[row])), k).labels;
    for (let s = 0; s < k; s++) {
      const overlaps = Array.from({ length: k }, (_, other) => {
        const both = drawn.filter((row, at) => own[row] === s && found[at] === other).length;
        const either = drawn.filter((row, at) => own[row] === s || found[at] === other).length;
        return both === 0 ? 0 : both / either;
      });
      means[s] += Math.max(...overlaps) / 10;
    }
  }
  return Math.min(...means);
}

describe("the largest stable k", () => {
  test("scores are the least mean overlap, as the definition says", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 8, maxLength: 40 }), fc.integer({ min: 0, max: 99 }), (cells, seed) => {
        const rows = rowsOf(cells.map((x) => x / 4));
        const kMax = Math.min(5, new Set(cells).size);
        const { scores, k } = stableK(rows, fitsOf(rows, kMax), [2, kMax], seed, fitsOf);
        for (let at = 2; at <= kMax; at++) expect(scores[at - 1]).toBeCloseTo(naiveScore(rows, at, seed), 12);
        expect(scores[0]).toBeNaN();
        if (k !== undefined) expect(scores[k - 1]).toBeGreaterThanOrEqual(0.75);
      }),
      runs(0.3),
    );
  });

  test("of four blobs it is 4; of one cloud in six dimensions it is small or none, and k stays in the range", () => {
    const centers = [[0, 0], [9, 0], [0, 9], [9, 9]];
    const at = (j: number): number[] => Array.from({ length: 240 }, (_, i) => centers[i % 4][j] + normal());
    const blobs = clusterSegments({ a: at(0), b: at(1) }, { choose: "stability", effort: "fast" });
    expect(blobs.choice).toMatchObject({ k: 4, by: "stability" });
    expect(blobs.choice.reason).toMatch(/^With 4 segments, and with no larger number up to 8, all are found again when rows are resampled \(`stability`\)\./);
    const cloud = Object.fromEntries(Array.from({ length: 6 }, (_, j) => [`x${j}`, Array.from({ length: 200 }, normal)]));
    const { choice, k } = clusterSegments(cloud, { choose: "stability", effort: "fast", k: [2, 6] });
    const found = choice.criteria.find(({ name }) => name === "stability")!;
    expect(found.k === undefined || found.k <= 3).toBe(true);
    expect(k).toBe(found.k ?? 2);
  });

  test("three rows of two hundred are found again nearly always, and still are too few", () => {
    const of = (few: number) => {
      const rows = rowsOf(Array.from({ length: 200 }, (_, i) => (i < few ? 7.9 : 0)));
      return stableK(rows, fitsOf(rows, 2), [2, 2], 42, fitsOf);
    };
    expect(of(3).scores[1]).toBeGreaterThan(0.75);
    expect([of(3).k, of(4).k]).toEqual([undefined, 2]);
  });

  test("a segment below 2 % does not count, and no k above 8 is looked at", () => {
    const a = [...Array.from({ length: 300 }, normal), ...Array.from({ length: 300 }, () => 30 + normal()), 1000, 1001, 1002];
    const { choice } = clusterSegments({ a }, { choose: "stability", effort: "fast", minShare: 0, winsorise: false, transform: "none", k: [2, 10] });
    const { k, scores } = choice.criteria.find(({ name }) => name === "stability")!;
    expect(k).not.toBe(3); // two blobs and the three customers
    expect(scores[8]).toBeNaN();
  });
});
