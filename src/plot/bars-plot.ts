import { checkOneOf } from "../core/check.ts";
import type { Matrix } from "../core/matrix.ts";
import { pick, rowsByGroup } from "../core/numbers.ts";
import { distribution, quantile } from "../core/quantile.ts";
import { escapeText, listOf, listParts, shorten } from "../core/text.ts";
import { checkDrawn, checkRows } from "../segment/check-result.ts";
import type { Segmentation } from "../segment/types.ts";
import { checkDisplayNames, type Levels, readLevels, readNumbers } from "../table/cell.ts";
import { encodedTypes } from "../table/column-type.ts";
import { encodedTypeIn } from "../table/infer.ts";
import { columnOf, type Table, toFrame } from "../table/table.ts";
import { xAxis, xAxisHeight } from "./axes.ts";
import { colourOf, inkOn } from "./colour.ts";
import { poolLevels } from "./counts.ts";
import { formatFigure, formatPercent, sayExtremes, wholePercent } from "./figures.ts";
import { legend, note } from "./legend.ts";
import { textWidth } from "./measure-text.ts";
import { levelsInOrder } from "./months.ts";
import { type Canvas, checkText, headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { bar, numberedNames, rowLabels } from "./rows.ts";
import { linearScale } from "./scale.ts";
import { element, label, line, round, smallSize, textSize, titleOf } from "./svg.ts";
import { quantityOf, shownNumbers } from "./units.ts";

/** Options for {@link barsPlot}. */
export interface BarsPlotOptions extends PlotOptions {
  /** The column of the table to show; it need not be a feature. */
  readonly column: string;
  /**
   * `"number"`: medians. `"category"`: the shares of its levels.
   * @defaultValue "number" where every cell is a number or missing
   */
  readonly type?: "number" | "category" | undefined;
  /**
   * The interval around a median. `"quartiles"`: the middle half of the segment's rows. `"confidence"`: 95 % confidence in the median.
   * @defaultValue "quartiles"
   */
  readonly interval?: Interval | undefined;
  /**
   * What the column is called in the picture, with its unit, such as `"Minutes watched"`.
   * @defaultValue its name, with the unit that the model knows
   */
  readonly label?: string | undefined;
  /** Display names of the levels of a category. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

const own = ["column", "type", "interval", "label", "labels"];

/**
 * Bars of any column by segment: of a number the medians with intervals, of a category the shares of its levels (the twelfth and
 * further ones, by size, as one). Missing cells are left out. Every row counts once, whatever it weighs.
 *
 * @param table - the table that was segmented, or any other with the same rows
 * @returns an SVG, as text
 * @throws {@link InputError} on an unknown column or option, a table of other rows, or a cell that the column cannot hold.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { barsPlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 80, 82, 85], visits: [1, 2, 1, 9, 8, 9] };
 * const svg = barsPlot(clusterSegments(table, { k: 2 }), table, { column: "spend" });
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // spend by segment: medians
 * ```
 */
export function barsPlot(result: Segmentation, table: Table | Matrix, options: BarsPlotOptions): string {
  const where = "barsPlot";
  const canvas = resolvePlotOptions(where, options, own);
  checkDrawn(where, result);
  const frame = toFrame(where, table);
  const { column, interval = "quartiles", label, labels = {} } = options;
  const cells = columnOf(where, frame, column);
  checkRows(where, frame.rows, result);
  checkText(where, "label", label);
  checkOneOf(where, "interval", interval, ["quartiles", "confidence"]);
  checkDisplayNames(where, column, labels);
  const type = checkOneOf(where, "type", options.type === undefined ? encodedTypeIn(cells) : options.type, encodedTypes);
  if (type === "number") {
    const quantity = quantityOf(result.model, column, label);
    const values = shownNumbers(readNumbers(where, column, cells), quantity);
    return medianBars(canvas, result, { name: quantity.name, values, interval });
  }
  const name = label ?? column;
  const { levels, codes } = readLevels(where, column, cells);
  const named = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));
  return shareBars(canvas, result, { name, ...levelsInOrder({ levels: named, codes }) });
}

