import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standardize } from "../../src/core/standardize.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { ClusterOptions } from "../../src/segment/options.ts";
import type { Segment } from "../../src/segment/types.ts";
import { tieFree, weighted } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { repeatRows } from "../rows.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

/** What does not depend on how many rows make up a weight; in the order of the shares, since `size` counts rows. */
const figures = (segments: readonly Segment[]) =>
  segments
    .map(({ share, means, medians, traits }) => ({ share, means, medians, traits: traits.map(({ feature, testValue }) => `${feature} ${testValue.toFixed(6)}`).sort() }))
    .sort((a, b) => b.share - a.share || Object.values(a.means)[0] - Object.values(b.means)[0]);

function expectAlike(a: unknown, b: unknown): void {
  if (typeof a === "number" && Number.isFinite(a)) expect(a).toBeCloseTo(b as number, 8);
  else if (typeof a === "object" && a !== null) for (const key of Object.keys(a)) expectAlike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]);
  else expect(a).toEqual(b);
}

describe("a row of weight 3 is three equal rows", () => {
  const table = weighted(tieFree({ minRows: 3, maxRows: 14 }));
  test.each<[string, ClusterOptions]>([
    ["Ward's tree", { method: "ward" }],
    ["Ward's tree, by another criterion", { method: "ward", choose: "calinski-harabasz" }],
  ])("for %s", (_, options) => {
    fc.assert(
      fc.property(table, ({ x, weights }) => {
        const structure = false; // which does not look at weights
        const few = clusterSegments(x, { ...options, structure, k: [2, 3], weights });
        const many = clusterSegments(repeatRows(x, weights), { ...options, structure, k: [2, 3] });
        expect(few.k).toBe(many.k);
        expect(few.inertia).toBeCloseTo(many.inertia, 8);
        expect(few.totalInertia).toBeCloseTo(many.totalInertia, 8);
        expectAlike(figures(few.segments), figures(many.segments));
        many.choice.criteria.forEach(({ name, k, scores }, c) => {
          if (name === "silhouette") return; // there a row is alone, whatever its weight
          expect(few.choice.criteria[c].k).toBe(k);
          expectAlike(few.choice.criteria[c].scores, scores);
        });
      }),
    );
  });
});

test("and for k-means, in nearly all tables: copies of a row move one by one, and may stop where the row would not", () => {
  const tables = fc.sample(weighted(tieFree({ minRows: 3, maxRows: 14 })), 100);
  const alike = tables.filter(({ x, weights }) => {
    const few = clusterSegments(x, { k: 3, weights });
    const many = clusterSegments(repeatRows(x, weights), { k: 3 });
    expect(few.inertia / (many.inertia || 1)).toBeCloseTo(few.inertia === 0 ? 0 : 1, 1);
    if (Math.abs(few.inertia - many.inertia) > 1e-9) return false;
    expectAlike(figures(few.segments), figures(many.segments));
    return true;
  });
  expect(alike.length).toBeGreaterThanOrEqual(95);
});

test("equal weights of up to 1 change nothing but the inertia, however small they are", () => {
  fc.assert(
    fc.property(clusterCases(), fc.constantFrom(1, 2 ** -3, 2 ** -20), ({ columns, rows, options }, weight) => {
      const { inertia, totalInertia, elbow, model, linkage, choice, warnings, ...plain } = clusterSegments(columns, { ...options, weights: undefined });
      const light = clusterSegments(columns, { ...options, weights: Array<number>(rows).fill(weight) });
      expect(light).toMatchObject(plain);
      expect(light.inertia).toBe(inertia * weight);
      expect(light.choice.k).toBe(choice.k);
    }),
    runs(0.3),
  );
});

