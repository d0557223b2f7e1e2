import fc from "fast-check";
import { expect, test } from "vitest";
import { log, log1p } from "../../src/core/numbers.ts";
import "../setup.ts";

/** The distance of two doubles in units of the last place of the second. */
function ulps(got: number, want: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(want));
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return Math.abs(got - want) / (bits.getFloat64(0) - Math.abs(want));
}

const positive = fc.oneof(
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  fc.double({ min: 0.5, max: 2, noNaN: true }),
  fc.double({ min: 1 - 1e-9, max: 1 + 1e-9, noNaN: true }),
);
const aboveMinusOne = fc.oneof(
  fc.double({ min: -1, minExcluded: true, max: 1e300, noNaN: true }),
  fc.double({ min: -0.999, max: 3, noNaN: true }),
  fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
);
const thorough = { numRuns: 20_000 };

test("log is Math.log to 2 ulp, from the smallest subnormal number to the largest number", () => {
  fc.assert(fc.property(positive, (x) => ulps(log(x), Math.log(x)) <= 2), thorough);
});

test("log1p is Math.log1p to 2 ulp, near 0 as well", () => {
  fc.assert(fc.property(aboveMinusOne, (x) => ulps(log1p(x), Math.log1p(x)) <= 2), thorough);
});

test.each([-0.3414960306070834, -0.35560195339433714, -0.3027577286478252])("log1p(%d) takes back what 1 + x rounds off", (x) => {
  expect(ulps(log1p(x), Math.log1p(x))).toBeLessThanOrEqual(2); // 3 without
});

test("the logarithm of 1 is 0, and log1p keeps a tiny number", () => {
  expect([log(1), log1p(0), log1p(1e-300), log1p(-1e-300)]).toEqual([0, 0, 1e-300, -1e-300]);
});

test("log turns a product by a power of two into a sum", () => {
  expect(log(1024)).toBe(10 * Math.LN2);
  expect(log(2 ** -1074)).toBe(-1074 * Math.LN2);
});

test("log never falls", () => {
  fc.assert(
    fc.property(positive, positive, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      return log(low) <= log(high);
    }),
    thorough,
  );
});
