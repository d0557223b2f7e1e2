import { describe, expect, test } from "vitest";
import { checkWeights, unevenWeight } from "../../src/core/weights.ts";
import { errorOf } from "../error-of.ts";

test("without weights every row weighs 1", () => {
  expect(checkWeights("f", undefined, 3)).toEqual(Float64Array.of(1, 1, 1));
});

test("weights are copied, from any array of numbers", () => {
  const given = Float64Array.of(0.5, 2);
  expect(checkWeights("f", given, 2)).toEqual(given);
  expect(checkWeights("f", given, 2)).not.toBe(given);
  expect(checkWeights("f", Int32Array.of(3, 1), 2)).toEqual(Float64Array.of(3, 1));
});

test("a weight may be a billion times the least, whatever the least is", () => {
  expect(unevenWeight(Float64Array.of(2e6, 1e9, 3e6))).toBeUndefined();
  expect(unevenWeight(Float64Array.of(1e-3, 2e6, 1))).toEqual({ row: 1, rule: "must be at most 1e9 times the least weight, 0.001 in row 0" });
});

describe("checkWeights complains of", () => {
  test.each([
    ["one weight for all", 2, { code: "not-an-array", message: "f: `weights` must be an array of numbers. Got 2." }],
    ["text", "11", { code: "not-an-array", message: 'f: `weights` must be an array of numbers. Got "11".' }],
    ["a weight too many", [1, 1, 1], { code: "wrong-length", message: "f: `weights` must hold one weight a row. Got 3 weights for 2 rows." }],
    ["a weight of 0", [1, 0], { code: "bad-weight", row: 1, message: "f: `weights`, row 1: must be a finite number above 0, from 1e-30 to 1e30. Got 0." }],
    ["a weight in words", ["1", 1], { code: "bad-weight", row: 0, message: 'f: `weights`, row 0: must be a finite number above 0, from 1e-30 to 1e30. Got "1".' }],
  ])("%s", (_, weights, complaint) => {
    expect(errorOf(() => checkWeights("f", weights as number[], 2))).toEqual({ name: "InputError", where: "f", ...complaint });
  });
});
