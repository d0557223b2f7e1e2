// What the library says, in one place: the sentence of every error and of every notice, in the words of the library and of the
// command. Other tests ask for codes and fields; a sentence that is reworded changes sentences.json alone, which
//   UPDATE_SENTENCES=1 npx vitest run test/sentences.test.ts
// writes anew. Read its diff as a customer would.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inFlags } from "../src/cli/sentences.ts";
import type { NoticeFigures } from "../src/core/notice-figures.ts";
import { InputError, sayFault } from "../src/core/input-error.ts";
import { inOptions } from "../src/core/advice.ts";
import { type Notice, type NoticeCode, sayNotice } from "../src/core/notice.ts";
import { mockWorker } from "./async/workers.ts";
import { clusterSegmentsAsync } from "../src/async/index.ts";
import * as api from "../src/index.ts";
import * as insight from "../src/insight/index.ts";
import * as plot from "../src/plot/index.ts";
import { insightSentences } from "../src/insight/notices.ts";
import { report } from "../src/report/index.ts";
import { scoreSql, segmentInDatabase } from "../src/sql/index.ts";
import { segmentInParts } from "../src/sql/segment-stream.ts";

const file = new URL("sentences.json", import.meta.url);

/** The codes as the type lists them. */
const codes = [...readFileSync(new URL("../src/core/input-error.ts", import.meta.url), "utf8").split("export type ErrorCode =")[1].split(";")[0].matchAll(/"([a-z-]+)"/g)].map(([, code]) => code);

const table = { a: [1, 2, 3, 9, 8, 7], b: ["x", "y", "x", "y", "x", "y"] };
const x = api.matrix([[1, 2], [3, 4], [5, 7], [0, 1]]);
const tree = api.linkage(x);
const result = api.clusterSegments(table, { k: 2 });
const many = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const described = { a: many(30).map((i) => i / 4), id: many(30).map((i) => 1000 + 3 * i), b: many(30).map((i) => "xy"[i % 2]), mail: many(30).map((i) => `c${i}@shop.example`), same: many(30).map(() => 1), gaps: many(30).map(() => null) };
const byA = api.clusterSegments(described, { features: ["a"], k: 2 });
const bad = (value: unknown): never => value as never;
const dates = ["03/04/2024", "05/06/2024"];
const orders = { customer: "c", date: "d", amount: "m" } as const;

/** A column whose buffer went to another thread. */
function sentAway(): Float64Array {
  const column = new Float64Array(3);
  structuredClone(column, { transfer: [column.buffer] });
  return column;
}

