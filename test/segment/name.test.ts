import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { nameSegments } from "../../src/segment/name.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, hostileTexts, runs } from "../table-arbitraries.ts";
import { type Cells, profiled } from "./profiled.ts";

const texts = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "grapheme" }), fc.constantFrom("Google", "true", "no", "(missing)", "Average", "Average (2)", "x".repeat(30)));

/** Tables of hostile columns and levels, under labels that have nothing to do with them. */
const tables = fc.tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 0, max: 40 })).chain(([k, more]) => {
  const rows = k + more;
  const cells = fc.oneof(
    fc.array(fc.constantFrom(0, 0, 1, 2, 30), { minLength: rows, maxLength: rows }),
    fc.array(fc.integer({ min: -8000, max: 8000 }).map((x) => x / 8), { minLength: rows, maxLength: rows }),
    fc.tuple(fc.uniqueArray(texts.filter((text) => /[^\s]/u.test(text)), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { minLength: rows, maxLength: rows })).map(([levels, picks]) => picks.map((pick) => levels[pick % levels.length])),
  );
  const columns = fc.dictionary(texts, cells, { minKeys: 1, maxKeys: 5 }).map((record): Cells => Object.fromEntries(Object.entries(record)));
  return fc.record({ columns, labels: fc.array(fc.nat(k - 1), { minLength: more, maxLength: more }).map((rest) => [...Array.from({ length: k }, (_, s) => s), ...rest]) });
});

const namesOf = (columns: Cells, labels: readonly number[]): string[] => {
  try {
    return nameSegments(profiled(columns, labels));
  } catch (error) {
    if ((error as { code?: string }).code === "duplicate-name") return []; // "a: b" twice
    throw error;
  }
};

test("names are all different, on one line, never empty, cut, numbered or \"Average\"", () => {
  fc.assert(
    fc.property(tables, ({ columns, labels }) => {
      const names = namesOf(columns, labels);
      if (names.length === 0) return;
      expect(names).toHaveLength(1 + Math.max(...labels));
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) {
        expect([...name].length).toBeLessThanOrEqual(100);
        expect(name).toMatch(/^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$/u);
        expect(name).not.toMatch(/…$|undefined|NaN|\[object/);
        if (!Object.entries(columns).flat(2).some((text) => /average|\(\d/i.test(String(text)))) expect(name).not.toMatch(/average|\(\d+\)/i);
      }
    }),
    runs(3),
  );
});

test("names are the same for any order of the rows", () => {
  fc.assert(
    fc.property(tables, fc.infiniteStream(fc.nat()), ({ columns, labels }, random) => {
      const order = labels.map((_, i) => i);
      for (let i = order.length - 1; i > 0; i--) {
        const j = random.next().value! % (i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      const moved = Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, order.map((i) => cells[i])])) as Cells;
      expect(namesOf(moved, order.map((i) => labels[i]))).toEqual(namesOf(columns, labels));
    }),
    runs(1),
  );
});

test("every word of a name is a whole word of a column or a level, or one of the vocabulary", () => {
  const own = /^(?:low|high|lowest|highest|lower|higher|fairly|very|medium|more|less|often|or|not|no|outliers|segment|group|other|rare|unknown|missing|known|given|\d+|to)$/;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("minutes_watched", "AnnualIncome", "grocery_spending_per_month_and_household"), fc.array(fc.nat(9).map((x) => x + 0.5), { minLength: 24, maxLength: 24 })), { minLength: 1 }), (columns) => {
      for (const name of namesOf(Object.fromEntries(columns), Array.from({ length: 24 }, (_, i) => i % 4))) {
        for (const word of name.toLowerCase().split(/[\s,:]+/)) if (!own.test(word)) expect("minutes watched annual income grocery spending per month and household".split(" ")).toContain(word);
      }
    }),
    runs(0.5),
  );
});

/** Rows of two segments or more: `of[s]` gives the cells of segment s. */
const split = (columns: Readonly<Record<string, readonly (readonly (number | string)[])[]>>): string[] => {
  const [first] = Object.values(columns);
  const labels = first.flatMap((cells, s) => cells.map(() => s));
  return nameSegments(profiled(Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, of.flat()])), labels));
};
const spread = (from: number, rows = 20): number[] => Array.from({ length: rows }, (_, i) => from + i / 8);
const mixed = (counts: Readonly<Record<string, number>>): string[] => Object.entries(counts).flatMap(([level, count]) => Array.from({ length: count }, () => level));

