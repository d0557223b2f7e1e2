import type { Segmentation } from "../segment/types.ts";
import { xAxis, xAxisHeight } from "./axes.ts";
import { bar } from "./bar.ts";
import { numberedNames } from "./check-segmentation.ts";
import { element, line } from "./element.ts";
import { formatFigure } from "./figures.ts";
import { label, textSize } from "./label.ts";
import { bySegment, type Interval, type MedianOf, medianOf } from "./medians.ts";
import { note } from "./note.ts";
import { headingOf, margin, picture } from "./picture.ts";
import type { Canvas } from "./plot-options.ts";
import { round } from "./round.ts";
import { rowLabels } from "./row-labels.ts";
import { linearScale } from "./scale.ts";
import { textWidth } from "./text-width.ts";
import { listOf, shorten } from "./words.ts";

/** A numeric column, and what is shown of it. */
export interface MedianColumn {
  readonly name: string;
  readonly values: Float64Array;
  readonly interval: Interval;
}

const barHeight = 16;
const gap = 10;
const intervalWords = { quartiles: "the middle half of the rows", confidence: "95% confidence intervals" };

/** Bars up to the median of each segment, a line for its interval, a dashed line for the median of all. Assumes validated input. */
export function medianBars(canvas: Canvas, result: Segmentation, { name, values, interval }: MedianColumn): string {
  const { segments, labels } = result;
  const heading = headingOf(canvas, `${shorten(name)} by segment: medians`);
  const medians = bySegment(values, labels, segments.length).map((own) => medianOf(own, interval));
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
    const average = all.count === 0 ? [] : [line(at(all.median), top - names.reach(gap), at(all.median), top + height + gap / 2, { "stroke-dasharray": "4 3" })];
    return [names.draw(s, top - names.head, height), ...average, ...(median.count === 0 ? [] : drawMedian(median, s, top, height, at)), figure];
  });
  const bottom = heading.bottom + segments.length * rowHeight;
  const axis = xAxis(scale, { left: names.left, top: heading.bottom, right, bottom }, name);
  const key = note(`Lines: ${intervalWords[interval]}. Dashed: the median of all.`, canvas.width, bottom + xAxisHeight);
  const words = segments.map((segment, s) => `${shorten(segment.name)} ${rangeOf(medians[s])}`);
  const description = `The medians of ${shorten(name)} by segment, with ${intervalWords[interval]}. All: ${rangeOf(all)}. ${listOf(words, 20)}.`;
  return picture(canvas, heading, description, [...axis, ...parts, ...key.parts], bottom + xAxisHeight + key.height + margin);
}

function drawMedian({ low, median, high }: MedianOf, s: number, top: number, height: number, at: (value: number) => number): string[] {
  const [from, to] = [at(Math.min(0, median)), at(Math.max(0, median))];
  const [start, end, y] = [at(low), at(high), top + height / 2];
  const whisker = `M${round(start)} ${round(y - 4)}v8M${round(start)} ${round(y)}H${round(end)}M${round(end)} ${round(y - 4)}v8`;
  return [bar(s, from, top, Math.max(1, to - from), height), element("path", { d: whisker, stroke: "currentColor", "stroke-width": 1.5, fill: "none" })];
}

function rangeOf({ count, low, median, high }: MedianOf): string {
  return count === 0 ? "no value" : `${formatFigure(median)} (${formatFigure(low)} to ${formatFigure(high)})`;
}