/** Calls that break a rule each, in no order. */
const faults: readonly (() => unknown)[] = [
  () => api.cutTree(tree, bad({})),
  () => scoreSql(result, { from: "customers", dialect: "postgres", columns: ["customer\0"] }),
  () => clusterSegmentsAsync({ a: sentAway() }),
  () => clusterSegmentsAsync(table, bad({ names: () => "a" })),
  () => clusterSegmentsAsync(table, bad({ columns: { b: { labels: { x: () => "a" } } } })),
  () => clusterSegmentsAsync([{ a: 1 }, { a: () => 2 }], bad({ worker: mockWorker })),
  () => clusterSegmentsAsync(table, bad({ worker: () => "worker.js" })),
  () => api.prepare({ d: dates }),
  () => api.prepare(api.parseCsv("x\tn\n1.251\t1\n2.375\t2\n")),
  () => api.prepare({ share: ["12 %", "0.5", "7%"], n: [1, 2, 3] }),
  () => api.clusterSegments({ spent: ["$12", "€5", "$7"], n: [1, 2, 3.5] }),
  () => api.rfm([{ c: 1, d: 19_753, m: 1 }, { c: 1, d: "2024-01-01", m: 1 }], orders),
  () => api.rfm([{ c: 1, d: "2024-01-01", m: 1 }], { ...orders, asOf: "today" }),
  () => plot.dendrogramPlot(tree, bad({ truncate: { level: 1, last: 2 } })),
  () => api.parseCsv("a", { delimiter: "ab" }),
  () => api.parseCsv("a", { delimiter: ",", decimal: "," }),
  () => api.linkage(Float64Array.of(-1)),
  () => api.clusterSegments(table, { weights: [1, 1, 0, 1, 1, 1] }),
  () => plot.scatterPlot({ a: [-1, 2], c: [1, 2] }, bad({ x: "a", y: "c", xScale: "log" })),
  () => plot.scatterPlot({ a: [-1, 2], c: [1, 2] }, { x: "a", y: "c", log: "x" }),
  () => api.assign(api.clusterSegments({ a: many(40), b: many(40).map((i) => (i < 20 ? "x" : "y")) }, { features: ["a", "b"], k: 2 }), { a: many(40), b: many(40).map((i) => `z${i % 3}`) }),
  () => api.clusterSegments(table, { features: ["a", "b"], profile: ["a"] }),
  () => api.correlate({ a: many(200).map((i) => `t${i}`) }),
  () => plot.crosstabPlot({ ...api.crosstab(table, "b", "a"), counts: api.matrix([[-1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]]) }),
  () => plot.sizesPlot(result, bad({ title: 7 })),
  () => api.standardize(x, { ddof: 1, weights: [0.1, 0.1, 0.1, 0.1] }),
  () => api.crosstab({ a: many(2000).map((i) => `a${i}`), b: many(2000).map((i) => `b${i}`) }, "a", "b"),
  () => api.kmeans(x, 2, { init: api.matrix([[1]]) }),
  () => api.readCsv(bad(7)),
  () => api.readCsv(new Blob([Uint8Array.of(97, 10, 0xff, 10)])),
  () => api.pairwiseDistances(api.matrix(new Float64Array(1e6), 1e6, 1)),
  () => api.rfm([{ c: 1, d: "2024-05-05", m: 1 }], { ...orders, asOf: "2024-01-01" }),
  () => api.clusterSegments(table, { features: ["a", "a"] }),
  () => api.parseCsv("a,a\n1,2", { duplicates: "error" }),
  () => insight.transitions(result, { ...table, id: [1, 2, 3, 4, 5, 2] }, table, { id: "id" }),
  () => insight.transitions(result, { ...table, id: [1, 2, 3, 4, 5, 6] }, { ...table, id: ["A1", "A2", "A3", "A4", "A5", "A6"] }, { id: "id" }),
  () => api.influence(table, { of: "b", on: "a", labels: { x: "z", y: "z" } }),
  () => api.clusterSegments({ "a: x": [1, 2], a: ["x", "y"] }, { features: ["a: x", "a"] }),
  () => api.parseCsv(""),
  () => api.cutTree(api.linkage(api.matrix([[0, 0], [1, 0], [0.5, 0.87]]), { method: "centroid" }), { height: 0.5 }),
  () => api.clusterSegments({ a: [1, null, 3] }, bad({ features: [{ column: "a", missing: "error" }] })),
  () => api.rfm([{ c: 1, d: "2024-01-01", m: 1 }, { c: 1, d: 3, m: 1 }], orders),
  () => api.prepare({ a: [...many(25).map(String), "n/b"] }),
  () => api.clusterSegments(bad({})),
  () => api.clusterSegments(table, { features: [] }),
  () => api.clusterSegments({ a: [] }),
  () => api.clusterSegments({ a: [null, null], b: [1, 2] }, { features: [{ column: "a", type: "category", missing: "mode" }, "b"] }),
  () => api.parseCsv("a", bad({ header: 1 })),
  () => api.parseCsv("a", { comment: "" }),
  () => api.clusterSegments(bad({ a: [{}, 1] })),
  () => api.clusterSegments(bad({ a: [1], b: 1 })),
  () => api.rfm([{ c: 1, d: "never", m: 1 }], orders),
  () => api.clusterSegments(table, { features: [bad(7)] }),
  () => api.elbow(x, bad({ onProgress: 1 })),
  () => api.cutTree(bad({}), { k: 1 }),
  () => api.kmeans(bad([[1]]), 1),
  () => api.predict(bad({}), table),
  () => api.clusterSegments(table, bad({ minShare: "a" })),
  () => api.clusterSegments(bad([1])),
  () => plot.sizesPlot(bad({})),
  () => plot.silhouettePlot(bad({}), result),
  () => api.crosstab(table, bad(undefined), "b"),
  () => api.clusterSegments(bad(7)),
  () => api.parseCsv(bad(7)),
  () => api.parseCsv(bad(api.readCsv("a\n1"))),
  () => api.parseCsv(bad(Uint8Array.of(97))),
  () => api.parseCsv(bad(new Blob(["a"]))),
  () => api.parseCsv(bad([{ a: 1 }])),
  () => api.parseCsv("customers.csv"),
  () => api.readCsv("https://shop.example/customers.csv"),
  () => report(result, table, bad({ questions: 1 })),
  () => plot.elbowPlot(bad({})),
  () => plot.granularityPlot(bad({})),
  () => plot.criteriaPlot({ choice: api.clusterSegments(table, { k: 2 }).choice }),
  () => plot.stabilityPlot(bad({ segments: [] })),
  () => plot.valuePlot(bad({ columns: [] })),
  () => plot.distributionPlot(result, table, "b"),
  () => api.kmeans(x, 1.5),
  changedSource,
  () => segmentInDatabase({ from: "customers", dialect: "duckdb", query: () => Promise.resolve(bad(7)) }),
  () => segmentInDatabase({ from: "customers", dialect: "duckdb", query: (sql) => Promise.resolve(/^SELECT COUNT/.test(sql) ? [{ all_rows: 2 }] : [{ a: 1 }, { a: 2 }]) }),
  () => api.clusterSegments(table, bad([])),
  () => plot.correlationPlot(bad({})),
  () => plot.crosstabPlot(bad({})),
  () => api.parseCsv("%PDF-1.4 binary\n1"),
  () => api.kmeans(api.matrix([[1], [NaN]]), 1),
  () => api.prepare({ a: ["x", "y"] }, { columns: { a: "date" } }),
  () => api.silhouette(x, [0, 0, 0, 0]),
  () => api.clusterSegments({ a: [-2, 3] }, { features: [{ column: "a", transform: "log1p" }] }),
  () => api.clusterSegments({ a: [1e101, 1] }),
  () => api.clusterSegments(bad({ a: [1, 2], b: [1] })),
  () => api.matrix([[1, 2], [3]]),
  () => api.parseCsv("a,b\n1"),
  () => api.parseCsv("Report\n1,2\n3,4"),
  () => api.parseCsv("a,b\n1,2\nExport\n3,4"),
  () => api.parseCsv("a,b\n1,2\n# page 2\n3,4"),
  () => api.parseCsv("a,b\n1,2\n3,4,5"),
  () => api.parseCsv('a\n"1,5"\nNA\n2,25'),
  () => api.parseCsv("name spent\nAnn 1,5\nBen 2,5\n"),
  () => api.parseCsv("name   spent\nAnn    1,5\nBenny  2,5\n"),
  () => api.parseCsv("# by Ann\n", { comment: "#", header: false }),
  () => report(result, table, { questions: [{ of: "a", on: "a" }] }),
  () => api.parseCsv('a\n"x"y'),
  () => api.parseCsv('a,b\n"x\\"y",1\n"C:\\",2\n'),
  () => api.parseCsv('a\n"x'),
  () => api.clusterSegments(table, { k: 7 }),
  () => api.clusterSegments({ a: [1, 1, 1, 2] }, { k: 3 }),
  () => api.crosstab({ a: many(60), b: many(60).map((i) => i / 7) }, "a", "b"),
  () => plot.dendrogramPlot(api.linkage(api.matrix(many(1500).map((i) => [i]))), { truncate: "none" }),
  () => plot.correlationPlot(api.correlate(Object.fromEntries(many(120).map((c) => [`c${c}`, many(5).map((i) => (i * c) % 7)])))),
  () => api.clusterSegments(table, { features: ["c" as "a"] }),
  () => api.influence(table, bad({ of: "b" })),
  () => api.clusterSegments(table, bad({ kay: 2 })),
  () => api.clusterSegments(table, bad({ method: "wards" })),
  () => api.linkage(Float64Array.of(1, 2)),
  () => api.linkage(Float64Array.of(1), { engine: "index" }),
  () => api.clusterSegments(table, { k: 2, names: ["one"] }),
  () => api.clusterSegments(table, { weights: [1] }),
  () => api.pairwiseDistances(api.matrix([[0, 0], [1, 2]]), { metric: "cosine" }),
  () => api.matrix([[1], ["x"]] as never),
  () => api.predict(api.clusterSegments(table, { features: [{ column: "b", unseen: "error" }, "a"], k: 2 }).model, { a: [1], b: ["q"] }),
  () => api.clusterSegments({ a: many(200).map((i) => `t${i % 150}`), c: many(200) }, { features: [{ column: "a", maxCategories: 10 }] }),
  () => insight.profileSegments(byA, described, {}),
  () => insight.profileSegments(byA, described, { profile: [] }),
  () => insight.profileSegments(byA, described, { profile: ["a"] }),
  () => insight.profileSegments(byA, described, { profile: ["mail"] }),
  () => insight.profileSegments(byA, described, { profile: ["id"] }),
  () => insight.profileSegments(byA, described, { profile: ["same"] }),
  () => insight.profileSegments(byA, described, { profile: ["gaps"] }),
  () => insight.profileSegments(byA, described, { profile: [{ column: "b", missing: "median" } as never] }),
  () => insight.profileSegments(byA, described, { value: "b" }),
  () => insight.profileSegments(byA, described, { value: { column: "b", type: "category" } }),
  () => insight.compareWith(byA, described, "mail"),
  () => insight.compareWith(byA, described, "same"),
  () => insight.compareWith(byA, described, { column: "a", type: "number" }),
  () => insight.typicalRows(byA, described, { count: 0 }),
];

