import { describe, expect, test } from "vitest";
import { clusterSegments, stability } from "../../src/index.ts";
import { compareWith, drift, explain, granularity, profileSegments } from "../../src/insight/index.ts";
import { report, type ReportOptions } from "../../src/report/index.ts";
import { errorOf } from "../error-of.ts";
import { faultsOf } from "../plot/geometry.ts";
import { flatten, parseXml } from "../plot/well-formed.ts";

// names that would be markup anywhere
const tick = '`<script>alert("x")</script>`';
const table = {
  visits: Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 30 : i % 3 === 1 ? 2 : 12) + (i % 4)),
  place: Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? tick : "b | c")),
  [tick]: Array.from({ length: 60 }, (_, i) => (i % 3) * 40 + (i % 7) - 3),
  tier: Array.from({ length: 60 }, (_, i) => (i % 3 === 2 ? "# gold" : tick)),
};
const result = clusterSegments(table, { features: ["visits", "place"], k: 3, structure: false });
const all: ReportOptions = {
  profiles: profileSegments(result, table, { profile: [tick], value: tick }),
  explanation: explain(result, table),
  granularity: granularity(result, table, { k: [2, 4], resamples: 3, value: tick }),
  comparison: compareWith(result, table, "tier"),
  stability: stability(table, { features: ["visits", "place"], k: 3, resamples: 3 }),
  drift: drift(result, { ...table, visits: table.visits.map((x) => x + 20) }),
};

