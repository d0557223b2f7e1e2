import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { rfm } from "../../src/prepare/rfm.ts";
import { decidedBy, type RfmRule, rfmRules } from "../../src/prepare/rfm-rules.ts";
import { rfmScores } from "../../src/prepare/rfm-scores.ts";
import { errorOf } from "../error-of.ts";
import { naiveFifths } from "../oracles/naive-rfm.ts";
import "../setup.ts";

type Customer = { customer: string; recency: number; frequency: number; monetary: number };
const customer = fc.record({ recency: fc.nat({ max: 30 }), frequency: fc.integer({ min: 1, max: 6 }), monetary: fc.integer({ min: -40, max: 4000 }).map((cents) => cents / 4) });
const customers = fc.array(customer, { minLength: 1, maxLength: 60 }).map((rows): Customer[] => rows.map((row, i) => ({ customer: `c${i}`, ...row })));
const triples = Array.from({ length: 125 }, (_, at) => [Math.floor(at / 25) + 1, (Math.floor(at / 5) % 5) + 1, (at % 5) + 1] as const);

test("scores are the fifths of type 7, recency turned round; the first rule that matches names them; counts add up", () => {
  fc.assert(fc.property(customers, (rows) => {
    const { table, scales, segments } = rfmScores(rows);
    const parts = (["recency", "frequency", "monetary"] as const).map((measure) => naiveFifths(rows.map((row) => row[measure])));
    expect([[...table.r], [...table.f], [...table.m]]).toEqual([parts[0].map((part) => 6 - part), parts[1], parts[2]]);
    expect(table.score).toEqual(rows.map((_, i) => `${table.r[i]}${table.f[i]}${table.m[i]}`));
    const inRange = (score: number, [low, high]: readonly [number, number] = [1, 5]): boolean => low <= score && score <= high;
    expect(table.segment).toEqual(rows.map((_, i) => rfmRules.find(({ r, f, m }) => inRange(table.r[i], r) && inRange(table.f[i], f) && inRange(table.m[i], m))!.name));
    for (const [at, scale] of [scales.recency, scales.frequency, scales.monetary].entries()) {
      const [scores, values] = [[table.r, table.f, table.m][at], [table.recency, table.frequency, table.monetary][at]];
      expect(scale.customers).toEqual([1, 2, 3, 4, 5].map((score) => scores.filter((own) => own === score).length));
      expect(scale.ties).toEqual(scale.bounds.map((bound) => values.filter((value) => value === bound).length));
    }
    expect(segments.map(({ customers }) => customers)).toEqual(segments.map(({ name }) => table.segment.filter((own) => own === name).length));
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    const all = rows.reduce((sum, { monetary }) => sum + monetary, 0);
    if (all > 0) expect(segments.reduce((sum, { monetaryShare }) => sum + monetaryShare, 0)).toBeCloseTo(1, 9);
    else expect(segments.every(({ monetaryShare }) => Number.isNaN(monetaryShare))).toBe(true);
  }));
});

test("customers with equal values have equal scores; a better value never has a worse score; their order changes nothing", () => {
  fc.assert(fc.property(customers, (rows) => {
    const { table } = rfmScores(rows);
    const turned = rfmScores([...rows].reverse()).table;
    rows.forEach((row, i) => {
      expect(turned.score[rows.length - 1 - i]).toBe(table.score[i]);
      rows.forEach((other, j) => {
        if (row.frequency <= other.frequency) expect(table.f[i]).toBeLessThanOrEqual(table.f[j]);
        if (row.recency <= other.recency) expect(table.r[i]).toBeGreaterThanOrEqual(table.r[j]);
      });
    });
  }));
});

interface Fifths {
  readonly name: string;
  readonly values: readonly number[];
  readonly parts: readonly number[];
}
const fixture = JSON.parse(readFileSync(new URL("../fixtures/rfm.json", import.meta.url), "utf8")) as { fifths: readonly Fifths[] };

test.each(fixture.fifths.map(({ name, ...rest }) => [name, rest] as const))("fifths are those of pandas: %s", (_, { values, parts }) => {
  const { table } = rfmScores(values.map((value, i) => ({ customer: i, recency: value, frequency: value, monetary: value })));
  expect([...table.f]).toEqual(parts);
  expect([...table.m]).toEqual(parts);
  expect([...table.r]).toEqual(parts.map((part) => 6 - part));
});