test("weights of which one is 1e9 times another leave no segment empty, and an elbow that falls", () => {
  fc.assert(
    fc.property(tieFree({ minRows: 4, maxRows: 12 }), fc.array(fc.constantFrom(1, 3, 1e5, 1e9), { minLength: 12, maxLength: 12 }), fc.integer({ min: -30, max: 20 }), (x, drawn, power) => {
      const weights = drawn.slice(0, x.rows).map((weight) => weight * 10 ** power);
      for (const method of ["ward-kmeans", "ward", "kmeans"] as const) {
        const { segments, elbow, warnings } = clusterSegments(x, { weights, method, k: [1, 4], effort: "fast", structure: false });
        expect(segments.every(({ size, share }) => size > 0 && share > 0)).toBe(true);
        expect(warnings.every((warning) => !/NaN|Infinity|undefined/.test(warning))).toBe(true);
        elbow!.inertia.forEach((inertia, i) => i > 0 && expect(inertia).toBeLessThanOrEqual(elbow!.inertia[i - 1] * (1 + 1e-9)));
      }
      expect(standardize(x, { weights }).scale.every((scale) => scale > 0)).toBe(true);
    }),
    runs(0.5),
  );
});

test("weights may stand in a column, which is then no feature", () => {
  const table = { a: [1, 2, 8, 9, 30], w: [1, 2, 3, 1, 1] };
  const found = clusterSegments(table, { weights: "w", k: 2 });
  expect(found.features).toEqual(["a"]);
  expect(found.model.options.weights).toBe("w");
  const said = { ...found, model: { ...found.model, options: { ...found.model.options, weights: true } } }; // a list has no name
  expect(said).toEqual(clusterSegments({ a: table.a }, { weights: table.w, k: 2 }));
  expect(clusterSegments(table, { weights: "w", k: 2, features: ["a", "w"] }).features).toEqual(["a", "w"]);
});

test("the weights of dropped rows are dropped", () => {
  const found = clusterSegments({ a: [1, null, 2, 9, 10] }, { features: [{ column: "a", missing: "drop" }], weights: [1, 1000, 1, 1, 1], k: 2 });
  expect(found.segments.map(({ share }) => share)).toEqual([0.5, 0.5]);
});

describe("complaints", () => {
  const table = { a: [1, 2, 3], w: [1, 0, 2], wide: [5, 1, 1e9 + 1], gap: [1, 1, null], text: [1, "x", 2] };
  test.each<[string, ClusterOptions<"w" | "wide" | "gap" | "text">["weights"], object, RegExp]>([
    ["a weight of 0", [1, 0, 2], { code: "bad-weight", row: 1 }, /`weights`, row 1: must be a finite number above 0, from 1e-30 to 1e30\. Got 0\./],
    ["a weight of 0 in a column", "w", { code: "bad-weight", column: "w", row: 1 }, /column `w`, row 1: a weight must be a finite number above 0, from 1e-30 to 1e30\. Got 0\./],
    ["a weight too many times another", [1e-30, 1, 1], { code: "bad-weight", row: 1 }, /`weights`, row 1: must be at most 1e9 times the least weight, 1e-30 in row 0\. Got 1\./],
    ["a weight too many times another in a column", "wide", { code: "bad-weight", column: "wide", row: 2 }, /column `wide`, row 2: a weight must be at most 1e9 times the least weight, 1 in row 1\. Got 1000000001\./],
    ["a missing weight", "gap", { code: "bad-weight", column: "gap", row: 2 }, /Got null\./],
    ["a weight in words", "text", { code: "not-finite", column: "text", row: 1 }, /Got "x"\./],
    ["an unknown column", "ww" as "w", { code: "unknown-column", column: "ww" }, /did you mean "w"\?/],
    ["too few weights", [1, 2], { code: "wrong-length" }, /one weight a row\. Got 2 weights for 3 rows\./],
    ["one weight for all", 3 as unknown as number[], { code: "not-an-array" }, /Got 3\./],
  ])("%s", (_, weights, fields, shows) => {
    const error = errorOf(() => clusterSegments(table, { features: ["a"], weights }));
    expect(error).toMatchObject({ where: "clusterSegments", ...fields });
    expect(error.message).toMatch(shows);
  });
});
