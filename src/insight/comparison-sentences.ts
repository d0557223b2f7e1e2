import { list } from "../core/input-error.ts";
import { counted, listOf, sayShare, shorten } from "../core/text.ts";
import type { ComparedGroup, ComparedLevel, SegmentComparison } from "./comparison.ts";
import { sayName } from "./profile-sentences.ts";

const meanings: Readonly<Record<SegmentComparison["agreement"], string>> = {
  "nearly the same": "both put nearly the same customers together",
  "mostly the same": "both put mostly the same customers together",
  "partly the same": "both put some of the same customers together, but differ on many",
  "hardly the same": "both have something in common, but divide the customers in different ways",
  "no more than chance": "both have no more in common than chance would give, so how levels are split says little",
};

/** A comparison in plain words: how far both agree, what became of each level, and how well one is told from the other. */
export function sayComparison(found: Omit<SegmentComparison, "sentences" | "warnings" | "notices">): string[] {
  const { column, isFeature, ours, theirs, adjustedRand, agreement, toTheirs, toOurs } = found;
  const name = list([column]);
  const both = `The ${counted(ours.length, "segment")} and the ${counted(theirs.length, "level")} of ${name}`;
  return [
    `${both}: ${meanings[agreement]} (adjusted Rand index ${sayIndex(adjustedRand)}; 0 is chance, 1 is the same groups).`,
    ...(isFeature ? [`${name} helped to make these segments, so some of the agreement is built in.`] : []),
    ...sayFates(theirs, ours),
    `Guessing ${name} from the segment is right for ${sayShare(toTheirs.right)} of the customers (always guessing the most common one: ${sayShare(toTheirs.byLargest)}).`,
    `Guessing the segment from ${name} is right for ${sayShare(toOurs.right)} of them (always guessing the largest segment: ${sayShare(toOurs.byLargest)}).`,
  ];
}

/** A figure below 0 is chance, too. */
function sayIndex(rand: number): string {
  const said = rand.toFixed(2);
  return said === "-0.00" ? "0.00" : said;
}

const mostSaid = 12; // levels, the largest first

function sayFates(theirs: readonly ComparedLevel[], ours: readonly ComparedGroup[]): string[] {
  const said = new Set<ComparedLevel>();
  const sentences: string[] = [];
  for (const level of [...theirs].sort((a, b) => b.size - a.size)) {
    if (said.has(level) || sentences.length === mostSaid) continue;
    const together = level.fate === "merged" ? theirs.filter((other) => other.fate === "merged" && other.most === level.most) : [level];
    for (const one of together) said.add(one);
    sentences.push(sayFate(together, ours));
  }
  const left = theirs.filter((level) => !said.has(level)).length;
  return left === 0 ? sentences : [...sentences, `${counted(left, "smaller level")} are not listed here.`];
}

function sayFate(levels: readonly ComparedLevel[], ours: readonly ComparedGroup[]): string {
  const [{ fate, name, shares, most }] = levels;
  const level = sayLevel(name);
  const main = `${sayName(ours[most].name)} (${levels.map((one) => sayShare(one.shares[most])).join(" and ")})`;
  if (fate === "merged") return `${listOf(levels.map((one) => sayLevel(one.name)))} are ${levels.length === 2 ? "both" : "all"} mostly in ${main}.`;
  if (fate === "kept") return `${level} is mostly in ${main}.`;
  const order = Array.from(shares.keys()).sort((a, b) => shares[b] - shares[a] || a - b);
  const parts = order.filter((s) => fate === "spread" || shares[s] >= 0.1).slice(0, 3).map((s) => `${sayShare(shares[s])} in ${sayName(ours[s].name)}`);
  return fate === "split" ? `${level} is split: ${listOf(parts)}.` : `${level} is spread over the segments: at most ${parts[0]}.`;
}

function sayLevel(name: string): string {
  return `\`${shorten(name, 50)}\``;
}
