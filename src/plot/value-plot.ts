import { InputError, show } from "../core/input-error.ts";
import { listParts, shorten } from "../core/text.ts";
import type { SegmentProfiles } from "../insight/profile-segments.ts";
import type { SegmentValue, ValueProfile } from "../insight/value-profile.ts";
import { formatCount, formatPercent, sayExtremes } from "./figures.ts";
import { note } from "./legend.ts";
import { textWidth } from "./measure-text.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { bar, rowLabels } from "./rows.ts";
import { element, label, line, rect, smallSize, textSize, titleOf } from "./svg.ts";

const barHeight = 13;
const between = 2;
const gap = 12;

/**
 * Size against value: for each segment its share of the customers (grey) above its share of the value (in its colour), with the index, of
 * which 100 is the average: 200 is twice as much a customer.
 *
 * @param profiles - what `profileSegments` gives where a `value` was named, or its `value`
 * @returns an SVG, as text
 * @throws {@link InputError} on anything else, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { profileSegments } from "audience-segmentation/insight";
 * import { valuePlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 8] };
 * const profiles = profileSegments(clusterSegments(table, { k: 2 }), table, { value: "spend" });
 * const svg = valuePlot(profiles);
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // Shares of customers and of spend
 * ```
 */
export function valuePlot(profiles: Pick<SegmentProfiles, "value"> | ValueProfile, options: PlotOptions = {}): string {
  const where = "valuePlot";
  const canvas = resolvePlotOptions(where, options);
  const { column, segments } = checkValue(where, profiles);
  const heading = headingOf(canvas, `Shares of customers and of ${shorten(column)}`);
  const names = rowLabels(segments.map(({ name }, s) => `${s + 1}. ${name}`), canvas.width);
  const figures = segments.map(({ share, valueShare, index }) => {
    const value = Number.isNaN(valueShare) ? "–" : formatPercent(valueShare);
    return { customers: formatPercent(share), value, index: Number.isNaN(index) ? [] : [`index ${formatCount(Math.round(index))}`] };
  });
  const right = canvas.width - margin - Math.max(...figures.flatMap(textsOf).map((text) => textWidth(text, textSize))) - 10;
  const shares = segments.flatMap(({ share, valueShare }) => [share, ...(Number.isNaN(valueShare) ? [] : [valueShare])]);
  const least = Math.min(0, ...shares), most = Math.max(1e-9, ...shares);
  const at = (share: number): number => names.left + ((share - least) / (most - least)) * (right - names.left);

  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - 30 - margin) / segments.length;
  const rowHeight = Math.max(names.head + 2 * barHeight + between + gap, asked);
  const parts = segments.flatMap((segment, s) => {
    const top = heading.bottom + s * rowHeight;
    const height = rowHeight - names.head - gap;
    const pair = { top: top + names.head, height: (height - between) / 2, edge: canvas.width - margin, at };
    return [names.draw(s, top, height), ...drawPair(segment, s, figures[s], pair)];
  });
  const bottom = heading.bottom + segments.length * rowHeight;
  const zero = least < 0 ? [line(at(0), heading.bottom, at(0), bottom - gap, { opacity: 0.6 })] : [];
  const remark = `Grey: share of the customers. Colour: share of ${shorten(column)}. Index 100: the average of all.`;
  const key = note(remark, canvas.width, bottom - 2);
  const said = segments.map(({ name }, s) => `${shorten(name)}: ${sayPair(figures[s])}`);
  const extremes = sayExtremes(segments, segments.map(({ index }) => index), " index");
  const description = `Two bars for each segment: its share of the customers, and its share of ${shorten(column)} (index 100: the average).${extremes} ${listParts(said)}.`;
  return picture(canvas, heading, description, [...parts, ...zero, ...key.parts], bottom - 2 + key.height + margin);
}

interface Pair {
  readonly top: number;
  /** Of one of the two bars. */
  readonly height: number;
  /** Where figures end. */
  readonly edge: number;
  /** The place of a share. */
  readonly at: (share: number) => number;
}

/** The figures of a pair as text; no index where there is none. */
interface Figures {
  readonly customers: string;
  readonly value: string;
  readonly index: readonly string[];
}

/** What stands at the right of the two bars. */
const textsOf = ({ customers, value, index }: Figures): readonly [string, string] => [customers, [value, ...index].join(" · ")];

const sayPair = ({ customers, value, index }: Figures): string =>
  [`${customers} of the customers`, `${value} of the value`, ...index].join(", ");

/** The share of the customers above the share of the value, with their figures at the right. */
function drawPair(
  { name, share, valueShare }: SegmentValue,
  s: number,
  figures: Figures,
  { top, height, edge, at }: Pair,
): string[] {
  const second = top + height + between;
  const title = titleOf(`${shorten(name)}: ${sayPair(figures)}`);
  const [customers, value] = textsOf(figures);
  const length = (to: number): readonly [number, number] => [Math.min(at(0), at(to)), Math.max(1, Math.abs(at(to) - at(0)))];
  const [from, size] = length(share);
  const bars = [
    rect(from, top, size, height, { fill: "currentColor", "fill-opacity": 0.35 }),
    ...(Number.isNaN(valueShare) ? [] : [bar(s, length(valueShare)[0], second, length(valueShare)[1], height)]),
  ];
  return [
    element("g", { "data-segment": String(s) }, ...title, ...bars),
    label(edge, top + height / 2, customers, { anchor: "end", size: smallSize, isFaint: true }),
    label(edge, second + height / 2, value, { anchor: "end", size: smallSize }),
  ];
}

function checkValue(where: string, profiles: unknown): ValueProfile {
  const given = (typeof profiles === "object" && profiles !== null ? profiles : {}) as Partial<SegmentProfiles & ValueProfile>;
  const { column, segments } = (given.value ?? given) as Partial<ValueProfile>;
  const isOne = (one: Partial<SegmentValue> | null): boolean =>
    typeof one?.name === "string" && [one.share, one.valueShare, one.index].every((figure) => typeof figure === "number");
  const isValue = typeof column === "string" && Array.isArray(segments) && segments.length > 0 && segments.every(isOne);
  if (isValue) return (given.value ?? given) as ValueProfile;
  const rule = "`profiles` must be what `profileSegments` gives where a `value` was named";
  throw new InputError("not-a-value-profile", where, rule, Array.isArray(given.columns) ? "profiles without a value" : show(profiles));
}
