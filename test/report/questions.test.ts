import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { report } from "../../src/report/index.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { errorOf } from "../error-of.ts";
import { descriptionOf, faultsOf } from "../plot/geometry.ts";
import { parseXml } from "../plot/well-formed.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

const picturesOf = (html: string): string[] => html.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
/** A section of Markdown, from its heading to the next. */
const sectionOf = (markdown: string, heading: string): string => markdown.slice(markdown.indexOf(`### ${heading}`)).slice(4).split(/\n##/)[0];
const isGap = (cell: unknown): boolean => cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === "string" && cell.trim() === "");

test("any two columns of a segmented table can be asked about, unless no row has both", { timeout: 60_000 }, () => {
  fc.assert(fc.property(clusterCases({ minRows: 2, maxCols: 4 }), ({ columns, options }) => {
    const result = clusterSegments(columns, options);
    const [of, on = of] = Object.keys(columns);
    fc.pre(of !== on);
    const draw = (): string => report(result, columns, { questions: [{ of, on }] });
    const both = columns[of].some((cell, i) => !isGap(cell) && !isGap(columns[on][i]));
    const isFilled = result.model.features.some(({ column, missing }) => [of, on].includes(column) && missing.policy === "fill");
    if (!both && !isFilled) return void expect(errorOf(draw)).toMatchObject({ where: "report", code: "no-rows" });
    const html = draw();
    parseXml(html.replace(/^<!doctype html>\n/, "").trim());
    for (const svg of picturesOf(html)) expect(faultsOf(svg)).toEqual([]);
    expect(html).toMatch(/<h3>(Does .* influence .*|Do .* go together)\?<\/h3>/);
    expect(html.replace(/<[^>]*>/g, " ")).not.toMatch(/\bNaN\b|\bInfinity\b|\[object/);
  }), runs(0.3));
});

test("several questions are held against stricter levels, and the report says so; one is not", () => {
  const table = { a: Array.from({ length: 40 }, (_, i) => (i < 20 ? "x" : "y")), n: Array.from({ length: 40 }, (_, i) => i % 20 + (i < 20 ? 0 : 4.5)), m: Array.from({ length: 40 }, (_, i) => (i * 7) % 40) };
  const result = clusterSegments(table, { features: ["m", "n"], k: 2, effort: "fast" });
  const ask = (...questions: { of: string; on: string }[]): string => report(result, table, { questions, format: "markdown" });
  const one = ask({ of: "a", on: "n" });
  expect(one).toMatch(/A measurable(, \w+)? influence of .*p = 0\.0(2|3|4)/);
  expect(one).not.toContain("Holm");
  const both = ask({ of: "a", on: "n" }, { of: "a", on: "m" });
  expect(both).toMatch(/No measurable influence of .*p = 0\.0(2|3|4)/);
  expect(both.match(/2 questions are asked at once/g)).toHaveLength(1);
});

describe("the two questions of the published analysis", () => {
  const table = parseCsv(readFileSync("examples/customers.csv", "utf8"));
  const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
  const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };
  const result = clusterSegments(table, {
    features: [
      { column: "minutes_watched", missing: { fill: 0 } },
      "CLV",
      { column: "region", type: "number" },
      { column: "region", type: "category", labels: regions },
      { column: "channel", type: "category", labels: channels },
    ],
    effort: "fast",
    k: 3,
  });
  const questions = [{ of: "channel", on: "minutes_watched" }, { of: "region", on: "channel" }];
  const markdown = report(result, table, { questions, format: "markdown" });
  const html = report(result, table, { questions });

  test("one of a number: the sentence of influence, the fill of the feature, a row a group", () => {
    const section = sectionOf(markdown, "Does channel influence minutes_watched?");
    expect(section).toContain("No measurable influence of \\`channel\\` on \\`minutes_watched\\` (Kruskal-Wallis, p = 0.4764)");
    expect(section).toContain("109 missing cells of minutes_watched count as 0, as in the segmentation.");
    expect(section).toContain("| Facebook | 306 | 2,958 | 484 |");
    expect(section.match(/^\| /gm)).toHaveLength(10);
  });

  test("one of a category: the sentence of crosstab, the shares, and the mosaic", () => {
    const section = sectionOf(markdown, "Do region and channel go together?");
    expect(section).toContain("go together, but weakly (chi-squared, p < 0.0001; Cramér's V = 0.134, 0.127 corrected for chance)".replace("<", "\\<"));
    expect(section).toContain("|   | Anglo-Saxon | Western Europe | World |");
    expect(section).toContain("| Other | 11 % | 9 % | 5 % |");
    expect(section).toContain("| Customers | 1,366 | 461 | 2,007 |");
    const mosaics = picturesOf(html).filter((svg) => descriptionOf(svg).startsWith("A mosaic"));
    expect(mosaics).toHaveLength(2); // for a page, and for a phone
    expect(descriptionOf(mosaics[0])).toContain("World and Other occur together 100 times, less often than by chance.");
    expect(html.length).toBeLessThan(600_000);
  });
});

describe("a column that is no feature", () => {
  const table = {
    spend: Array.from({ length: 80 }, (_, i) => [10, 90][i % 2] + (i % 7)),
    stars: Array.from({ length: 80 }, (_, i) => (i === 3 ? NaN : i % 3)),
    customer: Array.from({ length: 80 }, (_, i) => `customer ${i % 40}`),
  };
  const result = clusterSegments(table, { features: ["spend"], k: 2 });
  const answers = (question: { of: string; on: string; type?: "category" }): string => report(result, table, { questions: [question], format: "markdown" });

  test("is what it looks like, unless a type is given", () => {
    expect(answers({ of: "customer", on: "stars" })).toContain("## Does customer influence stars?");
    const asCategory = answers({ of: "customer", on: "stars", type: "category" });
    expect(asCategory).toContain("## Do customer and stars go together?");
    expect(asCategory).toContain("1 row in which one of the two is missing is left out.");
  });

  test("of many levels shows the largest ones, and says so", () => {
    expect(sectionOf(answers({ of: "customer", on: "spend" }), "Does").match(/^\| customer/gm)).toHaveLength(30);
    expect(answers({ of: "customer", on: "spend" })).toContain("The table shows the 30 largest of 40 groups.");
    expect(answers({ of: "customer", on: "stars", type: "category" })).toContain("| 29 others |");
  });
});

test("levels that the segmentation pooled are pooled, gaps that it made a level are one", () => {
  const shop = Array.from({ length: 40 }, (_, i) => (i === 0 ? "rare shop" : i === 1 ? "rarer shop" : i < 5 ? null : ["east", "west"][i % 2]));
  const table = { shop, spend: shop.map((_, i) => i), kind: shop.map((_, i) => "ab"[i % 2]) };
  const result = clusterSegments(table, { features: [{ column: "shop", missing: "category", poolBelow: 0.2, labels: { east: "East" } }, "spend"], k: 2 });
  const section = sectionOf(report(result, table, { questions: [{ of: "kind", on: "shop" }], format: "markdown" }), "Do kind");
  expect(section).toContain("| East |");
  expect(section).toContain("| (rare) |");
  expect(section).not.toContain("rare shop");
});
