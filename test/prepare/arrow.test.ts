import { expect, test } from "vitest";
import { prepare } from "../../src/prepare/prepare.ts";
import type { ArrowTable, ArrowVector } from "../../src/prepare/source.ts";

const day = 86_400_000;

/** A table that has the shape of an Arrow table, and no more. */
function arrow(columns: readonly (readonly [name: string, type: string, values: readonly unknown[], array?: unknown])[]): ArrowTable {
  const vectors = columns.map(([, , values, array]): ArrowVector => {
    return { length: values.length, nullCount: values.filter((value) => value === null).length, get: (row) => values[row], toArray: () => array };
  });
  return { numRows: columns[0][2].length, schema: { fields: columns.map(([name, type]) => ({ name, type: { toString: () => type } })) }, getChildAt: (at) => vectors[at] ?? null };
}

test("an Arrow table is read by its interface", () => {
  const floats = Float64Array.of(1.5, 2, 9);
  const { table, columns } = prepare(
    arrow([
      ["spend", "Float64", [...floats], floats],
      ["visits", "Int32", [1, null, 3]],
      ["big", "Int64", [3n, 4n, null]],
      ["beyond", "Int64", [2n ** 60n, 2n ** 60n, 1n]],
      ["plan", "Dictionary<Int32, Utf8>", ["free", "paid", null]],
      ["vip", "Bool", [true, false, null]],
      ["joined", "Date32<DAY>", [0, 3 * day, null]],
      ["seen", "Timestamp<MILLISECOND>", [day + 5, 3 * day + 7, 2 * day]],
      ["old", "Date64<MILLISECOND>", [new Date(0), null, new Date(day)]],
    ]),
  );
  expect(columns.map(({ type }) => type)).toEqual(["number", "number", "number", "category", "category", "boolean", "date", "date", "date"]);
  expect(table["spend"]).toBe(floats);
  expect({ ...table }).toEqual({
    spend: floats,
    visits: Float64Array.of(1, NaN, 3),
    big: Float64Array.of(3, 4, NaN),
    beyond: [String(2n ** 60n), String(2n ** 60n), "1"],
    plan: ["free", "paid", null],
    vip: ["yes", "no", null],
    "days since joined": Float64Array.of(3, 0, NaN),
    "days since seen": Float64Array.of(2, 0, 1),
    "days since old": Float64Array.of(3, NaN, 2),
  });
});
