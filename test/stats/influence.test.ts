import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { influence, type Influence, type InfluenceOptions } from "../../src/stats/influence.ts";
import { errorOf } from "../error-of.ts";
import { naiveF, naiveH, naiveIntervals, naiveOmega } from "../oracles/naive-questions.ts";
import { naiveMean, naiveQuantile } from "../oracles/naive-table.ts";
import { runs } from "../table-arbitraries.ts";

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -9999, max: 9999 }).map((x) => x / 8));
const groupsOf = fc.array(fc.array(value, { minLength: 1, maxLength: 9 }), { minLength: 2, maxLength: 4 });
const tableOf = (groups: readonly (readonly number[])[]): { g: number[]; x: number[] } => ({ g: groups.flatMap((group, g) => group.map(() => g)), x: groups.flat() });
const few = { of: "g", on: "x", resamples: 20 } as const;
const varied = (groups: readonly (readonly number[])[]): boolean => new Set(groups.flat()).size > 1 && groups.some((group) => new Set(group).size > 1);

test("both statistics and both shares are the textbook's", () => {
  fc.assert(fc.property(groupsOf.filter(varied), (groups) => {
    const found = influence(tableOf(groups), few);
    const { f, etaSquared } = naiveF(groups);
    const [h, n] = [naiveH(groups), groups.flat().length];
    expect(found.anova.f / (1 + f)).toBeCloseTo(f / (1 + f), 9);
    expect([found.kruskal.df, found.anova.df1, found.anova.df2]).toEqual([groups.length - 1, groups.length - 1, n - groups.length]);
    for (const [a, b] of [[found.kruskal.h, h], [found.etaSquared, etaSquared], [found.epsilonSquared, h / (n - 1)]]) expect(a).toBeCloseTo(b, 9);
    if (n > groups.length) {
      expect(found.omegaSquared).toBeCloseTo(naiveOmega(groups), 9);
      expect(found.correctedEpsilonSquared).toBeCloseTo(Math.max(0, 1 - (1 - h / (n - 1)) * ((n - 1) / (n - groups.length))), 9); // Kelley 1935
    }
  }));
});

test("groups have their size, mean and median", () => {
  fc.assert(fc.property(groupsOf, (groups) => {
    const found = influence(tableOf(groups), few).groups;
    expect(found.map(({ name, size }) => [name, size])).toEqual(groups.map((group, g) => [String(g), group.length]));
    found.forEach(({ mean, median }, g) => {
      expect(mean).toBeCloseTo(naiveMean(groups[g]), 9);
      expect(median).toBeCloseTo(naiveQuantile(groups[g], 0.5), 9);
    });
  }));
});

test("the order of the rows does not matter to the last bit, nor is the table written to", () => {
  fc.assert(fc.property(groupsOf, fc.infiniteStream(fc.nat()), (groups, keys) => {
    const { g, x } = tableOf(groups);
    const order = g.map((_, i) => ({ i, key: keys.next().value! })).sort((a, b) => a.key - b.key).map(({ i }) => i);
    const table = Object.freeze({ g: order.map((i) => g[i]), x: Object.freeze(order.map((i) => x[i])) });
    expect(influence(table, few)).toEqual(influence({ g, x }, few));
  }));
});

test("ranks do not see a rising transform, and the means do not see a shift or a scale", () => {
  fc.assert(fc.property(groupsOf, (groups) => {
    const [found, bent] = [influence(tableOf(groups), few), influence(tableOf(groups.map((group) => group.map((x) => x * x * x))), few)];
    expect([bent.kruskal, bent.epsilonSquared, bent.epsilonSquaredInterval]).toEqual([found.kruskal, found.epsilonSquared, found.epsilonSquaredInterval]);
    const scaled = influence(tableOf(groups.map((group) => group.map((x) => 4 * x - 1024))), few);
    expect(scaled.etaSquared).toBeCloseTo(found.etaSquared, 9);
  }));
});

