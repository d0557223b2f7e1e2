// All that is computed of a table, stage by stage, as hashes. Bundled, it runs in every engine as it is.
import { lower, settled, withCapital } from "../../src/core/letters.ts";
import * as api from "../../src/index.ts";
import { compareWith, explain, granularity, profileSegments, typicalRows } from "../../src/insight/index.ts";
import * as plot from "../../src/plot/index.ts";
import { report } from "../../src/report/index.ts";
import { tables } from "./tables.mjs";

const drawn = (value, draw) => (value === undefined ? undefined : draw(value));

/** What is hashed at each stage; what is undefined, or refused with an InputError, counts as that. */
const stages = {
  columns: ({ prepared }) => prepared,
  describe: ({ source }) => [api.describe(source), api.correlate(source, { method: "spearman" })],
  features: ({ model, source }) => api.encode(model, source),
  heights: ({ model, source }) => api.linkage(api.encode(model, source)),
  labels: ({ result }) => result.labels,
  centroids: ({ result: { centroids, inertia, totalInertia } }) => [centroids, inertia, totalInertia],
  criteria: ({ result }) => [result.choice, result.elbow],
  names: ({ result }) => result.segments,
  warnings: ({ result }) => [result.warnings, result.notices],
  model: ({ model }) => JSON.stringify(model),
  predict: ({ model, source }) => api.assign(JSON.parse(JSON.stringify(model)), source),
  tests: ({ ready, categories: [a, b], numbers: [on] }) => [
    drawn(a, () => api.influence(ready, { of: a, on, resamples: 50 })), drawn(b, () => api.crosstab(ready, a, b)),
  ],
  stability: ({ source, result }) => api.stability(source, { ...result.model.options, features: undefined, k: result.k, resamples: 2 }),
  pictures: ({ result, source, ready, numbers: [x, y], categories: [color] }) => [
    plot.sizesPlot(result), plot.profilePlot(result, { theme: "dark" }), drawn(result.linkage, (tree) => plot.dendrogramPlot(tree, { truncate: { last: 9 } })),
    plot.scatterPlot(ready, { x, y, color: result }), drawn(color, () => plot.barsPlot(result, source, { column: color, type: "category" })),
  ],
  report: ({ result, source }) => [report(result, source), report(result, source, { format: "markdown" })],
  explain: ({ result, source }) => explain(result, source),
  granularity: ({ result, source }) => granularity(result, source, { resamples: 2 }),
  typical: ({ result, source }) => typicalRows(result, source),
  profile: ({ result, source, profile }) => drawn(profile, (columns) => profileSegments(result, source, { profile: columns })),
  compared: ({ result, source, categories: [column] }) => drawn(column, () => compareWith(result, source, { column })),
};

/** What decisions rest on of single characters: the sets and case of core/letters.ts, and what the language calls white space. */
function ofCharacters() {
  const sets = ["L", "Lu", "Ll", "N", "Sc"].map((name) => settled(new RegExp(`^\\p{${name}}$`, "u")));
  const found = [];
  for (let code = 0; code < 0x32000; code = code === 0xd7ff ? 0xe000 : code + (code < 0x3400 ? 1 : 3)) {
    const text = String.fromCodePoint(code);
    let bits = sets.reduce((sum, set, at) => sum + (set.test(text) ? 1 << at : 0), 0);
    if (/\s/.test(text) !== (text.trim() === "")) bits = 99;
    found.push(bits + (text.trim() === "" ? 32 : 0), lower(text), withCapital(text));
  }
  return found.join();
}

const hasher = (state) => (unit) => (state = Math.imul(state ^ unit, 0x01000193) ^ (state >>> 15)) >>> 0;

/** Two 32-bit FNV hashes of the units of a text, as hexadecimal digits. */
export function hashOf(text) {
  const [one, two] = [hasher(0x811c9dc5 | 0), hasher(0x5bd1e995 | 0)];
  let [a, b] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = one(unit);
    b = two(unit + 1);
  }
  return a.toString(16).padStart(8, "0") + b.toString(16).padStart(8, "0");
}

const bits = new DataView(new ArrayBuffer(8));

/** A number by its bits; any NaN is one. */
function numberText(x) {
  if (Number.isNaN(x)) return "NaN";
  bits.setFloat64(0, x);
  return `${bits.getUint32(0).toString(36)}.${bits.getUint32(4).toString(36)}`;
}

/** All that is in a value. */
function textOf(value) {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${Array.from(value, Number).map(numberText).join()})`;
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}:${textOf(entry)}`).join()}}`;
}

function outcomeOf(stage, subject) {
  try {
    return textOf(stage(subject));
  } catch (error) {
    if (!(error instanceof api.InputError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

/** The version of Unicode that the engine's own tables are of, told by letters that it knows. */
export function unicodeOf() {
  const firsts = [["17", "\u{10940}"], ["16", "\u{10d50}"], ["15.1", "\u{2ebf0}"], ["15", "\u{11f02}"], ["14", "\u{10570}"]];
  return firsts.find(([, letter]) => /\p{L}/u.test(letter))?.[0] ?? "13 or older";
}

/** The hashes by stage and table, as `stages[stage][table]`. */
export async function run() {
  const found = Object.fromEntries(Object.keys(stages).map((stage) => [stage, {}]));
  for (const [name, make] of Object.entries(tables)) {
    const { options, ...table } = await make();
    const result = api.clusterSegments(table.source, { ...options, profile: table.profile });
    const prepared = "data" in table.source ? undefined : api.prepare(table.source, { missingWords: ["n/a"] });
    const subject = { ...table, result, model: result.model, prepared, ready: prepared?.table ?? table.source };
    for (const [stage, part] of Object.entries(stages)) found[stage][name] = hashOf(outcomeOf(part, subject));
  }
  found.characters = { all: hashOf(ofCharacters()) };
  return found;
}
