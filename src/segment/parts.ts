import { quantilesOf } from "../core/quantile.ts";
import type { EncodedFeature } from "../encode/fitted.ts";
import type { Profile, ProfiledColumn } from "./profile.ts";
import { createRelation } from "./relation.ts";
import {
  anyOf, columnWords, type Degree, isNegative, isRecency, isVague, levelWords, sayAbsent, sayDirection, sayLevel, sayMiddle, senseOf,
} from "./words.ts";

/** Something that may be said of a segment: that a number is high or low, or which levels it is of. */
export interface Part {
  /** The table's column. */
  readonly column: string;
  /** From 0 to 1: Cliff's delta, or the share inside less the share outside; 0.15 less where it says what is not. */
  readonly strength: number;
  /** Of a number: 1 for high, -1 for low. 0 of levels. */
  readonly sign: number;
  /** The number. */
  readonly number?: ProfiledColumn;
  /** Of levels: the rows that are of them. */
  readonly feature: EncodedFeature;
  /** The codes of the levels, or the values. */
  readonly members: ReadonlySet<number>;
  /** The levels, none of a number; `isAbsent`: that it has not; `isRange`: values from one on, up to one, or between two. */
  readonly levels: readonly Level[];
  readonly isAbsent: boolean;
  readonly isRange: boolean;
  /** In words, in lower case. */
  readonly say: (degree: Degree) => string;
}

/** A column as it is spoken of: a number, a number of few values, or a category with its levels. */
export interface Spoken {
  readonly column: string;
  readonly words: string;
  readonly number?: ProfiledColumn;
  readonly levels: readonly Level[];
  readonly feature: EncodedFeature;
  /** 0 and 1 stand for no and yes. */
  readonly isBit: boolean;
}

/** A level, or one of the few values of a number. */
interface Level {
  readonly label: string;
  readonly member: number;
  /** The share of all rows, of each segment, and of the rows outside it. */
  readonly mean: number;
  readonly means: Float64Array;
  readonly outside: Float64Array;
  /** Whether another column has it too. */
  readonly isShared: boolean;
}

/** The columns as they are spoken of, in the order of the table. One used as both kinds is spoken of by its levels. */
function spokenColumns({ columns }: Pick<Profile, "columns">): Spoken[] {
  const byColumn = new Map<string, ProfiledColumn[]>();
  const owners = new Map<string, string>(); // of labels; "" for several
  for (const one of columns) {
    byColumn.set(one.column, [...(byColumn.get(one.column) ?? []), one]);
    if (one.label !== undefined) owners.set(one.label, (owners.get(one.label) ?? one.column) === one.column ? one.column : "");
  }
  return [...byColumn].flatMap(([column, encoded]): Spoken[] => {
    const words = columnWords(column);
    const own = encoded.filter(({ level }) => level !== undefined);
    if (own.length > 0) {
      const levels = own.map(({ label, code, mean, means, outside }) => {
        return { label: label!, member: code!, mean, means, outside, isShared: owners.get(label!) === "" };
      });
      return [{ column, words, levels, feature: own[0].feature, isBit: isBit(own.map(({ level }) => level!)) }];
    }
    const number = encoded[0];
    if (number.deviation === 0) return [];
    const levels = (number.few ?? []).map((one) => ({ label: String(one.value), member: one.value, ...one, isShared: false }));
    return [{ column, words, number, levels, feature: number.feature, isBit: isBit(levels.map(({ label }) => label)) }];
  });
}

function isBit(values: readonly string[]): boolean {
  return values.length === 2 && values.includes("0") && values.includes("1");
}

/** What may be said of segment `s` at all, strongest first, at most one part a column; equal strengths keep the order of the table. */
export function partsOf(spoken: readonly Spoken[], s: number): Part[] {
  const hasRecency = spoken.some(({ words }) => isRecency(words));
  const parts = spoken.flatMap((column) => {
    const part = column.levels.length > 0 ? levelPart(column, s) : numberPart(column, s, hasRecency);
    return part === undefined ? [] : [part];
  });
  return parts.sort((a, b) => b.strength - a.strength);
}

