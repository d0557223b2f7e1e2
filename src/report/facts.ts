import { withCapital } from "../core/letters.ts";
import { sayNumber } from "../core/text.ts";
import type { Trait } from "../segment/types.ts";
import { sayDirection, sayHolders } from "../segment/words.ts";
import type { Known, KnownColumn, KnownLevel } from "./known.ts";

const fewHave = 0.05; // a level that so few have is told as absent
const mostLevels = 2;

/** A column by which a segment stands apart, and its traits, the strongest first. */
interface Telling {
  readonly column: KnownColumn;
  readonly traits: readonly Trait[];
}

/** What a segment is, in plain words, one sentence a column: what sets it apart most first, and then what it shares with the rest. */
export function factsOf(known: Known, s: number, most: number): string[] {
  const telling = tellingColumns(known, s);
  const said = telling.slice(0, most).map(({ column, traits }) => factOf(known, column, traits, s));
  const silent = known.columns.filter((column) => !telling.some((other) => other.column === column));
  return [...said, ...silent.slice(0, most - said.length).map((column) => factOf(known, column, [], s))];
}

/** The columns by which a segment stands apart, the strongest first; those of which it only has nothing are last. */
function tellingColumns({ columns, result }: Known, s: number): Telling[] {
  const { traits } = result.segments[s];
  const found = columns.flatMap((column): Telling[] => {
    const names = new Set(column.type === "number" ? [column.column] : column.levels.map(({ feature }) => feature));
    const own = traits.filter(({ feature, lift }) => names.has(feature) && (lift === undefined) === (column.type === "number"));
    const there = own.filter(({ strength }) => column.type === "number" || strength > 0);
    return own.length === 0 ? [] : [{ column, traits: there.length > 0 ? there : own }];
  });
  const strength = ({ column, traits: [first] }: Telling): number =>
    Math.abs(first.strength) - (column.type === "category" && first.strength < 0 ? 1 : 0);
  return found.sort((a, b) => strength(b) - strength(a));
}

function factOf(known: Known, column: KnownColumn, traits: readonly Trait[], s: number): string {
  const { means, medians } = known.result.segments[s];
  if (column.type === "number") {
    const own = { mean: means[column.column], median: medians[column.column] };
    return numberFact(column, own, known.result.k === 1 ? undefined : Math.sign(traits[0]?.strength ?? 0), known.hasRecency);
  }
  const levels =
    traits.length === 0 ? commonest(column.levels, means) : column.levels.filter(({ feature }) => feature === traits[0].feature);
  const others = traits
    .slice(1)
    .flatMap(({ feature, strength }) => (strength > 0 ? column.levels.filter((one) => one.feature === feature) : []));
  const shown = [...levels, ...others].slice(0, mostLevels);
  const held = shown.map(({ feature, label, share }) => ({ label, share: means[feature], overall: share }));
  return sayHolders(column.words, held, { isBit: column.isBit, isAbsent: held[0].share < fewHave && held[0].share < held[0].overall });
}

function commonest(levels: readonly KnownLevel[], means: Readonly<Record<string, number>>): KnownLevel[] {
  return [levels.reduce((best, level) => (means[level.feature] > means[best.feature] ? level : best))];
}

/** "Higher annual income: median 86.5 (overall: 61.5)"; by averages where the medians do not say it. */
function numberFact(
  { words, mean, median }: Extract<KnownColumn, { type: "number" }>,
  own: { readonly mean: number; readonly median: number },
  sign: number | undefined,
  hasRecency: boolean,
): string {
  const say = (of: "median" | "average", here: number, all: number): string => `${of} ${sayNumber(here)} (overall: ${sayNumber(all)})`;
  if (sign === undefined) return `${withCapital(words)}: median ${sayNumber(own.median)}, average ${sayNumber(own.mean)}`;
  const says = (here: number, all: number): boolean => Math.sign(here - all) === sign && sayNumber(here) !== sayNumber(all);
  if (sign !== 0 && says(own.median, median))
    return `${withCapital(sayDirection(words, sign, "more", hasRecency))}: ${say("median", own.median, median)}`;
  if (sign !== 0 && says(own.mean, mean))
    return `${withCapital(sayDirection(words, sign, "more", hasRecency))}: ${say("average", own.mean, mean)}`;
  return `${withCapital(words)}: ${say("median", own.median, median)}`;
}
