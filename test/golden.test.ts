// The outputs of twelve tables, held as hashes in golden.json, so that a change of the code's shape is seen to change no behaviour.
//
// For every table, and for functions that stand alone, each part of what comes out (labels, tree, names, pictures, reports, what the
// command prints and writes, …) is hashed by itself, and a failure lists the parts that differ as `table/part`. A hash says that
// something changed, not what: run the same part on the commit before to see both.
//
// When outputs are meant to change, run
//   UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts
// which writes golden.json anew, and read its diff: it must name the parts that were meant, and no others.
//
// Only public entry points are called, and the command's `main`. Each part is one function in a table below, so that a public
// function whose arguments move is called anew in one place. The order of an object's properties counts only where JSON is the part.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { main } from "../src/cli/main.ts";
import { methodNames, methods } from "../src/hierarchy/methods.ts";
import * as api from "../src/index.ts";
import * as plot from "../src/plot/index.ts";
import { explain, granularity, typicalRows } from "../src/insight/index.ts";
import { report } from "../src/report/index.ts";
import { customersCsv, type GoldenTable, goldenTables, published, randomOf } from "./golden-tables.ts";

const timeout = 60_000;
const file = new URL("golden.json", import.meta.url);
const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

type Hashes = Record<string, Record<string, string>>;
type Parts<T> = Readonly<Record<string, (subject: T) => unknown>>;

/** Everything in a value as text: numbers and typed arrays by their bits, properties by name. */
function textOf(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")}`;
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${textOf(entry)}`).join()}}`;
}

const hashOf = (value: unknown): string => createHash("sha256").update(textOf(value)).digest("hex").slice(0, 16);

/** The hash of each part that applies; what is thrown stands in a hash's place, which no golden file holds. */
async function hashesOf<T>(parts: Parts<T>, subject: T): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [name, part] of Object.entries(parts)) {
    try {
      const value = await part(subject);
      if (value !== undefined) hashes[name] = hashOf(value);
    } catch (error) {
      hashes[name] = `threw ${String(error)}`;
    }
  }
  return hashes;
}

/** A table with what comes of it. */
interface Case extends GoldenTable {
  readonly result: api.Segmentation;
  readonly said: Said;
}

/** What the command prints and writes. */
interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
}

const outputs = ["labels.csv", "model.json", "report.html", "placed.csv"];

