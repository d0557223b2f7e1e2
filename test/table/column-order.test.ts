import fc from "fast-check";
import { expect, test } from "vitest";
import { columnOrder, withOrder } from "../../src/table/table.ts";

const names = fc.uniqueArray(fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom("__proto__", "constructor", "2019", "")));

test("a table remembers the order of its columns", () => {
  fc.assert(
    fc.property(names, (names) => {
      const table = withOrder(names.map((name, c) => [name, [c]]));
      expect(columnOrder(table)).toEqual(names);
      expect(names.map((name) => table[name])).toEqual(names.map((_, c) => [c]));
    }),
  );
});

test("a table that remembers nothing lists its keys", () => {
  expect(columnOrder({ b: [1], a: [2] })).toEqual(["b", "a"]);
});

test("columns that came or went since are told from the keys", () => {
  const table = withOrder([["b", [1]], ["2019", [2]], ["a", [3]]]) as Record<string, number[]>;
  delete table["b"];
  table["c"] = [4];
  expect(columnOrder(table)).toEqual(["2019", "a", "c"]);
});

test("the order is no column: keys, copies and JSON do not hold it", () => {
  const table = withOrder([["b", [1]], ["a", [3]]]);
  expect(Object.keys(table)).toEqual(["b", "a"]);
  expect(Object.getOwnPropertySymbols({ ...table })).toEqual([]);
  expect(JSON.stringify(table)).toBe('{"b":[1],"a":[3]}');
});
