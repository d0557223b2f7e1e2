import { describe, expect, test } from "vitest";
import { methodNames } from "../../src/hierarchy/methods.ts";
import { linkage, matrix, type LinkageOptions, type Matrix } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";

const x = matrix([[1], [2], [4]]);
const withOptions = (options: unknown) => () => linkage(x, options as LinkageOptions);
const of = (input: unknown) => () => linkage(input as Matrix);

describe("linkage complains of", () => {
  test.each([
    ["a misspelt method", withOptions({ method: "wrad" }), "unknown-value"],
    ["an option's value of another type", withOptions({ method: 3 }), "unknown-value"],
    ["a misspelt option", withOptions({ metod: "ward" }), "unknown-option"],
    ["options that are no object", withOptions("ward"), "not-an-object"],
    ["progress that cannot be called", withOptions({ onProgress: 1 }), "not-a-function"],
    ["weights that are a number", withOptions({ weights: 2 }), "not-an-array"],
    ["a weight too few", withOptions({ weights: [1, 2] }), "wrong-length"],
    ["an array of rows", of([[1], [2]]), "not-a-matrix"],
    ["nothing", of(undefined), "not-a-matrix"],
    ["a matrix without rows", of({ data: new Float64Array(0), rows: 0, cols: 2 }), "no-rows"],
    ["a matrix without columns", of({ data: new Float64Array(0), rows: 2, cols: 0 }), "not-an-integer"],
    ["a matrix cut short", of({ data: new Float64Array(5), rows: 2, cols: 3 }), "wrong-length"],
    ["distances that make no triangle", of(new Float64Array(5)), "wrong-length"],
    ["a distance that is not a number", of(Float64Array.of(1, NaN, 2)), "bad-distance"],
    ["a negative distance", of(Float64Array.of(1, 2, -1)), "bad-distance"],
    ["an infinite distance", of(Float64Array.of(Infinity)), "bad-distance"],
    ["numbers too small to be squared", of(matrix([[1e-150], [2e-150]])), "out-of-range"],
    ["distances too small to be squared", of(Float64Array.of(1e-150)), "out-of-range"],
  ])("%s", (_, call, code) => {
    expect(errorOf(call)).toEqual({ name: "InputError", code, where: "linkage", message: expect.any(String) });
  });

  test.each([
    ["NaN", of(matrix([[1, 2], [3, NaN]])), "not-finite", 1, 1],
    ["an infinity", of(matrix([[1, 2], [-Infinity, 4]])), "not-finite", 1, 0],
    ["a number too large to be squared", of(matrix([[1, 1e150]])), "out-of-range", 0, 1],
  ])("%s, where it stands", (_, call, code, row, column) => {
    expect(errorOf(call)).toEqual({ name: "InputError", code, where: "linkage", row, column, message: expect.any(String) });
  });

  test.each([0, -1, NaN, Infinity, "1", null, 1e-200, 1e200])("a weight of %s, where it stands", (weight) => {
    const complaint = errorOf(withOptions({ weights: [1, 2, weight] }));
    expect(complaint).toMatchObject({ code: "bad-weight", where: "linkage", row: 2 });
    expect(complaint.message).toMatch(/^linkage: `weights`, row 2: must be a finite number above 0, from 1e-30 to 1e30\. Got /);
  });

  test.each(methodNames.filter((method) => method !== "ward"))("the engine index for %s linkage", (method) => {
    const { code, message } = errorOf(withOptions({ method, engine: "index" }));
    expect([code, message]).toEqual([expect.any(String), expect.stringMatching(/^linkage: .*index/)]);
  });
});

test("more rows than distances fit for are told with the bytes, and with what does without", () => {
  const many = matrix(new Float64Array(500_000).map((_, i) => i), 500_000, 1);
  const need = "the distances of 500000 rows must fit in one array of numbers";
  const got = "Got a need of 1000 GB (999998000000 bytes).";
  expect(errorOf(() => linkage(many, { engine: "matrix" }))).toMatchObject({ code: "too-large", message: `linkage: ${need}; the engines "index", "scan" and "auto" do without. ${got}` });
  expect(errorOf(() => linkage(many, { method: "average" }))).toMatchObject({ code: "too-large", message: `linkage: ${need}; the methods "ward" and "single" do without. ${got}` });
});
