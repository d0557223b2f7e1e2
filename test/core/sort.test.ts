import fc from "fast-check";
import { expect, test } from "vitest";
import { argsort, byCodeUnit } from "../../src/core/numbers.ts";
import { matrices } from "../arbitraries.ts";

test("argsort is stable: equal keys keep their order", () => {
  fc.assert(
    fc.property(matrices({ maxCols: 1, maxRows: 30 }), ({ data }) => {
      const order = Array.from(data, (_, i) => i).sort((a, b) => data[a] - data[b]); // stable by the standard
      expect([...argsort(data)]).toEqual(order);
    }),
  );
});

test("argsort of many keys orders as argsort of few does: negative, tiny, huge and equal ones, 0 and -0 alike", () => {
  const special = [0, -0, 5e-324, -5e-324, 1e308, -1e308, 1, -1, Infinity, -Infinity];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...special), fc.double({ noNaN: true })), { minLength: 5000, maxLength: 5200 }), (keys) => {
      const order = keys.map((_, i) => i).sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
      expect([...argsort(Float64Array.from(keys))]).toEqual(order);
    }),
    { numRuns: 10 },
  );
});

test("text is ordered as < orders it, on every machine", () => {
  expect(["ä", "a", "Z", "10", "2", "", "a"].sort(byCodeUnit)).toEqual(["", "10", "2", "Z", "a", "a", "ä"]);
});
