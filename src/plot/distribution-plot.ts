import { checkFlag, checkInteger, checkOneOf } from "../core/check.ts";
import { pick } from "../core/numbers.ts";
import { distribution, quantile } from "../core/quantile.ts";
import { listParts, shorten } from "../core/text.ts";
import type { FittedMissing } from "../encode/fitted.ts";
import { readDescribed } from "../insight/described-columns.ts";
import { type SegmentedTable, segmentedTable } from "../insight/segmented-table.ts";
import { keptNumbers, type SegmentSplit, splitRows } from "../insight/split.ts";
import type { SegmentSource } from "../segment/options.ts";
import { readByModel } from "../segment/read-by-model.ts";
import type { Segmentation } from "../segment/types.ts";
import { xAxis, xAxisHeight } from "./axes.ts";
import { type Bins, binsOf, drawBox, drawHistogram, drawMedian, drawSwarm, type Group, type MarksPlace } from "./distribution-marks.ts";
import { countOf, formatFigure, sayExtremes } from "./figures.ts";
import { note } from "./legend.ts";
import { textWidth } from "./measure-text.ts";
import { type Canvas, checkText, headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { rowLabels } from "./rows.ts";
import { isSkewed } from "./scale.ts";
import { label, line, smallSize, textSize } from "./svg.ts";
import { quantityOf, shownNumbers } from "./units.ts";

/** Options for {@link distributionPlot}. */
export interface DistributionPlotOptions extends PlotOptions {
  /**
   * `"points"`: one dot for each row. `"histogram"`: how many rows have values of each size. `"box"`: the median, the quartiles, and lines
   * over the middle 90 %.
   * @defaultValue "points" for up to 300 rows, 100 where one segment is shown; else "histogram" for up to 12 segments, "box" for more and
   * where several are compact
   */
  readonly marks?: "points" | "histogram" | "box" | undefined;
  /**
   * The label of a segment: only this one, against all rows.
   * @defaultValue all segments
   */
  readonly segment?: number | undefined;
  /**
   * A small chart for a card: no heading and no names, but the ends of the axis. Its `width` may be as little as 80, and is 220 unless
   * given; its `height` is 64.
   * @defaultValue false
   */
  readonly compact?: boolean | undefined;
  /**
   * Whether the axis is logarithmic; the column must not go below 0 then.
   * @defaultValue where nothing is below 0 and the largest numbers are more than 20 times the median
   */
  readonly log?: boolean | undefined;
  /** What the column is called in the picture, with its unit; its name, and the unit that the model knows, when absent. */
  readonly label?: string | undefined;
  /**
   * The name of a column of weights, or one weight a row, by which the segments were made.
   * @defaultValue all 1
   */
  readonly weights?: string | ArrayLike<number> | undefined;
}

const own = ["marks", "segment", "compact", "log", "label", "weights"];

/**
 * How a number is distributed in each segment, or in one segment against all rows. Missing cells of a feature count as what fills
 * them in the segmentation, so that the medians are those of its segments; of other columns they are left out. Where a few numbers lie far
 * from all others, they are drawn at the ends of the axis.
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @param column - a column of numbers, dates or ordered categories of the table; it need not be a feature
 * @returns an SVG, as text
 * @throws {@link InputError} on a column that holds none, on a table with other rows, and on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { distributionPlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 8] };
 * const svg = distributionPlot(clusterSegments(table, { k: 2 }), table, "spend");
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // spend by segment
 * ```
 */
export function distributionPlot(
  result: Segmentation,
  source: SegmentSource,
  column: string,
  options: DistributionPlotOptions = {},
): string {
  const where = "distributionPlot";
  const canvas = resolve(where, options);
  const { compact = false, segment, marks, log } = options;
  checkText(where, "label", options.label);
  if (marks !== undefined) checkOneOf(where, "marks", marks, ["points", "histogram", "box"]);
  if (log !== undefined) checkFlag(where, "log", log);
  const table = segmentedTable(where, result, source);
  if (segment !== undefined) checkInteger(where, "segment", segment, 0, result.k - 1);
  const split = splitRows(where, table, options.weights);
  const { column: read, name, numbers } = numbersIn(where, table, column);
  const quantity = quantityOf(table.model, read, options.label, name);
  const values = shownNumbers(keptNumbers(numbers, split), quantity);
  const isLog = log ?? isSkewed(values);
  const groups = groupsOf(values, split, segment);
  const bins = binsOf(where, column, values, isLog, binsFor(groups.all.values.sorted.length, compact));
  const shown = { name: quantity.name, groups, bins, marks: marks ?? usualMarks(groups, compact) };
  return compact ? drawCompact(canvas, shown) : drawRows(canvas, shown);
}

function filled(numbers: Float64Array, missing: FittedMissing): Float64Array {
  const fill = missing.policy === "fill" ? Number(missing.fill) : NaN;
  return Number.isNaN(fill) ? numbers : numbers.map((x) => (Number.isNaN(x) ? fill : x));
}

/** A column of numbers: one that made the segments as the model reads it, any other as it looks. */
function numbersIn(where: string, table: SegmentedTable, column: string): ReadNumbers {
  const { model, source } = table;
  const known = model.features.find(({ type, column: own, reading }) => type === "number" && (own === column || reading.column === column));
  if (known !== undefined) {
    const { cells } = readByModel(where, { features: [known], reading: model.reading }, source);
    return { column: known.reading.column, name: known.column, numbers: filled(cells[0] as Float64Array, known.missing) };
  }
  const [{ name, numbers }] = readDescribed(where, table, [column], "`column`", "number");
  return { column, name, numbers: numbers! };
}

interface ReadNumbers {
  /** Its name in the table. */
  readonly column: string;
  /** Its name once it is read: of dates, `days since` and the column. */
  readonly name: string;
  /** NaN for missing. */
  readonly numbers: Float64Array;
}

/** Twice the cube root of the rows (the rule of Rice), within bounds. */
function binsFor(rows: number, compact: boolean): number {
  const most = compact ? 24 : 36;
  let count = 8;
  while (count < most && count * count * count < 8 * rows) count++;
  return count;
}

function usualMarks({ all, shown, isOne }: Groups, compact: boolean): Shown["marks"] {
  if (compact && !isOne) return "box";
  if (all.values.sorted.length <= (isOne ? fewForOne : few)) return "points";
  return isOne || shown.length <= mostHistograms ? "histogram" : "box";
}

const few = 300;
const fewForOne = 100;
const mostHistograms = 12;
const narrowest = 80;

function resolve(where: string, options: DistributionPlotOptions): Canvas {
  const compact = (options as DistributionPlotOptions | null)?.compact;
  if (compact !== undefined) checkFlag(where, "compact", compact);
  if (compact !== true) return resolvePlotOptions(where, options, own);
  const { width = 220, height = 64 } = options;
  return resolvePlotOptions(where, { ...options, width, height }, own, narrowest);
}

/** The rows of each segment that is shown, and all of them. */
interface Groups {
  readonly all: Group;
  readonly shown: readonly Group[];
  /** Whether one segment is held against all rows. */
  readonly isOne: boolean;
}

function groupsOf(values: Float64Array, { names, rowsOf, weights }: SegmentSplit, segment: number | undefined): Groups {
  const groupOf = (at: number): Group => {
    return { at, name: names[at], values: distribution(pick(values, rowsOf[at]), pick(weights, rowsOf[at])) };
  };
  const all = { at: undefined, name: "All", values: distribution(values, weights) };
  return { all, shown: segment === undefined ? names.map((_, at) => groupOf(at)) : [groupOf(segment)], isOne: segment !== undefined };
}

/** What a picture of a distribution shows. */
interface Shown {
  readonly name: string;
  readonly groups: Groups;
  readonly bins: Bins;
  readonly marks: "points" | "histogram" | "box";
}

const rowHeights = { points: 40, histogram: 40, box: 28 };
const gap = 8;
const words = {
  points: "One dot for each row. Line: the median.",
  histogram: "Each histogram is scaled to its highest bar. Grey: all rows. Line: the median.",
  box: "Box: the middle half, with the median. Line: the middle 90 %.",
};

/** Segments below each other, or one and all rows. */
function drawRows(canvas: Canvas, shown: Shown): string {
  const { name, groups, bins, marks } = shown;
  const heading = headingOf(canvas, groups.isOne ? `${shorten(name)}: ${shorten(groups.shown[0].name)}` : `${shorten(name)} by segment`);
  const rows = groups.isOne ? [...groups.shown, groups.all] : groups.shown;
  const names = rowLabels(rows.map(({ at, name: own }) => (at === undefined ? own : `${at + 1}. ${own}`)), canvas.width);
  const figures = rows.map(({ values }) => (values.sorted.length === 0 ? "–" : formatFigure(quantile(values, 0.5))));
  const right = canvas.width - margin - Math.max(...figures.map((figure) => textWidth(figure, textSize))) - 10;
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - xAxisHeight - 30 - margin) / rows.length;
  const rowHeight = Math.max(names.head + rowHeights[marks], asked);
  const parts = rows.flatMap((group, i) => {
    const top = heading.bottom + i * rowHeight + names.head;
    const place = { left: names.left, right, top, height: rowHeight - names.head - gap };
    const reach = names.reach(gap);
    const dashed = drawMedian(groups.all, bins, { ...place, top: top - reach, height: place.height + reach + gap / 2 });
    const figure = label(canvas.width - margin, top + place.height / 2, figures[i], { anchor: "end" });
    return [names.draw(i, top - names.head, place.height), ...dashed, ...drawGroup(group, shown, place), figure];
  });
  const bottom = heading.bottom + rows.length * rowHeight;
  const axis = xAxis(bins.scale, { left: names.left, top: heading.bottom, right, bottom }, name);
  const remark = note(`${words[marks]} Dashed: the median of all.${beyondOf(bins)}`, canvas.width, bottom + xAxisHeight);
  const all = [...axis, ...parts, ...remark.parts];
  return picture(canvas, heading, describe(shown), all, bottom + xAxisHeight + remark.height + margin);
}

