// What is handed in where options, columns and lists belong, and is none: every public function must say so, and take none of it.
import { describe, expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as insight from "../src/insight/index.ts";
import * as plot from "../src/plot/index.ts";
import { granularity } from "../src/insight/index.ts";
import { report } from "../src/report/index.ts";
import { scoreSql } from "../src/sql/index.ts";
import { errorOf } from "./error-of.ts";
import "./setup.ts";

type Call = (options: never) => unknown;

const table = { a: [1, 2, 3, 9, 8, 7, 1, 2, 3, 9], b: ["x", "y", "x", "y", "x", "y", "x", "y", "x", "x"], c: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3] };
const result = api.clusterSegments(table, { k: 2 });
const x = api.matrix([[1, 2], [3, 4], [5, 7], [0, 1]]);
const byC = api.clusterSegments(table, { features: ["c"], k: 2 });
const counts = api.crosstab(table, "b", "c");
const chosen = api.clusterSegments(table, { k: [2, 3] });
const worth = insight.profileSegments(byC, table, { value: "a" });

const functions: readonly (readonly [string, readonly string[], Call])[] = [
  ["clusterSegments", ["features", "k", "method", "choose", "weights", "scaling", "minShare", "names", "seed", "effort", "onProgress", "columns", "profile", "missingWords", "decimal", "dateOrder", "asOf", "missing", "transform", "winsorise", "unseen", "structure", "preset", "signal"], (o) => api.clusterSegments(table, o)],
  ["linkage", ["method", "weights", "engine", "onProgress"], (o) => api.linkage(x, o)],
  ["pairwiseDistances", ["metric"], (o) => api.pairwiseDistances(x, o)],
  ["standardize", ["ddof", "weights"], (o) => api.standardize(x, o)],
  ["kmeans", ["init", "effort", "nInit", "maxIter", "tol", "seed", "weights", "onProgress"], (o) => api.kmeans(x, 2, o)],
  ["elbow", ["kMin", "kMax", "effort", "seed", "weights", "onProgress", "signal"], (o) => api.elbow(x, o)],
  ["correlate", ["method"], (o) => api.correlate(table, o)],
  ["crosstab", ["labels"], (o) => api.crosstab(table, "b", "c", o)],
  ["stability", ["k", "resamples", "scheme", "share", "seed", "signal"], (o) => api.stability(table, o)],
  ["structure", ["features", "seed", "scaling"], (o) => api.structure(table, o)],
  ["matchSegments", ["minOverlap", "resamples", "onProgress", "signal"], (o) => api.matchSegments(result, result, table, o)],
  ["explain", ["columns", "maxLeaves", "mostListed", "folds", "seed", "dialect", "onProgress", "signal"], (o) => insight.explain(result, table, o)],
  ["rfmScores", ["rules", "bounds"], (o) => api.rfmScores([{ customer: 1, recency: 2, frequency: 3, monetary: 4 }], o)],
  ["parseCsv", ["delimiter", "header", "missing", "decimal"], (o) => api.parseCsv("a\n1", o)],
  ["report", ["title", "format", "questions"], (o) => report(result, table, o)],
  ["sizesPlot", ["width", "height", "theme", "title"], (o) => plot.sizesPlot(result, o)],
  ["crosstabPlot", ["show", "width"], (o) => plot.crosstabPlot(counts, o)],
  ["prepare", ["columns", "profile", "missingWords", "decimal", "dateOrder", "asOf"], (o) => api.prepare(table, o)],
  ["assign", ["missing", "unseen"], (o) => api.assign(result, table, o)],
  ["predict", ["missing", "unseen"], (o) => api.predict(result, table, o)],
  ["encode", ["missing", "unseen"], (o) => api.encode(result, table, o)],
  ["dendrogramPlot", ["truncate", "width", "title", "labels"], (o) => plot.dendrogramPlot(api.linkage(x), o)],
  ["elbowPlot", ["width", "title"], (o) => plot.elbowPlot(api.elbow(x), o)],
  ["granularity", ["k", "profile", "value", "weights", "resamples", "onProgress", "signal"], (o) => granularity(result, table, o)],
  ["granularityPlot", ["width", "title"], (o) => plot.granularityPlot(granularity(result, table, { resamples: 0 }), o)],
  ["correlationPlot", ["width", "title"], (o) => plot.correlationPlot(api.correlate(table), o)],
  ["profilePlot", ["width", "title"], (o) => plot.profilePlot(result, o)],
  ["mosaicPlot", ["color", "width"], (o) => plot.mosaicPlot(counts, o)],
  ["mapPlot", ["marks", "outline", "labels", "weights", "width"], (o) => plot.mapPlot(result, table, o)],
  ["distributionPlot", ["marks", "segment", "compact", "log", "label", "weights", "width"], (o) => plot.distributionPlot(result, table, "a", o)],
  ["criteriaPlot", ["width", "title"], (o) => plot.criteriaPlot(chosen, o)],
  ["stabilityPlot", ["width", "title"], (o) => plot.stabilityPlot({ segments: [{ name: "a", jaccard: 1, recovered: 1, dissolved: 0 }] }, o)],
  ["valuePlot", ["width", "title"], (o) => plot.valuePlot(worth, o)],
  ["drift", ["marks", "level"], (o) => insight.drift(result, table, o)],
  ["typicalRows", ["count"], (o) => insight.typicalRows(result, table, o)],
  ["profileSegments", ["profile", "value", "weights", "level", "resamples", "seed"], (o) => insight.profileSegments(byC, table, o)],
];

