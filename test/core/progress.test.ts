import fc from "fast-check";
import { expect, test } from "vitest";
import { createTicker, type Progress } from "../../src/core/progress.ts";
import "../setup.ts";

function reportsOf(total: number): Progress[] {
  const seen: Progress[] = [];
  const tick = createTicker("stage", total, (progress) => seen.push(progress));
  for (let done = 1; done <= total; done++) tick(done);
  return seen;
}

test("of any number of steps about a hundred are reported, in order, the last one always", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (total) => {
      const seen = reportsOf(total);
      expect(seen.length).toBeLessThanOrEqual(201);
      expect(seen.length).toBeGreaterThanOrEqual(Math.min(total, 99));
      expect(seen.at(-1)).toEqual({ stage: "stage", done: total, total });
      expect(seen.every(({ done }, at) => at === 0 || done > seen[at - 1].done)).toBe(true);
    }),
  );
});

test("without a listener nothing happens", () => {
  expect(createTicker("stage", 10, undefined)(1)).toBeUndefined();
});