test("what was found beyond the segments stands on the page, its pictures without a fault, its code as it is", () => {
  const html = report(result, table, all);
  const nodes = flatten(parseXml(html.replace(/^<!doctype html>\n/, "").trim()));
  expect(nodes.filter(({ name }) => name === "script")).toEqual([]);
  for (const svg of html.match(/<svg[\s\S]*?<\/svg>/g) ?? []) expect(faultsOf(svg)).toEqual([]);
  expect(nodes.find(({ name }) => name === "pre")!.text.replace(/\s+/g, " ")).toBe(all.explanation!.sql.replace(/\s+/g, " "));
  expect(html).toContain('<pre tabindex="0">CASE\n');
  expect(nodes.map(({ text }) => text).join(" ")).not.toMatch(/\bNaN\b|\bInfinity\b|\[object/);
  for (const sentence of all.granularity!.levels.map(({ sentence }) => sentence.slice(0, 12))) expect(html).toContain(sentence);
});

test("in Markdown code stands between lines of more back-ticks than it holds", () => {
  const markdown = report(result, table, { ...all, format: "markdown" });
  expect(markdown).toContain(`\n\`\`\`\n${all.explanation!.sql}\n\`\`\`\n`);
  const ticks = { ...all.explanation!, sql: "a ```` b" };
  expect(report(result, table, { explanation: ticks, format: "markdown" })).toContain("\n`````\na ```` b\n`````\n");
  const hidden = { ...all.explanation!, sql: "a\u0007\u202eb\n\tc" }; // a bell, and writing from right to left
  for (const format of ["markdown", "html"] as const) expect(report(result, table, { explanation: hidden, format })).toContain("a\ufffd\ufffdb\n\tc");
});

test.each([["profiles"], ["explanation"], ["granularity"], ["comparison"], ["stability"], ["drift"]])("%s must be what its function gives", (name) => {
  for (const wrong of [null, 1, [], {}, "text"])
    expect(errorOf(() => report(result, table, { [name]: wrong }))).toMatchObject({ code: "not-an-object", where: "report" });
});

test("page one has the share of the value, the profile, the rule, and what one segment more and one fewer would be", () => {
  const html = report(result, table, all);
  const [first] = /<div class="first"[^]*?<section/.exec(html)!;
  const words = first.replace(/<svg[^]*?<\/svg>/g, "").replace(/<[^>]*>/g, "").replaceAll("\u00a0", " ");
  expect(words).toMatch(/With one segment more, &quot;.*&quot; \(\d+ %\) would split into &quot;/);
  expect(words).toMatch(/With one fewer, &quot;.*&quot; \(\d+ %\) would be one\./);
  expect(words.match(/Rule: /g)).toHaveLength(3);
  expect(words.match(/ median \S+ \(overall: \S+\)\./g)).toHaveLength(3); // the profile column
  expect(first.match(/<p class="bar">/g)).toHaveLength(6); // of customers, and of the value
});

test("a later table in which a column moved: the verdict, the column with both medians, the shares of the segments", () => {
  const markdown = report(result, table, { drift: all.drift, format: "markdown" });
  const section = markdown.split("## Do the segments still hold?")[1].split("\n## ")[0];
  expect(all.drift!.verdict).toBe("anew");
  expect(section).toContain("It is time to segment again: visits");
  expect(section).toMatch(/\| visits \| median [\d.]+ \| median [\d.]+ \| [\d.]+ \| large \|/);
  expect(section.match(/^\| [123]\. /gm)).toHaveLength(3);
  const still = report(result, table, { drift: drift(result, table), format: "markdown" });
  expect(still).toContain("Too few rows to tell whether the segments still hold");
  expect(still).not.toContain("Column that moved");
});

describe("figures of which some segments have none", () => {
  const customers = (of: (i: number) => unknown): unknown[] => Array.from({ length: 60 }, (_, i) => of(i)); // three segments in turn
  const mixed = {
    visits: customers((i) => [30, 2, 12][i % 3] + (i % 4)),
    gains: customers((i) => (i % 3) * 10 + (i % 4)),
    losses: customers((i) => (i % 3 === 0 ? -50 : 5) + (i % 4)),
    left: customers((i) => [i % 4 === 0, null, i % 2 === 0][i % 3]),
    plan: customers((i) => "abcd"[(i % 3) + (i % 5 === 0 ? 1 : 0)]),
    once: customers((i) => (i === 7 ? 40 : null)),
  };
  const found = clusterSegments(mixed, { features: ["visits"], k: 3, structure: false });
  const told = (value: string, profile?: string[]): string =>
    report(found, mixed, { profiles: profileSegments(found, mixed, { profile, value, resamples: 0 }), format: "markdown" });
  const cardsOf = (markdown: string): string[] => markdown.split("## The segments compared")[0].split(/^### \d\. .*$/m).slice(1);

  test("a card has the share of a value, and its averages alone where there are no shares of it", () => {
    expect(cardsOf(told("gains"))[0]).toContain("Holds 4 % of all gains (index 13): on average 1.5 a customer, median 1.5.");
    expect(cardsOf(told("losses"))[0]).toContain("\nlosses: on average -48.5 a customer, median -48.5.");
    for (const [s, card] of cardsOf(told("once")).entries()) expect(card.includes("once")).toBe(s === 1);
  });

  test("all customers hold all of a value, or what has no shares is left blank", () => {
    expect(told("gains")).toContain("| All | 100 % | 100 % | 100 | 11.5 | 11.5 | 3 % |");
    expect(told("losses")).toContain("| All | 100 % |   |   | -11.8 | 5.5 |   |");
    for (const [column, isHeld] of [["gains", true], ["losses", false], ["once", false]] as const) // one value is all there is
      expect(told(column).includes(`Of all ${column}, the top 1 % of customers hold`)).toBe(isHeld);
  });

  test("a card says yes of a yes-or-no column, the two levels that are most above the average, and nothing of no cells", () => {
    const rows = cardsOf(told("gains", ["left", "plan"])).map((card) => card.match(/^\| (?:left|plan): .*$/gm));
    expect(rows).toEqual([
      ["| left: yes | 25 % | 38 % | 67 |", "| plan: a | 80 % | 27 % | 300 |", "| plan: d | none | 7 % | 0 |"],
      ["| plan: b | 80 % | 33 % | 240 |", "| plan: d | none | 7 % | 0 |"],
      ["| left: yes | 50 % | 38 % | 133 |", "| plan: c | 80 % | 33 % | 240 |", "| plan: d | 20 % | 7 % | 300 |"],
    ]);
  });

  test("what was left out of the figures is said, and a list of nothing is not there", () => {
    expect(told("losses", ["left"])).toMatch(/^- 20 of 60 rows have nothing in \\`left\\`[^]*^- The values of \\`losses\\` sum to -710/m);
    const quiet = told("gains", ["plan"]);
    expect(quiet).not.toContain("left out");
    expect(quiet).not.toContain("\n\n\n");
  });
});

test("a later table is told with each sentence and warning of it, and without lists of nothing", () => {
  const listsOf = (sentences: string[], warnings: string[]): string[] => {
    const markdown = report(result, table, { drift: { ...all.drift!, sentences, warnings }, format: "markdown" });
    expect(markdown).not.toContain("\n\n\n");
    return markdown.split("## Do the segments still hold?")[1].split("\n## ")[0].match(/^- .*$/gm) ?? [];
  };
  expect(listsOf(["First."], [])).toEqual([]);
  expect(listsOf(["First.", "Second."], [])).toEqual(["- Second."]);
  expect(listsOf(["First.", "Second.", "Third."], ["Mind."])).toEqual(["- Second.", "- Third.", "- Mind."]);
});
