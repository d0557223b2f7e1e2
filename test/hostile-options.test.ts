// What is handed in where options, columns and lists belong, and is none: every public function must say so, and take none of it.
import { describe, expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as plot from "../src/plot/index.ts";
import { report } from "../src/report/index.ts";
import { errorOf } from "./error-of.ts";
import "./setup.ts";

type Call = (options: never) => unknown;

const table = { a: [1, 2, 3, 9, 8, 7, 1, 2, 3, 9], b: ["x", "y", "x", "y", "x", "y", "x", "y", "x", "x"], c: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3] };
const result = api.clusterSegments(table, { k: 2 });
const x = api.matrix([[1, 2], [3, 4], [5, 7], [0, 1]]);
const counts = api.crosstab(table, "b", "c");

const functions: readonly (readonly [string, readonly string[], Call])[] = [
  ["clusterSegments", ["features", "k", "method", "choose", "weights", "scaling", "minShare", "names", "seed", "effort", "onProgress"], (o) => api.clusterSegments(table, o)],
  ["linkage", ["method", "weights", "engine", "onProgress"], (o) => api.linkage(x, o)],
  ["pairwiseDistances", ["metric"], (o) => api.pairwiseDistances(x, o)],
  ["standardize", ["ddof", "weights"], (o) => api.standardize(x, o)],
  ["kmeans", ["init", "effort", "nInit", "maxIter", "tol", "seed", "weights", "onProgress"], (o) => api.kmeans(x, 2, o)],
  ["elbow", ["kMin", "kMax", "effort", "seed", "weights", "onProgress"], (o) => api.elbow(x, o)],
  ["correlate", ["method"], (o) => api.correlate(table, o)],
  ["crosstab", ["labels"], (o) => api.crosstab(table, "b", "c", o)],
  ["stability", ["k", "resamples", "scheme", "share", "seed"], (o) => api.stability(table, o)],
  ["structure", ["features", "seed", "scaling"], (o) => api.structure(table, o)],
  ["matchSegments", ["minOverlap"], (o) => api.matchSegments(result, result, table, o)],
  ["parseCsv", ["delimiter", "header", "missing", "decimal"], (o) => api.parseCsv("a\n1", o)],
  ["report", ["title", "format", "questions"], (o) => report(result, table, o)],
  ["sizesPlot", ["width", "height", "theme", "title"], (o) => plot.sizesPlot(result, o)],
  ["crosstabPlot", ["show", "width"], (o) => plot.crosstabPlot(counts, o)],
  ["mosaicPlot", ["color", "width"], (o) => plot.mosaicPlot(counts, o)],
];

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

test.each<[string, () => unknown]>([
  ["features", () => api.clusterSegments(table, { features: Array(1) })],
  ["names", () => api.clusterSegments(table, { k: 1, names: Array(1) })],
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
