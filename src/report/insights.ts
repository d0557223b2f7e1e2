import { InputError, show } from "../core/input-error.ts";
import { sayShare } from "../core/text.ts";
import type { SegmentComparison } from "../insight/comparison.ts";
import type { Explanation } from "../insight/explanation.ts";
import type { Granularity } from "../insight/granularity.ts";
import type { ColumnProfile } from "../insight/profile-column.ts";
import type { SegmentProfiles } from "../insight/profile-segments.ts";
import type { ValueProfile } from "../insight/value-profile.ts";
import { countOf, formatCount, formatFigure, formatPercent } from "../plot/figures.ts";
import { granularityPlot } from "../plot/index.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Block } from "./blocks.ts";
import { pictureOf } from "./pictures.ts";

const shown = (share: number): string => (Number.isNaN(share) ? "" : formatPercent(share));
const figure = (x: number): string => (Number.isNaN(x) ? "" : formatFigure(x));
const whole = (x: number): string => (Number.isNaN(x) ? "" : formatCount(Math.round(x)));

/** What may be found of segments beyond themselves, for a report to show. */
export interface ReportInsights {
  /**
   * What `profileSegments` gave: what the segments are worth, and what else tells them apart.
   * @defaultValue none
   */
  readonly profiles?: SegmentProfiles | undefined;
  /**
   * What `explain` gave: rules by which segments are recognised.
   * @defaultValue none
   */
  readonly explanation?: Explanation | undefined;
  /**
   * What `granularity` gave: one segment more, or one fewer.
   * @defaultValue none
   */
  readonly granularity?: Granularity | undefined;
  /**
   * What `compareWith` gave: the segments beside groups made by hand.
   * @defaultValue none
   */
  readonly comparison?: SegmentComparison | undefined;
}

/** Their options, the function that gives each, and what it must hold. */
const kinds = {
  profiles: ["profileSegments", "columns"],
  explanation: ["explain", "segments"],
  granularity: ["granularity", "levels"],
  comparison: ["compareWith", "theirs"],
} as const satisfies Record<keyof ReportInsights, readonly [string, string]>;

/** The names of these options. */
export const insightKeys: readonly string[] = /* @__PURE__ */ Object.keys(kinds);

/** Checks that each option is what its function gives. */
export function checkInsights(where: string, options: ReportInsights): void {
  for (const [name, [from, part]] of Object.entries(kinds)) {
    const value: unknown = options[name as keyof ReportInsights];
    const isWhole = typeof value === "object" && value !== null && Array.isArray((value as Readonly<Record<string, unknown>>)[part]);
    if (value === undefined || isWhole) continue;
    throw new InputError("not-an-object", where, `\`${name}\` must be what \`${from}\` gives`, show(value));
  }
}

/** All of them that are there. */
export function insightSections(found: ReportInsights, result: Segmentation, isHtml: boolean): Block[] {
  const { profiles, explanation, granularity, comparison } = found;
  return [
    ...(profiles === undefined ? [] : profileSections(profiles)),
    ...(explanation === undefined ? [] : ruleSections(explanation)),
    ...(granularity === undefined ? [] : granularitySections(granularity, isHtml)),
    ...(comparison === undefined ? [] : comparisonSections(comparison, result)),
  ];
}

/** What segments are worth, and by what columns they differ that did not make them. */
function profileSections({ columns, value, warnings }: SegmentProfiles): Block[] {
  const worth = value === undefined ? [] : valueSection(value);
  const described = columns.length === 0 ? [] : describedSection(columns);
  return [...worth, ...described, ...remarks(warnings)];
}

function valueSection({ column, segments, concentration, sentences, total, rows, mean, median }: ValueProfile): Block[] {
  const head = ["", "Share of customers", "Share of value", "Index", "Mean", "Median", "Held by its top 1 %"];
  const lines = segments.map((one) => [
    one.name, shown(one.share), shown(one.valueShare),
    whole(one.index), figure(one.mean), figure(one.median), shown(one.concentration[0].held),
  ]);
  const all = ["All", "100%", total > 0 ? "100%" : "", total > 0 ? "100" : "", figure(mean), figure(median), shown(concentration[0].held)];
  return [
    { kind: "heading", text: `What the segments are worth: ${column}` },
    { kind: "list", items: sentences },
    { kind: "table", head, rows: [...lines, all] },
    { kind: "paragraph", text: sayIndex(rows) },
  ];
}

function sayIndex(customers: number): string {
  return `Of ${countOf(customers, "customer")}. At an index of 100 a customer is worth the average, at 200 twice as much.`;
}

function describedSection(columns: readonly ColumnProfile[]): Block[] {
  const [{ segments }] = columns;
  return [
    { kind: "heading", text: "What else tells the segments apart" },
    { kind: "paragraph", text: "These columns did not make the segments. In brackets an index: 100 is the average of all customers." },
    { kind: "list", items: columns.map(({ sentence }) => sentence) },
    { kind: "table", head: ["", "All", ...segments.map((_, s) => String(s + 1))], rows: columns.flatMap(rowsOf) },
  ];
}

/** The mean of a number, or the share of each level, of which yes is enough. */
function rowsOf(column: ColumnProfile): string[][] {
  const { name: of } = column;
  if (column.type === "number") {
    const means = column.segments.map(({ mean, index }) => withIndex(figure(mean), index));
    return [[`${of}, mean`, figure(column.mean), ...means]];
  }
  const levels = column.type === "boolean" ? column.levels.slice(0, 1) : column.levels;
  return levels.map(({ name, share, shares, indices }) => {
    return [`${of}: ${name}`, shown(share), ...shares.map((own, s) => withIndex(shown(own), indices[s]))];
  });
}

function withIndex(text: string, index: number): string {
  return text === "" || Number.isNaN(index) ? text : `${text} (${formatCount(Math.round(index))})`;
}

/** How to recognise the customers of each segment. */
function ruleSections({ sentence, segments, sql, warnings }: Explanation): Block[] {
  return [
    { kind: "heading", text: "How to recognise a segment" },
    { kind: "paragraph", text: sentence },
    { kind: "list", items: segments.map(({ sentence: said }) => said) },
    ...remarks(warnings),
    { kind: "paragraph", text: "The same in SQL, which gives the number of the segment, from 0:" },
    { kind: "code", text: sql },
  ];
}

/** What one segment more, or one fewer, would be. */
function granularitySections({ levels, ...rest }: Granularity, isHtml: boolean): Block[] {
  const picture = (): Block => ({ kind: "pictures", pictures: [pictureOf((options) => granularityPlot({ levels, ...rest }, options))] });
  return [
    { kind: "heading", text: "One segment more, or one fewer" },
    { kind: "list", items: levels.map(({ sentence }) => sentence) },
    ...(isHtml ? [picture()] : []),
    ...remarks(rest.warnings),
  ];
}

/** How the segments lie beside groups made by hand. */
function comparisonSections({ column, sentences, ours, theirs, warnings }: SegmentComparison, { segments }: Segmentation): Block[] {
  const numbered = (name: string): string => `${segments.findIndex((segment) => segment.name === name) + 1}. ${name}`;
  const rows = ours.map(({ name, shares }) => [numbered(name), ...shares.map(sayShare)]);
  return [
    { kind: "heading", text: `Beside ${column}` },
    { kind: "list", items: sentences },
    { kind: "table", head: ["", ...theirs.map(({ name }) => name)], rows },
    ...remarks(warnings),
  ];
}

function remarks(sentences: readonly string[]): Block[] {
  return sentences.length === 0 ? [] : [{ kind: "list", items: sentences }];
}
