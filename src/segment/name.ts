import { lengthOf, shorten } from "../core/text.ts";
import type { ProfiledColumn } from "./profile.ts";

const usual = 2; // parts in a name
const most = 4; // parts, where names would be equal otherwise
const longestName = 60; // characters
const leastRoom = 12; // for another part
const leastStrength = 0.6; // of a part after the first, in standard deviations

/**
 * A name for every segment, from what sets it apart most: "Instagram", "LinkedIn · World", "High income · Low spending".
 * Parts are added where two names would be equal; what is still equal then gets a number. At most 60 characters, on one line;
 * names never depend on the machine.
 */
export function nameSegments(columns: readonly ProfiledColumn[], segments: number): string[] {
  if (segments === 1) return ["Everyone"];
  const parts = Array.from({ length: segments }, (_, s) => partsOf(columns, s));
  const counts = parts.map((own) => Math.min(usual, 1 + own.slice(1).filter((part) => part.strength >= leastStrength).length));
  const nameOf = (s: number): string => join(parts[s].slice(0, counts[s])) || "Average";

  // lengthen equal names until they differ, or there is nothing more to say
  for (let round = usual; round < most; round++) {
    const names = counts.map((_, s) => nameOf(s));
    names.forEach((name, s) => {
      if (names.indexOf(name) !== names.lastIndexOf(name)) counts[s]++;
    });
  }
  return numberEqual(counts.map((_, s) => nameOf(s)));
}

/** Parts in a row, as many as fit, the last cut if need be. */
function join(parts: readonly NamePart[]): string {
  let name = "";
  for (const { text } of parts) {
    const start = name === "" ? "" : `${name} · `;
    const room = longestName - lengthOf(start);
    if (room < leastRoom) break;
    name = `${start}${shorten(text, room)}`;
  }
  return name;
}

/** Adds a number to every name that stands before already. */
function numberEqual(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; used.has(unique) || (unique !== name && names.includes(unique)); count++) {
      const number = ` (${count})`;
      unique = `${shorten(name, longestName - number.length)}${number}`;
    }
    used.add(unique);
    return unique;
  });
}

/** A part of a name, and how far it sets the segment apart, in standard deviations of all rows. */
interface NamePart {
  readonly text: string;
  readonly strength: number;
}

const coverage = 0.9; // of a segment, by the levels that stand for it
const mostLevels = 3; // that may stand for it
const shownLevels = 2;
const leastLift = 1.25;
const leastDifference = 0.5;
const longestPart = 28;

/** What may be said of segment `s`, strongest first. A column used as both kinds is spoken of by its levels. */
function partsOf(columns: readonly ProfiledColumn[], s: number): NamePart[] {
  const groups = new Map<string, ProfiledColumn[]>(); // the levels of each category
  for (const column of columns) {
    if (column.level !== undefined) groups.set(column.column, [...(groups.get(column.column) ?? []), column]);
  }
  const parts: NamePart[] = [];
  for (const levels of groups.values()) {
    const part = partOfLevels(columns, levels, s);
    if (part !== undefined) parts.push(part);
  }
  for (const { column, level, mean, deviation, means } of columns) {
    if (level !== undefined || groups.has(column) || deviation === 0) continue;
    const difference = (means[s] - mean) / deviation;
    if (Math.abs(difference) < leastDifference) continue;
    parts.push({ text: `${difference > 0 ? "High" : "Low"} ${shorten(column, longestPart)}`, strength: Math.abs(difference) });
  }
  return parts.sort((a, b) => b.strength - a.strength);
}

/** The few levels that nearly all of the segment has, if fewer of the others have them. */
function partOfLevels(columns: readonly ProfiledColumn[], levels: readonly ProfiledColumn[], s: number): NamePart | undefined {
  const byShare = levels.slice().sort((a, b) => b.means[s] - a.means[s]);
  const shown: ProfiledColumn[] = [];
  let inside = 0;
  let overall = 0;
  for (const level of byShare) {
    if (inside >= coverage) break;
    shown.push(level);
    inside += level.means[s];
    overall += level.mean;
  }
  if (inside < coverage || shown.length > mostLevels || inside < leastLift * overall) return undefined;
  const strength = (inside - overall) / Math.sqrt(overall * (1 - overall));
  return { text: shown.slice(0, shownLevels).map((level) => shorten(spoken(columns, level), longestPart)).join(", "), strength };
}

const meaningless = /^(?:[\d\s.,+-]*|true|false|yes|no|y|n|other|others|unknown|none|null|n\/a|na|\(.*\))$/i;

/** The level's label, after its column's name where the label alone says too little or belongs to two columns. */
function spoken(columns: readonly ProfiledColumn[], { label, column, name }: ProfiledColumn): string {
  const isShared = columns.some((other) => other.label === label && other.column !== column);
  return meaningless.test(shorten(label!, longestPart)) || isShared ? name : label!;
}
