import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMatrix, isMatrix, matrix } from "../../src/core/matrix.ts";
import { matrices } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { rowsOf } from "../rows.ts";

describe("matrix", () => {
  test("rows and their flat, row-major numbers make the same matrix", () => {
    fc.assert(
      fc.property(matrices(), (x) => {
        expect(matrix(rowsOf(x))).toEqual(x);
        expect(matrix([...x.data], x.rows, x.cols)).toEqual(x);
      }),
    );
  });

  test("a Float64Array is wrapped, anything else is copied", () => {
    const flat = Float64Array.of(1, 2, 3, 4);
    expect(matrix(flat, 2, 2).data).toBe(flat);
    expect(matrix(Int32Array.of(1, 2, 3, 4), 2, 2).data).toEqual(flat);
    expect(matrix([flat.subarray(0, 2), [3, 4]])).toEqual(matrix(flat, 2, 2));
  });

  test("NaN is a number here: what may not be missing says so itself", () => {
    expect(matrix([[NaN, 1]]).data).toEqual(Float64Array.of(NaN, 1));
  });
});

describe("matrix complains of", () => {
  const of = (...given: unknown[]) => () => (matrix as (...given: unknown[]) => unknown)(...given);
  test.each([
    ["nothing", of(), { code: "not-an-array", message: "matrix: `data` must be an array of rows or of numbers. Got undefined." }],
    ["no rows", of([]), { code: "no-rows", message: "matrix: the first of the rows must be an array of numbers. Got undefined." }],
    ["rows without columns", of([[], []]), { code: "no-rows", message: "matrix: the first of the rows must be an array of numbers. Got an array of 0." }],
    ["numbers without a shape", of([1, 2]), { code: "no-rows", message: "matrix: the first of the rows must be an array of numbers. Got 1." }],
    ["a short row", of([[1, 2], [3]]), { code: "ragged-rows", row: 1, message: "matrix: row 1: must hold 2 numbers, as row 0 does. Got 1." }],
    ["a row that is none", of([[1, 2], null]), { code: "ragged-rows", row: 1, message: "matrix: row 1: must hold 2 numbers, as row 0 does. Got 0." }],
    ["bigints", of([new BigInt64Array(2)]), { code: "no-rows", message: "matrix: the first of the rows must be an array of numbers. Got a BigInt64Array." }],
    ["null", of([[1, 2], [3, null]]), { code: "not-a-number", row: 1, column: 1, message: "matrix: row 1, column 1: must be a number. Got null." }],
    ["text", of(["1", 2, 3, 4], 2, 2), { code: "not-a-number", row: 0, column: 0, message: 'matrix: row 0, column 0: must be a number. Got "1".' }],
    ["a hole", of([1, 2, , 4], 2, 2), { code: "not-a-number", row: 1, column: 0, message: "matrix: row 1, column 0: must be a number. Got undefined." }],
    ["a length of no such shape", of(new Float64Array(5), 2, 3), { code: "wrong-length", message: "matrix: `data` must hold rows x cols = 6 numbers. Got 5." }],
    ["no number of rows", of([1, 2], undefined, 2), { code: "not-an-integer", message: "matrix: `rows` must be an integer of at least 1. Got undefined." }],
    ["columns of 0", of([], 1, 0), { code: "not-an-integer", message: "matrix: `cols` must be an integer of at least 1. Got 0." }],
  ])("%s", (_, call, complaint) => {
    expect(errorOf(call)).toEqual({ name: "InputError", where: "matrix", ...complaint });
  });
});

describe("checkMatrix", () => {
  test("returns a matrix of common numbers, and one of zeros", () => {
    fc.assert(fc.property(matrices(), (x) => checkMatrix("f", x) === x));
    expect(errorOf(() => checkMatrix("f", { data: new Float64Array(0), rows: 3, cols: 0 }))).toMatchObject({ code: "not-an-integer", message: "f: `x.cols` must be an integer of at least 1. Got 0." });
    expect(checkMatrix("f", matrix([[0, 0]]))).toEqual(matrix([[0, 0]]));
  });

  test("finds what is no common number wherever it stands, the first of them", () => {
    fc.assert(
      fc.property(matrices(), fc.nat(), fc.constantFrom(NaN, Infinity, -Infinity, 1e101, -1e101), ({ data, rows, cols }, drawn, odd) => {
        const at = drawn % data.length;
        const call = () => checkMatrix("f", { data: data.map((entry, i) => (i < at ? entry : i === at ? odd : NaN)), rows, cols });
        expect(errorOf(call)).toMatchObject({ row: Math.floor(at / cols), column: at % cols });
      }),
    );
  });

  test("knows a matrix by its shape", () => {
    expect([{ data: new Float64Array(1), rows: 1, cols: 1 }].every(isMatrix)).toBe(true);
    expect([null, 3, {}, { data: [1], rows: 1, cols: 1 }, { data: new Float64Array(1), rows: 1 }].some(isMatrix)).toBe(false);
  });

  test("names a matrix that is not the first argument", () => {
    const call = () => checkMatrix("kmeans", matrix([[1, 2], [NaN, 4]]), 1, "init");
    expect(errorOf(call)).toMatchObject({ row: 1, column: 0, message: "kmeans: `init`, row 1, column 0: must be a finite number. Got NaN." });
  });

  test("wants as many rows as it is told to", () => {
    expect(errorOf(() => checkMatrix("f", matrix([[1]]), 2)).message).toBe("f: `x` must have at least 2 rows. Got 1.");
  });

  test("lets small numbers stand beside a larger one", () => {
    expect(() => checkMatrix("f", matrix([[1e-200, 5e-324, 1e-100]]))).not.toThrow();
  });
});
