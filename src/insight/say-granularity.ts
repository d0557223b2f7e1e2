import { list } from "../core/input-error.ts";
import { sayShare } from "../core/text.ts";
import type { FoundAgain } from "./found-again.ts";
import type { NestedLevel, NestedSegment } from "./nested-levels.ts";
import { sayName } from "./profile-sentences.ts";
import type { ToldColumn } from "./told-apart.ts";

/** A number of segments, all but its sentence. */
export interface UntoldLevel extends NestedLevel {
  /** How well they are found again; absent where `resamples` is 0. */
  readonly stability?: FoundAgain;
  /** One a column of `profile`, then the value. */
  readonly columns: readonly ToldColumn[];
}

/** A number of segments in plain words: what is split into what, how small the smallest is, whether it is found again, what it tells. */
export function sayGranularity(
  level: UntoldLevel,
  before: UntoldLevel | undefined,
  segments: readonly NestedSegment[],
  k: number,
): string {
  return [saySplit(level, segments, k), saySmallest(level, segments), sayAgain(level, segments), ...sayColumns(level, before)].join(" ");
}

function saySplit({ k: count, split, segments: own }: UntoldLevel, segments: readonly NestedSegment[], k: number): string {
  const head = `${count} ${count === 1 ? "segment" : "segments"}${count === k ? " (the segmentation as it is)" : ""}`;
  const sized = (id: number): string => `${sayName(segments[id].name)} (${sayShare(segments[id].share)})`;
  if (split === undefined) return `${head}: ${own.map(sized).join(", ")}.`;
  return `${head}: ${sayName(segments[split.segment].name)} splits into ${split.into.map(sized).join(" and ")}.`;
}

function saySmallest({ smallestShare, segments: own }: UntoldLevel, segments: readonly NestedSegment[]): string {
  if (own.length === 1) return "It holds everyone.";
  const smallest = own.find((id) => segments[id].share === smallestShare)!;
  return `The smallest, ${sayName(segments[smallest].name)}, holds ${sayShare(smallestShare)} of the customers.`;
}

// Hennig's marks
const stable = 0.75;
const believable = 0.6;

function sayAgain({ stability, segments: own }: UntoldLevel, segments: readonly NestedSegment[]): string {
  if (stability === undefined || own.length === 1) return "";
  const below = own.filter((_, s) => stability.segments[s] < believable);
  const doubtful = own.filter((_, s) => stability.segments[s] >= believable && stability.segments[s] < stable);
  const named = (ids: readonly number[]): string => ids.map((id) => sayName(segments[id].name)).join(", ");
  if (below.length === 0 && doubtful.length === 0) return "Drawn anew, the table gives all of them again.";
  const lost = below.length === 0 ? [] : [`not found again when the table is drawn anew: ${named(below)}`];
  const half = doubtful.length === 0 ? [] : [`found again only in part: ${named(doubtful)}`];
  const said = [...lost, ...half].join("; ");
  return `${said[0].toUpperCase()}${said.slice(1)}.`;
}

const leastGain = 0.005; // of the differences: below it, it is said to be the same

function sayColumns({ columns }: UntoldLevel, before: UntoldLevel | undefined): string[] {
  return columns.map(({ column, explained }, at) => {
    if (Number.isNaN(explained)) return `${list([column])} has no differences to tell.`;
    const text = `The segments account for ${sayShare(explained)} of the differences in ${list([column])}`;
    const last = before?.columns[at].explained;
    if (last === undefined || Number.isNaN(last)) return `${text}.`;
    const gain = explained - last;
    if (Math.abs(gain) < leastGain) return `${text}, no more than with one fewer.`;
    return `${text}, ${gain > 0 ? "up" : "down"} from ${sayShare(last)}.`;
  });
}