/** High or low, where the mean, the median and the most pairs of rows say the same. */
function numberPart({ column, words, number, feature }: Spoken, s: number, hasRecency: boolean): Part | undefined {
  if (number === undefined) return undefined;
  const { strengths, means, outside, medians, outsideMedians } = number;
  const sign = Math.sign(strengths[s]);
  if (sign === 0 || Math.sign(means[s] - outside[s]) !== sign || Math.sign(medians![s] - outsideMedians![s]) !== sign) return undefined;
  const say = (degree: Degree): string => sayDirection(words, sign, degree, hasRecency);
  const plain = { feature, members: new Set<number>(), levels: [], isAbsent: false, isRange: false };
  return { column, strength: Math.abs(strengths[s]), sign, number, ...plain, say };
}

/**
 * What segment `s` is more or less of than the others, however little, or that it keeps to the middle of a number: for a segment of
 * which nothing clear may be said. It is said in the degree "more".
 */
export function weakPartOf(spoken: readonly Spoken[], s: number, { rowsOf, weights, sizes }: Profile): Part | undefined {
  const hasRecency = spoken.some(({ words }) => isRecency(words));
  const plain = { members: new Set<number>(), levels: [], isAbsent: false, isRange: false };
  const parts = spoken.flatMap(({ column, words, number, levels, feature, isBit }): Part[] => {
    if (number !== undefined && levels.length === 0 && feature.type === "number") {
      const sign = Math.sign(number.means[s] - number.outside[s]);
      const one = { column, number, feature, ...plain };
      const lean = Math.max(0, sign * number.strengths[s]);
      const more = { ...one, strength: lean, sign, say: () => sayDirection(words, sign, "more", hasRecency) };
      const strength = middleStrength(feature.values, rowsOf(s), weights, sizes.weights[s]);
      return [{ ...one, strength, sign: 0, say: () => sayMiddle(words) }, ...(sign === 0 ? [] : [more])];
    }
    const gains = levels.map(({ means, outside }) => means[s] - outside[s]);
    const strength = Math.max(...gains);
    const level = levels[gains.indexOf(strength)];
    const text = `more often ${sayLevel(words, level.label, level.isShared, isBit)}`;
    return [{ column, strength, sign: 0, feature, ...plain, members: new Set([level.member]), levels: [level], say: () => text }];
  });
  return parts.filter(({ strength, sign }) => strength > 0 || sign !== 0).sort((a, b) => b.strength - a.strength)[0];
}

/** The share of the segment between the quartiles of all rows less that of the rows outside it. */
function middleStrength(values: Float64Array, own: Int32Array, weights: Float64Array, weight: number): number {
  const [low, high] = quantilesOf(values, weights, [0.25, 0.75]);
  let inside = 0;
  let middle = 0;
  let total = 0;
  for (const i of own) if (values[i] >= low && values[i] <= high) inside += weights[i];
  for (let i = 0; i < values.length; i++) {
    total += weights[i];
    if (values[i] >= low && values[i] <= high) middle += weights[i];
  }
  return inside / weight - Math.max(0, middle - inside) / (total - weight);
}

const coverage = 0.6; // of a segment, by the levels that are named
const mostLevels = 3;
const leastGain = 0.15; // of a level that is named after enough are
const absent = 0.02; // a level of fewer is not in the segment
const leastAbsence = 0.3; // that it must be commoner outside
const penalty = 0.15; // for saying what is not
const preference = 0.1; // for what is over what is not

interface Choice {
  readonly levels: readonly Level[];
  readonly strength: number;
  readonly isAbsent: boolean;
}

