import { InputError, show } from "../core/input-error.ts";
import { escapeText, listParts, shorten } from "../core/text.ts";
import type { Granularity } from "../insight/granularity.ts";
import type { NestedSegment } from "../insight/nested-levels.ts";
import { colourOf, inkOn } from "./colour.ts";
import { countOf, formatPercent, formatTwoDecimals } from "./figures.ts";
import { textWidth, wrapText } from "./measure-text.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { type Attributes, element, label, rect, smallSize, textSize } from "./svg.ts";

const gap = 2; // between boxes
const lineHeight = 15;
const headHeight = 22;
const footLine = 16;
const usualHeight = 460;

/**
 * Segments within segments: one column a number of segments, from few on the left to many on the right, in which each segment is as
 * high as its share. One that stays whole over several numbers is one box; one that is split has its parts on its right. The segments
 * of the segmentation have their colours; what they are split into is lighter, what they make up together grey.
 *
 * @param found - what `granularity` gives
 * @returns an SVG, as text
 * @throws {@link InputError} on anything else, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { granularity } from "audience-segmentation/insight";
 * import { granularityPlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81, 150, 152, 149, 155] };
 * const svg = granularityPlot(granularity(clusterSegments(table, { k: 3 }), table, { k: [2, 4], resamples: 0 }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // From 2 to 4 segments
 * ```
 */
export function granularityPlot(found: Granularity, options: PlotOptions = {}): string {
  const where = "granularityPlot";
  const canvas = resolvePlotOptions(where, options);
  const { segments, levels } = checkGranularity(where, found);
  const first = levels[0].k, last = levels[levels.length - 1].k;
  const heading = headingOf(canvas, first === last ? `${countOf(first, "segment")}` : `From ${first} to ${countOf(last, "segment")}`);
  const column = (canvas.width - 2 * margin) / levels.length;
  const feet = feetOf(found, column);
  const top = heading.bottom + headHeight;
  const height = Math.max(120, (canvas.height ?? usualHeight) - top - feet.height - margin);
  const start = startsOf(segments, height);
  const boxes = segments.map((segment): string => {
    const { id, from, to, share } = segment;
    const box = {
      x: margin + (from - first) * column + gap / 2,
      y: top + start[id] + gap / 2,
      width: (to - from + 1) * column - gap,
      height: Math.max(1, share * height - gap),
    };
    return drawBox(segment, box, styleOf(segments, segment));
  });
  const own = segments.reduce((count, { segment }) => Math.max(count, (segment ?? -1) + 1), 0);
  const words = levels.map(({ k }) => countOf(k, "segment")), figures = levels.map(({ k }) => String(k));
  const said = [words, figures].find((texts) => texts.every((text) => textWidth(text, textSize, true) <= column - 4)) ?? [];
  const heads = said.map((text, at) =>
    label(margin + (at + 0.5) * column, heading.bottom + headHeight / 2, text, { anchor: "middle", isBold: levels[at].k === own }));
  const parts = [...heads, ...boxes, ...feet.draw(top + height)];
  return picture(canvas, heading, describe(found), parts, top + height + feet.height + margin);
}

/** How far from the top each segment begins: side by side, the parts within the whole. */
function startsOf(segments: readonly NestedSegment[], height: number): Float64Array {
  const start = new Float64Array(segments.length);
  let end = 0;
  for (const { id, parent, parts, share } of segments) {
    if (parent === undefined) {
      start[id] = end;
      end += share * height;
    }
    if (parts === undefined) continue;
    start[parts[0]] = start[id];
    start[parts[1]] = start[id] + segments[parts[0]].share * height;
  }
  return start;
}

/** How a box is filled, and in what colour its text is. */
interface Style {
  readonly fill: Attributes;
  readonly ink: string;
}

function styleOf(segments: readonly NestedSegment[], { id, segment }: NestedSegment): Style {
  if (segment !== undefined) return { fill: { fill: colourOf(segment) }, ink: inkOn(segment) };
  let whole: number | undefined = id;
  while (whole !== undefined && segments[whole].segment === undefined) whole = segments[whole].parent;
  const own = whole === undefined ? undefined : segments[whole].segment;
  if (own === undefined) return { fill: { fill: "currentColor", "fill-opacity": 0.12 }, ink: "currentColor" };
  return { fill: { fill: colourOf(own), "fill-opacity": 0.4 }, ink: "currentColor" };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box with its name and share, as far as there is room. */
function drawBox({ name, share }: NestedSegment, { x, y, width, height }: Place, { fill, ink }: Style): string {
  const lines = Math.max(0, Math.floor((height - 4) / lineHeight));
  const percent = formatPercent(share);
  const room = width - 12;
  const named = lines === 0 ? [] : wrapText(lines > 1 ? name : `${name} · ${percent}`, room, textSize, Math.max(1, Math.min(4, lines - 1)));
  const said = lines > 1 && textWidth(percent, textSize) <= room ? [...named, percent] : named;
  const first = y + height / 2 - ((said.length - 1) * lineHeight) / 2;
  const words = said.map((line, i) => label(x + 6, first + i * lineHeight, line));
  const text = words.length === 0 ? "" : element("g", { fill: ink }, ...words);
  return element("g", {}, element("title", {}, escapeText(`${shorten(name)}, ${percent}`)), rect(x, y, width, height, { ...fill, rx: 2 }), text);
}

/** What stands below each column, where there is room for it. */
function feetOf({ levels }: Granularity, column: number): { readonly height: number; readonly draw: (y: number) => string[] } {
  const lines = [
    levels.map(({ smallestShare }) => `smallest ${formatPercent(smallestShare)}`),
    levels.map(({ stability }) => (stability === undefined ? "" : `found again ${formatTwoDecimals(stability.mean)}`)),
  ].filter((texts) => texts.some((text) => text !== "") && texts.every((text) => textWidth(text, smallSize) <= column - 4));
  return {
    height: lines.length === 0 ? 0 : lines.length * footLine + 4,
    draw: (y) => lines.flatMap((texts, row) => texts.map((text, at) =>
      label(margin + (at + 0.5) * column, y + 4 + (row + 0.5) * footLine, text, { size: smallSize, anchor: "middle", isFaint: true }))),
  };
}

function describe({ segments, levels }: Granularity): string {
  const shown = levels.map(({ k, split, segments: own }) => {
    const named = (id: number): string => `${shorten(segments[id].name)} (${formatPercent(segments[id].share)})`;
    if (split === undefined) return `${countOf(k, "segment")}: ${listParts(own.map(named))}`;
    return `${countOf(k, "segment")}: ${shorten(segments[split.segment].name)} splits into ${split.into.map(named).join(" and ")}`;
  });
  return `How segments split as their number grows, with their shares. ${shown.join(". ")}.`;
}

function checkGranularity(where: string, found: unknown): Granularity {
  const { segments, levels } = (typeof found === "object" && found !== null ? found : {}) as Partial<Granularity>;
  const isNested = (one: Partial<NestedSegment> | null): boolean =>
    typeof one?.name === "string" && [one.id, one.from, one.to, one.share].every((figure) => typeof figure === "number");
  const areLevels = Array.isArray(levels) && levels.length > 0 && levels.every((level) => Array.isArray(level?.segments));
  if (areLevels && Array.isArray(segments) && segments.every(isNested)) return found as Granularity;
  throw new InputError("not-a-granularity", where, "`found` must be what `granularity` gives", show(found));
}