/** Runs the command in a folder of its own; lines of progress, which hang on the clock, are left out. */
async function runCommand(csv: string, words: readonly string[], more: readonly (readonly string[])[] = []): Promise<Said> {
  const [folder, home] = [mkdtempSync(join(tmpdir(), "golden-")), process.cwd()];
  const said = { stdout: "", stderr: "" };
  const listeners = process.stdout.listeners("error");
  const hear = (name: "stdout" | "stderr") =>
    vi.spyOn(process[name], "write").mockImplementation((text, ...rest) => {
      if (!String(text).startsWith("\r")) said[name] += String(text);
      for (const done of rest) if (typeof done === "function") done();
      return true;
    });
  copyFileSync("examples/customers.recipe.json", join(folder, "customers.recipe.json"));
  writeFileSync(join(folder, "t.csv"), csv);
  const spies = [hear("stdout"), hear("stderr")];
  try {
    process.chdir(folder);
    let code = 0;
    for (const line of [["t.csv", ...words], ...more]) code = code * 10 + (await main(line));
    return { code, ...said, files: Object.fromEntries(outputs.filter((name) => existsSync(name)).map((name) => [name, readFileSync(name, "utf8")])) };
  } finally {
    process.chdir(home);
    spies.forEach((spy) => spy.mockRestore());
    for (const listener of process.stdout.listeners("error")) if (!listeners.includes(listener)) process.stdout.off("error", listener as () => void);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function caseOf(golden: GoldenTable): Promise<Case> {
  const result = api.clusterSegments(golden.table, golden.options);
  const written = ["--labels", "labels.csv", "--model", "model.json", "--report", "report.html"];
  const said = await runCommand(golden.csv, [...golden.words, ...written], [["t.csv", "--predict", "model.json", "--labels", "placed.csv"]]);
  return { ...golden, result, said };
}

const jsonOf = (value: unknown): string => JSON.stringify(value);
const crosstabOf = ({ table, categories: [a, b] }: Case): api.Crosstab | undefined => (b === undefined ? undefined : api.crosstab(table, a, b));
const drawn = <T>(value: T | undefined, draw: (value: T) => string): string | undefined => (value === undefined ? undefined : draw(value));
const questionsOf = ({ numbers: [on], categories: [of, other] }: Case) =>
  of === undefined ? [] : [...(on === undefined ? [] : [{ of, on }]), ...(other === undefined ? [] : [{ of, on: other, type: "category" as const }])];

/** What is hashed of every table; a part that is undefined does not apply to it. */
const tableParts: Parts<Case> = {
  labels: ({ result }) => result.labels,
  linkage: ({ result }) => result.linkage,
  elbow: ({ result }) => result.elbow,
  centroids: ({ result }) => result.centroids,
  k: ({ result: { k, inertia, totalInertia } }) => [k, inertia, totalInertia],
  choice: ({ result }) => jsonOf(result.choice),
  features: ({ result }) => result.features,
  segments: ({ result }) => jsonOf(result.segments),
  warnings: ({ result }) => result.warnings,
  notices: ({ result }) => jsonOf(result.notices),
  model: ({ result }) => jsonOf(result.model),
  predict: ({ result, table }) => api.predict(result.model, table),
  assign: ({ result, table }) => api.assign(result.model, table),
  describe: ({ table }) => api.describe(table),
  "format: text": ({ result }) => api.formatSegments(result, "text"),
  "format: markdown": ({ result }) => api.formatSegments(result, "markdown"),
  "format: csv": ({ result }) => api.formatSegments(result, "csv"),
  "plot: sizes": ({ result }) => plot.sizesPlot(result),
  "plot: sizes, narrow": ({ result }) => plot.sizesPlot(result, { width: 300, theme: "dark", title: "Sizes" }),
  "plot: profile": ({ result }) => plot.profilePlot(result),
  "plot: elbow": ({ result }) => drawn(result.elbow, () => plot.elbowPlot(result)),
  "plot: elbow, curve": ({ result }) => drawn(result.elbow, (curve) => plot.elbowPlot(curve, { k: result.k, theme: "system" })),
  "plot: dendrogram": ({ result }) => drawn(result.linkage, (tree) => plot.dendrogramPlot(tree)),
  "plot: dendrogram, level": ({ result }) => drawn(result.linkage, (tree) => plot.dendrogramPlot(tree, { k: result.k, truncate: { level: 4 }, theme: "light" })),
  "plot: dendrogram, last": ({ result }) => drawn(result.linkage, (tree) => plot.dendrogramPlot(tree, { truncate: { last: 9 }, width: 360, height: 500 })),
  "insight: rules": ({ result, table }) => explain(result, table),
  "insight: typical rows": ({ result, table }) => typicalRows(result, table),
  granularity: ({ result, table }) => granularity(result, table, { resamples: 2 }),
  "plot: granularity": ({ result, table }) => plot.granularityPlot(granularity(result, table, { resamples: 0 })),
  "plot: silhouettes": ({ result, table }) => plot.silhouettePlot({ mean: 0.25, values: api.assign(result, table).margin.map((margin, _, margins) => (margin === Infinity ? 0 : Math.min(1, margin / Math.max(1, margins[0])))) }, result),
  "plot: bars": ({ result, table, numbers: [column] }) => drawn(column, () => plot.barsPlot(result, table, { column })),
  "plot: bars, confidence": ({ result, table, numbers: [, column] }) => drawn(column, () => plot.barsPlot(result, table, { column, interval: "confidence", label: "B" })),
  "plot: bars, shares": ({ result, table, categories: [column] }) => drawn(column, () => plot.barsPlot(result, table, { column, type: "category" })),
  "plot: scatter": ({ result, table, numbers: [x, y] }) => drawn(y, () => plot.scatterPlot(table, { x, y, color: result })),
  "plot: scatter, hexagons": ({ table, numbers: [x, y] }) => drawn(y, () => plot.scatterPlot(table, { x, y, marks: "hexagons", width: 400 })),
  "plot: scatter, categories": ({ table, numbers: [x, y], categories: [color] }) => drawn(color && y, () => plot.scatterPlot(table, { x, y, color })),
  "plot: correlations": ({ table, numbers }) => drawn(numbers[0], () => plot.correlationPlot(api.correlate(table))),
  "plot: map": ({ result, table }) => plot.mapPlot(result, table),
  "plot: map, hexagons": ({ result, table }) => plot.mapPlot(result, table, { marks: "hexagons", labels: "numbers", width: 360 }),
  "plot: distribution": ({ result, table, numbers: [column] }) => drawn(column, () => plot.distributionPlot(result, table, column)),
  "plot: distribution, card": ({ result, table, numbers: [column] }) => drawn(column, () => plot.distributionPlot(result, table, column, { segment: 0, compact: true })),
  "plot: criteria": ({ result }) => drawn(result.choice.criteria[0], () => plot.criteriaPlot(result)),
  "plot: crosstab": (of) => drawn(crosstabOf(of), (counts) => plot.crosstabPlot(counts)),
  "plot: crosstab, residuals": (of) => drawn(crosstabOf(of), (counts) => plot.crosstabPlot(counts, { show: "residuals" })),
  "plot: mosaic": (of) => drawn(crosstabOf(of), (counts) => plot.mosaicPlot(counts)),
  "plot: mosaic, levels": (of) => drawn(crosstabOf(of), (counts) => plot.mosaicPlot(counts, { color: "levels" })),
  "report: html": (of) => report(of.result, of.table, { questions: questionsOf(of) }),
  "report: markdown": (of) => report(of.result, of.table, { questions: questionsOf(of), format: "markdown", title: "T" }),
  "command: exit code": ({ said }) => said.code,
  "command: stdout": ({ said }) => said.stdout,
  "command: stderr": ({ said }) => said.stderr.replace(/, [\d.]+ (?:s|min)\)\.\n/g, ").\n"), // how long it took
  "command: labels": ({ said }) => said.files["labels.csv"],
  "command: model": ({ said }) => said.files["model.json"],
  "command: report": ({ said }) => said.files["report.html"].replace(/(?<=<p>)\d{4}-\d\d-\d\d · /, ""), // but for the day on which it was made
  "command: placed": ({ said }) => said.files["placed.csv"],
};

const draw = randomOf(99);
const points = api.matrix(Array.from({ length: 60 }, (_, i) => [0, 1, 2].map((j) => Math.round(draw() * 80) / 8 + ((i % 3) * (j + 1) * 5))));
const weights = Array.from({ length: points.rows }, (_, i) => 1 + (i % 4));
const [thirds, halves] = [3, 2].map((k) => Array.from({ length: points.rows }, (_, i) => i % k));
const whole = api.parseCsv(customersCsv);
const { table: prepared, ...preparedElse } = api.prepare(whole);
const small = { plan: ["a", "b", "a", "b", "c", "a", "b", "c"], sum: [1, 5, 2, 6, 9, 1, 7, 8], kind: ["x", "x", "y", "y", "x", "y", null, "x"] };
const sales = { who: ["a", "b", "a", "c", "b"], day: ["2024-01-03", "2024-02-10", "2024-03-01", "2023-12-31", "2024-02-11"], paid: [10, 5.5, 20, 7, -1] };
const tree = api.linkage(points);
const condensed = api.pairwiseDistances(points);

/** Parts that are made alike, one a name. */
const each = <Name extends string>(title: string, names: readonly Name[], part: (name: Name) => unknown): Parts<void> =>
  Object.fromEntries(names.map((name) => [`${title}: ${name}`, () => part(name)]));

const texts = {
  plain: "a,b\n1,x\n2,y\n", quotes: 'a,b\n"x ""y""","1\n2"\n"",3\n', semicolons: "a;b\n1,5;x\n2,5;y\n", tabs: "a\tb\r\n1\t2\r\n", sep: "sep=|\na|b\n1|2\n",
  mark: "\ufeffa,b\n1,2", blanks: "a,b\n\n1,\n ,2\n\n", twice: "a,a\n1,2\n", unnamed: "a,,c\n1,2,3\n", ragged: "a,b\n1,2,3\n", short: "a,b\n1\n", open: 'a\n"x\n', stray: 'a\nx"y\n',
  mixed: "a\n1\n2.50\n007\nx\n", numbers: "a,b,c\n1e5,-0,+3\n.5,5.,1_000\nInfinity,NaN,0x1F\n", empty: "", header: "a,b\n", returns: "a,b\r1,2\r3,4\r",
};

/** What is hashed of functions that stand alone, or hang on more than one table. */
const functionParts: Parts<void> = {
  "clusterSegments: all customers": () => {
    const { labels, inertia, segments, choice, warnings } = api.clusterSegments(whole, { features: published, k: 8, effort: "fast" });
    return [labels, inertia, segments, choice, warnings];
  },
  "prepare: customers": () => [prepared, preparedElse],
  "prepare: export": () => {
    const source = [{ id: "k1", sum: "$1,200.50", on: "31/01/2024", ok: "yes" }, { id: "k2", sum: "$3", on: "02/03/2024", ok: "no" }, { id: "k3", sum: "", on: null, ok: "no" }];
    return api.prepare(source, { asOf: "2024-12-31", columns: { id: "id", ok: "ignore" } });
  },
  "prepare: recipe": () => jsonOf(api.prepare(small, { columns: { plan: { order: ["a", "b", "c"] } } })),
  describe: () => api.describe(whole),
  "correlate: pearson": () => api.correlate(prepared),
  "correlate: spearman": () => api.correlate(whole, { method: "spearman" }),
  crosstab: () => api.crosstab(whole, "region", "channel", { labels: { region: { 0: "Anglo-Saxon" } } }),
  "crosstab: gaps": () => api.crosstab(small, "plan", "kind"),
  influence: () => api.influence(whole, { of: "channel", on: "minutes_watched", missing: 0, resamples: 100 }),
  "influence: small": () => api.influence(small, { of: "plan", on: "sum", seed: 3, labels: { a: "Plan A" } }),
  rfm: () => api.rfm(sales, { customer: "who", date: "day", amount: "paid", asOf: "2024-06-01" }),
  "rfm: no day": () => api.rfm(sales, { customer: "who", date: "day", amount: "paid" }),
  matrix: () => [api.matrix([[1, 2], [3, 4]]), api.matrix([1, 2, 3, 4], 2, 2)],
  standardize: () => [api.standardize(points), api.standardize(points, { ddof: 1, weights })],
  ...each("pairwiseDistances", ["euclidean", "sqeuclidean", "manhattan", "cosine"], (metric) => api.pairwiseDistances(points, { metric })),
  ...each("kmeans", ["auto", "ward", "k-means++", "random"], (init) => (["fast", "balanced", "thorough"] as const).map((effort) => api.kmeans(points, 4, { init, effort }))),
  "kmeans: weights": () => api.kmeans(points, 5, { weights, seed: 5, nInit: 3 }),
  "kmeans: own start": () => api.kmeans(points, 2, { init: api.matrix([[0, 0, 0], [9, 9, 9]]), maxIter: 3, tol: 0 }),
  elbow: () => api.elbow(points),
  "elbow: weights": () => api.elbow(points, { kMin: 2, kMax: 6, effort: "fast", seed: 1, weights }),
  ...each("linkage", methodNames, (method) => api.linkage(points, { method, ...(methods[method].ascends ? { weights } : {}) })),
  ...each("linkage, condensed", methodNames, (method) => api.linkage(condensed, { method })),
  ...each("linkage, engine", ["auto", "matrix", "index", "scan"], (engine) => api.linkage(points, { engine })),
  cutTree: () => [api.cutTree(tree, { k: 4 }), api.cutTree(tree, { height: 10 })],
  leafOrder: () => api.leafOrder(tree),
  cophenetic: () => api.cophenetic(tree),
  dendrogramLayout: () => api.dendrogramLayout(tree),
  silhouette: () => api.silhouette(points, thirds),
  "indices of a partition": () => [api.calinskiHarabasz(points, thirds), api.daviesBouldin(points, thirds)],
  "partitions compared": () => [api.adjustedRandIndex(thirds, halves), api.normalizedMutualInformation(thirds, halves), api.contingency(thirds, halves)],
  structure: () => api.structure(points),
  "stability: bootstrap": () => jsonOf(api.stability(points, { resamples: 8, k: 3 })),
  "stability: subsample": () => jsonOf(api.stability(points, { resamples: 5, k: [2, 4], scheme: "subsample", share: 0.6, seed: 4 })),
  matchSegments: () => {
    const [previous, current] = [4, 3].map((k) => api.clusterSegments(points, { k, effort: "fast" }));
    return [api.matchSegments(previous, current, points), api.matchSegments(current.model, previous, points, { minOverlap: 0.5 })];
  },
  ...each("parseCsv", Object.keys(texts) as (keyof typeof texts)[], (name) => complaintOr(() => api.parseCsv(texts[name]))),
  "parseCsv: options": () => api.parseCsv("1,5;n/k\n2;x\n", { delimiter: ";", decimal: ",", header: false, missing: ["n/k"] }),
  readCsv: () => api.readCsv(streamOf(["a,b\n1,", '"x\n', 'y"\n2,z'])),
  "command: help": async () => [await runCommand("", ["--help"]), await runCommand("", ["--colums", "a"]), await runCommand("", []), await runCommand("a,b\n1\n", [])],
};

async function* streamOf(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

/** What a call gives, or what it complains of; anything but an InputError is passed on. */
function complaintOr(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof api.InputError)) throw error;
    const { code, where, message, column, row, line } = error;
    return { code, where, message, column, row, line };
  }
}

