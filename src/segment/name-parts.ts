import type { ProfiledColumn } from "./profile.ts";
import { shorten } from "./shorten.ts";

/** A part of a name, and how far it sets the segment apart, in standard deviations of all rows. */
export interface NamePart {
  readonly text: string;
  readonly strength: number;
}

const coverage = 0.9; // of a segment, by the levels that stand for it
const mostLevels = 3; // that may stand for it
const shownLevels = 2;
const leastLift = 1.25;
const leastDifference = 0.5;
const longest = 28;

/** What may be said of segment `s`, strongest first. A column used as both kinds is spoken of by its levels. */
export function partsOf(columns: readonly ProfiledColumn[], s: number): NamePart[] {
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
    parts.push({ text: `${difference > 0 ? "High" : "Low"} ${shorten(column, longest)}`, strength: Math.abs(difference) });
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
  return { text: shown.slice(0, shownLevels).map((level) => shorten(spoken(columns, level), longest)).join(", "), strength };
}

const meaningless = /^(?:[\d\s.,+-]*|true|false|yes|no|y|n|other|others|unknown|none|null|n\/a|na|\(.*\))$/i;

/** The level's label, after its column's name where the label alone says too little or belongs to two columns. */
function spoken(columns: readonly ProfiledColumn[], { label, column, name }: ProfiledColumn): string {
  const isShared = columns.some((other) => other.label === label && other.column !== column);
  return meaningless.test(shorten(label!, longest)) || isShared ? name : label!;
}