/** The marks of one group, and its median. */
function drawGroup(group: Group, { groups, bins, marks }: Shown, place: MarksPlace): string[] {
  if (group.values.sorted.length === 0) return [];
  if (marks === "box") return drawBox(group, bins, place);
  const others = group === groups.all ? undefined : groups.all;
  const drawn = marks === "points" ? drawSwarm([group], bins, place) : drawHistogram(group, others, bins, place);
  return others === undefined ? drawn : [...drawn, ...drawMedian(group, bins, place)];
}

const foot = 15;
const edge = 3;

/** One segment over all rows, or the segments below each other, with the ends of the axis and no other words. */
function drawCompact(canvas: Canvas, shown: Shown): string {
  const { name, groups, bins } = shown;
  const usual = groups.isOne ? `${shorten(name)}: ${shorten(groups.shown[0].name)}` : `${shorten(name)} by segment`;
  const title = canvas.title === undefined || canvas.title === "" ? usual : canvas.title;
  const height = Math.max(foot + 20, canvas.height ?? 0);
  const left = edge, right = canvas.width - edge, bottom = height - foot;
  const whole = { left, right, top: edge, height: bottom - edge };
  const each = whole.height / groups.shown.length;
  const parts = groups.isOne
    ? drawOne(shown, whole)
    : groups.shown.flatMap((group, i) => drawGroup(group, shown, { left, right, top: edge + i * each, height: Math.max(1, each - 2) }));
  const { sorted } = groups.all.values;
  const onAxis = (value: number): number => Math.max(bins.scale.min, Math.min(bins.scale.max, value));
  const [least, most] = [sorted[0], sorted[sorted.length - 1]].map((value) => formatFigure(onAxis(value)));
  const fits = sorted.length > 0 && textWidth(least, smallSize) + textWidth(most, smallSize) + 8 <= right - left;
  const style = { size: smallSize, isFaint: true };
  const ends = fits ? [label(left, bottom + 8, least, style), label(right, bottom + 8, most, { ...style, anchor: "end" })] : [];
  const ground = line(left, bottom, right, bottom, { opacity: 0.3 });
  const all = [ground, ...parts, ...drawMedian(groups.all, bins, whole), ...ends];
  return picture(canvas, { title, parts: [], bottom: 0 }, describe(shown), all, height);
}