/** A numeric column, and what is shown of it. */
interface MedianColumn {
  readonly name: string;
  readonly values: Float64Array;
  readonly interval: Interval;
}

const barHeight = 16;
const gap = 10;
const intervalWords = { quartiles: "the middle half of the rows", confidence: "the 95 % confidence interval" };

/** Bars up to the median of each segment, a line for its interval, a dashed line for the median of all. Assumes validated input. */
function medianBars(canvas: Canvas, result: Segmentation, { name, values, interval }: MedianColumn): string {
  const { segments, labels } = result;
  const heading = headingOf(canvas, `${shorten(name)} by segment: medians`);
  const medians = rowsByGroup(labels, segments.length).map((rows) => medianOf(pick(values, rows), interval));
  const all = medianOf(values, interval);
  const bounds = [...medians, all].flatMap(({ low, high }) => (Number.isNaN(low) ? [] : [low, high]));
  const scale = linearScale(Math.min(0, ...bounds), Math.max(0, ...bounds));

  const names = rowLabels(numberedNames(result), canvas.width);
  const figures = medians.map(({ count, median }) => (count === 0 ? "–" : formatFigure(median)));
  const right = canvas.width - margin - Math.max(...figures.map((figure) => textWidth(figure, textSize))) - 10;
  const at = (value: number): number => names.left + scale.at(value) * (right - names.left);
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - xAxisHeight - 30 - margin) / segments.length;
  const rowHeight = Math.max(names.head + barHeight + gap, asked);

  const parts = medians.flatMap((median, s) => {
    const top = heading.bottom + s * rowHeight + names.head + gap / 2;
    const height = rowHeight - names.head - gap;
    const figure = label(canvas.width - margin, top + height / 2, figures[s], { anchor: "end" });
    const average =
      all.count === 0
        ? []
        : [line(at(all.median), top - names.reach(gap), at(all.median), top + height + gap / 2, { "stroke-dasharray": "4 3" })];
    return [
      names.draw(s, top - names.head, height),
      ...average,
      ...(median.count === 0 ? [] : drawMedian(median, s, { top, height, at, title: `${shorten(segments[s].name)}: ${rangeOf(median)}` })),
      figure,
    ];
  });
  const bottom = heading.bottom + segments.length * rowHeight;
  const axis = xAxis(scale, { left: names.left, top: heading.bottom, right, bottom }, name);
  const key = note(`Lines: ${intervalWords[interval]}. Dashed: the median of all.`, canvas.width, bottom + xAxisHeight);
  const words = segments.map((segment, s) => `${shorten(segment.name)}: ${rangeOf(medians[s])}`);
  const shown = `The median of ${shorten(name)} in each segment, and in brackets ${intervalWords[interval]}.`;
  const extremes = sayExtremes(segments, medians.map(({ median }) => median));
  const description = `${shown}${extremes} All rows: ${rangeOf(all)}. ${listParts(words)}.`;
  return picture(canvas, heading, description, [...axis, ...parts, ...key.parts], bottom + xAxisHeight + key.height + margin);
}

interface MedianPlace {
  readonly top: number;
  readonly height: number;
  readonly at: (value: number) => number;
  /** What the pointer says. */
  readonly title: string;
}

function drawMedian({ low, median, high }: MedianOf, s: number, { top, height, at, title }: MedianPlace): string[] {
  const from = at(Math.min(0, median)), to = at(Math.max(0, median));
  const start = at(low), end = at(high), y = top + height / 2;
  const whisker = `M${round(start)} ${round(y - 4)}v8M${round(start)} ${round(y)}H${round(end)}M${round(end)} ${round(y - 4)}v8`;
  return [
    element("g", {}, ...titleOf(title), bar(s, from, top, Math.max(1, to - from), height)),
    element("path", { d: whisker, stroke: "currentColor", "stroke-width": 1.5, fill: "none" }),
  ];
}

function rangeOf({ count, low, median, high }: MedianOf): string {
  return count === 0 ? "no value" : `${formatFigure(median)} (${formatFigure(low)} to ${formatFigure(high)})`;
}