/** A value that the types forbid. */
const wrong = (value: unknown): never => value as never;

const made = api.clusterSegments(points, { k: 2, effort: "fast" });
const wrongCalls: Readonly<Record<string, () => unknown>> = {
  "clusterSegments: no table": () => api.clusterSegments(wrong(5)),
  "clusterSegments: no rows": () => api.clusterSegments([]),
  "clusterSegments: gap": () => api.clusterSegments([{ a: 1 }, { a: NaN }, { a: 3 }], { missing: "error" }),
  "clusterSegments: unknown column": () => api.clusterSegments(small, { features: [wrong("plam")] }),
  "clusterSegments: unknown option": () => api.clusterSegments(small, wrong({ colums: 1 })),
  "clusterSegments: k": () => api.clusterSegments(points, { k: 1.5 }),
  "clusterSegments: range": () => api.clusterSegments(points, { k: [4, 2] }),
  "clusterSegments: k too large": () => api.clusterSegments(points, { k: 1000 }),
  "clusterSegments: method": () => api.clusterSegments(points, { method: wrong("wards") }),
  "clusterSegments: names": () => api.clusterSegments(points, { k: 2, names: ["one"] }),
  "clusterSegments: weights": () => api.clusterSegments(points, { weights: [1, 2] }),
  "clusterSegments: ragged columns": () => api.clusterSegments({ a: [1, 2], b: [1] }),
  "clusterSegments: infinite": () => api.clusterSegments({ a: [1, Infinity, 3] }),
  "clusterSegments: feature option": () => api.clusterSegments(small, { features: [wrong({ column: "sum", scal: "robust" })] }),
  "clusterSegments: text as number": () => api.clusterSegments(small, { features: [{ column: "plan", type: "number" }] }),
  "clusterSegments: seed": () => api.clusterSegments(points, { seed: -0.5 }),
  "predict: no model": () => api.predict(wrong({}), points),
  "predict: column": () => api.predict(made.model, { a: [1] }),
  "formatSegments: format": () => api.formatSegments(made, wrong("html")),
  "formatSegments: result": () => api.formatSegments(wrong(null), "text"),
  "matrix: ragged": () => api.matrix([[1, 2], [3]]),
  "matrix: shape": () => api.matrix([1, 2, 3], 2, 2),
  "kmeans: k": () => api.kmeans(points, 0),
  "kmeans: distinct": () => api.kmeans(api.matrix([[1], [1], [1]]), 2),
  "kmeans: init": () => api.kmeans(points, 3, { init: wrong("best") }),
  "kmeans: weights": () => api.kmeans(points, 3, { weights: points.data.map(() => -1) }),
  "linkage: method": () => api.linkage(points, { method: wrong("mean") }),
  "linkage: condensed": () => api.linkage(new Float64Array(4)),
  "cutTree: k": () => api.cutTree(tree, { k: 100 }),
  "cutTree: tree": () => api.cutTree(wrong([]), { k: 1 }),
  "silhouette: labels": () => api.silhouette(points, [0, 1]),
  "pairwiseDistances: zero row": () => api.pairwiseDistances(api.matrix([[0, 0], [1, 1]]), { metric: "cosine" }),
  "elbow: range": () => api.elbow(points, { kMin: 5, kMax: 3 }),
  "contingency: lengths": () => api.contingency([0, 1], [0]),
  "correlate: method": () => api.correlate(points, { method: wrong("kendall") }),
  "crosstab: column": () => api.crosstab(small, "plan", wrong("kinds")),
  "influence: group": () => api.influence(small, { of: "plan", on: "kind" }),
  "rfm: day": () => api.rfm({ ...sales, day: ["soon", "", "", "", ""] }, { customer: "who", date: "day", amount: "paid" }),
  "prepare: type": () => api.prepare(small, { columns: { plan: wrong("text") } }),
  "prepare: text": () => api.prepare(wrong("a,b\n1,2")),
  "stability: share": () => api.stability(points, { scheme: "subsample", share: 2 }),
  "matchSegments: overlap": () => api.matchSegments(made, made, points, { minOverlap: 2 }),
  "parseCsv: delimiter": () => api.parseCsv("a", { delimiter: "ab" }),
  "sizesPlot: width": () => plot.sizesPlot(made, { width: 10 }),
  "barsPlot: column": () => plot.barsPlot(made, points, { column: "column9" }),
  "scatterPlot: logarithm": () => plot.scatterPlot({ a: [-1, 2], b: [1, 2] }, { x: "a", y: "b", log: "x" }),
  "dendrogramPlot: cut": () => plot.dendrogramPlot(tree, { k: 2, cut: 3 }),
  "mosaicPlot: counts": () => plot.mosaicPlot(wrong({ rows: [] })),
  "elbowPlot: curve": () => plot.elbowPlot(wrong(made.segments)),
  "report: rows": () => report(made, { a: [1] }),
  "report: question": () => report(made, points, { questions: [{ of: "column1", on: "column1" }] }),
};

