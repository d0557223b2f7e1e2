import { InputError, show } from "../core/input-error.ts";
import { formatNumber, formatShare, shorten } from "../core/text.ts";
import { countScale } from "../core/weights.ts";
import type { Sizes } from "../kmeans/fit.ts";
import { nameSegments } from "./name.ts";
import type { ClusterOptions } from "./options.ts";
import type { ProfiledColumn } from "./profile.ts";
import type { Segment, Trait } from "./types.ts";

/** The segments with their names: the caller's, or made from what sets each apart. */
export function buildSegments(where: string, columns: readonly ProfiledColumn[], sizes: Sizes, names: ClusterOptions["names"]): Segment[] {
  const k = sizes.rows.length;
  if (Array.isArray(names) && names.length !== k) {
    throw new InputError("wrong-length", where, `\`names\` must hold one name a segment`, `${names.length} names for ${k} segments`);
  }
  const made = nameSegments(columns, k);
  return made.map((name, s) => {
    const segment = buildSegment(columns, sizes, s, name);
    return names === undefined ? segment : { ...segment, name: givenName(where, names, segment) };
  });
}

function buildSegment(columns: readonly ProfiledColumn[], sizes: Sizes, s: number, name: string): Segment {
  const traits = traitsOf(columns, sizes, s);
  return {
    id: s,
    name,
    size: sizes.rows[s],
    share: sizes.weights[s] / sizes.total,
    means: record(columns.map(({ name: feature, means }) => [feature, means[s]])),
    medians: record(columns.flatMap(({ column, medians }) => (medians === undefined ? [] : [[column, medians[s]]]))),
    traits,
    description: describeSegment(columns, sizes, traits, s),
  };
}

/** A plain object of these properties; `__proto__` is a property like any other. */
function record(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(entries);
}

function givenName(where: string, names: NonNullable<ClusterOptions["names"]>, segment: Segment): string {
  const name: unknown = typeof names === "function" ? names(segment) : names[segment.id];
  if (typeof name === "string") return name;
  throw new InputError("unknown-value", where, `\`names\` must return a text for segment ${segment.id}`, show(name));
}

/** Below it a difference is one that rows drawn at random would show. */
const leastTestValue = 2;

/**
 * The traits of segment `s`, strongest first, by the test value of Lebart, Morineau and Piron (1995), FactoMineR's v-test:
 * (mean in segment - mean) / sqrt(s²/n * (N - n)/(N - 1)), s² the variance of all rows, n of N of them in the segment.
 * Weights count rows, or else are scaled to.
 */
function traitsOf(columns: readonly ProfiledColumn[], { rows, weights, total }: Sizes, s: number): Trait[] {
  const scale = countScale(total, rows.reduce((sum, count) => sum + count, 0));
  const all = total * scale;
  const own = weights[s] * scale;
  const spread = Math.sqrt((all - own) / (own * (all - 1)));
  const traits: Trait[] = [];
  for (const { name, label, mean, deviation, means } of columns) {
    const difference = deviation > 0 ? (means[s] - mean) / deviation : 0;
    const testValue = spread > 0 ? difference / spread : 0;
    if (!(Math.abs(testValue) >= leastTestValue)) continue;
    traits.push({ feature: name, difference, testValue, ...(label === undefined ? {} : { lift: means[s] / mean }) });
  }
  return traits.sort((a, b) => Math.abs(b.testValue) - Math.abs(a.testValue));
}

const mostFeatures = 3;
const mostLevels = 3;
const longestWord = 40; // characters of a column or a level

/**
 * A sentence on the segment's size and one on what sets it apart:
 * "306 customers, 8% of all. channel: Facebook 100% (8% of all); CLV: mean 110.2 (118.4 of all), median 99."
 */
function describeSegment(columns: readonly ProfiledColumn[], { rows, weights, total }: Sizes, traits: readonly Trait[], s: number): string {
  const size = `${rows[s]} ${rows[s] === 1 ? "customer" : "customers"}, ${formatShare(weights[s] / total)} of all.`;
  const spoken = spokenColumns(columns, traits).slice(0, mostFeatures);
  if (spoken.length === 0) return `${size} No feature sets it clearly apart.`;
  return `${size} ${spoken.map((column) => sayColumn(columns, traits, column, s)).join("; ")}.`;
}

/** The columns with a trait, strongest first; one used as both kinds is spoken of by its levels, where they have a trait. */
function spokenColumns(columns: readonly ProfiledColumn[], traits: readonly Trait[]): string[] {
  const columnOf = new Map(columns.map(({ name, column }) => [name, column]));
  return [...new Set(traits.map(({ feature }) => columnOf.get(feature)!))];
}

function sayColumn(columns: readonly ProfiledColumn[], traits: readonly Trait[], column: string, s: number): string {
  const said = new Set(traits.map(({ feature }) => feature));
  const levels = columns.filter((other) => other.column === column && other.level !== undefined && said.has(other.name));
  if (levels.length > 0) return `${shorten(column, longestWord)}: ${sayLevels(levels, s)}`;
  const { mean, means, median, medians } = columns.find((other) => other.column === column && other.level === undefined)!;
  return `${shorten(column, longestWord)}: mean ${formatNumber(means[s])} (${formatNumber(mean)} of all), median ${formatNumber(medians![s])} (${formatNumber(median!)})`;
}

/** The levels that are commoner here than elsewhere, or else the ones that are rarer. */
function sayLevels(levels: readonly ProfiledColumn[], s: number): string {
  const common = levels.filter(({ mean, means }) => means[s] > mean).sort((a, b) => b.means[s] - a.means[s]);
  const shown = common.length > 0 ? common : levels;
  return shown
    .slice(0, mostLevels)
    .map(({ label, mean, means }) => `${shorten(label!, longestWord)} ${formatShare(means[s])} (${formatShare(mean)} of all)`)
    .join(", ");
}