test("shares and the ends of their intervals lie between 0 and 1, in order; the result is plain data and the same each time", () => {
  fc.assert(fc.property(groupsOf, fc.nat({ max: 99 }), (groups, seed) => {
    const found = influence(tableOf(groups), { ...few, seed });
    for (const [low, high] of [found.etaSquaredInterval, found.epsilonSquaredInterval]) expect(low >= 0 && low <= high && high <= 1).toBe(true);
    for (const share of [found.etaSquared, found.epsilonSquared]) expect(share >= 0 && share <= 1).toBe(true);
    if (groups.flat().length > groups.length) {
      expect(found.omegaSquared >= 0 && found.omegaSquared <= found.etaSquared).toBe(true);
      expect(found.correctedEpsilonSquared >= 0 && found.correctedEpsilonSquared <= found.epsilonSquared).toBe(true);
    } else expect(found.correctedEpsilonSquared || NaN).toBeNaN();
    expect(influence(tableOf(groups), { ...few, seed })).toEqual(found);
    expect(structuredClone(found)).toEqual(found);
  }));
});

test("magnitudes up to the bound, and far below 1, change nothing", () => {
  fc.assert(fc.property(groupsOf, (groups) => {
    const found = influence(tableOf(groups), few);
    for (const factor of [2 ** 300, 2 ** -900]) {
      const { kruskal, anova, etaSquared } = influence(tableOf(groups.map((group) => group.map((x) => x * factor))), few);
      expect([kruskal, anova, etaSquared]).toEqual([found.kruskal, found.anova, found.etaSquared]);
    }
  }));
});

interface Reference {
  readonly name: string;
  readonly groups: number[][];
  readonly h: number;
  readonly p: number;
  readonly f: number;
  readonly fp: number;
}
const { tables } = JSON.parse(readFileSync(new URL("../fixtures/questions.json", import.meta.url), "utf8")) as { tables: Reference[] };

describe("SciPy's kruskal and f_oneway", () => {
  test.each(tables)("$name", ({ groups, h, p, f, fp }) => {
    const { kruskal, anova } = influence(tableOf(groups), { ...few, resamples: 0 });
    const off = [[kruskal.h, h], [kruskal.p, p], [anova.f, f], [anova.p, fp]].filter(([a, b]) => !(Math.abs(a / b - 1) <= 1e-10));
    expect(off).toEqual([]);
  });
});

const tested = (JSON.parse(readFileSync(new URL("../fixtures/inference.json", import.meta.url), "utf8")) as {
  readonly tests: readonly { readonly name: string; readonly brownForsythe: [number, number]; readonly welch?: [number, number] }[];
}).tests;

describe("SciPy's levene around the medians, and f_oneway of unequal variances on the ranks", () => {
  test.each(tested)("$name", ({ name, brownForsythe, welch }) => {
    const found = influence(tableOf(tables.find((table) => table.name === name)!.groups), { ...few, resamples: 0 });
    const near = ({ f, p }: { f: number; p: number }, [wantedF, wantedP]: [number, number]): boolean => Math.abs(f / wantedF - 1) < 1e-10 && Math.abs(p / wantedP - 1) < 1e-10;
    expect(near(found.brownForsythe, brownForsythe)).toBe(true);
    expect(welch === undefined ? Number.isNaN(found.welch.p) : near(found.welch, welch)).toBe(true);
  });
});

/** A stream of normal numbers. */
function normals(seed: number): () => number {
  let state = seed;
  const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
}

