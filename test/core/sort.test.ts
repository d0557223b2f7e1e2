import fc from "fast-check";
import { expect, test } from "vitest";
import { argsort, bisect, byCodeUnit, pick, rowsByGroup } from "../../src/core/numbers.ts";
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

test("argsort of decimals, near and far from 0, and with a key among them that is none, orders as by comparison", () => {
  const parts = fc.constantFrom(1, 10, 100, 1000, 10_000);
  const far = fc.constantFrom(0, 1.7e9, -(2 ** 50), 2 ** 53);
  const other = fc.constantFrom([], [1 / 3], [-0], [NaN], [Infinity], [2 ** 31], [-(2 ** 31), 2 ** 31], [5e-324]);
  const keys = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -5_000_000, max: 5_000_000 })), { maxLength: 60 });
  fc.assert(
    fc.property(keys, parts, far, other, (whole, of, from, more) => {
      const all = [...whole.map((key) => from + key / of), ...more, ...whole.slice(0, 9).map((key) => from + key / of)];
      const isBelow = (a: number, b: number): boolean => a < b || (!Number.isNaN(a) && Number.isNaN(b));
      const order = all.map((_, i) => i).sort((a, b) => (isBelow(all[a], all[b]) ? -1 : isBelow(all[b], all[a]) ? 1 : a - b));
      expect([...argsort(Float64Array.from(all))]).toEqual(order);
    }),
  );
});

test("argsort puts NaN last, whatever its bits are, and keeps the order of several", () => {
  const keys = new Float64Array(6);
  const words = new Uint32Array(keys.buffer);
  keys.set([1, 0, Infinity, 0, -1, 0]);
  for (const [at, top, bottom] of [[1, 0xfff80000, 0], [3, 0x7ff80000, 7], [5, 0x7ff00000, 1]]) {
    words.set(new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? [bottom, top] : [top, bottom], 2 * at);
  }
  expect([...keys].map(Number.isNaN)).toEqual([false, true, false, true, false, true]);
  expect([...argsort(keys)]).toEqual([4, 0, 2, 1, 3, 5]);
});

test("text is ordered as < orders it, on every machine", () => {
  expect(["ä", "a", "Z", "10", "2", "", "a"].sort(byCodeUnit)).toEqual(["", "10", "2", "Z", "a", "a", "ä"]);
});

test("bisect counts what stands below a bound, with or without its equals", () => {
  const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));
  fc.assert(
    fc.property(values, fc.integer({ min: -6, max: 6 }), fc.nat(20), (ascending, bound, most) => {
      const count = Math.min(most, ascending.length);
      const first = ascending.slice(0, count);
      expect(bisect(ascending, bound, "left", count)).toBe(first.filter((value) => value < bound).length);
      expect(bisect(ascending, bound, "right", count)).toBe(first.filter((value) => value <= bound).length);
    }),
  );
});

test("rows by group are the rows of each, ascending, those of no group left out", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 30 }), (groups) => {
      const rows = rowsByGroup(groups, 5);
      expect(rows.map((own) => [...own])).toEqual([0, 1, 2, 3, 4].map((g) => groups.flatMap((group, row) => (group === g ? [row] : []))));
      rows.forEach((own, g) => expect(pick(groups, own)).toEqual(new Float64Array(own.length).fill(g)));
    }),
  );
});
