import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { assign, clusterSegments, predict, type Row, type Segmentation } from "../../src/index.ts";
import { drift, type Drift, type DriftOptions, shortDrift } from "../../src/insight/index.ts";
import { shareDrift, withUnseenLevels } from "../../src/insight/population-stability.ts";
import { chiSquaredQuantile } from "../../src/stats/distributions.ts";
import { errorOf } from "../error-of.ts";
import { isLong } from "../long-runs.ts";
import { naivePsi, partsBetween } from "../oracles/naive-drift.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

interface Fixture {
  readonly before: Record<"age" | "spend" | "visits", number[]> & { readonly channel: string[] };
  readonly after: Fixture["before"];
  readonly figures: Readonly<Record<string, { psi: number; p: number; medians?: [number, number] }>>;
  readonly quantiles: readonly [p: number, df: number, x: number][];
}
const { before, after, figures, quantiles } = JSON.parse(readFileSync(new URL("../fixtures/drift.json", import.meta.url), "utf8")) as Fixture;
const features = ["age", "spend", "visits", "channel"] as const;
const result = clusterSegments(before, { features, k: 3, structure: false });
const found = drift(result, after);
const of = (name: string, { features: all }: Drift = found): Drift["features"][number] => all.find(({ column }) => column === name)!;

test("the index of each column is that of pandas and NumPy, and p is SciPy's", () => {
  for (const name of features) {
    const { psi, p, medians } = of(name);
    expect(psi).toBeCloseTo(figures[name].psi, 12);
    expect(p).toBeCloseTo(figures[name].p, 12);
    if (figures[name].medians !== undefined) expect(medians).toEqual(figures[name].medians);
  }
});

test("quantiles of chi-squared are SciPy's", () => {
  for (const [p, df, x] of quantiles) expect(chiSquaredQuantile(p, df) / x).toBeCloseTo(1, 9);
});

test("the indices are the naive ones, of any table", () => {
  fc.assert(
    fc.property(clusterCases({ minRows: 4 }), clusterCases({ minRows: 4 }), ({ columns, options }, { rows: wanted }) => {
      const whole = clusterSegments(columns, { ...options, weights: undefined });
      const { model } = whole;
      const count = Object.values(columns)[0].length;
      const later = Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells.slice(0, Math.min(wanted, count))]));
      if (predict(model, later).every((label) => label < 0)) return;
      const moved = drift(model, later);
      const labels = [whole.labels, predict(model, later)].map((all) => Array.from(all).filter((label) => label >= 0));
      expect(moved.segments.psi).toBeCloseTo(naivePsi(labels[0], labels[1]), 9);
      expect([moved.trained, moved.rows]).toEqual(labels.map(({ length }) => length));
      for (const { psi, p, chance, before: e, after: a } of [moved.segments, ...moved.features]) {
        expect(psi).toBeGreaterThanOrEqual(-1e-12);
        expect(p >= 0 && p <= 1 + 1e-12 && chance >= 0).toBe(true);
        for (const shares of [e, a]) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }
      expect(structuredClone(moved)).toEqual(moved);
    }),
    runs(1),
  );
});

test("numbers are held against the bounds of the model, the upper one included", () => {
  const bounds = of("spend").bounds!;
  expect(of("spend").psi).toBeCloseTo(naivePsi(partsBetween(before.spend, bounds), partsBetween(after.spend, bounds)), 12);
  expect(bounds).toEqual(result.model.training.features[1].bounds);
});

test("a table held against itself has not drifted at all", () => {
  const same = drift(result, before);
  expect(same.verdict).toBe("hold");
  for (const { psi, p } of [same.segments, ...same.features]) expect([psi, p]).toEqual([expect.closeTo(0, 12), expect.closeTo(1, 9)]);
  expect(same.sentences).toEqual(["The segments still hold: no column moved by more than chance, or by enough to matter."]);
  expect(drift(result.model, before)).toEqual(same);
  expect(drift(JSON.parse(JSON.stringify(result.model)) as Segmentation["model"], before)).toEqual(same);
});

test("what moved is said, most first, and what to do", () => {
  const far = { ...after, spend: after.spend.map((x) => 4 * x) };
  const moved = drift(result, far);
  expect(moved.verdict).toBe("anew");
  expect(of("spend", moved)).toMatchObject({ change: "large", type: "number" });
  expect(of("age", moved).change).toBe("none");
  expect(moved.sentences[0]).toMatch(/^It is time to segment again: spend/);
  expect(moved.sentences.join("\n")).toMatch(/spend moved: its median went from [\d.]+ to [\d.]+ \(stability index [\d.]+\)\./);
  expect(moved.sentences.join("\n")).toMatch(/channel holds other shares than in training: App \d+ % before, \d+ % now; Shop \d+ % before/);
  expect(shortDrift(moved)).toBe(moved.sentences[0]);
  expect(drift(result, far, { marks: [50, 90] }).verdict).toBe("hold");
  expect(drift(result, far, { marks: [0.05, 90] }).verdict).toBe("watch");
});

test("gaps and new categories are counted as assign counts them", () => {
  const cells = { ...after, age: after.age.map((x, i) => (i % 10 === 0 ? null : x)), channel: after.channel.map((x, i) => (i % 5 === 0 ? "Fax" : x)) };
  const moved = drift(result, cells);
  expect([of("age", moved).gaps, of("channel", moved).unseen]).toEqual([30, 60]);
  expect(moved.notices).toEqual(assign(result, cells).notices);
  expect(moved.sentences.join("\n")).toContain("In 300 rows, cells are missing in age (30).");
  expect(moved.sentences.join("\n")).toContain("in channel (60 of 300 rows).");
  expect(of("channel", moved).levels!.at(-1)).toBe("none of them");
  expect(of("channel", moved).after.at(-1)).toBeCloseTo(0.2, 12);
});