describe("where nothing is there", () => {
  const share = (times: number, table: () => { g: number[]; x: number[] }, holds: (found: Influence) => boolean): number =>
    Array.from({ length: times }, () => influence(table(), { ...few, resamples: 0 })).filter(holds).length / times;

  test("a table of 9 rows is never called strong", () => {
    const normal = normals(3);
    for (const sizes of [[3, 3, 3], [4, 5], [2, 3, 4], [2, 2, 2, 3]]) {
      expect(share(400, () => tableOf(sizes.map((size) => Array.from({ length: size }, normal))), ({ sentence }) => /strong|moderate/.test(sentence))).toBe(0);
    }
    const parted = influence(tableOf([[1, 2, 3, 4], [5, 6, 7, 8, 9]]), { ...few, resamples: 0 });
    expect(parted).toMatchObject({ measurable: true, correctedEpsilonSquared: 5 / 7 });
    expect(parted.sentence).toMatch(/^A measurable influence .*, but 9 rows are too few to tell its size: .*chance alone gives about 13 %\)\./);
  });

  test("a small group that is widely spread has no influence, and the sentence says what differs", () => {
    const normal = normals(5);
    const spread = (): { g: number[]; x: number[] } => tableOf([200, 200, 20].map((size, at) => Array.from({ length: size }, () => (at === 2 ? 4 : 1) * normal())));
    expect(share(150, spread, ({ kruskal }) => kruskal.p < 0.05)).toBeGreaterThan(0.1);
    expect(share(150, spread, ({ measurable }) => measurable)).toBeLessThan(0.1);
    const table = Array.from({ length: 50 }, spread).find((table) => {
      const { p } = influence(table, { ...few, resamples: 0 }).kruskal;
      return p > 0.02 && p < 0.05;
    })!;
    const found = influence(table, few);
    expect([found.measurable, found.kruskal.p < 0.05, found.brownForsythe.p < 0.05]).toEqual([false, true, true]);
    expect(found.sentence).toMatch(/^No measurable influence of `g` on how high `x` is: the groups differ in how widely it is spread \(Brown-Forsythe, p < 0\.0001\)\. Kruskal-Wallis/);
  });

  test("a difference in height is still found where spreads differ", () => {
    const normal = normals(9);
    const shifted = (): { g: number[]; x: number[] } => tableOf([200, 200, 20].map((size, at) => Array.from({ length: size }, () => (at === 2 ? 3 : 1) * normal() + at / 2)));
    expect(share(40, shifted, ({ measurable }) => measurable)).toBeGreaterThan(0.9);
  });
});

test("a lower level asks for more", () => {
  const table = tableOf([[1, 2, 3, 4, 5, 6, 7, 8], [4, 5, 6, 7, 8, 9, 10, 11]]);
  const { kruskal } = influence(table, few);
  expect([0.05, kruskal.p * 1.01, kruskal.p * 0.99].map((level) => influence(table, { ...few, level }).measurable)).toEqual([true, true, false]);
  expect(influence(table, { ...few, level: kruskal.p * 0.99 }).sentence).toMatch(/^No measurable influence/);
});

describe("the intervals", () => {
  // resamples drawn one row at a time and measured by the naive statistics
  test("are those of naive resamples, but for chance", () => {
    const groups = tables.find(({ name }) => name === "shifted")!.groups;
    let state = 7;
    const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    const wanted = naiveIntervals(groups, 400, random, 0.0235); // Student's t of 122 degrees is 1.9796; times the root of 123 / 122
    const { etaSquaredInterval, epsilonSquaredInterval } = influence(tableOf(groups), { of: "g", on: "x" });
    [etaSquaredInterval, epsilonSquaredInterval].forEach((interval, at) => interval.forEach((end, side) => {
      expect(Math.abs(end - wanted[at][side])).toBeLessThan(0.03);
    }));
  });

  test("hold the share of the population about as often as they say", () => {
    let [state, held] = [11, 0];
    const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let t = 0; t < 100; t++) {
      const g = Array.from({ length: 120 }, (_, i) => i % 2);
      const x = g.map((group) => draw() + draw() + draw() + draw() + group); // variance 1/3 within, 1/4 between
      const [low, high] = influence({ g, x }, { of: "g", on: "x", resamples: 200 }).etaSquaredInterval;
      if (low <= 3 / 7 && high >= 3 / 7) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88);
  });

  test("hold it where nothing is there, too, and hold 0", () => {
    let [state, held] = [11, 0];
    const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let t = 0; t < 100; t++) {
      const g = Array.from({ length: 80 }, (_, i) => i % 8);
      const found = influence({ g, x: g.map(() => draw() + draw() + draw()) }, { of: "g", on: "x", resamples: 100 });
      if (found.etaSquaredInterval[0] === 0 && found.epsilonSquaredInterval[0] === 0) held++;
    }
    expect(held).toBeGreaterThanOrEqual(92);
  });

  test("are NaN without resamples, and another seed moves them", () => {
    const table = tableOf(tables[1].groups);
    expect(influence(table, { ...few, resamples: 0 })).toMatchObject({ etaSquaredInterval: [NaN, NaN], epsilonSquaredInterval: [NaN, NaN] });
    expect(influence(table, { ...few, seed: 1 }).etaSquaredInterval).not.toEqual(influence(table, few).etaSquaredInterval);
    expect(influence(table, { of: "g", on: "x" })).toEqual(influence(table, { of: "g", on: "x", resamples: 1000, seed: 42 }));
  });
});

