import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { infer } from "../../src/table/infer.ts";
import { errorOf } from "../error-of.ts";
import "../setup.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const idLike = (values: ArrayLike<unknown>, name = "x"): boolean => infer("f", name, values).idLike !== undefined;

describe("a column is", () => {
  test.each<[string, unknown[], string]>([
    ["a number when all cells are numbers", [1, 2.5, -3], "number"],
    ["a number whatever is missing", [null, 1, undefined, NaN, "", " \t"], "number"],
    ["a number when nothing is there", [null, null], "number"],
    ["a number for bigints", [1n, 2n], "number"],
    ["a number even with an infinity, which is an error when it is read", [1, Infinity], "number"],
    ["a category as soon as one cell is text", [1, 2, "3"], "category"],
    ["a category for booleans", [true, false], "category"],
  ])("%s", (_, values, kind) => {
    expect(infer("f", "x", values).type).toBe(kind);
  });

  test.each([Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array])("numeric for %o", (Typed) => {
    expect(infer("f", "x", new Typed(3)).type).toBe("number");
  });
});

describe("an identifier is", () => {
  test("text of 95 % distinct values in 20 rows or more, and nothing less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 5 }), (distinct, repeats, missing) => {
        const texts = [...count(distinct).map((i) => `t${i}`), ...count(repeats).map(() => "t0"), ...count(missing).map(() => null)];
        const present = distinct + repeats;
        expect(idLike(texts)).toBe(present >= 20 && distinct / present >= 0.95);
      }),
    );
  });

  test("whole numbers without a gap, in any order, in 20 rows or more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -50, max: 50 }), fc.nat(), (n, first, seed) => {
        const order = count(n).map((i) => first + ((i * 7 + seed) % n));
        const isRun = new Set(order).size === n;
        expect(idLike(order)).toBe(isRun && n >= 20);
        expect(idLike([...order.slice(1), first + n + 1])).toBe(false); // one gap
      }),
    );
  });

  test.each<[string, string, number[], boolean]>([
    ["distinct whole numbers under a name that ends in id", "CustomerID", [5, 9, 700], true],
    ["the same with a repeat is none", "CustomerID", [5, 9, 9], false],
    ["fractions are none, whatever the name", "id", [1.5, 2.5, 3.5], false],
    ["one number is none", "id", [7], false],
    ["distinct whole numbers under another name are none", "age", [5, 9, 700], false],
    ["a name that only begins with id", "identity", [5, 9, 700], false],
  ])("%s", (_, name, values, expected) => {
    expect(idLike(values, name)).toBe(expected);
  });

  test("never a run with fractions", () => {
    expect(idLike(count(30).map((i) => i + 0.5))).toBe(false);
  });
});

test("whole numbers of at most 12 values may be codes, others not", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 20, maxLength: 80 }), fc.boolean(), (values, hasFraction) => {
      const distinct = new Set(values).size;
      const { codes } = infer("f", "x", hasFraction ? [...values, 0.5] : values);
      expect(codes).toBe(!hasFraction && distinct <= 12 ? distinct : undefined);
    }),
  );
});

test.each<[string, unknown, RegExp]>([
  ["a date", new Date(0), /the Date 1970/],
  ["an object", { a: 1 }, /an object/],
  ["a list", [1, 2], /an array of 2/],
  ["a function", () => 0, /a function/],
  ["a symbol", Symbol("s"), /Symbol/],
])("%s is no cell", (_, cell, shows) => {
  const error = errorOf(() => infer("describe", "when", [1, null, cell]));
  expect(error).toMatchObject({ code: "not-a-cell", where: "describe", column: "when", row: 2 });
  expect(error.message).toMatch(/^describe: column `when`, row 2: must be a number, a text, a boolean, or null\. Got /);
  expect(error.message).toMatch(shows);
});