test("rows that the model drops are left out", () => {
  const dropping = clusterSegments({ a: [1, 2, 8, 9, 1, 9] }, { k: 2, features: [{ column: "a", missing: "drop" }] });
  expect(drift(dropping, { a: [1, null, 9] }).rows).toBe(2);
  expect(errorOf(() => drift(dropping, { a: [null] })).code).toBe("no-rows");
});

test("of few rows nothing is said but that they are few", () => {
  const few = (rows: number): Record<string, unknown[]> => Object.fromEntries(Object.entries(before).map(([name, cells]) => [name, cells.slice(0, rows)]));
  const { verdict, sentences } = drift(result, few(20) as never);
  expect(verdict).toBe("unknown");
  expect(sentences[0]).toBe("Too few rows to tell whether the segments still hold (20 now, 400 in training): what differs may be chance.");
  expect(drift(result, [{ age: 30, spend: 50, visits: 1, channel: "Web" }]).verdict).toBe("unknown");
});

test("but a change that no chance makes is said of few rows, too", () => {
  expect(drift(result, Array.from({ length: 20 }, (_, i) => ({ age: 40 + i, spend: 90_000, visits: 1, channel: "Web" }))).verdict).toBe("anew");
});

test("an empty part alone, which chance leaves often enough, is no change", () => {
  const counts = [7, 9, 11, 18, 10, 11, 9, 9, 16, 0];
  const { psi, chance, p, change } = shareDrift(Array(10).fill(0.1), 100, counts.map((rows) => rows / 100), 100, { marks: [0.1, 0.25], level: 0.05, indices: 1 });
  expect(psi).toBeGreaterThan(chance);
  expect(p).toBeGreaterThan(0.1);
  expect(change).toBe("unknown");
});

describe("levels that training did not happen to see", () => {
  test("get what levels of one row hold, as far as the table has them", () => {
    const shares = [0.5, 0.3, 0.1, 0.1, 0];
    expect(withUnseenLevels(shares, 10, [0.5, 0.3, 0.1, 0.1, 0])).toBe(shares);
    const left = withUnseenLevels(shares, 10, [0.3, 0.3, 0.1, 0.1, 0.2]);
    expect(left[4]).toBeCloseTo(0.2, 12);
    expect(left[0]).toBeCloseTo(0.4, 12);
    expect(withUnseenLevels([0.5, 0.5, 0], 10_000, [0, 0, 1])[2]).toBeCloseTo(2 / 10_000, 12);
  });
});

/** Tables that people have, drawn at random. */
const populations: Readonly<Record<string, (random: () => number) => Row>> = {
  mixed: (random) => ({ a: sum(random) + (random() < 0.4 ? 3 : 0), b: 1 / (0.02 + random()), c: Math.floor(random() * 5), d: "abcdefghij"[Math.floor(random() * random() * 10)], e: random() < 0.1 ? "y" : "n" }),
  zeros: (random) => ({ a: random() < 0.7 ? 0 : 1 / (0.02 + random()), b: sum(random), c: random() < 0.03 ? "rare" : "usual" }),
  levels: (random) => ({ a: "abcdefghijklm"[Math.floor(random() * random() * 13)], b: "abcdefg"[Math.floor(random() * 7)], c: sum(random) }),
};
const sum = (random: () => number): number => Array.from({ length: 6 }, random).reduce((all, x) => all + x, 0);
const draws = isLong ? 400 : 20;

describe(`of an unchanged population, at most 5 of 100 tables are called changed (${draws} draws each)`, () => {
  const sizes = [[20, 20], [20, 400], [100, 20], [100, 100], [400, 400]] as const;
  test.each(Object.keys(populations).flatMap((name) => sizes.map(([n, rows]) => [name, n, rows] as const)))("%s, %i rows in training, %i now", (name, n, rows) => {
    const random = createRandom(n + rows, 99);
    const draw = (count: number): Row[] => Array.from({ length: count }, () => populations[name](random));
    let wrong = 0;
    for (let t = 0; t < draws; t++) {
      const training = draw(n);
      const { verdict } = drift(clusterSegments(training, { features: Object.keys(training[0]), k: 3, structure: false, effort: "fast" }), draw(rows));
      if (verdict === "anew" || verdict === "watch") wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(0.05 * draws + (isLong ? 2 : 1) * Math.sqrt(0.05 * draws)); // of so few draws
  });
});

describe("complaints", () => {
  test.each<[string, DriftOptions, string]>([
    ["a level of 0", { level: 0 }, "not-a-number"],
    ["marks that are none", { marks: [0.1] as never }, "not-an-array"],
    ["marks that fall", { marks: [0.25, 0.1] }, "not-a-number"],
    ["a mark that is text", { marks: ["0.1", 1] as never }, "not-a-number"],
    ["an unknown option", { mark: 1 } as never, "unknown-option"],
  ])("%s", (_, options, code) => {
    expect(errorOf(() => drift(result, after, options))).toMatchObject({ code, where: "drift" });
  });

  test("no model, and a table without its columns", () => {
    expect(errorOf(() => drift({} as never, after)).code).toBe("not-a-model");
    expect(errorOf(() => drift(result, { age: [1] })).code).toBe("unknown-column");
  });
});