/** Those that need options: each with what it needs beside the one that is tried. */
const needing: readonly (readonly [string, readonly string[], Call])[] = [
  ["scoreSql", ["from", "dialect", "columns"], (o: object) => scoreSql(result, { from: "t", dialect: "duckdb", columns: [], ...o })],
  ["influence", ["of", "on", "missing", "labels", "resamples", "level", "seed", "onProgress", "signal"], (o: object) => api.influence(table, { of: "b", on: "a", ...o })],
  ["rfm", ["customer", "date", "amount", "decimal", "dateOrder", "asOf", "missing", "refunds", "count"], (o: object) => api.rfm([{ c: 1, d: "2024-01-01", a: 1 }], { customer: "c", date: "d", amount: "a", ...o })],
  ["lifetimeSummary", ["customer", "date", "amount", "decimal", "dateOrder", "asOf", "missing", "refunds"], (o: object) => api.lifetimeSummary([{ c: 1, d: "2024-01-01", a: 1 }], { customer: "c", date: "d", amount: "a", ...o })],
  ["transitions", ["id", "value", "resamples", "minOverlap", "onProgress", "signal"], (o: object) => insight.transitions(result, { ...table, id: Object.keys(table.a) }, { ...table, id: Object.keys(table.a) }, { id: "id", resamples: 0, ...o } as never)],
  ["scatterPlot", ["x", "y", "color", "log", "marks", "xLabel", "title", "width"], (o: object) => plot.scatterPlot(table, { x: "a", y: "c", ...o })],
  ["cutSegments", ["k", "names", "weights"], (o: object) => api.cutSegments(result, table, { k: 2, ...o } as never)],
  ["barsPlot", ["column", "type", "title", "width"], (o: object) => plot.barsPlot(result, table, { column: "b", ...o } as never)],
];

describe.each(needing)("%s", (_, names, call) => {
  test.each(names.map((name) => [name]))("takes no null as `%s`", (name) => {
    expect(errorOf(() => call({ [name]: null } as never)).code).toMatch(/^(not-|unknown-|no-|bad-|wrong-)/);
  });
});

describe.each(functions)("%s", (_, names, call) => {
  test.each(names.map((name) => [name]))("takes no null as `%s`", (name) => {
    expect(errorOf(() => call({ [name]: null } as never)).code).toMatch(/^(not-|unknown-|no-features|bad-|wrong-)/);
  });

  test.each<[string, unknown]>([["null", null], ["a Map", new Map()], ["a Date", new Date(0)], ["an array", []], ["a text", "x"]])("takes no options from %s", (_what, options) => {
    expect(errorOf(() => call(options as never)).code).toBe("not-an-object");
  });

  test("takes no option that is inherited unseen", () => {
    expect(errorOf(() => call(Object.create({ unheardOf: 1 }) as never)).code).toBe("unknown-option");
  });
});

test.each<[string, unknown]>([["a Symbol", Symbol("s")], ["an object without a prototype", Object.create(null)], ["nothing", undefined], ["a number", 7]])("%s is the name of no column", (_, name) => {
  const column = name as "a";
  const calls = [
    () => api.crosstab(table, column, "b"),
    () => api.crosstab(table, "b", column),
    () => api.influence(table, { of: column, on: "a" }),
    () => api.influence(table, { of: "b", on: column }),
    () => api.rfm([{ c: 1, d: "2024-01-01", a: 1 }], { customer: column as never, date: "d", amount: "a" }),
    () => report(result, table, { questions: [{ of: column, on: "a" }] }),
  ];
  for (const call of calls) expect(errorOf(call).code).toBe("unknown-column");
});

