import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { nameSegments } from "../../src/segment/name.ts";
import type { ProfiledColumn } from "../../src/segment/profile.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, hostileTexts, runs } from "../table-arbitraries.ts";

const texts = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "grapheme" }), fc.constantFrom("Google", "true", "no", "(missing)", "x".repeat(30), `${"x".repeat(30)}y`));

/** Profiles of numbers and of one-hot categories, over any number of segments. */
const profiles = fc.integer({ min: 1, max: 20 }).chain((k) => {
  const number = fc.record({ column: texts, means: fc.array(fc.constantFrom(-2, -0.5, 0, 0.4, 3), { minLength: k, maxLength: k }) }).map(
    ({ column, means }): ProfiledColumn[] => [{ name: column, column, mean: 0, deviation: 1, median: 0, means: Float64Array.from(means), medians: Float64Array.from(means) }],
  );
  const category = fc.record({ column: texts, labels: fc.uniqueArray(texts, { minLength: 1, maxLength: 4 }), of: fc.array(fc.nat(), { minLength: k, maxLength: k }) }).map(({ column, labels, of }) =>
    labels.map((label, l): ProfiledColumn => {
      const means = Float64Array.from(of, (pick) => Number(pick % labels.length === l));
      const mean = means.reduce((sum, share) => sum + share, 0) / k;
      return { name: `${column}: ${label}`, column, label, level: label, mean, deviation: Math.sqrt(mean * (1 - mean)), means };
    }),
  );
  return fc.array(fc.oneof(number, category), { maxLength: 5 }).map((columns) => ({ columns: columns.flat(), k }));
});

test("names are as many as segments, all different, on one line, of 1 to 60 characters", () => {
  fc.assert(
    fc.property(profiles, ({ columns, k }) => {
      const names = nameSegments(columns, k);
      expect(names).toHaveLength(k);
      expect(new Set(names).size).toBe(k);
      for (const name of names) {
        expect([...name].length).toBeLessThanOrEqual(60);
        expect(name).toMatch(/^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$/u);
      }
    }),
    runs(5),
  );
});

describe("a name says", () => {
  const nameOf = (table: Record<string, unknown[]>, k = 2): string[] => clusterSegments(table, { k }).segments.map(({ name }) => name);

  test.each<[string, Record<string, unknown[]>, string[]]>([
    ["which level a segment is of", { channel: ["Web", "Web", "Web", "Shop", "Shop"] }, ["Web", "Shop"]],
    ["the column where a level says nothing by itself", { member: [true, true, true, false, false] }, ["member: true", "member: false"]],
    ["the column where two have the same level", { a: ["u", "u", "u", "v", "v"], b: ["u", "u", "u", "w", "w"] }, ["a: u · b: u", "v · w"]],
    ["what is high and low", { income: [1, 1, 2, 90, 95], age: [60, 61, 60, 20, 21] }, ["High age · Low income", "Low age · High income"]],
    ["that there is one segment", { a: [1, 2, 3] }, ["Everyone"]],
  ])("%s", (_, table, names) => {
    expect(nameOf(table, names.length)).toEqual(names);
  });

  test("more where two would be alike, and a number where nothing more is to say", () => {
    const column = (name: string, ...means: number[]): ProfiledColumn => ({ name, column: name, mean: 0, deviation: 1, means: Float64Array.from(means) });
    expect(nameSegments([column("a", 3, 3, 0), column("b", 2, 2, 0), column("c", 1, -1, 0)], 3)).toEqual(["High a · High b · High c", "High a · High b · Low c", "Average"]);
    expect(nameSegments([column("a", 3, 3, 3)], 3)).toEqual(["High a", "High a (2)", "High a (3)"]);
    expect(nameSegments([column("a", 3, 3, 0), column("a (2)", 0, 0, 3)], 3)).toEqual(["High a", "High a (3)", "High a (2)"]);
  });
});

describe("the caller's names", () => {
  test("win: a list, largest first, or a function of the segment", () => {
    fc.assert(
      fc.property(clusterCases({ minRows: 4 }), fc.array(texts, { minLength: 1, maxLength: 1 }), ({ columns, options }, [text]) => {
        const { k, segments } = clusterSegments(columns, { ...options, minShare: 0 });
        const listed = clusterSegments(columns, { ...options, minShare: 0, names: segments.map(() => text) });
        expect(listed.segments.map(({ name }) => name)).toEqual(segments.map(() => text));
        expect(listed.model.names).toEqual(segments.map(() => text));
        const made = clusterSegments(columns, { ...options, minShare: 0, names: ({ id, name, size, description }) => `${id} of ${k}: ${name}, ${size}, ${description}` });
        expect(made.segments.map(({ name }) => name)).toEqual(segments.map(({ id, name, size, description }) => `${id} of ${k}: ${name}, ${size}, ${description}`));
        expect({ ...listed.segments[0], name: "" }).toEqual({ ...segments[0], name: "" });
      }),
      runs(0.2),
    );
  });

  test.each<[string, unknown, string, RegExp]>([
    ["too few", ["A"], "wrong-length", /`names` must hold one name a segment\. Got 1 names for 2 segments\./],
    ["no texts", ["A", 7], "unknown-value", /`names` must be an array of texts or a function that names a segment\. Got an array of 2\./],
    ["one text", "A", "unknown-value", /Got "A"\./],
    ["a function that gives none", () => undefined, "unknown-value", /`names` must return a text for segment 0\. Got undefined\./],
  ])("must not be %s", (_, names, code, shows) => {
    const error = errorOf(() => clusterSegments({ a: [1, 2, 9] }, { k: 2, names: names as string[] }));
    expect(error).toMatchObject({ code, where: "clusterSegments" });
    expect(error.message).toMatch(shows);
  });
});
