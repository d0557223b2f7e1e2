import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chiSquaredSurvival, fSurvival, greatestNoncentrality, incompleteBeta, leastNoncentrality, lowerGamma, noncentralSurvival, normalQuantile, normalSurvival, studentQuantile, upperGamma } from "../../src/stats/distributions.ts";
import "../setup.ts";

const figures = JSON.parse(readFileSync(new URL("../fixtures/survival.json", import.meta.url), "utf8")) as {
  readonly chiSquared: readonly (readonly [x: number, df: number, p: number])[];
  readonly f: readonly (readonly [f: number, df1: number, df2: number, p: number])[];
};

/** The rows of figures that are off by more than 1e-10 of what is wanted. */
const off = (pairs: readonly (readonly [found: number, wanted: number])[]): unknown[] => pairs.filter(([found, wanted]) => !(Math.abs(found / wanted - 1) <= 1e-10));

test("the tail of chi-squared is SciPy's to 1e-10, from 1 to a million degrees of freedom, down to 1e-300", () => {
  expect(figures.chiSquared.length).toBeGreaterThan(80);
  expect(off(figures.chiSquared.map(([x, df, p]) => [chiSquaredSurvival(x, df), p]))).toEqual([]);
});

test("the tail of F is SciPy's to 1e-10, from 1 to a million degrees of freedom, down to 1e-300", () => {
  expect(figures.f.length).toBeGreaterThan(300);
  expect(off(figures.f.map(([f, df1, df2, p]) => [fSurvival(f, df1, df2), p]))).toEqual([]);
});

const df = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 100_000 }));
const half = df.map((df) => df / 2);
const statistic = fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }));

test("chi-squared of 2 degrees of freedom is an exponential, F of 2 and 2 is 1 / (1 + f)", () => {
  fc.assert(fc.property(statistic, (x) => {
    const pairs: [number, number][] = [[chiSquaredSurvival(x % 1400, 2), Math.exp(-(x % 1400) / 2)], [fSurvival(x, 2, 2), 1 / (1 + x)]];
    expect(off(pairs)).toEqual([]);
  }));
});

test("F of 1 and 1 is Cauchy's, squared", () => {
  fc.assert(fc.property(statistic, (x) => {
    expect(fSurvival(x, 1, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(Math.sqrt(x)), 13);
  }));
});

test("the two sides of the gamma function sum to 1, and so do those of the beta function", () => {
  fc.assert(fc.property(half, half, fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b, times, x) => {
    expect(lowerGamma(a, a * times) + upperGamma(a, a * times)).toBeCloseTo(1, 13);
    expect(incompleteBeta(x, 1 - x, a, b) + incompleteBeta(1 - x, x, b, a)).toBeCloseTo(1, 12);
  }));
});

test("P(a + 1, x) is P(a, x) less the density there, in the lower tail too", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (a, times) => {
    const x = a * times;
    let density = Math.exp(-x);
    for (let j = 1; j <= a; j++) density *= x / j;
    expect(off([[lowerGamma(a, x), lowerGamma(a + 1, x) + density]])).toEqual([]);
  }));
});

test("a tail is 1 at 0, falls, and ends in 0", () => {
  fc.assert(fc.property(df, df, statistic, statistic, (df1, df2, a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    expect(chiSquaredSurvival(high, df1)).toBeLessThanOrEqual(chiSquaredSurvival(low, df1) * (1 + 1e-11));
    expect(fSurvival(high, df1, df2)).toBeLessThanOrEqual(fSurvival(low, df1, df2) * (1 + 1e-11));
    expect([chiSquaredSurvival(0, df1), fSurvival(0, df1, df2)]).toEqual([1, 1]);
    expect([chiSquaredSurvival(Infinity, df1), fSurvival(Infinity, df1, df2)]).toEqual([0, 0]);
  }));
});

const quantiles = JSON.parse(readFileSync(new URL("../fixtures/inference.json", import.meta.url), "utf8")) as {
  readonly noncentral: readonly (readonly [x: number, df: number, lambda: number, p: number])[];
  readonly normal: readonly (readonly [p: number, z: number])[];
  readonly student: readonly (readonly [p: number, df: number, t: number])[];
};

test("the noncentral tail, and the quantiles of the normal and of Student's t, are SciPy's", () => {
  expect(quantiles.noncentral.length).toBeGreaterThan(100);
  expect(off(quantiles.noncentral.map(([x, df, lambda, p]) => [noncentralSurvival(x, df, lambda), p]))).toEqual([]);
  for (const [p, z] of quantiles.normal) expect(normalQuantile(p)).toBeCloseTo(z, 10);
  expect(off(quantiles.student.map(([p, df, t]) => [studentQuantile(p, df), t]))).toEqual([]);
});

test("the normal's quantile and tail undo each other", () => {
  fc.assert(fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
    expect(normalSurvival(normalQuantile(p)) / p).toBeCloseTo(1, 9);
  }));
});

test("the least noncentrality reaches the statistic once in 40 times, and is 0 where chance does", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.double({ min: 0.01, max: 1e4, noNaN: true }), (df, x) => {
    const least = leastNoncentrality(x, df);
    if (least === 0) expect(chiSquaredSurvival(x, df)).toBeGreaterThan(0.0249);
    else expect(noncentralSurvival(x, df, least)).toBeCloseTo(0.025, 9);
  }));
});

test("the greatest noncentrality stays below the statistic once in 40 times, and is 0 where without any it does so less often", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.double({ min: 0.01, max: 1e4, noNaN: true }), (df, x) => {
    const greatest = greatestNoncentrality(x, df);
    if (greatest === 0) expect(1 - chiSquaredSurvival(x, df)).toBeLessThan(0.0251);
    else expect(1 - noncentralSurvival(x, df, greatest)).toBeCloseTo(0.025, 9);
    expect(greatest).toBeGreaterThanOrEqual(leastNoncentrality(x, df));
  }));
});