test.each<[string, object]>([
  ["null as `profile`", { profile: null }], ["a hole in `profile`", { profile: Array(1) }], ["null in `features`", { features: [null] }], ["null as `features`", { features: null }],
])("what prepare gave is no excuse for %s", (_, options) => {
  expect(errorOf(() => api.clusterSegments(api.prepare(table), options as never)).code).toMatch(/^not-|^no-features/);
});

test.each<[string, () => unknown]>([
  ["features", () => api.clusterSegments(table, { features: Array(1) })],
  ["names", () => api.clusterSegments(table, { k: 1, names: Array(1) })],
  ["order", () => api.prepare(table, { columns: { b: { order: Object.assign(Array(3), { 0: "x", 2: "y" }) } } })],
  ["missingWords", () => api.prepare(table, { missingWords: Array(1) })],
  ["asked", () => api.predict({ ...result.model, asked: Array(1) }, table)],
  ["missing", () => api.parseCsv("a\n1", { missing: Array(1) })],
  ["questions", () => report(result, table, { questions: Array(1) })],
])("a hole in `%s` is no entry", (_, call) => {
  expect(errorOf(call).code).toMatch(/^not-|unknown-value/);
});

test.each<[string, unknown, string]>([
  ["a Date", new Date(0), "the Date 1970-01-01T00:00:00.000Z"],
  ["no date", new Date(NaN), "an invalid Date"],
  ["a Map", new Map(), "a Map"],
  ["an Error", new Error("x"), "an Error"],
  ["a Symbol", Symbol("s"), "Symbol(s)"],
])("%s in a cell is called what it is", (_, cell, said) => {
  expect(errorOf(() => api.crosstab({ a: [cell], b: ["x"] } as never, "a" as never, "b" as never))).toMatchObject({ code: "not-a-cell", message: expect.stringContaining(`Got ${said}.`) });
});

test("many segments and many columns need no more stack than few", () => {
  const features = Array.from({ length: 2000 }, (_, c) => `column ${c}`);
  const means = Object.fromEntries(features.map((name, c) => [name, c]));
  const segments = Array.from({ length: 64 }, (_, id) => ({ ...result.segments[0], id, means }));
  expect(api.formatSegments({ ...result, k: 64, features, segments }, "text")).toContain("column 1999");
});

test("a name of a million characters makes no longer sentence", () => {
  const [long, other] = ["a".repeat(1e6), "b".repeat(1e6)];
  const code = { [long]: [1, 2, 3, 1, 2, 3, 1, 2], [other]: [1.5, null, 9, 1.5, 2.5, 9, 1.5, 2.5] } as Record<string, (number | null)[]>;
  const { warnings } = api.clusterSegments(code, { k: 2, features: [long, { column: other, missing: "mean" }], names: [long, other] });
  expect(warnings.length).toBeGreaterThan(0);
  for (const warning of warnings) expect(warning.length).toBeLessThan(500);
  const pairs = { [long]: ["x", null], [other]: [null, "y"] } as Record<string, (string | null)[]>;
  for (const call of [
    () => api.crosstab(pairs, long, other),
    () => api.crosstab(pairs, long, "c"),
    () => api.clusterSegments({ [long]: [1, 2], [other]: [1] } as never),
    () => api.clusterSegments({ [long]: 1 } as never),
    () => api.clusterSegments(code, { [long]: 1 } as never),
    () => api.clusterSegments(code, { features: [long, long] }),
    () => api.clusterSegments(code, { features: [{ column: long, type: "category", maxCategories: 1 }] }),
    () => api.clusterSegments(code, { features: [{ column: long, weight: -1 }] }),
    () => api.clusterSegments({ [long]: [null, null] } as Record<string, null[]>, { features: [{ column: long, missing: "mean" }] }),
  ]) expect(errorOf(call).message.length).toBeLessThan(1000);
});

test("starts that no memory could hold are asked for in vain", () => {
  expect(errorOf(() => api.kmeans(x, 2, { init: "random", nInit: 2 ** 32 }))).toMatchObject({ code: "not-an-integer", message: expect.stringContaining("10000") });
});

test("a row without cells that is no plain object is no row", () => {
  for (const row of [new Map(), new Date(0), new Error("x")]) expect(errorOf(() => api.describe([row] as never))).toMatchObject({ code: "not-a-row", row: 0 });
});

