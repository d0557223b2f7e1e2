import { xAxis, xAxisHeight, yAxis, yNameHeight, yTicks } from "./axes.ts";
import { countOf } from "./figures.ts";
import { drawHexagons } from "./draw-hexagons.ts";
import { drawPoints } from "./draw-points.ts";
import { legend } from "./legend.ts";
import { headingOf, margin, picture } from "./picture.ts";
import type { Canvas } from "./plot-options.ts";
import type { Scale } from "./scale.ts";
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

const legendGap = 8;

/** The picture of two columns. Assumes validated input; a row that is left out has NaN in both. */
export function drawScatter(canvas: Canvas, { x, y, groups, marks }: Scatter): string {
  const heading = headingOf(canvas, `${shorten(y.name)} by ${shorten(x.name)}${groups.names.length > 0 ? ", by segment" : ""}`);
  const width = canvas.width - 2 * margin;
  const keyHeight = groups.names.length === 0 ? 0 : legend(groups.names, 0, 0, width).height + legendGap;
  const foot = xAxisHeight + keyHeight + margin + (marks === "hexagons" ? 20 : 0);
  const top = heading.bottom + yNameHeight;
  const bottom = Math.max(top + 140, (canvas.height ?? Math.min(440, 0.8 * canvas.width) + keyHeight) - foot);
  const { ticks, width: tickWidth } = yTicks(y.scale, bottom - top);
  const box = { left: margin + tickWidth, top, right: canvas.width - margin - 10, bottom };

  const places = {
    x: x.values.map((value) => box.left + x.scale.at(value) * (box.right - box.left)),
    y: y.values.map((value) => bottom - y.scale.at(value) * (bottom - top)),
    codes: groups.codes,
    count: x.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
  };
  const drawn = marks === "points" ? drawPoints(places) : drawHexagons(places, box);
  const key = groups.names.length === 0 ? [] : legend(groups.names, margin, bottom + foot - keyHeight - margin + legendGap, width).parts;
  const parts = [...yAxis(y.scale, ticks, box, y.name, margin), ...xAxis(x.scale, box, x.name), ...drawn, ...key];
  const left = x.values.length - places.count;
  const coloured = groups.names.length === 0 ? "" : ` Coloured by ${listOf(groups.names)}.`;
  const shown = marks === "points" ? "one dot each" : "counted in hexagons";
  const description = `${countOf(places.count, "row")}, ${shown}: ${shorten(x.name)} across, ${shorten(y.name)} up.${coloured}${left > 0 ? ` ${countOf(left, "row")} without both are left out.` : ""}`;
  return picture(canvas, heading, description, parts, bottom + foot);
}
