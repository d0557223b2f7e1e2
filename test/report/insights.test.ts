import { expect, test } from "vitest";
import { clusterSegments } from "../../src/index.ts";
import { compareWith, explain, granularity, profileSegments } from "../../src/insight/index.ts";
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
};

test("what was found beyond the segments stands on the page, its pictures without a fault, its code as it is", () => {
  const html = report(result, table, all);
  const nodes = flatten(parseXml(html.replace(/^<!doctype html>\n/, "").trim()));
  expect(nodes.filter(({ name }) => name === "script")).toEqual([]);
  for (const svg of html.match(/<svg[\s\S]*?<\/svg>/g) ?? []) expect(faultsOf(svg)).toEqual([]);
  expect(nodes.find(({ name }) => name === "pre")!.text.replace(/\s+/g, " ")).toBe(all.explanation!.sql.replace(/\s+/g, " "));
  expect(html).toContain("<pre>CASE\n");
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

test.each([["profiles"], ["explanation"], ["granularity"], ["comparison"]])("%s must be what its function gives", (name) => {
  for (const wrong of [null, 1, [], {}, "text"])
    expect(errorOf(() => report(result, table, { [name]: wrong }))).toMatchObject({ code: "not-an-object", where: "report" });
});
