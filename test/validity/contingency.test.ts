import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contingency } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { labelPairs } from "../label-pairs.ts";

describe("contingency", () => {
  test("counts the rows of every pair of labels, both ascending", () => {
    fc.assert(
      fc.property(labelPairs, ([one, two]) => {
        const { a, b, counts } = contingency(one, two);
        expect(Array.from(a)).toEqual([...new Set(one)].sort((x, y) => x - y));
        expect(Array.from(b)).toEqual([...new Set(two)].sort((x, y) => x - y));
        expect([counts.rows, counts.cols, counts.data.length]).toEqual([a.length, b.length, a.length * b.length]);
        a.forEach((label, i) => b.forEach((other, j) => {
          expect(counts.data[i * counts.cols + j]).toBe(one.filter((x, row) => x === label && two[row] === other).length);
        }));
      }),
    );
  });

  test("of the labellings swapped is the table transposed", () => {
    fc.assert(
      fc.property(labelPairs, ([one, two]) => {
        const { a, b, counts } = contingency(one, two);
        const swapped = contingency(Int8Array.from(two), one);
        expect([swapped.a, swapped.b]).toEqual([b, a]);
        expect(counts.data).toEqual(counts.data.map((_, at) => swapped.counts.data[(at % b.length) * a.length + Math.floor(at / b.length)]));
      }),
    );
  });

  test("takes the least and the greatest integer of 32 bits", () => {
    const { a, counts } = contingency([2147483647, -2147483648, -0], [0, 0, 0]);
    expect([Array.from(a), Array.from(counts.data)]).toEqual([[-2147483648, 0, 2147483647], [1, 1, 1]]);
  });
});

describe("contingency complains of", () => {
  test.each([
    ["labellings of different lengths", [0, 1], [0, 1, 1], { code: "wrong-length", message: "contingency: `a` and `b` must hold as many labels. Got 2 and 3." }],
    ["a label of more than 32 bits", [0, 2 ** 31], [0, 1], { code: "not-an-integer", row: 1, message: "contingency: `a`, row 1: must be an integer of 32 bits. Got 2147483648." }],
    ["a label that is none", [0, 1], [0, undefined as unknown as number], { code: "not-an-integer", row: 1, message: "contingency: `b`, row 1: must be an integer. Got undefined." }],
  ])("%s", (_, a, b, complaint) => {
    expect(errorOf(() => contingency(a, b))).toEqual({ name: "InputError", where: "contingency", ...complaint });
  });

  test("a table that no array holds", () => {
    const rows = Int32Array.from({ length: 200_000 }, (_, i) => i);
    expect(errorOf(() => contingency(rows, rows))).toMatchObject({ code: "too-large", message: "contingency: the table of counts must fit in one array. Got 200000 and 200000 labels." });
  });
});
