import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { report, type ReportOptions } from "../../src/report/index.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { errorOf } from "../error-of.ts";
import { faultsOf } from "../plot/geometry.ts";
import { flatten, type Node, parseXml } from "../plot/well-formed.ts";
import { clusterCases, hostileTexts, runs } from "../table-arbitraries.ts";

/** The page, read as strictly as XML is. */
const pageOf = (html: string): Node => parseXml(html.replace(/^<!doctype html>\n/, "").trim());
const picturesOf = (html: string): string[] => html.match(/<svg[\s\S]*?<\/svg>/g) ?? [];

test("is a page of well-formed parts and faultless pictures that loads nothing and runs nothing, whatever was segmented", { timeout: 60_000 }, () => {
  const name = fc.constantFrom(...hostileTexts, "A short name");
  fc.assert(fc.property(clusterCases({ minRows: 2 }), fc.array(name, { minLength: 20, maxLength: 20 }), name, ({ columns, options }, names, title) => {
    const result = clusterSegments(columns, { ...options, names: (segment) => names[segment.id] });
    const html = report(result, columns, { title });
    const nodes = flatten(pageOf(html));
    expect(nodes.filter(({ name: tag }) => ["script", "link", "img", "iframe"].includes(tag))).toEqual([]);
    expect(nodes.flatMap(({ attributes }) => Object.keys(attributes).filter((key) => /^on|href|src/.test(key)))).toEqual([]);
    for (const svg of picturesOf(html)) expect(faultsOf(svg)).toEqual([]);
    expect(nodes.filter(({ name: tag }) => tag === "article")).toHaveLength(result.k);
    expect(nodes.map(({ text }) => text).join(" ")).not.toMatch(/\bNaN\b|\bInfinity\b|\[object/);
    expect(report(result, columns, { title })).toBe(html);
  }), runs(0.3));
});

test("as Markdown holds no markup but its own, whatever names hold", () => {
  fc.assert(fc.property(clusterCases({ minRows: 2 }), fc.constantFrom(...hostileTexts), ({ columns, options }, name) => {
    const markdown = report(clusterSegments(columns, { ...options, names: () => name }), columns, { format: "markdown", title: name });
    expect(markdown.replace(/\\./g, "")).not.toMatch(/[<>`]/);
    expect(markdown.split("\n").filter((line) => line.startsWith("## ")).length).toBeGreaterThanOrEqual(4);
  }), runs(0.3));
});

test("says of groups what both scores say, and shows them", () => {
  const table = { a: [1, 2, 3, 9, 10, 11], b: [2, 1, 3, 9, 11, 10] };
  const result = clusterSegments(table, { k: 2, effort: "fast" });
  const said = (structure: "clear" | "weak" | "none" | undefined, associated: number, separated: number): string => {
    const { evidence: _, structure: __, ...choice } = result.choice;
    const found = structure === undefined ? {} : { structure, evidence: { associated, separated, k: 2, largestGap: 0.1 } };
    return report({ ...result, choice: { ...choice, ...found } }, table, { format: "markdown" });
  };
  expect(said("clear", 20.5, 8.25)).toMatch(/There are real groups here: clearer than chance would make\.[^]*nothing to do with each other \| 20\.5 \|[^]*go together as these do \| 8\.25 \|/);
  expect(said("weak", 20, 4)).toContain("The groups are weak and overlap.");
  expect(said("none", 3.1, 1)).toContain("The groups are a cut of a gradient: the columns go together");
  expect(said("none", 3, 1)).toContain("There are no real groups beyond single columns");
  expect(said(undefined, 0, 0)).not.toMatch(/Are there groups|real groups|gradient/);
});

describe("of the bundled customers", () => {
  const table = parseCsv(readFileSync("examples/customers.csv", "utf8"));
  const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
  const features = [{ column: "minutes_watched", missing: { fill: 0 } }, "CLV", { column: "region", type: "category" as const, labels: regions }];
  const result = clusterSegments(table, { features, effort: "fast", scaling: "feature" });
  const html = report(result, table);

  test("says what came out, why, what to mind, and how to make it again", () => {
    const words = flatten(pageOf(html.replace(/<\/?code>/g, "`"))).map(({ text }) => text).join("\n");
    expect(words).toContain(`3,834 customers fall into ${result.k} segments.`);
    for (const said of [result.choice.reason, ...result.warnings, ...result.segments.map(({ description }) => description)]) expect(words).toContain(said);
    for (const said of ["missing: 0", "seed", "42", "ward-kmeans", "Western Europe"]) expect(words).toContain(said);
  });

  test("shows every picture twice, for a page and for a phone, in less than half a megabyte", () => {
    const titles = picturesOf(html).map((svg) => /<title>(.*)<\/title>/.exec(svg)![1]);
    expect(titles.length).toBe(22);
    expect(new Set(titles).size).toBe(11);
    expect(html.length).toBeLessThan(500_000);
  });
});

const two = { a: [1, 2, 9], region: ["x", "y", "x"] };
const asking = (...questions: unknown[]): (() => string) => () => report(clusterSegments(two, { k: 2, features: ["a"] }), two, { questions: questions as ReportOptions["questions"] });

test.each<[string, () => unknown, object, RegExp]>([
  ["questions that are none", () => report(clusterSegments(two, { k: 2, features: ["a"] }), two, { questions: "a" as never }), { code: "not-an-array" }, /`questions` must be an array of objects with `of` and `on`\. Got "a"/],
  ["a question that is none", asking("region"), { code: "not-an-object" }, /`questions\[0\]` must be an object/],
  ["an unknown part of a question", asking({ of: "region", off: "a" }), { code: "unknown-option" }, /`questions\[0\]` may hold .* did you mean "of"\?/],
  ["a question of an unknown column", asking({ of: "region", on: "a" }, { of: "regoin", on: "a" }), { code: "unknown-column", column: "regoin" }, /`questions\[1\]\.of` must be in the table, which has `a`, `region`\. Got "regoin"; did you mean "region"\?/],
  ["a question on no column", asking({ of: "region" }), { code: "unknown-column" }, /must be the name of a column/],
  ["a question of a column on itself", asking({ of: "a", on: "a" }), { code: "same-column", column: "a" }, /must name two columns\. Got "a" twice\./],
  ["an unknown type", asking({ of: "region", on: "a", type: "categorical" }), { code: "unknown-value" }, /`questions\[0\]\.type` must be one of/],
  ["a text where a number is asked for", asking({ of: "a", on: "region", type: "number" }), { code: "not-finite", column: "region", row: 0 }, /must be a finite number; `prepare` reads amounts, dates and the like from text\. Got "x"\./],
  ["an unknown option", () => report({} as Segmentation, [], { fromat: "html" } as ReportOptions), { code: "unknown-option" }, /did you mean "format"\?/],
  ["an unknown format", () => report({} as Segmentation, [], { format: "pdf" as "html" }), { code: "unknown-value" }, /`format` must be one of "html", "markdown"/],
  ["what is no segmentation", () => report({} as Segmentation, [{ a: 1 }]), { code: "not-a-segmentation" }, /must be what clusterSegments gives/],
  ["a table of other rows", () => report(clusterSegments({ a: [1, 2, 9] }, { k: 2 }), { a: [1] }), { code: "wrong-length" }, /the 3 rows that were segmented\. Got 1\./],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "report", ...fields });
  expect(error.message).toMatch(shows);
});

test.each([
  ["few categories, of which the others are said not to be there", { channel: Array.from({ length: 120 }, (_, i) => `c${i % 3}`) }, 3, true],
  ["numbers and categories enough to say", { channel: Array.from({ length: 120 }, (_, i) => `c${i % 3}`), ...Object.fromEntries(Array.from({ length: 8 }, (_, f) => [`x${f}`, Array.from({ length: 120 }, (_, i) => ((i % 3) * (f + 1)) % 7 + (i % 5) / 9)])) }, 3, false],
] as const)("a card says what is there in a segment, and fills up with what is not: %s", (_, table, k, hasAbsent) => {
  const result = clusterSegments(table, { k, scaling: "feature" });
  const cards = [...report(result, table).matchAll(/<article>.*?<\/article>/g)].map(([card]) => [...card.matchAll(/<li>(.*?)<\/li>/g)].map(([, item]) => item.includes(": none (overall: ")));
  expect(cards).toHaveLength(k);
  cards.forEach((absent, s) => {
    const { traits } = result.segments[s];
    const there = traits.filter(({ lift }) => lift !== 0).length;
    const filled = Math.min(traits.length - there, Math.max(0, 3 - there));
    expect(absent).toEqual([...Array<boolean>(Math.min(6, there)).fill(false), ...Array<boolean>(filled).fill(true)]);
    expect(filled > 0).toBe(hasAbsent);
  });
});
