import fc from "fast-check";
import { expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { distinctRows } from "../../src/spatial/distinct-rows.ts";
import { grids, mapEntries, matrices } from "../arbitraries.ts";
import { rowsOf } from "../rows.ts";

/** The first row of each value and every row's place among them, by a Map of the rows' texts. */
function naiveDistinct(x: ReturnType<typeof matrix>): { first: number[]; placeOf: number[] } {
  const places = new Map<string, number>();
  const first: number[] = [];
  const placeOf = rowsOf(x).map((row, i) => {
    const key = row.map((entry) => entry + 0).join(); // -0 + 0 is 0
    if (!places.has(key)) places.set(key, first.push(i) - 1);
    return places.get(key)!;
  });
  return { first, placeOf };
}

const found = (x: ReturnType<typeof matrix>): { first: number[]; placeOf: number[] } => {
  const { first, placeOf } = distinctRows(x);
  return { first: [...first], placeOf: [...placeOf] };
};

test("distinct rows are those that a Map of their texts tells apart", () => {
  fc.assert(
    fc.property(fc.oneof(matrices({ maxRows: 40 }), grids({ maxRows: 60, maxCols: 2 })), (x) => {
      expect(found(x)).toEqual(naiveDistinct(x));
    }),
  );
});

test("0 and -0 are equal", () => {
  const signed = grids({ maxRows: 40, maxCols: 3 }).chain((x) => fc.integer({ min: 0, max: 0xffff }).map((bits) => {
    let at = 0;
    return mapEntries(x, (entry) => (entry === 0 && (bits >>> at++ % 16) & 1 ? -0 : entry));
  }));
  fc.assert(
    fc.property(signed, (x) => {
      expect(found(x)).toEqual(naiveDistinct(x));
    }),
  );
  expect(found(matrix([[0, -0], [-0, 0], [0, 0], [0, 1]]))).toEqual({ first: [0, 3], placeOf: [0, 0, 0, 1] });
});

test("rows that differ in the last bit, or in a number's place, are distinct", () => {
  const x = matrix([[1, 2], [2, 1], [1, 2 + 2 ** -51], [1 + 2 ** -52, 2], [5e-324, 2], [-5e-324, 2], [1, 2]]);
  expect(found(x)).toEqual({ first: [0, 1, 2, 3, 4, 5], placeOf: [0, 1, 2, 3, 4, 5, 0] });
});

test("100 000 rows: whole numbers, twice each, and all of them equal", () => {
  const n = 100_000;
  const twice = distinctRows(matrix(Float64Array.from({ length: n }, (_, i) => i % (n / 2)), n, 1));
  expect(twice.first).toEqual(Int32Array.from({ length: n / 2 }, (_, i) => i));
  expect(twice.placeOf).toEqual(Int32Array.from({ length: n }, (_, i) => i % (n / 2)));
  const equal = distinctRows(matrix(new Float64Array(n).fill(0.1), n, 1));
  expect([equal.first, equal.placeOf]).toEqual([Int32Array.of(0), new Int32Array(n)]);
});
