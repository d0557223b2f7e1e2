import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kmeans, matrix, type KMeansOptions, type Matrix, type Progress } from "../../src/index.ts";
import { tieFree } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";

const blobs = matrix(Array.from({ length: 60 }, (_, i) => [(i % 3) * 10 + ((i * 7) % 5), (i % 2) * 6 + ((i * 11) % 4)]));

describe("a matrix of centroids to start from", () => {
  test("is refined and left as it was", () => {
    const init = matrix([[0, 0], [9, 9]]);
    const fit = kmeans(matrix([[1, 1], [2, 2], [8, 8], [7, 7]]), 2, { init });
    expect(fit).toMatchObject({ labels: Int32Array.of(0, 0, 1, 1), inertia: 2, converged: true });
    expect(fit.centroids.data).toEqual(Float64Array.of(1.5, 1.5, 7.5, 7.5));
    expect(init).toEqual(matrix([[0, 0], [9, 9]]));
  });

  test("that settled is where it stays", () => {
    fc.assert(
      fc.property(tieFree({ minRows: 3 }), (x) => {
        const fit = kmeans(x, 3, { tol: 0 });
        expect(kmeans(x, 3, { init: fit.centroids, tol: 0 })).toMatchObject({ labels: fit.labels, inertia: fit.inertia, iterations: 1 });
      }),
    );
  });

  test.each([1, 300])("gives k clusters though they are duplicates or lie far off, in %d iterations or few more", (maxIter) => {
    const places = fc.array(fc.constantFrom(0, 0.5, 1e6), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(tieFree({ minRows: 4, maxCols: 2 }), places, (x, list) => {
        const init = { data: Float64Array.from(list).subarray(0, 4 * x.cols), rows: 4, cols: x.cols };
        const { labels, iterations } = kmeans(x, 4, { init, maxIter });
        expect(new Set(labels).size).toBe(4);
        expect(iterations).toBeLessThanOrEqual(maxIter + 4);
      }),
    );
  });
});

test("one iteration has not converged, and says so", () => {
  expect(kmeans(blobs, 5, { init: "random", effort: "fast", nInit: 1, maxIter: 1 })).toMatchObject({ iterations: 1, converged: false });
});

test("a wide tolerance stops before labels settle", () => {
  const run = (tol: number) => kmeans(blobs, 7, { init: "random", effort: "fast", nInit: 1, tol }).iterations;
  expect(run(10)).toBeLessThan(run(0));
});

test("more starts are never worse: the first of them are the same", () => {
  fc.assert(
    fc.property(tieFree({ minRows: 6 }), fc.constantFrom("k-means++", "random"), fc.nat(), (x, init, seed) => {
      const [few, many] = [2, 6].map((nInit) => kmeans(x, 4, { init, nInit, seed, effort: "fast" }).inertia);
      expect(many).toBeLessThanOrEqual(few);
    }),
  );
});

test("another seed draws other starts", () => {
  const found = new Set(Array.from({ length: 20 }, (_, seed) => kmeans(blobs, 9, { init: "random", effort: "fast", nInit: 1, seed }).inertia));
  expect(found.size).toBeGreaterThan(3);
});

test("an option that is undefined is absent", () => {
  const absent: KMeansOptions = { init: undefined, effort: undefined, nInit: undefined, maxIter: undefined, tol: undefined, seed: undefined, weights: undefined, onProgress: undefined };
  expect(kmeans(blobs, 4, absent)).toEqual(kmeans(blobs, 4));
});

test("progress is told at the start, after each start of the search, and at the end", () => {
  const seen: Progress[] = [];
  kmeans(blobs, 2, { onProgress: (progress) => seen.push(progress) });
  expect(seen.map(({ stage, total }) => [stage, total])).toEqual(seen.map(() => ["k-means", 1]));
  const done = seen.map((progress) => progress.done);
  expect([done[0], done.at(-1), done.length > 2]).toEqual([0, 1, true]);
  expect(done).toEqual([...done].sort((a, b) => a - b));
});

test("without `nInit` there are as many starts as is said", () => {
  const steps = (options: KMeansOptions): number => {
    let seen = 0;
    kmeans(blobs, 2, { ...options, effort: "fast", onProgress: () => seen++ });
    return seen;
  };
  for (const [init, nInit] of [["auto", 0], ["ward", 0], ["k-means++", 10], ["random", 10]] as const) expect(steps({ init })).toBe(steps({ init, nInit }));
  expect(steps({ init: "random" })).toBeGreaterThan(steps({ init: "random", nInit: 9 }));
});

