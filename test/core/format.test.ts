import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNumber, formatShare } from "../../src/core/text.ts";
import "../setup.ts";

test.each([
  [1230, "1230"],
  [0.4, "0.4"],
  [22288.4367, "22288.44"],
  [-3.5, "-3.5"],
  [0, "0"],
  [-0, "0"],
  [999.999, "1000"],
  [0.004, "4.00e-3"],
  [-0.004, "-4.00e-3"],
  [1e15, "1.00e+15"],
  [NaN, "NaN"],
])("the number %d is written %s", (x, text) => {
  expect(formatNumber(x)).toBe(text);
});

test.each([
  [0.321, "32.1%"],
  [0.5, "50%"],
  [0, "0%"],
  [1, "100%"],
  [0.0004, "0%"],
  [-0.0004, "0%"],
])("the share %d is written %s", (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test("what is written reads as the number to half a hundredth, or to three digits", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(Number(formatNumber(x)) - x)).toBeLessThanOrEqual(Math.max(0.0050001, 0.0051 * Math.abs(x)));
    }),
  );
});