describe("a name says", () => {
  test.each<[string, Parameters<typeof split>[0], string[]]>([
    ["which level a segment is of", { channel: [mixed({ Web: 10 }), mixed({ Shop: 10 })] }, ["Web", "Shop"]],
    ["what is high and what is low, in words", { AnnualIncome: [spread(10), spread(90)] }, ["Low annual income", "High annual income"]],
    ["two things that do not say the same", { a: [spread(0), spread(100)], b: [spread(50), spread(0)], c: [spread(3).reverse(), spread(90)] }, ["Low a", "High a"]],
    ["the second too, if the first leaves it open", { a: [spread(0), spread(0), spread(100)], plan: [mixed({ Free: 20 }), mixed({ Paid: 20 }), mixed({ Free: 10, Paid: 10 })] }, ["Free, fairly low a", "Paid, fairly low a", "High a"].map((name) => name.replace("fairly ", ""))],
    ["who is young", { age: [spread(20), spread(60)] }, ["Young", "Older"]],
    ["the highest of several that are high", { spent: [spread(1, 90), spread(200), spread(900)] }, ["Low spent", "High spent", "Highest spent"]],
    ["recency forwards", { Recency: [spread(1), spread(200)] }, ["Recent purchase", "Long since last purchase"]],
    ["days since an event too", { "days since Joined": [spread(1), spread(200)] }, ["Recently joined", "Long since joined"]],
    ["how frequent", { purchase_frequency: [spread(1), spread(200)], PURCHASES_FREQUENCY: [spread(1), spread(200)] }, ["Low purchase frequency", "High purchase frequency"]],
    ["the value of a code", { Channel: [Array(20).fill(1), Array(20).fill(2)] }, ["Channel 1", "Channel 2"]],
    ["a range of few values", { children: [[0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 1, 2, 0, 1], [3, 3, 4, 4, 5, 5, 3, 3, 4, 4, 5, 5, 3, 4, 5]] }, ["Children 2 or less", "Children 3 or more"]],
    ["yes by the column alone, and no after it", { has_loan: [mixed({ yes: 9 }), mixed({ no: 9 })] }, ["Loan", "No loan"]],
    ["1 and 0 in the same way", { near_holiday: [Array(9).fill(1), Array(9).fill(0)] }, ["Near holiday", "No near holiday"]],
    ["what is unknown after the column", { job: [mixed({ unknown: 9 }), mixed({ Teacher: 9 })] }, ["Job unknown", "Teacher"]],
    ["months after their column", { month: [mixed({ may: 6, jun: 4 }), mixed({ oct: 8, nov: 2 })] }, ["Month may or jun", "Month oct or nov"]],
    ["who is not of a level", { status: [mixed({ Spouse: 10 }), mixed({ A: 3, B: 3, C: 4, D: 3, E: 3 })] }, ["Spouse", "Not Spouse"]],
    ["that there is one segment", { a: [[1, 2, 3]] }, ["Everyone"]],
    ["that a small segment is one of outliers", { spent: [spread(0, 150), spread(100, 150), [9000]] }, ["Low spent", "High spent", "Outliers: highest spent"]],
    ["the column where two have the same level", { a: [mixed({ u: 9 }), mixed({ v: 9 })], b: [mixed({ u: 9 }), mixed({ w: 9 })] }, ["A u", "A v"]],
    ["no level that most of the segment is not of", { city: [mixed({ Rome: 5, Paris: 1, Oslo: 1, Bonn: 1, Lima: 1, Cork: 1 }), mixed({ Bern: 2, Rome: 3, Kiel: 3, Graz: 2 })], x: [spread(0, 10), spread(9, 10)] }, ["Low x", "High x, Kiel or Bern or Graz"]],
  ])("%s", (_, columns, names) => {
    expect(split(columns)).toEqual(names);
  });

  test("nothing of a mean that one row makes", () => {
    expect(split({ spent: [[...Array(30).fill(1), 5, 9, 14, 20, 1e6], spread(3, 35)], b: [spread(0, 35), spread(1, 35)] })[0]).not.toMatch(/high spent/i);
  });

  test("how two differ that would be called the same", () => {
    expect(split({ a: [spread(0, 60), spread(90), spread(90)] }).slice(1)).toEqual(["High a, group 1", "High a, group 2"]);
    expect(split({ a: [spread(0, 60), spread(90), spread(91)], b: [spread(0, 60), spread(4), spread(5)] })).toEqual(["Low a", "High a", "Highest a"]);
    const [, second, third] = split({ a: [spread(0, 60), spread(90), spread(90)], c: [spread(9, 60), spread(11), spread(12)] });
    expect([second, third]).toEqual(["High a, lower c", "High a, higher c"]);
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
    ["too few", ["A"], "wrong-length", /`names` must hold one name a segment\. Got 1 name for 2 segments\./],
    ["no texts", ["A", 7], "unknown-value", /`names` must be an array of texts or a function that names a segment\. Got an array of 2\./],
    ["one text", "A", "unknown-value", /Got "A"\./],
    ["a function that gives none", () => undefined, "unknown-value", /`names` must return a text for segment 0\. Got undefined\./],
  ])("must not be %s", (_, names, code, shows) => {
    const error = errorOf(() => clusterSegments({ a: [1, 2, 9] }, { k: 2, names: names as string[] }));
    expect(error).toMatchObject({ code, where: "clusterSegments" });
    expect(error.message).toMatch(shows);
  });
});

test("N, F, y and on are levels like others where their column says neither yes nor no", () => {
  const rows = Array.from({ length: 120 }, (_, i) => ({ region: "NSEW"[i % 4], lab: "xyz"[i % 3], a: (i % 4) * 10 + (i % 5) / 10 }));
  const said = clusterSegments(rows, { k: 4, effort: "fast", structure: false }).segments.map(({ name, description }) => `${name} ${description}`).join("\n");
  expect(said).not.toMatch(/no region|have lab\b/i);
  expect(said).toMatch(/region N\b/i);
});