const shareBarHeight = 20;
const shareGap = 8;

/** Bars of the shares of the levels in each segment. Assumes validated input. */
function shareBars(canvas: Canvas, result: Segmentation, column: { readonly name: string } & Levels): string {
  const { segments, labels } = result;
  const { name } = column;
  const { levels, codes } = poolLevels(column);
  const heading = headingOf(canvas, `${shorten(name)} by segment: shares`);
  const counts = segments.map(() => levels.map(() => 0));
  codes.forEach((code, i) => {
    if (code >= 0 && labels[i] >= 0) counts[labels[i]][code]++;
  });

  const names = rowLabels(numberedNames(result), canvas.width);
  const width = canvas.width - margin - names.left;
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - 40) / segments.length;
  const rowHeight = Math.max(names.head + shareBarHeight + shareGap, asked);
  const parts = counts.flatMap((own, s) => {
    const top = heading.bottom + s * rowHeight;
    const height = rowHeight - names.head - shareGap;
    return [names.draw(s, top, height), ...drawShares(own, levels, { left: names.left, top: top + names.head, width, height })];
  });
  const bottom = heading.bottom + segments.length * rowHeight;
  const key = levels.length === 0 ? { parts: [], height: 0 } : legend(levels, margin, bottom + 4, canvas.width - 2 * margin);
  const words = segments.map((segment, s) => `${shorten(segment.name)}: ${mostOf(counts[s], levels)}`);
  const description = `How ${shorten(name)} is divided in each segment: the shares of ${listOf(levels)}. The largest share of each segment: ${listParts(words)}.`;
  return picture(canvas, heading, description, [...parts, ...key.parts], bottom + 4 + key.height + margin);
}

interface SharesPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function drawShares(counts: readonly number[], levels: readonly string[], { left, top, width, height }: SharesPlace): string[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let x = left;
  return counts.flatMap((count, at) => {
    if (count === 0) return [];
    const length = (width * count) / total;
    const title = `${shorten(levels[at])}: ${formatPercent(count / total)}`;
    const parts = [element("rect", { x, y: top, width: length, height: Math.max(0, height), fill: colourOf(at) }, ...titleOf(title))];
    const text = wholePercent(count / total);
    const style = {
      x: x + length / 2,
      y: top + height / 2 + 0.36 * smallSize,
      "font-size": smallSize,
      "text-anchor": "middle",
      fill: inkOn(at),
    };
    if (textWidth(text, smallSize) + 6 <= length) parts.push(element("text", style, escapeText(text)));
    x += length;
    return parts;
  });
}

function mostOf(counts: readonly number[], levels: readonly string[]): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.indexOf(Math.max(...counts));
  return total === 0 ? "no value" : `${shorten(levels[most])} ${formatPercent(counts[most] / total)}`;
}

/** What an interval around a median is. */
export type Interval = "quartiles" | "confidence";

/** The median of some rows, and an interval around it; NaN of no rows. */
interface MedianOf {
  readonly count: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

const normal95 = 1.959964;

/**
 * The median with the quartiles of type 7, or with a 95 % confidence interval of the median: the values of ranks n/2 - 1.96 √n/2
 * and 1 + n/2 + 1.96 √n/2, rounded (Campbell and Gardner 1988), which assumes nothing of the distribution.
 */
export function medianOf(values: Float64Array, interval: Interval): MedianOf {
  const all = distribution(values);
  const { sorted } = all;
  const n = sorted.length;
  if (interval === "quartiles") return { count: n, low: quantile(all, 0.25), median: quantile(all, 0.5), high: quantile(all, 0.75) };
  const reach = (normal95 * Math.sqrt(n)) / 2;
  const valueAt = (rank: number): number => (n === 0 ? NaN : sorted[Math.min(n, Math.max(1, Math.round(rank))) - 1]);
  return { count: n, low: valueAt(n / 2 - reach), median: quantile(all, 0.5), high: valueAt(1 + n / 2 + reach) };
}
