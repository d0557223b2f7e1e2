import fc from "fast-check";
import { expect, test } from "vitest";
import { holmLevels } from "../../src/index.ts";
import { holmAdjusted, stepOf } from "../../src/stats/measurable.ts";

const chances = fc.array(fc.oneof(fc.double({ min: 0, max: 0.1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)), { maxLength: 8 });

test("Holm's levels reject what his adjusted p would", () => {
  fc.assert(fc.property(chances, (ps) => {
    const sizes = ps.map((p) => (Number.isNaN(p) ? 1 : p));
    const sorted = [...sizes].sort((a, b) => a - b);
    const adjusted = sorted.map((_, at) => Math.max(...sorted.slice(0, at + 1).map((p, rank) => p * (ps.length - rank))));
    const levels = holmLevels(ps);
    expect(levels.length).toBe(ps.length);
    sizes.forEach((p, at) => {
      const wanted = adjusted[sorted.indexOf(p)];
      if (Math.abs(wanted - 0.05) > 1e-12) expect(p < levels[at]).toBe(wanted < 0.05);
    });
  }));
});

test("Holm's adjusted p is that of the definition, and is below a level where the levels say so", () => {
  fc.assert(fc.property(chances, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (ps, within) => {
    const sizes = ps.map((p) => (Number.isNaN(p) ? 1 : p));
    const sorted = [...sizes].sort((a, b) => a - b);
    const adjusted = holmAdjusted(ps);
    const levels = holmLevels(ps, within);
    sizes.forEach((p, at) => {
      expect(adjusted[at]).toBe(Math.min(1, Math.max(...sorted.slice(0, sorted.indexOf(p) + 1).map((own, rank) => own * (ps.length - rank)))));
      if (Math.abs(adjusted[at] - within) > 1e-12) expect(adjusted[at] < within).toBe(p < levels[at]);
    });
  }));
  expect(holmAdjusted([0.04, 0.001, NaN])).toEqual([0.08, 0.003, 1]);
});

test("one question keeps its level", () => {
  expect([holmLevels([0.3]), holmLevels([0.3], 0.01), holmLevels([])]).toEqual([[0.05], [0.01], []]);
  expect(holmLevels([0.04, 0.001])).toEqual([0.05, 0.025]);
});

test("a strength stands where its estimate does, and nowhere where it could be two steps less", () => {
  const bounds = [0.14, 0.06, 0.01, 0];
  expect([stepOf(bounds, 0.2, 0.15), stepOf(bounds, 0.2, 0.07), stepOf(bounds, 0.2, 0.05), stepOf(bounds, 0.07, 0.02), stepOf(bounds, 0.02, 0)]).toEqual([0, 0, undefined, 1, 2]);
});