test("missing cells leave their row out and are counted; a fill replaces numbers alone", () => {
  const table = { g: ["a", "b", null, "a", "b"], x: [1, NaN, 3, "", 5] };
  expect(influence(table, few)).toMatchObject({ missing: 3, filled: 0, groups: [{ name: "a", size: 1, mean: 1 }, { name: "b", size: 1, mean: 5 }] });
  expect(influence(table, { ...few, missing: 0 })).toMatchObject({ missing: 1, filled: 2, groups: [{ size: 2, mean: 0.5 }, { size: 2, mean: 2.5 }] });
  expect(table.x).toEqual([1, NaN, 3, "", 5]);
});

test("where nothing can differ, p is 1 and the sentence says why", () => {
  const none = { kruskal: { h: 0, p: 1 }, anova: { f: 0, p: 1 }, etaSquared: 0, epsilonSquared: 0 };
  const one = influence({ g: ["a", "a"], x: [1, 2] }, few);
  expect(one).toMatchObject({ ...none, sentence: "Nothing to compare: `g` is `a` in every row that counts." });
  const constant = influence({ g: ["a", "b", "b"], x: [7, 7, 7] }, few);
  expect(constant).toMatchObject({ ...none, sentence: "No measurable influence of `g` on `x`: every group has the same mean and median, 7." });
  expect(influence({ g: ["a", "b"], x: [1, 2] }, few).anova).toEqual({ f: NaN, df1: 1, df2: 0, p: NaN });
  expect(influence({ g: ["a", "a", "b", "b"], x: [1, 1, 2, 2] }, few).anova).toMatchObject({ f: Infinity, p: 0 });
});