/** The few levels that most of the segment has and fewer of the others, or the one that it has not. */
function levelPart(column: Spoken, s: number): Part | undefined {
  const { column: name, words, levels, feature } = column;
  const gain = (level: Level): number => level.means[s] - level.outside[s];
  const named = presentLevels(column, s, gain);
  const missing = absentLevel(column, s, gain);
  const useless = named === undefined || named.levels.length >= levels.length - 1;
  const isLeft = missing !== undefined && (levels.length > 2 && useless ? true : missing.strength > (named?.strength ?? 0) + preference);
  const range = column.number === undefined ? undefined : rangeOf(levels, s, gain);
  const best = [isLeft ? missing : named, range].reduce((a, b) => ((b?.strength ?? 0) > (a?.strength ?? 0) + preference / 2 ? b : a));
  if (best === undefined || !(best.strength > 0)) return undefined;
  const { isAbsent } = best;
  const isRange = !isAbsent && column.number !== undefined && isRun(levels, best.levels);
  const text = isAbsent
    ? sayAbsent(words, best.levels[0].label, best.levels[0].isShared)!
    : isRange
      ? `${words} ${sayRange(levels, best.levels)}`
      : sayLevels(column, best.levels);
  const isWeak = !isAbsent && best.levels.every(({ label }) => isNegative(label, column.isBit));
  const members = new Set(best.levels.map(({ member }) => member));
  const strength = best.strength - (isWeak ? penalty : 0);
  return { column: name, strength, sign: 0, feature, members, levels: best.levels, isAbsent, isRange, say: () => text };
}

/** Values ascending, levels with the commonest first. */
function presentLevels({ levels, number }: Spoken, s: number, gain: (level: Level) => number): Choice | undefined {
  const named: Level[] = [];
  let inside = 0;
  for (const level of levels.filter((one) => gain(one) > 0).sort((a, b) => gain(b) - gain(a))) {
    if (named.length === mostLevels || (inside >= coverage && gain(level) < leastGain)) break;
    named.push(level);
    inside += level.means[s];
  }
  if (inside < coverage) return undefined;
  const ordered = number === undefined ? named.sort((a, b) => b.means[s] - a.means[s]) : levels.filter((level) => named.includes(level));
  return { levels: ordered, strength: sum(named.map(gain)), isAbsent: false };
}

function absentLevel({ words, levels }: Spoken, s: number, gain: (level: Level) => number): Choice | undefined {
  const isGone = (level: Level): boolean => level.means[s] <= absent && -gain(level) > leastAbsence;
  const gone = levels.filter((level) => isGone(level) && sayAbsent(words, level.label) !== undefined);
  if (gone.length === 0 || levels.length < 3) return undefined;
  const most = gone.reduce((a, b) => (gain(b) < gain(a) ? b : a));
  return { levels: [most], strength: -gain(most), isAbsent: true };
}

/** The values from one on, or up to one, that set the segment apart most, if most of it has them. */
function rangeOf(levels: readonly Level[], s: number, gain: (level: Level) => number): Choice | undefined {
  let best: Choice | undefined;
  for (let cut = 1; cut < levels.length; cut++) {
    for (const side of [levels.slice(0, cut), levels.slice(cut)]) {
      const strength = sum(side.map(gain));
      const inside = sum(side.map(({ means }) => means[s]));
      if (inside >= coverage && strength > (best?.strength ?? 0)) best = { levels: side, strength, isAbsent: false };
    }
  }
  return best;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** "Instagram", "month may or jun", "no loan". */
function sayLevels({ words, isBit }: Spoken, named: readonly Level[]): string {
  if (named.length === 1) return sayLevel(words, named[0].label, named[0].isShared, isBit);
  const needsColumn = named.some(({ label, isShared }) => isShared || isVague(words, label) || senseOf(label) !== undefined);
  return `${needsColumn ? `${words} ` : ""}${anyOf(named.map(({ label }) => levelWords(label)))}`;
}

/** Whether these are three values or more in a row. */
function isRun(levels: readonly Level[], named: readonly Level[]): boolean {
  return named.length > 2 && levels.indexOf(named[named.length - 1]) - levels.indexOf(named[0]) === named.length - 1;
}

function sayRange(levels: readonly Level[], named: readonly Level[]): string {
  const first = named[0], last = named[named.length - 1];
  if (first === levels[0]) return `${last.label} or less`;
  return last === levels[levels.length - 1] ? `${first.label} or more` : `${first.label} to ${last.label}`;
}

/** What is needed to speak of segments: the columns, and whether two parts say nearly the same. */
export interface Speech {
  readonly spoken: readonly Spoken[];
  readonly areAlike: (a: Part, b: Part) => boolean;
}

/** Makes ready to speak of segments. */
export function createSpeech(profile: Profile): Speech {
  return { spoken: spokenColumns(profile), areAlike: createRelation(profile.weights) };
}
