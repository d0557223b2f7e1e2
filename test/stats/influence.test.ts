import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { influence, type Influence, type InfluenceOptions } from "../../src/stats/influence.ts";
import { errorOf } from "../error-of.ts";
import { naiveF, naiveH } from "../oracles/naive-questions.ts";
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

describe("the intervals", () => {
  // resamples drawn one row at a time and measured by the naive statistics
  test("are those of naive resamples, but for chance", () => {
    const groups = tables.find(({ name }) => name === "shifted")!.groups;
    const rows = groups.flatMap((group, g) => group.map((x) => [g, x] as const));
    let state = 7;
    const shares = Array.from({ length: 400 }, () => {
      const drawn = rows.map(() => rows[(state = (state * 48271) % 2147483647) % rows.length]);
      const split = groups.map((_, g) => drawn.filter(([group]) => group === g).map(([, x]) => x)).filter((group) => group.length > 0);
      return [naiveF(split).etaSquared, naiveH(split) / (rows.length - 1)];
    });
    const { etaSquaredInterval, epsilonSquaredInterval } = influence(tableOf(groups), { of: "g", on: "x" });
    [etaSquaredInterval, epsilonSquaredInterval].forEach((interval, at) => {
      const wanted = [0.025, 0.975].map((share) => naiveQuantile(shares.map((pair) => pair[at]), share));
      interval.forEach((end, side) => expect(Math.abs(end - wanted[side])).toBeLessThan(0.035));
    });
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
      "A measurable, strong influence of `g` on `x` (Kruskal-Wallis, p = 0.0008): it explains 15.80% of the variance (eta² = 0.1580), and 14.36% of that of the ranks. Highest: `Friend` (mean 29.5, median 29.5); the medians lie between 19.5 and 29.5.",
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
      const { sentence, etaSquared, kruskal } = influence(tableOf(groups), few) as Influence;
      expect(sentence).toContain(`eta² = ${etaSquared.toFixed(4)}`);
      expect(sentence.startsWith("No measurable")).toBe(kruskal.p >= 0.05);
      expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
    }), runs(0.5));
  });
});

test.each<[string, () => unknown, object, RegExp]>([
  ["an unknown option", () => influence({ g: [1], x: [1] }, { ...few, fill: 0 } as InfluenceOptions<"g" | "x">), { code: "unknown-option" }, /may hold `of`, `on`, `missing`, .* Got "fill"/],
  ["a quantity for a category", () => influence({ g: Array.from({ length: 60 }, (_, i) => i + 0.5), x: Array.from({ length: 60 }, (_, i) => i) }, { of: "g", on: "x" }), { code: "too-many-categories", column: "g" }, /column `g` must be a category; .* Got 60 different numbers in 60 rows\./],
  ["no options", () => influence({ g: [1], x: [1] }, undefined as unknown as InfluenceOptions<"g" | "x">), { code: "not-an-object" }, /the options must be an object/],
  ["a column that is not there", () => influence({ g: [1], x: [1] }, { of: "g", on: "y" as "x" }), { code: "unknown-column", column: "y" }, /not in the table/],
  ["a text among the numbers", () => influence({ g: [1, 1], x: [1, "n/a"] }, few), { code: "not-finite", column: "x", row: 1 }, /must be a finite number\. Got "n\/a"/],
  ["no row that has both", () => influence({ g: [1, null], x: [null, 1] }, few), { code: "no-rows" }, /neither is missing\. Got none of 2\./],
  ["a fill that is no number", () => influence({ g: [1], x: [1] }, { ...few, missing: "0" as unknown as number }), { code: "not-a-number" }, /`missing` must be a finite number/],
  ["resamples that are no count", () => influence({ g: [1], x: [1] }, { ...few, resamples: -1 }), { code: "not-an-integer" }, /`resamples` must be an integer in \[0, 1000000\]\. Got -1\./],
  ["a seed that is none", () => influence({ g: [1], x: [1] }, { ...few, seed: 1.5 }), { code: "not-an-integer" }, /`seed`/],
  ["labels that are no texts", () => influence({ g: [1], x: [1] }, { ...few, labels: { 1: 2 as unknown as string } }), { code: "unknown-value", column: "g" }, /`labels` must map levels to texts/],
  ["one label for two levels", () => influence({ g: [1, 2], x: [1, 1] }, { ...few, labels: { 1: "a", 2: "a" } }), { code: "duplicate-label" }, /Got "a" twice/],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "influence", ...fields });
  expect(error.message).toMatch(shows);
});
