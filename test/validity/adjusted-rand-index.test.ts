import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustedRandIndex, cutTree, linkage } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { labelPairs } from "../label-pairs.ts";
import { naiveRand } from "../oracles/naive-rand.ts";
import { haveReferences, readFigures, readStandardized, titleWith } from "../references.ts";

describe("adjustedRandIndex", () => {
  test("is what Hubert and Arabie's definition says, the pairs counted one by one", () => {
    fc.assert(
      fc.property(labelPairs, ([a, b]) => {
        expect(adjustedRandIndex(a, b)).toBeCloseTo(naiveRand(a, b), 12);
      }),
    );
  });

  test("is symmetric, at most 1, and blind to names", () => {
    fc.assert(
      fc.property(labelPairs, ([a, b]) => {
        const index = adjustedRandIndex(a, b);
        expect(adjustedRandIndex(b, a)).toBe(index);
        expect(adjustedRandIndex(a.map((label) => 100 - label), Uint8Array.from(b))).toBe(index);
        expect(index).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("is exactly 1 for the same partition", () => {
    fc.assert(fc.property(labelPairs, ([a]) => adjustedRandIndex(a, a.map((label) => 7 * label)) === 1));
  });

  test("of trivial labellings: both alike 1, one cluster against one each 0", () => {
    expect([adjustedRandIndex([5], [-1]), adjustedRandIndex([1, 1, 1], [2, 2, 2]), adjustedRandIndex([1, 2, 3], [3, 1, 2])]).toEqual([1, 1, 1]);
    expect([adjustedRandIndex([1, 1, 1], [1, 2, 3]), adjustedRandIndex([1, 2, 3], [1, 1, 1])]).toEqual([0, 0]);
  });

  test("of labels that cross is below 0", () => {
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBe(-0.5);
  });

  test("counts the pairs of a hundred thousand rows exactly", () => {
    const a = Int32Array.from({ length: 100_000 }, (_, i) => i % 2);
    const b = a.map((label, i) => (i === 0 ? 1 : label)); // one row moved
    const index = adjustedRandIndex(a, b);
    expect(index).toBeLessThan(1);
    expect(1 - index).toBeCloseTo(4e-5, 8);
  });
});

describe("adjustedRandIndex complains of", () => {
  test.each([
    ["labellings of different lengths", () => adjustedRandIndex([0, 1], [0, 1, 1]), { code: "wrong-length", message: "adjustedRandIndex: `a` and `b` must hold as many labels. Got 2 and 3." }],
    ["no labels", () => adjustedRandIndex([], []), { code: "no-rows", message: "adjustedRandIndex: `a` and `b` must hold at least one label. Got none." }],
    ["a label that is not whole", () => adjustedRandIndex([0, 1], [0, 0.5]), { code: "not-an-integer", row: 1, message: "adjustedRandIndex: `b`, row 1: must be an integer. Got 0.5." }],
    ["labels in words", () => adjustedRandIndex(["x", "y"] as unknown as number[], [0, 1]), { code: "not-an-integer", row: 0, message: 'adjustedRandIndex: `a`, row 0: must be an integer. Got "x".' }],
    ["labels that are none", () => adjustedRandIndex([0, 1], undefined as unknown as number[]), { code: "not-an-array", message: "adjustedRandIndex: `b` must be an array of integers. Got undefined." }],
  ])("%s", (_, call, complaint) => {
    expect(errorOf(call)).toEqual({ name: "InputError", where: "adjustedRandIndex", ...complaint });
  });
});

describe.skipIf(!haveReferences)(titleWith("the true labels"), () => {
  test.each([["s1", 15, 0.98], ["unbalance", 8, 0.99], ["iris", 3, 0.6]] as const)("of %s are found by Ward's cut at %d", (name, k, least) => {
    const truth = readFigures<number[]>(`${name}.labels.json`);
    expect(adjustedRandIndex(cutTree(linkage(readStandardized(name)), { k }), truth)).toBeGreaterThan(least);
  });
});
