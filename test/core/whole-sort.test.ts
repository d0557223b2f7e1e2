import fc from "fast-check";
import { expect, test } from "vitest";
import { sortWithGroups, wholesOf } from "../../src/core/whole-sort.ts";
import { runs } from "../table-arbitraries.ts";

const cases = fc.integer({ min: 1, max: 20 }).chain((k) => {
  const row = fc.record({ whole: fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -40_000_000, max: 40_000_000 })), group: fc.nat(k - 1) });
  return fc.record({ k: fc.constant(k), rows: fc.array(row, { maxLength: 60 }), parts: fc.constantFrom(1, 10, 100, 1000), far: fc.constantFrom(0, 1.7e9, -3) });
});

test("values come in ascending order, equal ones by their groups, the same bits as before", () => {
  fc.assert(
    fc.property(cases, ({ k, rows, parts, far }) => {
      const pairs = rows.map(({ whole, group }) => [(far * parts + whole) / parts + 0, group] as const);
      const found = sortWithGroups(Float64Array.from(pairs, ([value]) => value), Int32Array.from(pairs, ([, group]) => group), k);
      const reach = Math.max(...rows.map(({ whole }) => whole)) - Math.min(...rows.map(({ whole }) => whole));
      if (found === undefined) expect((reach + 1) * k).toBeGreaterThan(2 ** 26); // no room for the groups
      else expect(Array.from(found.sorted, (value, at) => [value, found.groups[at]])).toEqual([...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    }),
    runs(3),
  );
});

test.each([[1 / 3], [0.1234], [NaN], [Infinity], [2 ** 51], [1e300], [-(2 ** 30), 2 ** 30]])("%d is not sorted by whole numbers", (...values) => {
  expect(wholesOf(Float64Array.from([0, 1, ...values]))).toBeUndefined();
});

test("the finest parts that any value needs are those of all", () => {
  expect(wholesOf(Float64Array.of(5, 0.5, 7.25, 2))).toEqual({ parts: 100, least: 50, reach: 675 });
  expect(wholesOf(Float64Array.of(-0, 0))).toEqual({ parts: 1, least: 0, reach: 0 });
});
