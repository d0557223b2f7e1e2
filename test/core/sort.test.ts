import fc from "fast-check";
import { expect, test } from "vitest";
import { argsort, byCodeUnit } from "../../src/core/sort.ts";
import { matrices } from "../arbitraries.ts";

test("argsort is stable: equal keys keep their order", () => {
  fc.assert(
    fc.property(matrices({ maxCols: 1, maxRows: 30 }), ({ data }) => {
      const order = Array.from(data, (_, i) => i).sort((a, b) => data[a] - data[b]); // stable by the standard
      expect([...argsort(data)]).toEqual(order);
    }),
  );
});

test("text is ordered as < orders it, on every machine", () => {
  expect(["ä", "a", "Z", "10", "2", "", "a"].sort(byCodeUnit)).toEqual(["", "10", "2", "Z", "a", "a", "ä"]);
});
