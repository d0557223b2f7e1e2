import { xAxis, xAxisHeight, yAxis, yNameHeight, yTicks } from "./axes.ts";
import { countOf } from "./figures.ts";
import { drawHexagons } from "./draw-hexagons.ts";
import { drawPoints } from "./draw-points.ts";
import { legend } from "./legend.ts";
import { headingOf, margin, picture } from "./picture.ts";
import type { Canvas } from "./plot-options.ts";
import { insetScale, type Scale } from "./scale.ts";
import { listOf, shorten } from "./words.ts";

/** The group of each row, by its index, and what groups are called; no names where there is one group. */
export interface Groups {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** One of the two columns. */
export interface Axis {
  readonly name: string;
  readonly values: Float64Array;
  readonly scale: Scale;
}

/** What a scatter plot shows. */
export interface Scatter {
  readonly x: Axis;
  readonly y: Axis;
  readonly groups: Groups;
  readonly marks: "points" | "hexagons";
}

/** Where points stand in the picture; NaN for rows that are left out. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly codes: Int32Array;
  readonly count: number;
}

/** The places of a column's values between two ends. The library's own logarithm is for numbers alone. */
function placesOf({ values, scale }: Axis, from: number, to: number): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? NaN : from + scale.at(value) * (to - from)));
}

const legendGap = 8;
const hexagonNote = 32; // two lines, which a narrow picture needs
const inset = 0.02; // of the axis at either end, so that no mark reaches over the edge

/** The picture of two columns. Assumes validated input; a row that is left out has NaN in both. */
export function drawScatter(canvas: Canvas, { groups, marks, ...axes }: Scatter): string {
  const [x, y] = [axes.x, axes.y].map((axis) => ({ ...axis, scale: insetScale(axis.scale, inset) }));
  const heading = headingOf(canvas, `${shorten(x.name)} and ${shorten(y.name)}`);
  const width = canvas.width - 2 * margin;
  const keyHeight = groups.names.length === 0 ? 0 : legend(groups.names, 0, 0, width).height + legendGap;
  const foot = xAxisHeight + keyHeight + margin + (marks === "hexagons" ? hexagonNote : 0);
  const top = heading.bottom + yNameHeight;
  const bottom = Math.max(top + 140, (canvas.height ?? Math.min(440, Math.max(340, 0.8 * canvas.width)) + keyHeight) - foot);
  const { ticks, width: tickWidth } = yTicks(y.scale, bottom - top);
  const box = { left: margin + tickWidth, top, right: canvas.width - margin - 10, bottom };

  const places = {
    x: placesOf(x, box.left, box.right),
    y: placesOf(y, bottom, top),
    codes: groups.codes,
    count: x.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
  };
  const drawn = marks === "points" ? drawPoints(places) : drawHexagons(places, canvas.width, bottom + xAxisHeight);
  const key = groups.names.length === 0 ? [] : legend(groups.names, margin, bottom + foot - keyHeight - margin + legendGap, width).parts;
  const parts = [...yAxis(y.scale, ticks, box, y.name, margin), ...xAxis(x.scale, box, x.name), ...drawn, ...key];
  const left = x.values.length - places.count;
  const coloured = groups.names.length === 0 ? "" : ` Coloured by ${listOf(groups.names)}.`;
  const shown = marks === "points" ? "one dot each" : "counted in hexagons";
  const description = `${countOf(places.count, "row")}, ${shown}: ${shorten(x.name)} across, ${shorten(y.name)} up.${coloured}${left > 0 ? ` ${countOf(left, "row")} without both are left out.` : ""}`;
  return picture(canvas, heading, description, parts, bottom + foot);
}
