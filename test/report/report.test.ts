import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { report, type ReportOptions } from "../../src/report/index.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { errorOf } from "../error-of.ts";
import { sayNumber } from "../../src/core/text.ts";
import { descriptionOf, faultsOf } from "../plot/geometry.ts";
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
    expect(nodes.flatMap(({ attributes }) => Object.keys(attributes).filter((key) => /^on|src/.test(key)))).toEqual([]);
    const ids = nodes.flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes: { href } } of nodes) if (href !== undefined) expect(ids.map((id) => `#${id}`)).toContain(href);
    for (const svg of picturesOf(html)) expect(faultsOf(svg)).toEqual([]);
    expect(nodes.filter(({ name: tag }) => tag === "article")).toHaveLength(2 * result.k); // a tile on page one, and a card
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
  expect(said("none", 3.1, 1)).toContain("The segments cut a gradient into pieces: the columns go together");
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
    const words = flatten(pageOf(html.replace(/<\/?code>/g, "`").replace(/<wbr\/>/g, ""))).map(({ text }) => text).join("\n").replaceAll("\u00a0", " ");
    expect(words).toContain(`3,834 customers fall into ${result.k} segments.`);
    for (const said of [result.choice.reason, ...result.warnings, ...result.segments.map(({ description }) => description)]) expect(words).toContain(said);
    for (const said of ["missing counts as 0", "seed", "42", "ward-kmeans", "Western Europe"]) expect(words).toContain(said);
  });

  test("shows a map, a small chart of every number that sets a segment apart, and wide pictures for phones too, in less than half a megabyte", () => {
    const titles = picturesOf(html).map((svg) => /<title>(.*)<\/title>/.exec(svg)![1]);
    expect(titles.filter((title) => title.startsWith("Map of"))).toHaveLength(1);
    const numbers = result.segments.map(({ traits }) => Math.min(3, traits.filter(({ lift }) => lift === undefined).length));
    expect((html.match(/<figcaption>/g) ?? []).length).toBe(numbers.reduce((sum, count) => sum + count, 0));
    expect(html.match(/<div class="page">/g)!.length).toBe(html.match(/<div class="phone">/g)!.length);
    expect(html.length).toBeLessThan(500_000);
  });

  test("has one median of a segment everywhere: in its facts, its description, its small chart and the chart of all segments", () => {
    const [segment] = result.segments.filter(({ traits }) => traits.some(({ feature }) => feature === "minutes_watched"));
    const said = sayNumber(segment.medians["minutes_watched"]);
    const own = html.split("<article").filter((part) => part.includes(segment.name) || part.includes("minutes_<wbr/>watched"));
    expect(own.join("")).toContain(`Median ${said}, overall`);
    const chart = picturesOf(html).find((svg) => /<title>minutes_watched by segment/.test(svg))!;
    expect(descriptionOf(chart)).toContain(`: ${said} (`);
  });

  test("writes numbers in one way: thousands apart by commas, no powers of ten, per cent after a space", () => {
    const words = html.replace(/<style>[^]*?<\/style>/, "").replace(/<[^>]*>/g, " ");
    expect(words).not.toMatch(/\d(\.\d+)?e-?\d/);
    expect(words).not.toMatch(/\d%/);
    expect(words).not.toMatch(/\d\u00a0\d{3}\b/);
  });

  test("is the same in Markdown, in the same order", () => {
    const headings = [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, title]) => title);
    const markdown = report(result, table, { format: "markdown", date: "May 2026" });
    expect(["Overview", ...[...markdown.matchAll(/^## (.*)$/gm)].map(([, title]) => title)]).toEqual(headings);
    expect(markdown).toMatch(/^# Customer segments\n\nMay 2026 · 3,834 rows · \d+ segments\n/);
  });
});

describe("what to do with each segment", () => {
  const table = { a: [1, 2, 9, 10, 30], b: [1, 1, 2, 2, 3] };
  const result = clusterSegments(table, { k: 2, structure: false });

  test("is the caller's text, by a list or a function, or a line to write on", () => {
    for (const actions of [["Call <them>", ""], ({ id }: { id: number }) => ["Call <them>", " "][id]] as const) {
      const html = report(result, table, { actions: actions as ReportOptions["actions"] });
      expect(html).toContain("<b>What to do:</b> Call &lt;them&gt;</p>");
      expect(html.match(/<span class="blank">/g)).toHaveLength(1);
      expect(report(result, table, { actions: actions as ReportOptions["actions"], format: "markdown" })).toContain("What to do: Call \\<them\\>");
    }
  });

  test.each<[string, unknown, object, RegExp]>([
    ["too few", ["a"], { code: "wrong-length" }, /`actions` must hold one text a segment\. Got 1 text for 2 segments\./],
    ["no text", () => 3, { code: "unknown-value" }, /`actions` must give a text for segment 0\. Got 3\./],
    ["neither", 3, { code: "not-an-array" }, /`actions` must be one text a segment, or a function that gives one\. Got 3\./],
  ])("complains of %s", (_, actions, fields, shows) => {
    const error = errorOf(() => report(result, table, { actions: actions as ReportOptions["actions"] }));
    expect(error).toMatchObject({ where: "report", ...fields });
    expect(error.message).toMatch(shows);
  });
});

test("draws the six columns that separate best, and names those that it leaves out", () => {
  const n = 90;
  const table = Object.fromEntries(Array.from({ length: 9 }, (_, f) => [`col_${f}`, Array.from({ length: n }, (_, i) => (i % 3) * (f + 1) + ((i * (7 + f)) % 11))]));
  const html = report(clusterSegments(table, { k: 3, structure: false }), table);
  const drawn = [...html.matchAll(/<title>(col_\d) by segment/g)].map(([, name]) => name);
  expect(drawn).toHaveLength(6);
  const said = html.replace(/<wbr\/>/g, "");
  expect(said).toMatch(/Charts show the 6 columns that separate the segments best\. Left out: /);
  const left = /Left out: (.*?)\. The table/.exec(said)![1].split(/, | and /);
  expect([...drawn, ...left].sort()).toEqual(Object.keys(table).sort());
});

const two = { a: [1, 2, 9], region: ["x", "y", "x"] };
const treed = clusterSegments(two, { k: 2, features: ["a"], method: "ward" });
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
  ["a tree whose number of rows is none", () => report({ ...treed, linkage: { ...treed.linkage!, n: Symbol("n") as never } }, two), { code: "not-a-linkage" }, /must be a Linkage, as linkage\(\) makes/],
  ["a table of other rows", () => report(clusterSegments({ a: [1, 2, 9] }, { k: 2 }), { a: [1] }), { code: "wrong-length" }, /the 3 rows that were segmented\. Got 1\./],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "report", ...fields });
  expect(error.message).toMatch(shows);
});

