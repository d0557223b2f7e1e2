import { list } from "../core/input-error.ts";
import { withCapital } from "../core/letters.ts";
import { listOf, sayShare } from "../core/text.ts";
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
  return [saySplit(level, segments, k), saySmallest(level, segments), ...sayAgain(level, segments), ...sayColumns(level, before)].join(" ");
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

function sayAgain({ stability, segments: own }: UntoldLevel, segments: readonly NestedSegment[]): string[] {
  if (stability === undefined || own.length === 1) return [];
  const below = own.filter((_, s) => stability.segments[s] < believable);
  const doubtful = own.filter((_, s) => stability.segments[s] >= believable && stability.segments[s] < stable);
  const named = (ids: readonly number[]): string => listOf(ids.map((id) => sayName(segments[id].name)));
  if (below.length === 0 && doubtful.length === 0) return ["All of them are found again when rows are resampled."];
  const lost = below.length === 0 ? [] : [`not found again when rows are resampled: ${named(below)}`];
  const half = doubtful.length === 0 ? [] : [`found again only in part: ${named(doubtful)}`];
  const said = [...lost, ...half].join("; ");
  return [`${withCapital(said)}.`];
}

/** How much of the columns is told apart, and how much was with one segment fewer: "unchanged" where both read alike. */
function sayColumns({ columns }: UntoldLevel, before: UntoldLevel | undefined): string[] {
  // one may be the value, too
  const distinct = columns.filter(({ column }, at) => columns.findIndex((other) => other.column === column) === at);
  const told = distinct.filter(({ explained }) => !Number.isNaN(explained));
  const parts = told.map(({ column, explained }, at) => {
    const said = sayPart(explained);
    const text = `${said}${at === 0 ? " of the differences" : ""} in ${list([column])}`;
    const last = before?.columns.find((own) => own.column === column)?.explained;
    if (last === undefined || Number.isNaN(last)) return text;
    if (sayPart(last) === said) return `${text} (unchanged)`;
    return `${text} (${explained > last ? "up" : "down"} from ${sayPart(last)})`;
  });
  const alike = distinct.flatMap(({ column, explained }) => (Number.isNaN(explained) ? [`${list([column])} has no differences to tell.`] : []));
  const all = parts.length < 2 ? parts : [`${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`];
  return [...all.map((said) => `The segments explain ${said}.`), ...alike];
}

function sayPart(explained: number): string {
  return explained === 0 ? "none" : sayShare(explained);
}