describe("the sentence", () => {
  const ranges = (...groups: readonly (readonly [from: number, to: number])[]): { g: number[]; x: number[] } => tableOf(groups.map(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)));
  const say = (table: { g: number[]; x: number[] }, options: Partial<InfluenceOptions<"g" | "x">> = {}): string => influence(table, { ...few, ...options }).sentence;

  test("says that an influence is measurable, how strong it is, and where", () => {
    expect(say(ranges([0, 40], [10, 50]), { labels: { 1: "Friend" } })).toBe(
      "A measurable, moderate influence of `g` on `x` (Kruskal-Wallis, p = 0.0008): corrected for chance it explains 15 % of the variance, and 13 % of the variance of ranks (eta² = 0.1580). Highest: `Friend` (mean 29.5, median 29.5); the medians lie between 19.5 and 29.5.",
    );
  });

  test("says when the means alone differ, or alone do not", () => {
    const shifted = ranges([0, 30], [12, 42]);
    expect(say({ ...shifted, x: [...shifted.x.slice(0, 59), 1e6] })).toMatch(/The means alone do not show it \(F test, p = 0\.\d{4}\): a few large values can hide it\.$/);
    const tails = tableOf([Array.from({ length: 40 }, (_, i) => i + 0.5), [...Array.from({ length: 30 }, (_, i) => i), ...Array.from({ length: 10 }, () => 900)]]);
    expect(say(tails)).toMatch(/^No measurable.*The means do differ \(F test, p = 0\.\d{4}\), which a few large values can bring about\.$/);
  });

  test("says when groups are small, and cuts long names", () => {
    expect(say(tableOf([[1, 2, 3, 4, 5], [2, 3]]))).toMatch(/Take p as rough: 1 of the 2 groups has fewer than 5 rows\.$/);
    expect(influence({ ["y".repeat(500)]: [1, 2], x: [1, 2] }, { ...few, of: "y".repeat(500) }).sentence.length).toBeLessThan(500);
  });

  test("is never without its figures", () => {
    fc.assert(fc.property(groupsOf.filter(varied), (groups) => {
      const { sentence, etaSquared, measurable } = influence(tableOf(groups), few) as Influence;
      expect(sentence).toContain(`eta² = ${etaSquared.toFixed(4)}`);
      expect(sentence.startsWith("No measurable")).toBe(!measurable);
      expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
    }), runs(0.5));
  });
});

test.each<[string, () => unknown, object, RegExp]>([
  ["an unknown option", () => influence({ g: [1], x: [1] }, { ...few, fill: 0 } as InfluenceOptions<"g" | "x">), { code: "unknown-option" }, /may hold `of`, `on`, `missing`, .* Got "fill"/],
  ["a quantity for a category", () => influence({ g: Array.from({ length: 60 }, (_, i) => i + 0.5), x: Array.from({ length: 60 }, (_, i) => i) }, { of: "g", on: "x" }), { code: "too-many-categories", column: "g" }, /column `g` must be a category; .* Got 60 different numbers in 60 rows\./],
  ["no options", () => influence({ g: [1], x: [1] }, undefined as unknown as InfluenceOptions<"g" | "x">), { code: "not-an-object" }, /the options must be an object/],
  ["a column that is not there", () => influence({ g: [1], x: [1] }, { of: "g", on: "y" as "x" }), { code: "unknown-column", column: "y" }, /`on` must be in the table/],
  ["a text among the numbers", () => influence({ g: [1, 1], x: [1, "n/a"] }, few), { code: "not-finite", column: "x", row: 1 }, /must be a finite number; `prepare` reads .* from text\. Got "n\/a"/],
  ["no row that has both", () => influence({ g: [1, null], x: [null, 1] }, few), { code: "no-rows" }, /neither is missing\. Got none of 2\./],
  ["a fill that is no number", () => influence({ g: [1], x: [1] }, { ...few, missing: "0" as unknown as number }), { code: "not-a-number" }, /`missing` must be a finite number/],
  ["resamples that are no count", () => influence({ g: [1], x: [1] }, { ...few, resamples: -1 }), { code: "not-an-integer" }, /`resamples` must be an integer in \[0, 1000000\]\. Got -1\./],
  ["a level that is no chance", () => influence({ g: [1], x: [1] }, { ...few, level: 1 }), { code: "not-a-number" }, /`level` must be above 0 and below 1\. Got 1\./],
  ["a seed that is none", () => influence({ g: [1], x: [1] }, { ...few, seed: 1.5 }), { code: "not-an-integer" }, /`seed`/],
  ["labels that are no texts", () => influence({ g: [1], x: [1] }, { ...few, labels: { 1: 2 as unknown as string } }), { code: "unknown-value", column: "g" }, /`labels` must map levels to texts/],
  ["one label for two levels", () => influence({ g: [1, 2], x: [1, 1] }, { ...few, labels: { 1: "a", 2: "a" } }), { code: "duplicate-label" }, /Got "a" twice/],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "influence", ...fields });
  expect(error.message).toMatch(shows);
});
