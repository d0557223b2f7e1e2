import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizedMutualInformation } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { labelPairs } from "../label-pairs.ts";
import { naiveInformation } from "../oracles/naive-information.ts";

describe("normalizedMutualInformation", () => {
  test("is what the definition says, with the logarithms of the engine", () => {
    fc.assert(
      fc.property(labelPairs, ([a, b]) => {
        expect(normalizedMutualInformation(a, b)).toBeCloseTo(naiveInformation(a, b), 12);
      }),
    );
  });

  test("is symmetric, blind to names and between 0 and 1, all to the bit", () => {
    fc.assert(
      fc.property(labelPairs, ([a, b]) => {
        const information = normalizedMutualInformation(a, b);
        expect(normalizedMutualInformation(b, a)).toBe(information);
        expect(normalizedMutualInformation(a.map((label) => 100 - label), Uint8Array.from(b))).toBe(information);
        expect(information).toBeGreaterThanOrEqual(0);
        expect(information).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("is exactly 1 for the same partition", () => {
    fc.assert(fc.property(labelPairs, ([a]) => normalizedMutualInformation(a, a.map((label) => 7 * label)) === 1));
  });

  // normalized_mutual_info_score of scikit-learn 1.2.1
  test.each<[number[], number[], number]>([
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    [[0, 0, 1, 1], [0, 1, 0, 1], 0],
    [[0, 0, 0, 0], [1, 1, 1, 1], 1],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 1, 2, 3], [3, 1, 0, 2], 1],
    [[5], [7], 1],
    [[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2], 0.5158037429793888],
    [[1, 1, 2, 2, 3, 3, 3], [1, 2, 2, 2, 3, 3, 1], 0.5636355530993445],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2], 0.745600272180361],
    [[-1, 4, 4, 4, 9, 9, -1, 0], [2, 2, 2, 3, 3, 3, 3, 3], 0.2517929136436775],
  ])("of %j and %j is scikit-learn's", (a, b, want) => {
    expect(normalizedMutualInformation(a, b)).toBeCloseTo(want, 14);
  });

  test("of a thousand rows that say next to nothing about each other is scikit-learn's", () => {
    const [a, b] = [(i: number) => (i * 7) % 5, (i: number) => ((i * i) % 11) % 4].map((label) => Array.from({ length: 1000 }, (_, i) => label(i)));
    expect(normalizedMutualInformation(a, b)).toBeCloseTo(2.8126267076285334e-5, 14);
  });

  test("takes a hundred thousand rows, each in its own cluster", () => {
    const rows = Int32Array.from({ length: 100_000 }, (_, i) => i);
    expect(normalizedMutualInformation(rows, rows)).toBe(1);
    expect(normalizedMutualInformation(rows, rows.map(() => 0))).toBe(0);
  });
});

describe("normalizedMutualInformation complains of", () => {
  test.each([
    ["labellings of different lengths", [0, 1], [0, 1, 1], { code: "wrong-length", message: "normalizedMutualInformation: `a` and `b` must hold as many labels. Got 2 and 3." }],
    ["no labels", [], [], { code: "no-rows", message: "normalizedMutualInformation: `a` and `b` must hold at least one label. Got none." }],
    ["a label that is not whole", [0, 1], [0, NaN], { code: "not-an-integer", row: 1, message: "normalizedMutualInformation: `b`, row 1: must be an integer. Got NaN." }],
  ])("%s", (_, a, b, complaint) => {
    expect(errorOf(() => normalizedMutualInformation(a, b))).toEqual({ name: "InputError", where: "normalizedMutualInformation", ...complaint });
  });
});
