import fc from "fast-check";
import { expect, test } from "vitest";
import { exp, log } from "../../src/core/numbers.ts";
import "../setup.ts";

const thorough = { numRuns: 20_000 };

test("exp is Math.exp to 2 ulp where that is a normal number", () => {
  const x = fc.oneof(fc.double({ min: -708, max: 709.5, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1e-9, max: 1e-9, noNaN: true }));
  fc.assert(fc.property(x, (x) => Math.abs(exp(x) / Math.exp(x) - 1) <= 2 * Number.EPSILON), thorough);
});

test("exp undoes log", () => {
  fc.assert(fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => Math.abs(exp(log(x)) / x - 1) < 1e-13), thorough);
});

test("exp keeps the digits that a subnormal number has, and ends in 0 and in infinity", () => {
  for (const x of [-709, -720, -740, -745]) expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(Math.max(Number.MIN_VALUE, 1e-15 * Math.exp(x)));
  expect(exp(1)).toBeCloseTo(Math.E, 15);
  expect([exp(0), exp(-746), exp(-Infinity), exp(710), exp(Infinity)]).toEqual([1, 0, 0, Infinity, Infinity]);
  expect(exp(NaN)).toBeNaN();
});