/** A notice of every code. */
const figures: NoticeFigures = {
  "lines-above": { lines: 3, first: "Customer report" },
  "lines-below": { lines: 1, first: "(24 rows)" },
  "second-header": { rows: 2, line: 2, first: "How often do you shop?" },
  "header-short": {},
  "columns-named": { columns: ["column3", "column4"] },
  "columns-empty": { columns: 2 },
  "columns-renamed": { columns: ["Email (2)"] },
  "rows-empty": { rows: 12, line: 26 },
  "lines-unwrapped": {},
  "quotes-escaped": {},
  "blanks-around-quotes": { fields: 48 },
  "totals-left-out": { place: "last", words: ["Total"] },
  "totals-kept": { place: "first", words: ["Summe"] },
  "rows-dropped": { dropped: 2, rows: 3834 },
  "gaps-filled": { cells: 1234, fill: 0.5 },
  "levels-pooled": { levels: 3 },
  "look-like-amounts": { cells: ["$1,200 or so", "$3"] },
  "look-like-dates": { cells: ["13/01/2024", "01/25/2024"] },
  "placeholder-days": { cells: 12, days: ["9999-12-31"] },
  "several-answers": { separator: ";", answers: 3, example: "mail;sms" },
  "blanks-say-no": { cells: 12 },
  "several-rows": { rows: 240, customers: 80 },
  "labels-unused": { levels: ["7", "8"], held: ["1", "2", "3"] },
  "codes-as-number": { reason: "has only 3 different whole numbers" },
  "codes-as-category": { reason: "4 codes, as its name suggests" },
  "log-scale": { columns: ["income", "visits"] },
  "ends-held": { columns: ["income"] },
  "near-copy": { of: "net", correlation: 0.983 },
  "not-used": { why: "empty", reason: "it is empty" },
  "read-as-numbers": { reason: "amounts in $" },
  "became-days": { from: "2024-03-01", reason: "every text is a date (dmy)", later: 2 },
  "named-by-numbers": {},
  "formulas-of-text": { cells: 40 },
  "transactions-dropped": { dropped: 2, rows: 3834 },
  refunds: { refunds: 12, rows: 3834, policy: "count", customers: 0 },
  "uneven-scores": { of: "frequency", value: 1, share: 0.62, score: 1, empty: [2, 3] },
  "unnamed-scores": { customers: 14, of: 3834, scores: ["311", "312"] },
  "rules-unreached": { names: ["Loyal"] },
  "named-by-values": { example: "free" },
  "beyond-training": { cells: 38, rows: 40, bound: 812.5, side: "above" },
  "read-with-points": {},
  "blanks-trimmed": { cells: 1 },
  "missing-words": { cells: 2 },
  "taken-as-missing": { cells: 2, words: ["n/a", "?"] },
  "differ-in-case": { levels: ["Paris", "paris"] },
  "mostly-numbers": { share: 0.7, other: "n/b" },
  "begin-with-numbers": { cells: ["1 kg", "2 kg"] },
  "words-kept": { words: ["unknown"] },
  constant: {},
  "tree-of-cells": {},
  compressed: { rows: 1200000, cells: 198456, gain: 0.004 },
  "typed-by-first": { rows: 50000 },
  "small-segment": { share: 0.0123, asked: 0.05 },
  "fewer-groups": { asked: 5, found: 4 },
  "rough-structure": { error: 0.13 },
  "nearer-another": { share: 0.0713 },
  "outlier-segment": { rows: 13, share: 0.003, isRaw: true },
  "rare-answer": { level: "yes", share: 0.018, captured: 0.993 },
  restated: { columns: ["Gender", "city"], cramersV: [1, 0.9], numbers: ["age", "spending", "income", "visits"], scaling: "feature" },
  "no-number": { share: 0.004, scaling: "column", isRaw: true },
  skewed: { share: 0.643, transform: "log1p", before: 4, after: 4 },
  outlier: { mean: 2957.86, value: 288508, without: 2021.63, median: 484 },
  "gaps-placed": { cells: 12, rows: 3834, as: 41.5 },
  "below-training": { cells: 2, rows: 3834, least: 0 },
  "unseen-placed": { cells: 3, rows: 3834, examples: ["TikTok", "Threads"] },
  unstable: { verdict: "doubtful", jaccard: 0.7499, mark: 0.75, resamples: 50, scheme: "bootstrap", recovered: 0.64, dissolved: 0.0713 },
  "stable-without-groups": { stable: 3, segments: 4 },
  "matched-by-chance": { fresh: 3, of: 5, vanished: 2, ofPrevious: 4, byChance: { new: 0.64, vanished: 0.58 } },
  "gaps-left-out": { cells: 109, rows: 3834 },
  "value-below-zero": { cells: 23, sum: -1230.5, total: 45_000 },
  "value-without-total": { total: -5 },
  "rows-unexplained": { left: 12, rows: 3834 },
  "rules-sampled": { rows: 20000, of: 45211 },
  "rules-poor": { accuracy: 0.553, largestShare: 0.41 },
  "no-rule": { rows: 58 },
  "written-otherwise": { cell: '"$1,200.50"', as: "1200.5" },
  "moved-by-chance": { moved: 0.12, byRefitting: 0.1, upper: 0.14, isRefitted: true },
  "moves-in-balance": { moved: 0.33, oneWay: 0.05, upper: 0.08 },
  "few-in-both": { both: 14, before: 940, after: 1020 },
};
const ofAll: readonly NoticeCode[] = ["lines-above", "lines-below", "second-header", "columns-named", "columns-empty", "columns-renamed", "rows-empty", "lines-unwrapped", "quotes-escaped", "blanks-around-quotes", "totals-left-out", "totals-kept", "rows-dropped", "log-scale", "ends-held", "named-by-numbers", "named-by-values", "transactions-dropped", "tree-of-cells", "compressed", "typed-by-first", "small-segment", "fewer-groups", "rough-structure", "nearer-another", "outlier-segment", "restated", "unstable", "stable-without-groups", "matched-by-chance", "rows-unexplained", "rules-sampled", "rules-poor", "no-rule", "refunds", "uneven-scores", "unnamed-scores", "rules-unreached", "moved-by-chance", "moves-in-balance", "few-in-both"];
const ofSegment: readonly string[] = ["outlier", "outlier-segment", "rare-answer", "unstable", "no-rule"];

