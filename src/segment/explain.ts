import { InputError, show } from "../core/input-error.ts";
import { counted, sayNumber, sayShare, shorten } from "../core/text.ts";
import { countScale } from "../core/weights.ts";
import { nameSegments } from "./name.ts";
import type { ClusterOptions } from "./options.ts";
import { createSpeech, type Part, partsOf, type Speech, type Spoken, weakPartOf } from "./parts.ts";
import type { Profile, ProfiledColumn } from "./profile.ts";
import { spreadOf } from "./spread.ts";
import type { Segment, Trait } from "./types.ts";
import { sayHolders, sayWho } from "./words.ts";

/** The segments with their names: the caller's, or made from what sets each apart. */
export function buildSegments(where: string, profile: Profile, names: ClusterOptions["names"]): Segment[] {
  const { columns, sizes, counts } = profile;
  const k = sizes.rows.length;
  if (Array.isArray(names) && names.length !== k) {
    throw new InputError("wrong-length", where, `\`names\` must hold one name a segment`, `${counted(names.length, "name")} for ${counted(k, "segment")}`);
  }
  const speech = createSpeech(profile);
  return nameSegments(profile, speech).map((name, s) => {
    const segment = {
      id: s,
      name,
      size: counts[s],
      share: sizes.weights[s] / sizes.total,
      means: record(columns.map(({ name: feature, means }) => [feature, means[s]])),
      medians: record(columns.flatMap(({ column, medians }) => (medians === undefined ? [] : [[column, medians[s]]]))),
      traits: traitsOf(profile, s),
      description: describeSegment(profile, speech, s),
    };
    return names === undefined ? segment : { ...segment, name: givenName(where, names, segment) };
  });
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

const leastStrength = 0.1; // of a trait
const leastSaid = 0.147; // below it a difference is negligible (Romano, Kromrey, Coraggio and Skowronek 2006)

/**
 * The traits of segment `s`, strongest first. The test value is FactoMineR's v-test: (mean in segment - mean) /
 * sqrt(s²/n * (N - n)/(N - 1)), s² the variance of all rows, n of N of them in the segment. Weights count rows, or else are scaled to.
 */
function traitsOf({ columns, sizes: { rows, weights, total } }: Profile, s: number): Trait[] {
  const scale = countScale(total, rows.reduce((sum, count) => sum + count, 0));
  const all = total * scale;
  const own = weights[s] * scale;
  const spread = Math.sqrt((all - own) / (own * (all - 1)));
  const traits = columns.flatMap((column): Trait[] => {
    const { name, level, mean, deviation, means, strengths } = column;
    const strength = strengths[s];
    if (!(deviation > 0 && Math.abs(strength) >= leastStrength)) return [];
    const difference = (means[s] - mean) / deviation;
    const figures = { feature: name, strength, difference, testValue: spread > 0 ? difference / spread : 0, overall: mean };
    const index = isSigned(column) ? {} : { index: (100 * means[s]) / mean };
    if (level === undefined) return [{ ...figures, ...index }];
    return [{ ...figures, ...index, lift: means[s] / mean, captured: Math.min(1, (means[s] * weights[s]) / (mean * total)) }];
  });
  return traits.sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength) || b.strength - a.strength);
}

/** Whether a number goes below 0, so that a ratio of means says nothing. */
function isSigned({ feature, mean }: ProfiledColumn): boolean {
  return !(mean > 0) || (feature.type === "number" && spreadOf(feature.values).least < 0);
}

const mostColumns = 3;
const longestWord = 60; // characters of what a column or a level is called

/**
 * Says how large a segment is and what sets it apart, in plain words, one sentence a column, those of the name first:
 * "306 customers (8 %). All have channel Facebook (overall: 8 %). Average CLV 110 (overall: 118), median 99 (107)."
 */
function describeSegment(profile: Profile, { spoken, areAlike }: Speech, s: number): string {
  const { counts, sizes: { rows, weights, total } } = profile;
  const size = `${sayNumber(counts[s])} ${counts[s] === 1 ? "customer" : "customers"} (${sayShare(weights[s] / total)}).`;
  if (rows.length === 1) return size;
  const parts: Part[] = [];
  for (const part of partsOf(spoken, s)) {
    if (parts.length === mostColumns || part.strength < leastSaid) break;
    if (!parts.some((other) => areAlike(other, part))) parts.push(part);
  }
  if (parts.length === 0) parts.push(...[weakPartOf(spoken, s, profile)].filter((part) => part !== undefined));
  const said = parts.map((part) => sayPart(spoken.find(({ column }) => column === part.column)!, part, s));
  return [size, ...(said.length > 0 ? said : ["Like the others in every column."])].join(" ");
}

/**
 * "All are Female (overall: 56 %)." "62 % have month may, 30 % jun (overall: 31 %, 12 %)." "Average age 24 (overall: 41.8), median 24
 * (41.5)."
 */
function sayPart({ words, isBit }: Spoken, { number, levels, isAbsent, isRange, say }: Part, s: number): string {
  const name = shorten(words, longestWord);
  if (number !== undefined) {
    const { mean, means, median, medians } = number;
    const medianWords = `median ${sayNumber(medians![s])} (${sayNumber(median!)})`;
    return `Average ${name} ${sayNumber(means[s])} (overall: ${sayNumber(mean)}), ${medianWords}.`;
  }
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  if (isRange) {
    const inside = sum(levels.map(({ means }) => means[s])), overall = sum(levels.map(({ mean }) => mean));
    return `${sayWho(inside)} have ${shorten(say("plain"), 2 * longestWord)} (overall: ${sayShare(Math.min(1, overall))}).`;
  }
  const said = levels.map(({ label, mean, means }) => ({ label, share: means[s], overall: mean }));
  return `${sayHolders(name, said, { isBit, isAbsent })}.`;
}

