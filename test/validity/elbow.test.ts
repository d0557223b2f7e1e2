import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { elbow, type ElbowOptions, kmeans, matrix, type Matrix, type Progress } from "../../src/index.ts";
import { randomRows } from "../../src/kmeans/seeding.ts";
import { nestedFits } from "../../src/validity/elbow.ts";
import { matrices, tieFree, weighted } from "../arbitraries.ts";
import { problemFrom } from "../encoded-rows.ts";
import { errorOf } from "../error-of.ts";
import { exhaustiveInertia, inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";
import { countDistinctRows } from "../rows.ts";

const efforts = fc.constantFrom("fast", "balanced", "thorough");

describe("elbow", () => {
  test("never rises, for any seed and effort", () => {
    fc.assert(
      fc.property(weighted(matrices({ maxRows: 14 })), efforts, fc.nat(), ({ x, weights }, effort, seed) => {
        const { inertia } = elbow(x, { weights, effort, seed });
        expect(inertia.every((cost, i) => i === 0 || cost <= inertia[i - 1])).toBe(true);
      }),
    );
  });

  test("never rises, however bad the starts of each k are: the solution before it is one of them", () => {
    fc.assert(
      fc.property(tieFree({ minRows: 40, maxRows: 60, maxCols: 3 }), fc.nat(), (x, seed) => {
        const problem = problemFrom(x);
        const bad = (k: number) => randomRows(problem.rows, k, createRandom(seed, k));
        const fits = nestedFits(problem, 1, 12, { effort: "fast", seed }, bad);
        expect(fits.map((fit) => fit.k)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
        expect(fits.every(({ inertia }, i) => i === 0 || inertia <= fits[i - 1].inertia)).toBe(true);
      }),
    );
  });

  test("goes from 1 to 10 clusters, or to as many as there are distinct rows", () => {
    fc.assert(
      fc.property(matrices({ maxRows: 14 }), (x) => {
        const { k, inertia } = elbow(x, { effort: "fast" });
        expect([...k]).toEqual(Array.from({ length: Math.min(10, countDistinctRows(x)) }, (_, i) => i + 1));
        expect(inertia).toHaveLength(k.length);
      }),
    );
  });

  test("starts at the sum of squares about the mean, ends at 0 where every distinct row is a cluster, and is no lower than can be", () => {
    fc.assert(
      fc.property(weighted(matrices({ maxRows: 7 })), ({ x, weights }) => {
        const { k, inertia } = elbow(x, { weights });
        const total = inertiaOf(x, new Int32Array(x.rows), weights);
        const rounding = x.rows * x.cols * (1e-14 * Math.max(...x.data.map(Math.abs))) ** 2;
        expect(Math.abs(inertia[0] - total)).toBeLessThanOrEqual(1e-12 * total + rounding);
        expect(inertia.at(-1)).toBe(0);
        k.forEach((clusters, i) => expect(inertia[i]).toBeGreaterThanOrEqual(exhaustiveInertia(x, clusters, weights) * (1 - 1e-12) - rounding));
      }),
      { numRuns: 50 },
    );
  });

  test("gives the range asked for, the same bits each time, and leaves its input as it was", () => {
    const x = matrix([[0], [1], [5], [6], [20], [21]]);
    const copy = structuredClone(x);
    expect([...elbow(x, { kMin: 2, kMax: 4 }).k]).toEqual([2, 3, 4]);
    expect([...elbow(x, { kMin: 3 }).k]).toEqual([3, 4, 5, 6]);
    expect([...elbow(matrix(Array.from({ length: 15 }, (_, i) => [i])), { kMin: 12, effort: "fast" }).k]).toEqual([12]);
    expect(elbow(x)).toEqual(elbow(x));
    expect(x).toEqual(copy);
  });

  test("bends where the groups are told apart", () => {
    const rows = Array.from({ length: 60 }, (_, i) => [(i % 3) * 100 + ((i * 7) % 11), (i % 3) * 50 + ((i * 5) % 7)]);
    expect(elbow(matrix(rows)).knee).toBe(3);
  });

  test("equal rows make one cluster, and a curve of one point has no knee", () => {
    expect(elbow(matrix([[0.1], [0.1], [0.1]]))).toEqual({ k: Int32Array.of(1), inertia: Float64Array.of(0), knee: undefined });
  });

  test("tells after each start, and each k, how far it has come", () => {
    const seen: Progress[] = [];
    elbow(matrix([[0], [1], [5], [6]]), { kMin: 2, kMax: 4, onProgress: (progress) => seen.push(progress) });
    expect(seen.every(({ done, total }, at) => total === 3 && done <= 3 && done >= (seen[at - 1]?.done ?? 0))).toBe(true);
    expect(seen.map(({ done }) => done).filter(Number.isInteger)).toEqual([1, 2, 3]);
  });
});

describe("elbow complains of", () => {
  const call = (options: unknown) => () => elbow(matrix([[1], [2], [2], [4]]), options as ElbowOptions);
  test.each([
    ["a greatest k beyond the distinct rows", call({ kMax: 4 }), { code: "too-few-distinct", message: "elbow: `kMax` must be at most 3, the number of distinct rows. Got 4." }],
    ["a least k beyond the distinct rows", call({ kMin: 4 }), { code: "too-few-distinct", message: "elbow: `kMin` must be at most 3, the number of distinct rows. Got 4." }],
    ["a range that is empty", call({ kMin: 3, kMax: 2 }), { code: "not-an-integer", message: "elbow: `kMax` must be an integer of at least 3. Got 2." }],
    ["a least k of 0", call({ kMin: 0 }), { code: "not-an-integer", message: "elbow: `kMin` must be an integer of at least 1. Got 0." }],
    ["an unknown effort", call({ effort: "thorogh" }), { code: "unknown-value", message: 'elbow: `effort` must be one of "fast", "balanced", "thorough". Got "thorogh"; did you mean "thorough"?' }],
    ["a misspelt option", call({ kmax: 3 }), { code: "unknown-option", message: expect.stringMatching(/^elbow: the options may hold `kMin`.* Got "kmax"; did you mean "kMax"\?$/) }],
    ["a negative seed", call({ seed: -1 }), { code: "not-an-integer", message: "elbow: `seed` must be an integer in [0, 4294967295]. Got -1." }],
    ["a weight of 0", call({ weights: [1, 0, 1, 1] }), { code: "bad-weight", row: 1, message: expect.stringMatching(/^elbow: `weights`, row 1: .* Got 0\.$/) }],
    ["progress that cannot be called", call({ onProgress: true }), { code: "not-a-function", message: "elbow: `onProgress` must be a function. Got true." }],
    ["NaN", () => elbow(matrix([[NaN]])), { code: "not-finite", row: 0, column: 0, message: "elbow: row 0, column 0: must be a finite number. Got NaN." }],
    ["no matrix", () => elbow({} as Matrix), { code: "not-a-matrix", message: "elbow: `x` must be a Matrix, as matrix() makes. Got an object with nothing in it." }],
  ])("%s", (_, fail, complaint) => {
    expect(errorOf(fail)).toEqual({ name: "InputError", where: "elbow", ...complaint });
  });
});

describe.skipIf(!haveReferences)(titleWith("the elbow of the references"), () => {
  test.each(["usarrests", "iris", "mall"])("%s: within 1 %% of the best known inertia for 1 to 12 clusters", (name) => {
    const { inertia } = elbow(readStandardized(name), { kMax: 12 });
    const { kmeans: figures } = readFigures<{ kmeans: { best: number[] } }>(`${name}.json`);
    figures.best.forEach((best, i) => expect(inertia[i] / best).toBeLessThan(1.01));
    expect(inertia[4]).toBeLessThanOrEqual(kmeans(readStandardized(name), 5, { effort: "fast" }).inertia * (1 + 1e-12));
  });
});

describe.skipIf(!haveReferences)(titleWith("the elbow of every reference set"), () => {
  test.each(["customers14", "customers13", "wholesale", "mall", "rfm", "usarrests", "iris", "s1", "s4", "a3", "unbalance"])("%s: never rises, for any seed", (name) => {
    const x = readStandardized(name);
    const isLarge = x.rows > 1000;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("fast" as const, "balanced" as const), (seed, effort) => {
        const { inertia } = elbow(x, { seed, effort, kMax: isLarge ? 6 : 10 });
        inertia.forEach((value, i) => expect(i === 0 || value <= inertia[i - 1]).toBe(true));
      }),
      { numRuns: isLarge ? 2 : 5 },
    );
  });
});
