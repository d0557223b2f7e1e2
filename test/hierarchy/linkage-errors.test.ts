import { describe, expect, test } from "vitest";
import { methodNames } from "../../src/hierarchy/methods.ts";
import { linkage, matrix, type LinkageOptions, type Matrix } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";

const x = matrix([[1], [2], [4]]);
const withOptions = (options: unknown) => () => linkage(x, options as LinkageOptions);
const of = (input: unknown) => () => linkage(input as Matrix);
const methods = methodNames.map((name) => `"${name}"`).join(", ");

describe("linkage complains of", () => {
  test.each([
    ["a misspelt method", withOptions({ method: "wrad" }), "unknown-value", `\`method\` must be one of ${methods}. Got "wrad"; did you mean "ward"?`],
    ["an option's value of another type", withOptions({ method: 3 }), "unknown-value", `\`method\` must be one of ${methods}. Got 3.`],
    ["a misspelt option", withOptions({ metod: "ward" }), "unknown-option", 'the options may hold `method`, `weights`, `engine`, `onProgress` and nothing else. Got "metod"; did you mean "method"?'],
    ["options that are no object", withOptions("ward"), "not-an-object", 'the options must be an object. Got "ward".'],
    ["progress that cannot be called", withOptions({ onProgress: 1 }), "not-a-function", "`onProgress` must be a function. Got 1."],
    ["weights that are a number", withOptions({ weights: 2 }), "not-an-array", "`weights` must be an array of numbers. Got 2."],
    ["a weight too few", withOptions({ weights: [1, 2] }), "wrong-length", "`weights` must hold one weight a row. Got 2 weights for 3 rows."],
    ["an array of rows", of([[1], [2]]), "not-a-matrix", "`x` must be a Matrix, as matrix() makes. Got an array of 2."],
    ["nothing", of(undefined), "not-a-matrix", "`x` must be a Matrix, as matrix() makes. Got undefined."],
    ["a matrix without rows", of({ data: new Float64Array(0), rows: 0, cols: 2 }), "no-rows", "`x` must have at least 1 row. Got 0."],
    ["a matrix without columns", of({ data: new Float64Array(0), rows: 2, cols: 0 }), "not-an-integer", "`x.cols` must be an integer of at least 1. Got 0."],
    ["a matrix cut short", of({ data: new Float64Array(5), rows: 2, cols: 3 }), "wrong-length", "`x.data` must hold rows x cols = 6 numbers. Got 5."],
    ["distances that make no triangle", of(new Float64Array(5)), "wrong-length", "condensed distances must number n(n - 1)/2 for some n. Got 5."],
    ["a distance that is not a number", of(Float64Array.of(1, NaN, 2)), "bad-distance", "the condensed distance at index 1 must be a number from 0 to 1e+100. Got NaN."],
    ["a negative distance", of(Float64Array.of(1, 2, -1)), "bad-distance", "the condensed distance at index 2 must be a number from 0 to 1e+100. Got -1."],
    ["an infinite distance", of(Float64Array.of(Infinity)), "bad-distance", "the condensed distance at index 0 must be a number from 0 to 1e+100. Got Infinity."],
    ["numbers too small to be squared", of(matrix([[1e-150], [2e-150]])), "out-of-range", "`x` must hold a number of at least 1e-100 in magnitude, or zeros only; multiply all by a constant. Got 2e-150 at most."],
    ["distances too small to be squared", of(Float64Array.of(1e-150)), "out-of-range", "`x` must hold a number of at least 1e-100 in magnitude, or zeros only; multiply all by a constant. Got 1e-150 at most."],
  ])("%s", (_, call, code, said) => {
    expect(errorOf(call)).toEqual({ name: "InputError", code, where: "linkage", message: `linkage: ${said}` });
  });

  test.each([
    ["NaN", of(matrix([[1, 2], [3, NaN]])), "not-finite", 1, 1, "row 1, column 1: must be a finite number. Got NaN."],
    ["an infinity", of(matrix([[1, 2], [-Infinity, 4]])), "not-finite", 1, 0, "row 1, column 0: must be a finite number. Got -Infinity."],
    ["a number too large to be squared", of(matrix([[1, 1e150]])), "out-of-range", 0, 1, "row 0, column 1: must be at most 1e+100 in magnitude. Got 1e+150."],
  ])("%s, where it stands", (_, call, code, row, column, said) => {
    expect(errorOf(call)).toEqual({ name: "InputError", code, where: "linkage", row, column, message: `linkage: ${said}` });
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
