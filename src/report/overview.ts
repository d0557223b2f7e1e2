import { listOf, sayNumber, sayShare, shorten, counted } from "../core/text.ts";
import type { Granularity } from "../insight/granularity.ts";
import type { ColumnProfile } from "../insight/profile-column.ts";
import { sayStructure } from "../segment/format-segments.ts";
import { levelWords } from "../segment/words.ts";
import type { Overview, Picture, Section, Tile } from "./blocks.ts";
import { factsOf } from "./facts.ts";
import { sayFigure, tellShare } from "./format.ts";
import type { ReportInsights } from "./insights.ts";
import type { Known } from "./known.ts";
import { setForPaper } from "./paper.ts";

const factCount = 3;
const mostProfiles = 3;

/** Where a segment's card is. */
export function cardId(s: number): string {
  return `segment-${s + 1}`;
}

/** What page one is made of beside the segments. */
interface Found {
  readonly insights: ReportInsights;
  readonly firmness: string | undefined;
  readonly map: Picture | undefined;
  readonly links: Overview["links"];
}

/** Page one: all that a meeting must know. */
export function overviewSection(title: string, known: Known, { insights, firmness, map, links }: Found): Section {
  const value = insights.profiles?.value;
  const sentences = [
    sayWhole(known),
    ...(firmness === undefined ? [] : [firmness]),
    ...(value === undefined || !(value.total > 0) || value.rows < 2 ? [] : [sayConcentration(value)]),
    ...(insights.granularity === undefined ? [] : sayFiner(insights.granularity, known.result.k)),
  ];
  const set = setForPaper(title, { sentences, map, links, value: value?.column, tiles: tilesOf(known, insights) });
  return {
    id: "overview",
    title: "Overview",
    blocks: [{ kind: "overview", overview: { sentences, map, links, value: value?.column, ...set } }],
  };
}

function sayWhole({ result: { k, segments, inertia, totalInertia } }: Known): string {
  const rows = segments.reduce((sum, { size }) => sum + size, 0);
  const explained =
    totalInertia > 0 && k > 1 ? ` The segments explain ${sayShare(1 - inertia / totalInertia)} of the differences between customers.` : "";
  return `${counted(rows, "customer")} fall into ${counted(k, "segment")}.${explained}`;
}

/** How firm the groups are, in a sentence; undefined of one segment. `silhouette`: the mean of the rows, or of a sample. */
export function sayFirmness({ result: { k, choice } }: Known, silhouette: number | undefined): string | undefined {
  if (k < 2 || silhouette === undefined) return choice.structure === undefined ? undefined : sayStructure(choice);
  const figure = `(silhouette ${sayNumber(silhouette)})`;
  if (choice.structure !== undefined) return sayStructure(choice).replace(/\.$/, ` ${figure}.`);
  if (silhouette >= 0.5) return `The segments lie well apart ${figure}.`;
  if (silhouette >= 0.25) return `The segments overlap at their borders ${figure}.`;
  return `The segments overlap ${figure}: treat the borders between them as approximate.`;
}

function sayConcentration({ column, concentration: [few, more] }: NonNullable<NonNullable<ReportInsights["profiles"]>["value"]>): string {
  return `Of all ${shorten(column)}, the top 1 % of customers hold ${sayShare(few.held)} and the top 10 % hold ${sayShare(more.held)}.`;
}

/** What one segment more, and one fewer, would be. */
function sayFiner({ levels, segments }: Granularity, k: number): string[] {
  const splitAt = (count: number): { readonly whole: string; readonly parts: string } | undefined => {
    const split = levels.find((level) => level.k === count)?.split;
    if (split === undefined) return undefined;
    const named = (id: number): string => `"${segments[id].name}" (${sayShare(segments[id].share)})`;
    return { whole: named(split.segment), parts: split.into.map(named).join(" and ") };
  };
  const finer = splitAt(k + 1), own = splitAt(k);
  return [
    ...(finer === undefined ? [] : [`With one segment more, ${finer.whole} would split into ${finer.parts}.`]),
    ...(own === undefined ? [] : [`With one fewer, ${own.parts} would be one.`]),
  ];
}

function tilesOf(known: Known, { profiles, explanation }: ReportInsights): Tile[] {
  return known.result.segments.map(({ name, size, share }, s): Tile => {
    const rule = explanation?.segments[s]?.rule ?? "";
    const described = (profiles?.columns ?? []).slice(0, mostProfiles).flatMap((column) => sayProfile(column, s));
    return {
      id: cardId(s),
      name,
      size,
      share,
      valueShare: profiles?.value?.segments[s]?.valueShare ?? NaN,
      facts: factsOf(known, s, factCount),
      notes: [...(described.length === 0 ? [] : [`${described.join("; ")}.`]), ...(rule === "" ? [] : [`Rule: ${rule}.`])],
    };
  });
}

/** A profile column in short: "churned: yes 34 % (overall: 15 %)", "spend median 1,230 (overall: 900)". */
function sayProfile(column: ColumnProfile, s: number): string[] {
  if (column.type === "number") {
    const { median } = column.segments[s] ?? { median: NaN };
    return Number.isNaN(median) ? [] : [`${column.name} median ${sayFigure(median)} (overall: ${sayFigure(column.median)})`];
  }
  const levels = column.type === "boolean" ? column.levels.slice(0, 1) : column.levels;
  const apart = (level: (typeof levels)[number]): number => level.shares[s] - level.share;
  const level = levels.reduce((best, one) => (apart(one) > apart(best) ? one : best));
  if (!(level.shares[s] >= 0)) return [];
  return [`${column.name} ${levelWords(level.name)} ${tellShare(level.shares[s])} (overall: ${tellShare(level.share)})`];
}

/** The names that are left out of charts, in a sentence; nothing where there are none. */
export function sayLeftOut(shown: number, leftOut: readonly string[]): string[] {
  if (leftOut.length === 0) return [];
  return [`Charts show the ${sayNumber(shown)} columns that separate the segments best. Left out: ${listOf(leftOut, leftOut.length)}.`];
}