describe("a result that somebody has been at", () => {
  const whole: api.Segmentation = api.clusterSegments(table, { k: 2 });
  const [first, second] = whole.segments;
  const drawn: readonly (readonly [string, Call])[] = [
    ["sizesPlot", (r) => plot.sizesPlot(r)],
    ["profilePlot", (r) => plot.profilePlot(r)],
    ["barsPlot", (r) => plot.barsPlot(r, table, { column: "a" } as never)],
    ["silhouettePlot", (r) => plot.silhouettePlot(api.silhouette(api.encode(whole, table), whole.labels), r)],
    ["scatterPlot", (r) => plot.scatterPlot(table, { x: "a", y: "c", color: r })],
    ["report", (r) => report(r, table)],
    ["matchSegments", (r) => api.matchSegments(whole, r, table, { resamples: 0 })],
    ["cutSegments", (r) => api.cutSegments(r, table, { k: 2 })],
  ];
  const tables: readonly (readonly [string, object])[] = [
    ["segments of nothing", { segments: [undefined, second] }],
    ["a hole among segments", { segments: Object.assign(Array(2), { 0: first }) }],
    ["a name that is none", { segments: [{ ...first, name: undefined }, second] }],
    ["a size that is text", { segments: [{ ...first, size: "5" }, second] }],
    ["no means", { segments: [first, { ...second, means: null }] }],
    ["a mean that is none", { segments: [first, { ...second, means: {} }] }],
    ["features of numbers", { features: [1, 2] }],
    ["no features", { features: undefined }],
    ["segments in an object", { segments: { 0: first } }],
  ];
  const others: readonly (readonly [string, object])[] = [
    ["warnings of numbers", { warnings: [1] }],
    ["notices of no code", { notices: [{ code: "nonsense", figures: {} }] }],
    ["another k", { k: 7 }],
    ["no choice", { choice: null }],
    ["criteria of nothing", { choice: { ...whole.choice, criteria: [undefined] } }],
    ["traits of nothing", { segments: [{ ...first, traits: [null] }, second] }],
    ["medians of text", { segments: [{ ...first, medians: { a: "1" } }, second] }],
    ["no description", { segments: [{ ...first, description: 5 }, second] }],
  ];
  const code = (call: Call, change: object): string => errorOf(() => call({ ...whole, ...change } as never)).code;

  test("is as good as new where nothing was changed", () => {
    for (const [, call] of drawn) expect(() => call({ ...whole } as never)).not.toThrow();
    expect(() => api.formatSegments({ ...whole }, "text")).not.toThrow();
  });

  test.each(tables)("%s: refused by all that read it", (_, change) => {
    for (const format of ["text", "markdown", "csv"] as const) expect(code((r) => api.formatSegments(r, format), change)).toBe("not-a-segmentation");
    for (const [, call] of drawn) expect(code(call, change)).toBe("not-a-segmentation");
  });

  test.each<[string, object]>([["labels of other segments", { labels: whole.labels.map(() => 2) }], ["labels of text", { labels: Array(10).fill("0") }], ["no labels", { labels: undefined }]])("%s: refused by all but the table", (_, change) => {
    for (const [, call] of drawn) expect(code(call, change)).toBe("not-a-segmentation");
  });

  test.each(others)("%s: refused by report and matchSegments", (_, change) => {
    for (const [, call] of drawn.slice(-2)) expect(code(call, change)).toBe("not-a-segmentation");
  });

  test("a model that is none is a model's fault", () => {
    for (const [, call] of drawn.slice(-2)) expect(code(call, { model: { ...whole.model, names: undefined } })).toBe("not-a-model");
  });
});

test("what a call gave changes no more when the caller changes what it was given", () => {
  const [labels, order, missing, winsorise] = [{ x: "ex", y: "why" }, ["s", "m"], { fill: 1 }, [0.01, 0.99] as [number, number]];
  const source = { a: [1, 2, 3, 9, 8, 7, null], b: [..."xyxyxyx"], c: [..."smsmsms"] };
  const specs = { a: { missing, winsorise }, b: { labels }, c: { order } };
  const given = [
    api.clusterSegments(source, { features: Object.entries(specs).map(([column, spec]) => ({ column: column as "a", ...spec })), k: 2 }),
    api.clusterSegments(source, { columns: specs, k: 2 }),
    api.prepare(source, { columns: specs }),
  ];
  const before = structuredClone(given);
  [labels.x, order[0], missing.fill, winsorise[0]] = ["changed", "changed", 99, 0.2];
  expect(given).toEqual(before);
});