const errorParts: Parts<void> = Object.fromEntries(
  Object.entries(wrongCalls).map(([name, call]) => [
    name,
    () => {
      const complaint = complaintOr(() => [call()]);
      if (Array.isArray(complaint)) throw new Error("nothing was thrown");
      return complaint;
    },
  ]),
);

const groups: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
  ...Object.fromEntries(Object.entries(goldenTables).map(([name, make]) => [name, async () => hashesOf(tableParts, await caseOf(make()))])),
  functions: () => hashesOf(functionParts, undefined),
  errors: () => hashesOf(errorParts, undefined),
};

const golden = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Hashes;
const now: Hashes = {};

test.each(Object.keys(groups))("%s: every part is what golden.json holds", { timeout }, async (group) => {
  const hashes = await groups[group]();
  const thrown = Object.entries(hashes).flatMap(([part, hash]) => (hash.startsWith("threw ") ? [`${group}/${part} ${hash}`] : []));
  expect(thrown).toEqual([]);
  now[group] = hashes;
  if (isUpdate) return;
  const held = golden[group] ?? {};
  const names = [...new Set([...Object.keys(held), ...Object.keys(hashes)])];
  expect(names.filter((part) => held[part] !== hashes[part]).map((part) => `${group}/${part}`)).toEqual([]);
});

test("golden.json holds these tables and no others", () => {
  expect(isUpdate ? Object.keys(groups) : Object.keys(golden)).toEqual(Object.keys(groups));
});

afterAll(() => {
  if (!isUpdate) return;
  const whole = Object.fromEntries(Object.keys(groups).flatMap((group) => (now[group] ?? golden[group] ? [[group, now[group] ?? golden[group]]] : [])));
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
});