/** Two ways to say it, or one where both are the same. */
const both = (library: string, command: string): string | { library: string; command: string } => (library === command ? library : { library, command });

/** A stream of which the second pass finds a row less. */
function changedSource(): Promise<unknown> {
  let calls = 0;
  const text = (rows: number): string => `a\n${Array.from({ length: rows }, (_, i) => (i % 9) + 0.5).join("\n")}\n`;
  return segmentInParts(() => text(40_000 - calls++).match(/[^]{1,80000}/g)!, { structure: false, k: 2 }, { first: 1000, further: 1000 });
}

async function errorsSaid(): Promise<Record<string, unknown[]>> {
  const said: Record<string, unknown[]> = {};
  for (const fault of faults) {
    try {
      await fault();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      (said[error.code] ??= []).push(both(error.message, `${error.where}: ${sayFault(error, 0, inFlags)}`));
      continue;
    }
    throw new Error(`nothing was thrown by ${fault}`);
  }
  return said;
}

function noticesSaid(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(figures).map(([code, own]) => {
      const column = ofAll.includes(code as NoticeCode) ? {} : { column: "minutes watched" };
      const notice = { code, ...column, ...(ofSegment.includes(code) ? { segment: 1 } : {}), figures: own } as Notice;
      return [code, both(sayNotice(notice, ["Average", "Facebook"], inOptions, insightSentences), sayNotice(notice, ["Average", "Facebook"], inFlags, insightSentences))];
    }),
  );
}

test("every sentence is the one in the catalogue", async () => {
  const errors = await errorsSaid();
  expect(codes.filter((code) => errors[code] === undefined)).toEqual([]);
  const catalogue = { errors: Object.fromEntries(codes.flatMap((code) => (errors[code] === undefined ? [] : [[code, errors[code]]]))), notices: noticesSaid() };
  if (process.env["UPDATE_SENTENCES"] === "1") writeFileSync(file, `${JSON.stringify(catalogue, null, 2)}\n`);
  expect(catalogue).toEqual(JSON.parse(readFileSync(file, "utf8")));
});

test("the command names none of the library's options in what it says of a table, and nothing is said in powers of ten", () => {
  for (const said of Object.values(noticesSaid()) as (string | { library: string; command: string })[]) {
    const [library, command] = typeof said === "string" ? [said, said] : [said.library, said.command];
    expect(command).not.toMatch(/`(?:columns|features|missing|missingWords|header|decimal|dateOrder|encoding|minShare|k)\b|\b(?:type|scaling|transform|encoding): "|\[0\./);
    expect(library).not.toMatch(/--\w/);
    expect(library).not.toMatch(/\de[+-]?\d/);
  }
});