// The documentation of R's rfm 0.2.2: the first ten customers of its orders, as of 2006-12-31, by the thresholds (115, 181, 297, 482),
// (4, 5, 6, 8) and (256, 382, 506, 666), which there belong to the part above: a whole number below one is at most one less.
test("the published scores of R's rfm", () => {
  const published = [
    ["Abbey O'Reilly DVM", 205, 6, 472, "343"], ["Add Senger", 140, 3, 340, "412"], ["Aden Lesch Sr.", 194, 4, 405, "323"],
    ["Admiral Senger", 132, 5, 448, "433"], ["Agness O'Keefe", 90, 9, 843, "555"], ["Aileen Barton", 84, 9, 763, "555"],
    ["Ailene Hermann", 281, 8, 699, "355"], ["Aiyanna Bruen PhD", 246, 4, 157, "321"], ["Ala Schmidt DDS", 349, 3, 363, "212"],
    ["Alannah Borer", 619, 4, 196, "121"],
  ] as const;
  const bounds = { recency: [114, 180, 296, 481], frequency: [3, 4, 5, 7], monetary: [255, 381, 505, 665] };
  const { table, scales, notices } = rfmScores(published.map(([name, recency, frequency, monetary]) => ({ customer: name, recency, frequency, monetary })), { bounds });
  expect(table.score).toEqual(published.map(([, , , , score]) => score));
  expect([table.customer[0], scales.recency.bounds, notices]).toEqual(["Abbey O'Reilly DVM", [114, 180, 296, 481], []]);
});

describe("the rules", () => {
  test("name every one of the 125 triples, and each rule names some", () => {
    const decided = decidedBy(rfmRules);
    expect(decided.every((rule) => rule >= 0)).toBe(true);
    expect(new Set(decided).size).toBe(rfmRules.length);
    expect(new Set(rfmRules.map(({ name }) => name))).toEqual(new Set(["Champions", "Loyal", "Potential", "New", "At risk", "Cannot lose", "Hibernating", "Lost"]));
  });

  test.each<[string, string]>([
    ["555", "Champions"], ["444", "Champions"], ["443", "Loyal"], ["333", "Loyal"], ["155", "Cannot lose"], ["244", "Cannot lose"], ["154", "Cannot lose"],
    ["153", "At risk"], ["231", "At risk"], ["115", "At risk"], ["511", "New"], ["415", "New"], ["311", "Potential"], ["525", "Potential"], ["211", "Hibernating"],
    ["223", "Hibernating"], ["111", "Lost"], ["123", "Lost"],
  ])("call %s %s", (score, name) => {
    expect(rfmRules[decidedBy(rfmRules)[triples.findIndex((triple) => triple.join("") === score)]].name).toBe(name);
  });

  const five = [1, 2, 3, 4, 5].map((i) => ({ customer: i, recency: 10 - i, frequency: i, monetary: i * i }));

  test("can be others; what none of them matches is said, and so is a rule that is never reached", () => {
    const rules: RfmRule[] = [{ name: "best", f: [4, 5] }, { name: "best of all", f: [5, 5], m: [5, 5] }, { name: "worst", f: [1, 1] }];
    const { table, segments, notices, warnings, rules: used } = rfmScores(five, { rules });
    expect(table.segment).toEqual(["worst", "(no rule)", "(no rule)", "best", "best"]);
    expect(segments.map(({ name, customers }) => [name, customers])).toEqual([["best", 2], ["best of all", 0], ["worst", 1], ["(no rule)", 2]]);
    expect(notices).toEqual([{ code: "unnamed-scores", figures: { customers: 2, of: 5, scores: ["222", "333"] } }, { code: "rules-unreached", figures: { names: ["best of all"] } }]);
    expect(warnings).toHaveLength(2);
    expect(used).toEqual(rules);
    expect(segments[1].description).toBe("best of all: no customers.");
    expect(segments[0].description).toBe("best: 2 customers (40 %), with 75 % of the money. Typical (the medians): last purchase 5.5 days ago, 4.5 purchases, 20.5 paid in all.");
  });
});

test("fifths that are none since customers tie are told", () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ customer: i, recency: i, frequency: i < 62 ? 1 : i, monetary: i }));
  const { scales, notices, warnings } = rfmScores(rows);
  expect(scales.frequency).toEqual({ bounds: [1, 1, 1, 79.2], ties: [62, 62, 62, 0], customers: [62, 0, 0, 18, 20] });
  expect(notices).toEqual([{ code: "uneven-scores", figures: { of: "frequency", value: 1, share: 0.62, score: 1, empty: [2, 3] } }]);
  expect(warnings[0]).toContain("62 % of them share one value, 1, and so one score, 1; no customer has 2 or 3.");
});

