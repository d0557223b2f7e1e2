import { InputError, show } from "../core/input-error.ts";
import { counted, sayNumber, sayShare, shorten } from "../core/text.ts";
import type { SegmentRule } from "../insight/explanation.ts";
import type { ColumnProfile } from "../insight/profile-column.ts";
import type { ValueProfile } from "../insight/value-profile.ts";
import type { Segment, Segmentation, Trait } from "../segment/types.ts";
import type { Block, Card, TableRows, Section } from "./blocks.ts";
import { sayFigure, sayIndex, tellShare } from "./format.ts";
import type { ReportInsights } from "./insights.ts";
import { centreOf, type Known, type KnownColumn } from "./known.ts";
import { cardId } from "./overview.ts";
import { spreadOfSegment } from "./pictures.ts";

const mostTraits = 6;
const fewTraits = 3;
const mostSpreads = 3;
const mostLacks = 3;
const tableHead = ["", "Average or share", "Overall", "Index"];

/** What to do with each segment: one text a segment, or a function that gives it; an empty text leaves a line to write on. */
export type Actions = readonly string[] | ((segment: Segment) => string);

/** The texts of {@link Actions}, checked. */
export function readActions(where: string, actions: unknown, { k, segments }: Segmentation): (string | undefined)[] {
  if (actions === undefined) return segments.map(() => undefined);
  if (!Array.isArray(actions) && typeof actions !== "function")
    throw new InputError("not-an-array", where, "`actions` must be one text a segment, or a function that gives one", show(actions));
  if (Array.isArray(actions) && actions.length !== k)
    throw new InputError(
      "wrong-length",
      where,
      "`actions` must hold one text a segment",
      `${counted(actions.length, "text")} for ${counted(k, "segment")}`,
    );
  return segments.map((segment, s) => {
    const text: unknown = typeof actions === "function" ? (actions as (segment: Segment) => unknown)(segment) : actions[s];
    if (typeof text !== "string") throw new InputError("unknown-value", where, `\`actions\` must give a text for segment ${s}`, show(text));
    return text.trim() === "" ? undefined : text;
  });
}

/** One card a segment. */
export function cardSection(known: Known, insights: ReportInsights, actions: readonly (string | undefined)[], isHtml: boolean): Section {
  const { segments } = known.result;
  const hasBeyond = (insights.profiles?.columns.length ?? 0) > 0;
  const hasCharts = isHtml && known.columns.some(({ type }) => type === "number");
  const text = [
    "Index 100 is the average of all customers, index 200 is twice as much.",
    ...(hasBeyond ? ["The second table of a card is of columns that did not make the segments."] : []),
    ...(hasCharts ? ["In the small charts the bars show the segment, and the grey line shows all customers. The thick vertical line is the median of the segment, the dashed one that of all customers."] : []),
  ];
  const head: Block = { kind: "paragraph", text: text.join(" ") };
  const cards = segments.map((segment, s): Card => ({
    id: cardId(s),
    name: segment.name,
    text: segment.description,
    notes: notesOf(known, insights, s),
    tables: [traitTable(known, segment), ...(insights.profiles === undefined ? [] : profileTable(insights.profiles.columns, s))],
    spreads: isHtml ? telling(known, s).map((column) => spreadOfSegment(known, column, s)) : [],
    lacks: known.lacks[s].slice(0, mostLacks).map(({ sentence }) => sentence),
    action: actions[s],
  }));
  const parts = segments.map((_, s) => ({ id: cardId(s), title: known.names[s] }));
  return { id: "segments", title: "The segments", blocks: [head, { kind: "cards", cards }], parts };
}

function notesOf(known: Known, { profiles, explanation }: ReportInsights, s: number): string[] {
  const rule = explanation?.segments[s];
  return [
    ...(profiles?.value === undefined ? [] : sayWorth(known, profiles.value, s)),
    ...(rule === undefined || rule.rule === "" ? [] : [sayFound(rule)]),
  ];
}

function sayFound({ rule, precision, recall }: SegmentRule): string {
  if (Number.isNaN(precision) || Number.isNaN(recall)) return `Rule: ${rule}.`;
  return `Rule: ${rule}. It finds ${sayShare(recall)} of the segment; ${sayShare(precision)} of the customers that it finds are in it.`;
}

function sayWorth(known: Known, { column, segments }: ValueProfile, s: number): string[] {
  const own = segments[s];
  if (own === undefined || Number.isNaN(own.mean)) return [];
  const { mean, median } = centreOf(known, column, s) ?? own;
  const each = `on average ${sayNumber(mean)} a customer, median ${sayNumber(median)}`;
  const name = shorten(column);
  if (Number.isNaN(own.valueShare)) return [`${name}: ${each}.`];
  return [`Holds ${sayShare(own.valueShare)} of all ${name} (index ${sayIndex(own.index)}): ${each}.`];
}

/** The figures behind the strongest traits: what is there first, filled up with what is not. */
function traitTable({ columns }: Known, { means, traits: all }: Segment): TableRows {
  const isTwice = ({ feature, lift }: Trait): boolean =>
    lift === undefined && columns.some(({ type, column }) => type === "category" && column === feature); // its levels say more
  const traits = all.filter((trait) => !isTwice(trait));
  const telling = traits.filter(({ lift }) => lift !== 0);
  const absent = traits.filter(({ lift }) => lift === 0).slice(0, Math.max(0, fewTraits - telling.length));
  const rows = [...telling, ...absent].slice(0, mostTraits).map((trait) => traitRow(trait, means));
  return { head: tableHead, rows };
}

function traitRow({ feature, overall, lift, index }: Trait, means: Readonly<Record<string, number>>): string[] {
  const say = lift === undefined ? sayFigure : tellShare;
  const shown = lift === undefined ? index : 100 * lift;
  return [feature, say(means[feature]), say(overall), shown === undefined ? "" : sayIndex(shown)];
}

/** The same of columns that did not make the segments; of categories the levels that are more frequent here. */
function profileTable(columns: readonly ColumnProfile[], s: number): TableRows[] {
  const rows = columns.flatMap((column): string[][] => {
    if (column.type === "number") {
      const own = column.segments[s];
      if (own === undefined || Number.isNaN(own.mean)) return [];
      return [[column.name, sayFigure(own.mean), sayFigure(column.mean), sayIndex(own.index)]];
    }
    const levels =
      column.type === "boolean"
        ? column.levels.slice(0, 1)
        : [...column.levels].sort((a, b) => b.shares[s] - b.share - (a.shares[s] - a.share)).slice(0, 2);
    return levels.flatMap(({ name, share, shares, indices }) => {
      return Number.isNaN(shares[s]) ? [] : [[`${column.name}: ${name}`, tellShare(shares[s]), tellShare(share), sayIndex(indices[s])]];
    });
  });
  return rows.length === 0 ? [] : [{ head: tableHead, rows }];
}

/** The numbers by which a segment stands apart most. */
function telling(known: Known, s: number): Extract<KnownColumn, { type: "number" }>[] {
  const { traits } = known.result.segments[s];
  const numbers = traits.flatMap(({ feature, lift }) => {
    const column = lift === undefined ? known.columns.find((one) => one.type === "number" && one.column === feature) : undefined;
    return column?.type === "number" ? [column] : [];
  });
  return numbers.slice(0, mostSpreads);
}