test.each([
  ["few categories, of which the others are said not to be there", { channel: Array.from({ length: 120 }, (_, i) => `c${i % 3}`) }, 3, true],
  ["numbers and categories enough to say", { channel: Array.from({ length: 120 }, (_, i) => `c${i % 3}`), ...Object.fromEntries(Array.from({ length: 8 }, (_, f) => [`x${f}`, Array.from({ length: 120 }, (_, i) => ((i % 3) * (f + 1)) % 7 + (i % 5) / 9)])) }, 3, false],
  ["more categories than there is room for", { channel: Array.from({ length: 120 }, (_, i) => `c${i % 5}`) }, 5, true],
] as const)("a card says what is there in a segment, and fills up with what is not: %s", (_, table, k, hasAbsent) => {
  const result = clusterSegments(table, { k, scaling: "feature" });
  const html = report(result, table);
  result.segments.forEach(({ traits }, s) => {
    const [card] = new RegExp(`<article id="segment-${s + 1}">[^]*?</article>`).exec(html)!;
    const absent = [...card.matchAll(/<tr><th scope="row">.*?<\/tr>/g)].map(([row]) => row.includes("<td>none</td>"));
    const there = traits.filter(({ lift }) => lift !== 0).length;
    const filled = Math.min(traits.length - there, Math.max(0, 3 - there));
    expect(absent).toEqual([...Array<boolean>(Math.min(6, there)).fill(false), ...Array<boolean>(filled).fill(true)]);
    expect(filled > 0).toBe(hasAbsent);
  });
});

test("the figure of how well segments lie apart stands behind what is said of them; of one segment there is none", () => {
  const table = { a: [1, 2, 3, 9, 10, 11], b: [2, 1, 3, 9, 11, 10] };
  const evidence = { associated: 3, separated: 1, k: 2, largestGap: 0.1 };
  const said = (k: number, columns: object, structure?: "none"): string => {
    const result = clusterSegments(columns as typeof table, { k, structure: false });
    const choice = structure === undefined ? result.choice : { ...result.choice, structure, evidence };
    return report({ ...result, choice }, columns as typeof table, { format: "markdown" }).split("| --- |")[0];
  };
  expect(said(2, table)).toMatch(/The segments lie well apart \(silhouette 0\.\d+\)\./);
  expect(said(2, table, "none")).toMatch(/There are no real groups beyond single columns[^\n]* \(silhouette 0\.\d+\)\./);
  expect(said(1, table)).not.toMatch(/silhouette|groups|apart/);
  expect(said(1, table, "none")).toContain("There are no real groups beyond single columns");
  expect(said(1, table, "none")).not.toContain("silhouette");
});

test("a segment that lacks several levels of a category, and has no more of others, is told by the first it lacks", () => {
  const table = { plan: Array.from({ length: 60 }, (_, i) => "abcdef"[i % 6]), x: Array.from({ length: 60 }, (_, i) => [1, 5, 30][Math.floor((i % 6) / 2)]) };
  const result = clusterSegments(table, { k: 3, structure: false });
  const segments = result.segments.map((segment) => ({ ...segment, traits: segment.traits.filter(({ strength }) => strength < 0) }));
  const facts = report({ ...result, segments }, table, { format: "markdown" }).split("## The segments")[0];
  expect(facts.match(/^- .* plan .*$/gm)).toEqual(["c", "a", "a"].map((level) => `- None have plan ${level} (overall: 17 %)`));
});
