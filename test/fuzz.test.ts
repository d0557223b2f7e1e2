// Calls that were right, with something in them replaced by what does not belong there: a result, or an InputError, and nothing else.
import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as insight from "../src/insight/index.ts";
import * as plot from "../src/plot/index.ts";
import { report } from "../src/report/index.ts";
import { createRandom } from "../src/core/random.ts";
import { isLong } from "./long-runs.ts";
import "./setup.ts";

const calls = isLong ? 100_000 : 1500;
const rows = 24;
const table = {
  spent: Array.from({ length: rows }, (_, i) => ((i * 37) % 11) + 40 * (i % 2)),
  visits: Float64Array.from({ length: rows }, (_, i) => ((i * 53) % 13) + 9 * (i % 3)),
  plan: Array.from({ length: rows }, (_, i) => ["free", "paid", "team", ""][(i * i) % 4]),
  id: Array.from({ length: rows }, (_, i) => `c${i}`),
};
const quick = { k: 3, structure: false, effort: "fast", features: ["spent", "visits", "plan"] } as const;
const result = api.clusterSegments(table, { ...quick, features: ["spent", "visits", "plan"] });
const chosen = api.clusterSegments(table, { structure: false, effort: "fast", k: [2, 3], features: ["spent", "visits"] });
const x = api.encode(result, table);
const { labels } = result;
const orders = Array.from({ length: 30 }, (_, i) => ({ customer: `c${i % 7}`, date: `2024-0${1 + (i % 9)}-1${i % 9}`, amount: 3 + i }));
const money = { customer: "customer", date: "date", amount: "amount" } as const;
const scored = api.rfm(orders, money);
const rule = insight.explain(result, table, {});

type Case = readonly [name: string, call: (...args: never[]) => unknown, args: readonly unknown[]];
const cases: readonly Case[] = [
  ["clusterSegments", api.clusterSegments, [table, quick]],
  ["clusterSegments", api.clusterSegments, [table, { ...quick, columns: { plan: { type: "category", labels: { free: "Free" }, missing: "category" } }, weights: table.spent.map((x) => x + 1) }]],
  ["clusterSegments", api.clusterSegments, [[{ a: 1, b: "x" }, { a: 5, b: "y" }, { a: 6, b: "y" }], { k: 2, structure: false, names: ["one", "two"] }]],
  ["structure", api.structure, [table, { features: ["spent", "visits"] }]],
  ["stability", api.stability, [table, { ...quick, resamples: 2 }]],
  ["assign", api.assign, [result, table, {}]],
  ["predict", api.predict, [result.model, { spent: 3, visits: 4, plan: "paid" }]],
  ["encode", api.encode, [result, table]],
  ["readModel", api.readModel, [result.model]],
  ["formatSegments", api.formatSegments, [result, "text"]],
  ["formatSegments", api.formatSegments, [chosen, "csv"]],
  ["matchSegments", api.matchSegments, [result, chosen, table, { resamples: 2 }]],
  ["prepare", api.prepare, [table, { columns: { spent: { type: "number" } } }]],
  ["describe", api.describe, [table]],
  ["correlate", api.correlate, [table, { method: "spearman" }]],
  ["crosstab", api.crosstab, [table, "plan", "id", {}]],
  ["influence", api.influence, [table, { of: "plan", on: "spent", resamples: 20 }]],
  ["rfm", api.rfm, [orders, money]],
  ["rfmScores", api.rfmScores, [scored, {}]],
  ["lifetimeSummary", api.lifetimeSummary, [orders, money]],
  ["splitAnswers", api.splitAnswers, [{ a: ["x; y", "y", "z; x"] }, "a", ";"]],
  ["matrix", api.matrix, [[[1, 2], [3, 4]]]],
  ["standardize", api.standardize, [x, { ddof: 1 }]],
  ["pairwiseDistances", api.pairwiseDistances, [x, { metric: "cosine" }]],
  ["linkage", api.linkage, [x, { method: "average" }]],
  ["linkage", api.linkage, [x, { method: "ward", engine: "index" }]],
  ["cutTree", api.cutTree, [api.linkage(x), { k: 3 }]],
  ["leafOrder", api.leafOrder, [api.linkage(x)]],
  ["cophenetic", api.cophenetic, [api.linkage(x)]],
  ["dendrogramLayout", api.dendrogramLayout, [api.linkage(x), {}]],
  ["kmeans", api.kmeans, [x, 3, { nInit: 2, maxIter: 20 }]],
  ["elbow", api.elbow, [x, { kMin: 1, kMax: 4 }]],
  ["silhouette", api.silhouette, [x, labels]],
  ["calinskiHarabasz", api.calinskiHarabasz, [x, labels]],
  ["daviesBouldin", api.daviesBouldin, [x, labels]],
  ["adjustedRandIndex", api.adjustedRandIndex, [labels, chosen.labels]],
  ["normalizedMutualInformation", api.normalizedMutualInformation, [labels, chosen.labels]],
  ["contingency", api.contingency, [labels, chosen.labels]],
  ["holmLevels", api.holmLevels, [[0.01, 0.2, 0.04]]],
  ["parseCsv", api.parseCsv, ["a,b\n1,x\n2,y\n", { delimiter: ",", missing: ["NA"] }]],
  ["explain", insight.explain, [result, table, {}]],
  ["placeByRules", insight.placeByRules, [rule, table]],
  ["profileSegments", insight.profileSegments, [result, table, { value: "spent", resamples: 10 }]],
  ["granularity", insight.granularity, [result, table, { resamples: 0 }]],
  ["transitions", insight.transitions, [result, table, table, { id: "id", resamples: 0 }]],
  ["typicalRows", insight.typicalRows, [result, table, { count: 2 }]],
  ["compareWith", insight.compareWith, [result, table, "plan"]],
  ["drift", insight.drift, [result, table, {}]],
  ["sizesPlot", plot.sizesPlot, [result, { width: 400 }]],
  ["elbowPlot", plot.elbowPlot, [chosen, {}]],
  ["dendrogramPlot", plot.dendrogramPlot, [api.linkage(x), { truncate: { level: 5 } }]],
  ["profilePlot", plot.profilePlot, [result, {}]],
  ["silhouettePlot", plot.silhouettePlot, [api.silhouette(x, labels), result, {}]],
  ["scatterPlot", plot.scatterPlot, [table, { x: "spent", y: "visits", color: "plan" }]],
  ["barsPlot", plot.barsPlot, [result, table, { column: "plan" }]],
  ["correlationPlot", plot.correlationPlot, [api.correlate(table), {}]],
  ["crosstabPlot", plot.crosstabPlot, [api.crosstab(table, "plan", "id"), {}]],
  ["mosaicPlot", plot.mosaicPlot, [api.crosstab(table, "plan", "id"), {}]],
  ["report", report, [result, table, { title: "t", questions: [{ of: "plan", on: "spent" }] }]],
];