test("few customers, and one, are no ties", () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7, 12]) {
    expect(rfmScores(Array.from({ length: n }, (_, i) => ({ customer: i, recency: i, frequency: i, monetary: i }))).notices).toEqual([]);
  }
});

const file = new URL("../../../shared/data/rfm.csv", import.meta.url);
const isThere = existsSync(file);

test.skipIf(!isThere)(isThere ? "a real table has customers of every name" : "a real table has customers of every name (skipped: ../shared/data is missing)", () => {
  const { CustomerID, Recency, Frequency, Monetary } = parseCsv(readFileSync(file, "utf8"));
  const { segments, table } = rfmScores({ customer: CustomerID, recency: Recency, frequency: Frequency, monetary: Monetary });
  expect(table.segment).not.toContain("(no rule)");
  expect(segments.map(({ customers }) => customers > 0)).toEqual(Array(8).fill(true));
});

test("what rfm told is told again; the result is plain data; what was given is not written to", () => {
  const sales = [{ who: "a", day: "2024-01-01", paid: 5 }, { who: "b", day: "2024-01-02", paid: -1 }];
  const given = rfm(sales, { customer: "who", date: "day", amount: "paid" });
  const before = structuredClone(given);
  const found = rfmScores(given);
  expect(found.notices.map(({ code }) => code)).toEqual(["refunds", "uneven-scores"]); // both bought once
  expect(structuredClone(found)).toEqual(found);
  expect(given).toEqual(before);
});

const rows = [{ customer: "a", recency: 1, frequency: 2, monetary: 3 }];
test.each<[string, () => unknown, object, RegExp]>([
  ["a column that is not there", () => rfmScores({ customer: ["a"], recency: [1], frequency: [1] }), { code: "unknown-column", column: "monetary" }, /must be in the table/],
  ["a gap", () => rfmScores([...rows, { ...rows[0], frequency: null }]), { code: "missing-value", column: "frequency", row: 1 }, /leave such customers out/],
  ["text", () => rfmScores([...rows, { ...rows[0], monetary: "much" }]), { code: "not-of-type", column: "monetary", row: 1 }, /must be a number\. Got "much"\./],
  ["rules that are none", () => rfmScores(rows, { rules: {} as never }), { code: "not-an-array" }, /`rules` must be an array of at least one rule\. Got an object/],
  ["no rules", () => rfmScores(rows, { rules: [] }), { code: "not-an-array" }, /Got an array of 0\./],
  ["a hole among rules", () => rfmScores(rows, { rules: Array(1) }), { code: "not-an-object" }, /`rules\[0\]` must be an object\. Got undefined\./],
  ["a rule without a name", () => rfmScores(rows, { rules: [{ r: [1, 5] } as never] }), { code: "not-a-string" }, /`rules\[0\]\.name` must be a text/],
  ["a rule of a score that is none", () => rfmScores(rows, { rules: [{ name: "x", R: [1, 5] } as never] }), { code: "unknown-option" }, /did you mean "r"\?/],
  ["a range beyond 5", () => rfmScores(rows, { rules: [{ name: "x", m: [4, 6] }] }), { code: "out-of-range" }, /`rules\[0\]\.m` must be \[low, high\] .* Got \[4, 6\]\./],
  ["a range that is turned round", () => rfmScores(rows, { rules: [{ name: "x", f: [4, 2] }] }), { code: "out-of-range" }, /the lower first/],
  ["a range of one", () => rfmScores(rows, { rules: [{ name: "x", f: 4 as never }] }), { code: "out-of-range" }, /Got 4\./],
  ["three bounds", () => rfmScores(rows, { bounds: { recency: [1, 2, 3] } }), { code: "out-of-range" }, /`bounds\.recency` must be four finite numbers, none below the one before\. Got \[1, 2, 3\]\./],
  ["bounds that fall", () => rfmScores(rows, { bounds: { monetary: [1, 2, 3, 2] } }), { code: "out-of-range" }, /Got \[1, 2, 3, 2\]\./],
  ["bounds of a measure that is none", () => rfmScores(rows, { bounds: { money: [1, 2, 3, 4] } as never }), { code: "unknown-option" }, /did you mean "monetary"\?/],
  ["an unknown option", () => rfmScores(rows, { rule: rfmRules } as never), { code: "unknown-option" }, /did you mean "rules"\?/],
  ["no customers", () => rfmScores([]), { code: "no-rows" }, /at least 1 row/],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "rfmScores", ...fields });
  expect(error.message).toMatch(shows);
});
