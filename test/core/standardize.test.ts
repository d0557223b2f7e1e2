import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, type Matrix, standardize, type StandardizeOptions } from "../../src/index.ts";
import { matrices, weighted } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { meanOf, repeatRows, rowsOf } from "../rows.ts";

const column = (x: Matrix, j: number): number[] => rowsOf(x).map((row) => row[j]);

test("every column has mean 0 and deviation 1, or is constant and exactly 0", () => {
  fc.assert(
    fc.property(matrices(), fc.constantFrom(0, 1), (x, ddof) => {
      const { matrix: z, constant } = standardize(x, { ddof });
      for (let j = 0; j < x.cols; j++) {
        const entries = column(z, j);
        const isConstant = new Set(column(x, j)).size === 1;
        expect(constant.includes(j)).toBe(isConstant);
        if (isConstant) expect(entries.every((entry) => Object.is(entry, 0))).toBe(true);
        else {
          expect(entries.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(0, 9);
          expect(entries.reduce((sum, entry) => sum + entry * entry, 0) / (x.rows - ddof)).toBeCloseTo(1, 12);
        }
      }
    }),
  );
});

test("z * scale + mean is the column again, to rounding", () => {
  fc.assert(
    fc.property(weighted(matrices()), ({ x, weights }) => {
      const { matrix: z, mean, scale } = standardize(x, { weights });
      const largest = Math.max(...x.data.map(Math.abs));
      z.data.forEach((entry, at) => {
        const j = at % x.cols;
        expect(Math.abs(entry * scale[j] + mean[j] - x.data[at])).toBeLessThanOrEqual(4e-16 * largest);
      });
    }),
  );
});

test("a constant column keeps its value as its mean and has scale 1", () => {
  const { mean, scale, constant, matrix: z } = standardize(matrix([[7, 1], [7, 3]]));
  expect({ mean, scale, constant, z: z.data }).toEqual({ mean: Float64Array.of(7, 2), scale: Float64Array.of(1, 1), constant: [0], z: Float64Array.of(0, -1, 0, 1) });
});

test("a weight is so many equal rows", () => {
  fc.assert(
    fc.property(weighted(matrices()), fc.constantFrom(0, 1), ({ x, weights }, ddof) => {
      const one = standardize(x, { weights, ddof });
      const many = standardize(repeatRows(x, weights), { ddof });
      expect(one.constant).toEqual(many.constant);
      one.scale.forEach((scale, j) => expect(scale / many.scale[j]).toBeCloseTo(1, 12));
      const mean = meanOf(rowsOf(x), weights, Array.from({ length: x.rows }, (_, i) => i));
      one.mean.forEach((found, j) => expect(Math.abs(found - mean[j])).toBeLessThanOrEqual(1e-14 * Math.max(...x.data.map(Math.abs))));
    }),
  );
});

test("the input is left as it was", () => {
  fc.assert(
    fc.property(weighted(matrices()), ({ x, weights }) => {
      const copies = structuredClone([x, weights]);
      standardize(x, { weights });
      expect([x, weights]).toEqual(copies);
    }),
  );
});

test("5 000 times 0.1 is a constant column", () => {
  const { matrix: z, constant } = standardize(matrix(new Float64Array(5000).fill(0.1), 5000, 1));
  expect(constant).toEqual([0]);
  expect(z.data.every((entry) => Object.is(entry, 0))).toBe(true);
});

test("seconds since 1970 keep their digits: an offset of 1.7e9 changes nothing", () => {
  const near = Float64Array.from({ length: 1000 }, (_, i) => (i * i) % 97);
  const far = near.map((second) => second + 1.7e9);
  const [{ matrix: z }, { matrix: shifted }] = [standardize(matrix(near, 1000, 1)), standardize(matrix(far, 1000, 1))];
  z.data.forEach((entry, i) => expect(Math.abs(entry - shifted.data[i])).toBeLessThan(1e-8)); // half an ulp of 1.7e9 over the deviation
});

test("columns of 1e100 and of 1e-100 both work", () => {
  const { matrix: z } = standardize(matrix([[1e100, 0], [-1e100, 1e-100]]));
  expect(z.data).toEqual(Float64Array.of(1, -1, -1, 1));
});

describe("standardize complains of", () => {
  const x = matrix([[1, 2], [3, 4]]);
  const withOptions = (options: unknown) => () => standardize(x, options as StandardizeOptions);
  test.each([
    ["a ddof of 2", withOptions({ ddof: 2 }), { code: "unknown-value", message: "standardize: `ddof` must be 0 or 1. Got 2." }],
    ["a misspelt option", withOptions({ dof: 1 }), { code: "unknown-option", message: 'standardize: the options may hold `ddof`, `weights` and nothing else. Got "dof"; did you mean "ddof"?' }],
    ["weights of another length", withOptions({ weights: [1] }), { code: "wrong-length", message: "standardize: `weights` must hold one weight a row. Got 1 weight for 2 rows." }],
    ["weights too light for the sample's deviation", withOptions({ ddof: 1, weights: [0.25, 0.25] }), { code: "too-light", message: "standardize: `weights` must sum to more than `ddof` = 1. Got 0.5." }],
    ["NaN", () => standardize(matrix([[1, NaN]])), { code: "not-finite", row: 0, column: 1, message: "standardize: row 0, column 1: must be a finite number. Got NaN." }],
    ["a column too flat to be divided", () => standardize(matrix([[1, 0], [2, 1e-150]])), { code: "out-of-range", column: 1, message: "standardize: column 1: its numbers must be equal or differ by at least 1e-100. Got 0 to 1e-150." }],
  ])("%s", (_, call, complaint) => {
    expect(errorOf(call)).toEqual({ name: "InputError", where: "standardize", ...complaint });
  });
});
