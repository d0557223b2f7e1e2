import { checkFlag, checkInteger, checkOneOf } from "../core/check.ts";
import { InputError, list } from "../core/input-error.ts";
import { pick } from "../core/numbers.ts";
import { distribution, type Distribution, quantile } from "../core/quantile.ts";
import { listOf, shorten } from "../core/text.ts";
import { readDescribed } from "../insight/described-columns.ts";
import { segmentedTable } from "../insight/segmented-table.ts";
import { keptNumbers, type SegmentSplit, splitRows } from "../insight/split.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import { xAxis, xAxisHeight } from "./axes.ts";
import { binsOf, type Bins, drawBox, drawHistogram, drawSwarm, type Group } from "./distribution-marks.ts";
import { countOf, formatFigure } from "./figures.ts";
import { note } from "./legend.ts";
import { textWidth } from "./measure-text.ts";
import { type Canvas, checkText, headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { rowLabels } from "./rows.ts";
import { isSkewed } from "./scale.ts";
import { label, line, smallSize, textSize } from "./svg.ts";
import { quantityOf } from "./units.ts";

/** Options for {@link distributionPlot}. */
export interface DistributionPlotOptions extends PlotOptions {
  /**
   * `"points"`: one dot a row. `"histogram"`: how many rows there are of each size. `"box"`: median, quartiles, and lines over the middle
   * nine tenths.
   * @defaultValue "points" for up to 300 rows (100 where one segment is shown), "histogram" for up to 12 segments, "box" for more
   */
  readonly marks?: "points" | "histogram" | "box" | undefined;
  /**
   * The label of a segment: only this one, against all rows.
   * @defaultValue all segments
   */
  readonly segment?: number | undefined;
  /**
   * A small chart for a card: no heading, no names, no figures. It may be as narrow as 80, and is 220 by 64 unless `width` and `height` say
   * otherwise.
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
 * How a number is distributed in each segment, or in one segment against all rows. Missing cells are left out. Where a few numbers lie far
 * from all others, they are drawn at the ends of the axis.
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @param column - a column of numbers, dates or ordered categories of the table; it need not be a feature
 * @returns an SVG, as text
 * @throws {@link InputError} on a column that holds none, on a table with other rows, and on unknown options.
 */
export function distributionPlot(result: Segmentation, source: SegmentSource, column: string, options: DistributionPlotOptions = {}): string {
  const where = "distributionPlot";
  const canvas = resolve(where, options);
  const { compact = false, segment, marks, log } = options;
  checkText(where, "label", options.label);
  if (marks !== undefined) checkOneOf(where, "marks", marks, ["points", "histogram", "box"]);
  if (log !== undefined) checkFlag(where, "log", log);
  const table = segmentedTable(where, result, source);
  if (segment !== undefined) checkInteger(where, "segment", segment, 0, result.k - 1);
  const split = splitRows(where, table, options.weights);
  const read = table.model.features.find((feature) => feature.column === column)?.reading.column ?? column;
  const [described] = readDescribed(where, table, [read], "`column`", "number");
  if (described.numbers === undefined)
    throw new InputError("not-of-type", where, `column ${list([column])} must hold numbers`, `the type "${described.type}"`, { column });
  const { name, factor } = quantityOf(table.model, read, options.label ?? described.name);
  const values = keptNumbers(described.numbers, split).map((value) => value * factor);
  const isLog = log ?? isSkewed(values);
  const groups = groupsOf(values, split, segment);
  const bins = binsOf(where, column, values, isLog, compact ? 24 : 36);
  const present = groups.all.values.sorted.length;
  const usual = present <= (segment === undefined ? 300 : 100) ? "points" : segment !== undefined || result.k <= 12 ? "histogram" : "box";
  const shown = { name: options.label ?? name, groups, bins, marks: marks ?? usual, isWeighted: split.isWeighted };
  return compact ? drawCompact(canvas, shown) : drawRows(canvas, shown);
}

const narrowest = 80;

function resolve(where: string, options: DistributionPlotOptions): Canvas {
  const compact = (options as DistributionPlotOptions | null)?.compact ?? false;
  checkFlag(where, "compact", compact);
  if (!compact) return resolvePlotOptions(where, options, own);
  const { width = 220, height = 64 } = options;
  return resolvePlotOptions(where, { ...options, width, height }, own, narrowest);
}

/** The rows of each segment that is shown, and all of them. */
interface Groups {
  readonly all: Group;
  readonly shown: readonly Group[];
}

function groupsOf(values: Float64Array, { names, rowsOf, weights }: SegmentSplit, segment: number | undefined): Groups {
  const groupOf = (at: number): Group => {
    return { at, name: names[at], values: distribution(pick(values, rowsOf[at]), pick(weights, rowsOf[at])) };
  };
  const all = { at: undefined, name: "All", values: distribution(values, weights) };
  return { all, shown: segment === undefined ? names.map((_, at) => groupOf(at)) : [groupOf(segment)] };
}

/** What a picture of a distribution shows. */
interface Shown {
  readonly name: string;
  readonly groups: Groups;
  readonly bins: Bins;
  readonly marks: "points" | "histogram" | "box";
  readonly isWeighted: boolean;
}

const rowHeights = { points: 40, histogram: 40, box: 28 };
const gap = 8;
const words = {
  points: "One dot a row.",
  histogram: "Each as high as its highest bar; grey line: all rows.",
  box: "Boxes: the middle half, with the median; lines: the middle nine tenths.",
};

function drawRows(canvas: Canvas, { name, groups, bins, marks }: Shown): string {
  const isOne = groups.shown.length === 1 && groups.shown[0].at !== undefined;
  const heading = headingOf(canvas, `${shorten(name)} by segment`);
  const rows = isOne ? [...groups.shown, groups.all] : groups.shown;
  const names = rowLabels(rows.map(({ at, name: own }) => (at === undefined ? own : `${at + 1}. ${own}`)), canvas.width);
  const figures = rows.map(({ values }) => medianOf(values));
  const right = canvas.width - margin - Math.max(...figures.map((figure) => textWidth(figure, textSize))) - 10;
  const at = (value: number): number => names.left + bins.at(value) * (right - names.left);
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - xAxisHeight - 30 - margin) / rows.length;
  const rowHeight = Math.max(names.head + rowHeights[marks], asked);
  const median = quantile(groups.all.values, 0.5);
  const parts = rows.flatMap((group, i) => {
    const top = heading.bottom + i * rowHeight + names.head;
    const height = rowHeight - names.head - gap;
    const place = { left: names.left, right, top, height };
    const dashed = Number.isNaN(median)
      ? []
      : [line(at(median), top - names.reach(gap), at(median), top + height + gap / 2, { "stroke-dasharray": "4 3", opacity: 0.6 })];
    return [names.draw(i, top - names.head, height), ...dashed, ...drawGroup(group, groups.all, bins, marks, place), label(canvas.width - margin, top + height / 2, figures[i], { anchor: "end" })];
  });
  const bottom = heading.bottom + rows.length * rowHeight;
  const axis = xAxis(bins.scale, { left: names.left, top: heading.bottom, right, bottom }, name);
  const key = note(`${words[marks]} Figures: medians. Dashed: the median of all.${beyondOf(bins)}`, canvas.width, bottom + xAxisHeight);
  return picture(canvas, heading, describe(name, groups, marks, bins), [...axis, ...parts, ...key.parts], bottom + xAxisHeight + key.height + margin);
}

interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

function drawGroup(group: Group, all: Group, bins: Bins, marks: Shown["marks"], place: Place): string[] {
  if (group.values.sorted.length === 0) return [];
  if (marks === "points") return drawSwarm([group], bins, place);
  if (marks === "box") return drawBox(group, bins, place);
  return drawHistogram(group, group === all ? undefined : all, bins, place);
}

const compactFoot = 15;
const compactMargin = 3;

/** One segment over all rows, or the segments below each other, with the ends of the axis and no words. */
function drawCompact(canvas: Canvas, { name, groups, bins, marks }: Shown): string {
  const { width } = canvas;
  const heading = { ...headingOf({ ...canvas, title: "" }, canvas.title ?? `${shorten(name)} by segment`), bottom: compactMargin };
  const height = Math.max(compactFoot + 20, canvas.height ?? 64);
  const [left, right, bottom] = [compactMargin, width - compactMargin, height - compactFoot];
  const isOne = groups.shown.length === 1;
  const at = (value: number): number => left + bins.at(value) * (right - left);
  const each = (bottom - compactMargin) / groups.shown.length;
  const parts = groups.shown.flatMap((group, i) => {
    const place = { left, right, top: compactMargin + i * each, height: each - (isOne ? 0 : 2) };
    if (isOne && marks === "points") return drawSwarm([groups.all, group], bins, place);
    if (isOne && marks === "box") return [
      ...drawGroup(group, groups.all, bins, marks, { ...place, height: place.height / 2 - 1 }),
      ...drawGroup(groups.all, groups.all, bins, marks, { ...place, top: place.top + place.height / 2 + 1, height: place.height / 2 - 1 }),
    ];
    return drawGroup(group, groups.all, bins, marks, place);
  });
  const median = quantile(groups.all.values, 0.5);
  const dashed = Number.isNaN(median) ? [] : [line(at(median), compactMargin, at(median), bottom, { "stroke-dasharray": "3 2", opacity: 0.6 })];
  const ground = line(left, bottom, right, bottom, { opacity: 0.3 });
  const ends = endsOf(bins, right - left).map(({ text, anchor }) => label(anchor === "start" ? left : right, bottom + 8, text, { size: smallSize, anchor, isFaint: true }));
  return picture(canvas, heading, describe(name, groups, marks, bins), [ground, ...parts, ...dashed, ...ends], height);
}

function endsOf({ scale }: Bins, width: number): { text: string; anchor: "start" | "end" }[] {
  const [first, last] = [formatFigure(scale.min), formatFigure(scale.max)];
  const fits = textWidth(first, smallSize) + textWidth(last, smallSize) + 8 <= width;
  return fits ? [{ text: first, anchor: "start" }, { text: last, anchor: "end" }] : [];
}

function medianOf(values: Distribution): string {
  return values.sorted.length === 0 ? "–" : formatFigure(quantile(values, 0.5));
}

function beyondOf({ beyond }: Bins): string {
  return beyond === 0 ? "" : ` ${countOf(beyond, "row")} beyond the axis ${beyond === 1 ? "is" : "are"} at its ends.`;
}

function describe(name: string, { all, shown }: Groups, marks: Shown["marks"], bins: Bins): string {
  const rangeOf = ({ values }: Group): string => {
    if (values.sorted.length === 0) return "no value";
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => formatFigure(quantile(values, share)));
    return `median ${middle}, middle half ${low} to ${high}`;
  };
  const what = { points: "Dots", histogram: "Histograms", box: "Boxes" }[marks];
  const each = shown.map((group) => `${shorten(group.name)}: ${rangeOf(group)}`);
  return `${what} of ${shorten(name)}. All: ${rangeOf(all)}. ${listOf(each, 20)}.${beyondOf(bins)}`;
}
