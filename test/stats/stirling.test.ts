import fc from "fast-check";
import { expect, test } from "vitest";
import { stirlingError } from "../../src/stats/distributions.ts";
import "../setup.ts";

/** log Γ(x + 1) as Stirling's formula and its error give it. */
const logFactorial = (x: number): number => (x + 0.5) * Math.log(x) - x + 0.9189385332046727 + stirlingError(x);

test("gives the logarithm of a factorial", () => {
  for (let n = 2, sum = 0; n <= 170; n++) {
    sum += Math.log(n);
    expect(Math.abs(logFactorial(n) / sum - 1)).toBeLessThan(1e-13);
  }
});

// scipy.special.gammaln(x + 1), SciPy 1.10.1
test.each([[0.5, -0.12078223763524522], [0.01, -0.005690307946069651], [1.5, 0.2846828704729192], [7.25, 9.033186919605123], [123.5, 474.6335166479986], [1e6, 12815518.384658169]])("is SciPy's at %d", (x, wanted) => {
  expect(Math.abs(logFactorial(x) / wanted - 1)).toBeLessThan(1e-12);
});

test("falls towards 1 / (12 x)", () => {
  fc.assert(fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (x) => {
    expect(stirlingError(x)).toBeLessThanOrEqual((1 + 1e-14) / (12 * x));
    expect(stirlingError(x)).toBeGreaterThanOrEqual((1 - 1e-14) / (12 * x + 1));
  }));
});
