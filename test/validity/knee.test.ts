import fc from "fast-check";
import { expect, test } from "vitest";
import { knee } from "../../src/validity/elbow.ts";
import "../setup.ts";

/** A curve that never rises, and its k from 1. */
const curves = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 10 }).map((falls) => {
  const inertia = falls.map((_, i) => falls.slice(i).reduce((sum, fall) => sum + fall, 0));
  return { k: inertia.map((_, i) => i + 1), inertia };
});

test("the knee is the point farthest below the line from the first point to the last", () => {
  fc.assert(
    fc.property(curves, ({ k, inertia }) => {
      const found = knee(k, inertia);
      const [first, last, steps] = [inertia[0], inertia[inertia.length - 1], k.length - 1];
      const depths = inertia.map((cost, i) => (steps > 0 ? first + ((last - first) * i) / steps - cost : 0));
      const deepest = Math.max(...depths);
      if (found === undefined) expect(deepest).toBeLessThanOrEqual(1e-6);
      else expect(depths[found - 1]).toBeGreaterThanOrEqual(deepest - 1e-6);
    }),
  );
});

test("neither the scale of the inertia nor a shift of k moves the knee", () => {
  fc.assert(
    fc.property(curves, ({ k, inertia }) => {
      const found = knee(k, inertia);
      expect(knee(k, inertia.map((cost) => cost * 1024))).toBe(found);
      expect(knee(k.map((clusters) => clusters + 5), inertia)).toBe(found === undefined ? undefined : found + 5);
    }),
  );
});

test.each([
  ["two points", [1, 2], [9, 0]],
  ["a straight line", [1, 2, 3, 4], [0.9, 0.6, 0.3, 0]],
  ["a level line", [1, 2, 3], [4, 4, 4]],
  ["a curve that bulges upwards", [1, 2, 3], [9, 8, 0]],
])("%s has no knee", (_, k, inertia) => {
  expect(knee(k, inertia)).toBeUndefined();
});

test("on a tie the lower k is the knee", () => {
  expect(knee([1, 2, 3, 4, 5], [8, 2, 0, 0, 0])).toBe(2);
});