/** Something that does not belong. */
const junk: readonly (() => unknown)[] = [
  () => null, () => undefined, () => NaN, () => Infinity, () => -0, () => -1, () => 0.5, () => 1e308, () => 5e-324, () => 2 ** 53, () => 7n,
  () => "", () => "x", () => "__proto__", () => "\ud800", () => true, () => Symbol("s"), () => () => 1, () => class {}, () => [], () => [[]], () => new Array(3),
  () => [1, "a", null], () => ({}), () => Object.create(null), () => ({ length: 3 }), () => JSON.parse('{"__proto__": {"k": 1}}'), () => new Map([["a", 1]]), () => new Date(NaN),
  () => new Float64Array(2), () => Int32Array.of(-1, 1e6), () => new Proxy({}, {}), () => Promise.resolve(1), () => /x/, () => new Error("e"), () => new Uint8Array(0), () => [NaN, 1], () => new Array(5).fill({}),
];

type Keyed = Record<string | number, unknown>;

/** Replaces something at a random place of a value by something else, or takes it away; where there is no place, the value itself. */
function spoil(value: unknown, random: () => number): [unknown, string] {
  const other = junk[Math.floor(random() * junk.length)];
  const isDeep = typeof value === "object" && value !== null && random() < 0.85;
  const keys = isDeep ? Object.keys(value) : [];
  if (keys.length === 0) return [other(), ""];
  const key = keys[Math.floor(random() * keys.length)];
  const copy = (ArrayBuffer.isView(value) || Array.isArray(value) ? (value as unknown[]).slice() : { ...(value as object) }) as unknown as Keyed;
  if (random() < 0.05) {
    if (!ArrayBuffer.isView(copy)) delete copy[key];
    return [copy, `.${key} deleted`];
  }
  const [next, at] = ArrayBuffer.isView(value) ? [[NaN, -1, 1e300, 0.5][Math.floor(4 * random())], ""] : spoil(copy[key], random);
  copy[key] = next;
  return [copy, `.${key}${at}`];
}

const seed = Number(process.env["FUZZ_SEED"] ?? 1);

test(`${calls} spoilt calls (100 000 in test/long) give a result or an InputError`, { timeout: 1_200_000 }, () => {
  const random = createRandom(seed, 99);
  const failed = new Map<string, string>();
  let refused = 0;
  for (let t = 0; t < calls; t++) {
    const [name, call, args] = cases[Math.floor(random() * cases.length)];
    const spoilt = [...args];
    let said = "";
    for (let times = random() < 0.8 ? 1 : 2; times > 0; times--) {
      const which = Math.floor(random() * spoilt.length);
      const [value, at] = spoil(spoilt[which], random);
      spoilt[which] = value;
      said += ` ${which}${at} = ${typeof value === "object" && at !== "" ? "…" : String(typeof value)}`;
    }
    try {
      call(...(spoilt as never[]));
    } catch (error) {
      if (error instanceof api.InputError) refused++;
      else failed.set(`${name}: ${String((error as Error)?.message).slice(0, 60)}`, `call ${t},${said}: ${(error as Error)?.stack?.split("\n").slice(0, 4).join(" ")}`);
    }
  }
  expect([...failed].map((one) => one.join(" | "))).toEqual([]);
  expect(refused / calls).toBeGreaterThan(0.2); // else what is replaced does not matter
  expect(refused / calls).toBeLessThan(0.9);
});

test.each(cases)("%s gives a result when nothing is spoilt", (_, call, args) => {
  expect(() => call(...(args as never[]))).not.toThrow();
});
