import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { columnOf, toFrame } from "../../src/table/table.ts";
import { errorOf } from "../error-of.ts";
import { hostileTexts, toRows } from "../table-arbitraries.ts";

const names = fc.uniqueArray(fc.oneof(fc.constantFrom(...hostileTexts), fc.string()), { minLength: 1, maxLength: 5 });

test("a table of rows and a table of columns have the same cells, whatever the names", () => {
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 4 }), (names, rows) => {
      const columns = Object.fromEntries(names.map((name, c) => [name, Array.from({ length: rows }, (_, i) => c * 10 + i)]));
      const [ofColumns, ofRows] = [toFrame("f", columns), toFrame("f", toRows(columns, rows))];
      const bare = names.map((name) => name.trim() || name); // blanks are taken off where names stay distinct
      expect([...ofRows.names].sort()).toEqual((new Set(bare).size < names.length ? [...names] : bare).sort());
      expect(ofRows.names).toEqual(ofColumns.names);
      expect(ofRows.rows).toBe(rows);
      for (const name of names) expect(columnOf("f", ofRows, name)).toEqual(columnOf("f", ofColumns, name));
    }),
  );
});

test("a key that a row lacks is missing there, even one that every object inherits", () => {
  const rows: Record<string, unknown>[] = [{ a: 1 }, Object.assign(Object.create(null), { toString: "text" })];
  const frame = toFrame("f", rows);
  expect(frame.names).toEqual(["a", "toString"]);
  expect(columnOf("f", frame, "toString")).toEqual([undefined, "text"]);
});

test("a matrix has the columns column1, column2, …", () => {
  const frame = toFrame("f", matrix([[1, 2], [3, 4], [5, 6]]));
  expect([frame.rows, frame.names]).toEqual([3, ["column1", "column2"]]);
  expect(columnOf("f", frame, "column2")).toEqual(Float64Array.of(2, 4, 6));
});

describe("toFrame complains of", () => {
  test.each<[string, unknown, object, RegExp]>([
    ["no rows", [], { code: "no-rows" }, /`table` must have at least 1 row\. Got no rows\./],
    ["columns of no rows", { a: [] }, { code: "no-rows" }, /Got no rows/],
    ["no columns", {}, { code: "no-rows" }, /Got no rows/],
    ["nothing", undefined, { code: "not-a-table" }, /`table` must be an array of row objects, an object of columns, or a Matrix\. Got undefined\./],
    ["a text", "a,b", { code: "not-a-table" }, /Got "a,b"/],
    ["a typed array", new Float64Array(2), { code: "not-a-table" }, /a Float64Array/],
    ["a row that is a list", [{ a: 1 }, [1, 2]], { code: "not-a-row", row: 1 }, /row 1: must be an object with one property a column; name the cells.* Got an array of 2/],
    ["a row that is nothing", [{ a: 1 }, null], { code: "not-a-row", row: 1 }, /Got null/],
    ["a hole among the rows", Object.assign(Array(2), { 1: { a: 1 } }), { code: "not-a-row", row: 0 }, /Got undefined/],
    ["a column that is a text", { a: [1, 2], b: "xy" }, { code: "not-a-column", column: "b" }, /column `b` must be an array or a typed array\. Got "xy"/],
    ["a column of big integers", { a: new BigInt64Array(2) }, { code: "not-a-column", column: "a" }, /BigInt64Array/],
    ["a column that is a set", { a: new Set([1]) }, { code: "not-a-column", column: "a" }, /a Set/],
    ["columns of different lengths", { a: [1, 2], b: [1] }, { code: "ragged-columns", column: "b" }, /column `b` must be as long as `a`: 2 rows\. Got 1\./],
    ["NaN in a matrix", matrix([[1], [NaN]]), { code: "not-finite", row: 1, column: 0 }, /NaN/],
  ])("%s", (_, table, fields, shows) => {
    const error = errorOf(() => toFrame("describe", table as []));
    expect(error).toMatchObject({ where: "describe", ...fields });
    expect(error.message).toMatch(shows);
  });

  test("an unknown column, with the nearest there is", () => {
    const error = errorOf(() => columnOf("predict", toFrame("predict", { age: [1], income: [2] }), "incom"));
    expect(error).toMatchObject({ code: "unknown-column", where: "predict", column: "incom" });
    expect(error.message).toContain('column `incom`: must be in the table, which has `age`, `income`. Got no such column; did you mean "income"?');
  });

  test("an unknown column soon and shortly, however long the names", () => {
    const long = Object.fromEntries(Array.from({ length: 20 }, (_, i) => ["x".repeat(10_000) + String(i), [1]]));
    expect(errorOf(() => columnOf("f", toFrame("f", long), "y")).message.length).toBeLessThan(1500);
  });
});