/** One segment against all rows in one place: its dots or bars among all, or its box above that of all. */
function drawOne(shown: Shown, place: MarksPlace): string[] {
  const { groups: { all, shown: [group] }, bins, marks } = shown;
  if (marks === "points") return [...drawSwarm([all, group], bins, place), ...drawMedian(group, bins, place)];
  if (marks === "histogram") return drawGroup(group, shown, place);
  const height = place.height / 2 - 2;
  const below = { ...place, top: place.top + height + 2, height };
  return [...drawGroup(group, shown, { ...place, height }), ...drawGroup(all, shown, below)];
}

function beyondOf({ beyond }: Bins): string {
  return beyond === 0 ? "" : ` ${countOf(beyond, "row")} beyond the axis ${beyond === 1 ? "is" : "are"} drawn at its ends.`;
}

const kinds = { points: "Dots", histogram: "Histograms", box: "Boxes" };

function describe({ name, groups: { all, shown }, marks, bins }: Shown): string {
  const rangeOf = ({ values }: Group): string => {
    if (values.sorted.length === 0) return "no value";
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => formatFigure(quantile(values, share)));
    return `${middle} (${low} to ${high})`;
  };
  const each = shown.map((group) => `${shorten(group.name)}: ${rangeOf(group)}`);
  const extremes = sayExtremes(shown, shown.map(({ values }) => (values.sorted.length === 0 ? NaN : quantile(values, 0.5))));
  return `${kinds[marks]} of ${shorten(name)}: the median, and in brackets the middle half of the rows.${extremes} All rows: ${rangeOf(all)}. ${listParts(each)}.${beyondOf(bins)}`;
}