describe("kmeans complains of", () => {
  const x = matrix([[1, 1], [2, 2], [2, 2], [4, 4]]);
  const call = (k: unknown, options?: unknown) => () => kmeans(x, k as number, options as KMeansOptions);
  test.each([
    ["no clusters", call(0), { code: "not-an-integer", message: "kmeans: `k` must be an integer in [1, 4]. Got 0." }],
    ["more clusters than rows", call(5), { code: "not-an-integer", message: "kmeans: `k` must be an integer in [1, 4]. Got 5." }],
    ["a k that is not whole", call(1.5), { code: "not-an-integer", message: "kmeans: `k` must be an integer in [1, 4]. Got 1.5." }],
    ["more clusters than distinct rows", call(4), { code: "too-few-distinct", message: "kmeans: `k` must be at most 3, the number of distinct rows. Got 4." }],
    ["a misspelt option", call(2, { seeds: 1 }), { code: "unknown-option", message: expect.stringMatching(/^kmeans: the options may hold `init`.* and nothing else\. Got "seeds"; did you mean "seed"\?$/) }],
    ["an unknown start", call(2, { init: "kmeans++" }), { code: "unknown-value", message: 'kmeans: `init` must be one of "auto", "ward", "k-means++", "random". Got "kmeans++"; did you mean "k-means++"?' }],
    ["an unknown effort", call(2, { effort: "fastest" }), { code: "unknown-value", message: 'kmeans: `effort` must be one of "fast", "balanced", "thorough". Got "fastest"; did you mean "fast"?' }],
    ["no starts where they are the only ones", call(2, { init: "random", nInit: 0 }), { code: "not-an-integer", message: "kmeans: `nInit` must be an integer in [1, 10000]. Got 0." }],
    ["less than no starts", call(2, { nInit: -1 }), { code: "not-an-integer", message: "kmeans: `nInit` must be an integer in [0, 10000]. Got -1." }],
    ["no iterations", call(2, { maxIter: 0 }), { code: "not-an-integer", message: "kmeans: `maxIter` must be an integer of at least 1. Got 0." }],
    ["a negative tolerance", call(2, { tol: -1 }), { code: "not-a-number", message: "kmeans: `tol` must be a finite number of at least 0. Got -1." }],
    ["a seed that is not whole", call(2, { seed: 0.5 }), { code: "not-an-integer", message: "kmeans: `seed` must be an integer in [0, 4294967295]. Got 0.5." }],
    ["a weight too many times another", call(2, { weights: [1, 2e9, 3e-1, 4] }), { code: "bad-weight", row: 1, message: "kmeans: `weights`, row 1: must be at most 1e9 times the least weight, 0.3 in row 2. Got 2000000000." }],
    ["weights of another length", call(2, { weights: [1] }), { code: "wrong-length", message: "kmeans: `weights` must hold one weight a row. Got 1 weight for 4 rows." }],
    ["progress that cannot be called", call(2, { onProgress: "log" }), { code: "not-a-function", message: 'kmeans: `onProgress` must be a function. Got "log".' }],
    ["centroids of another number", call(2, { init: matrix([[1, 1]]) }), { code: "wrong-shape", message: "kmeans: `init` must hold k = 2 centroids of 2 numbers. Got 1 x 2." }],
    ["centroids of other columns", call(2, { init: matrix([[1], [2]]) }), { code: "wrong-shape", message: "kmeans: `init` must hold k = 2 centroids of 2 numbers. Got 2 x 1." }],
    ["centroids that are no numbers", call(2, { init: matrix([[1, 1], [2, NaN]]) }), { code: "not-finite", row: 1, column: 1, message: "kmeans: `init`, row 1, column 1: must be a finite number. Got NaN." }],
    ["NaN", () => kmeans(matrix([[1], [NaN]]), 1), { code: "not-finite", row: 1, column: 0, message: "kmeans: row 1, column 0: must be a finite number. Got NaN." }],
    ["numbers too large to be squared", () => kmeans(matrix([[1], [1e150]]), 1), { code: "out-of-range", row: 1, column: 0, message: "kmeans: row 1, column 0: must be at most 1e+100 in magnitude. Got 1e+150." }],
    ["rows that differ too little", () => kmeans(matrix([[0], [1e-170], [1]]), 3), { code: "too-few-distinct", message: "kmeans: `k` must be at most 2, the number of distinct rows. Got 3." }],
    ["no matrix", () => kmeans([[1]] as unknown as Matrix, 1), { code: "not-a-matrix", message: "kmeans: `x` must be a Matrix, as matrix() makes. Got an array of 1." }],
  ])("%s", (_, call, complaint) => {
    expect(errorOf(call)).toEqual({ name: "InputError", where: "kmeans", ...complaint });
  });
});
