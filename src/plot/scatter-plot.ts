import { checkOneOf } from "../core/check.ts";
import type { Matrix } from "../core/matrix.ts";
import { listParts, shorten } from "../core/text.ts";
import { checkDrawn, checkRows } from "../segment/check-result.ts";
import type { Segmentation } from "../segment/types.ts";
import { readLevels, readNumbers } from "../table/cell.ts";
import { columnOf, type Frame, type Table, toFrame } from "../table/table.ts";
import { xAxis, xAxisHeight, yAxis, yNameHeight, yTicks } from "./axes.ts";
import { poolLevels } from "./counts.ts";
import { countOf } from "./figures.ts";
import { legend, note } from "./legend.ts";
import { levelsInOrder } from "./months.ts";
import { type Canvas, checkText, headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { drawHexagons, drawPoints, mostPoints, type Places } from "./points.ts";
import { numberedNames } from "./rows.ts";
import { axisScale, type AxisScale, insetScale } from "./scale.ts";
import { quantityOf, shownNumbers } from "./units.ts";

/** Options for {@link scatterPlot}. */
export interface ScatterPlotOptions extends PlotOptions {
  /** The column across. */
  readonly x: string;
  /** The column up. */
  readonly y: string;
  /**
   * What colours the points: a segmentation of the same rows, or a column whose values are categories (the twelfth and further
   * ones, by size, as one). Rows of no segment are left out.
   * @defaultValue all have one colour
   */
  readonly color?: Segmentation | string | undefined;
  /**
   * The axes with a logarithmic scale. Their columns must not go below 0; where a 0 is among them, the axis begins with it.
   * @defaultValue none
   */
  readonly log?: "x" | "y" | "both" | undefined;
  /**
   * `"points"`: one dot a row. `"hexagons"`: the stronger the colour, the more rows; of the colour of the segment with the most.
   * @defaultValue "points" for up to 4 000 rows
   */
  readonly marks?: "points" | "hexagons" | undefined;
  /**
   * What the x axis is called, with its unit, such as `"Minutes watched"`.
   * @defaultValue the column's name, with the unit that the model of `color` knows
   */
  readonly xLabel?: string | undefined;
  /**
   * What the y axis is called, with its unit.
   * @defaultValue as of x
   */
  readonly yLabel?: string | undefined;
}

const own = ["x", "y", "color", "log", "marks", "xLabel", "yLabel"];

/**
 * Two columns of a table against each other. Above 4 000 rows the plane is counted in hexagons, so that a picture of a million rows
 * is as small as one of ten thousand. Rows where either is missing are left out.
 *
 * @returns an SVG, as text
 * @throws {@link InputError} on an unknown column or option, a cell that is no number, or a number below 0 on a logarithmic axis.
 * @group Pictures
 * @example
 * ```ts
 * import { scatterPlot } from "audience-segmentation/plot";
 *
 * const svg = scatterPlot({ spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] }, { x: "visits", y: "spend" });
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // visits and spend
 * ```
 */
export function scatterPlot(table: Table | Matrix, options: ScatterPlotOptions): string {
  const where = "scatterPlot";
  const canvas = resolvePlotOptions(where, options, own);
  const { x: xName, y: yName, log, xLabel, yLabel } = options;
  checkText(where, "xLabel", xLabel);
  checkText(where, "yLabel", yLabel);
  if (log !== undefined) checkOneOf(where, "log", log, ["x", "y", "both"]);
  const frame = toFrame(where, table);
  const model = typeof options.color === "object" ? (options.color as Segmentation | null)?.model : undefined;
  const across = quantityOf(model, xName, xLabel), up = quantityOf(model, yName, yLabel);
  const [x, y] = ([[xName, across], [yName, up]] as const).map(([name, quantity]) => {
    return shownNumbers(readNumbers(where, name, columnOf(where, frame, name)), quantity);
  });
  const { marks = x.length <= mostPoints ? "points" : "hexagons" } = options;
  checkOneOf(where, "marks", marks, ["points", "hexagons"]);
  const groups = groupsOf(where, frame, options.color);
  for (let i = 0; i < x.length; i++) if (Number.isNaN(x[i]) || Number.isNaN(y[i]) || groups.codes[i] < 0) x[i] = y[i] = NaN;
  return drawScatter(canvas, {
    x: { name: across.name, values: x, scale: axisScale(where, xName, x, log === "x" || log === "both") },
    y: { name: up.name, values: y, scale: axisScale(where, yName, y, log === "y" || log === "both") },
    groups,
    marks,
  });
}

function groupsOf(where: string, frame: Frame, color: unknown): Groups {
  if (color === undefined) return { names: [], codes: new Int32Array(frame.rows) };
  if (typeof color === "string") {
    const { levels, codes } = poolLevels(levelsInOrder(readLevels(where, color, columnOf(where, frame, color))));
    return { names: levels, codes };
  }
  const result = checkDrawn(where, color, "color");
  checkRows(where, frame.rows, result);
  return { names: numberedNames(result), codes: result.labels };
}

/** The group of each row, by its index, and what groups are called; no names where there is one group. */
interface Groups {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** One of the two columns. */
interface Axis {
  readonly name: string;
  readonly values: Float64Array;
  readonly scale: AxisScale;
}

/** What a scatter plot shows. */
interface Scatter {
  readonly x: Axis;
  readonly y: Axis;
  readonly groups: Groups;
  readonly marks: "points" | "hexagons";
}

/** The places of a column's values between two ends. The library's own logarithm is for numbers alone. */
function placesOf({ values, scale }: Axis, from: number, to: number): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? NaN : from + scale.at(value) * (to - from)));
}

const legendGap = 8;
const hexagonNote = 32; // two lines, which a narrow picture needs
const inset = 0.02; // of the axis at either end, so that no mark reaches over the edge

/** The picture of two columns. Assumes validated input; a row that is left out has NaN in both. */
function drawScatter(canvas: Canvas, { groups, marks, ...axes }: Scatter): string {
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
  const drawn = drawMarks(places, groups.names, marks, canvas.width, bottom + xAxisHeight);
  const key = groups.names.length === 0 ? [] : legend(groups.names, margin, bottom + foot - keyHeight - margin + legendGap, width).parts;
  const parts = [...yAxis(y.scale, ticks, box, y.name, margin), ...xAxis(x.scale, box, x.name), ...drawn, ...key];
  const left = x.values.length - places.count;
  const coloured = groups.names.length === 0 ? "" : ` Each colour is a group: ${listParts(groups.names.map((name) => shorten(name)))}.`;
  const shown = marks === "points" ? "one dot each" : "counted in hexagons";
  const description = `${countOf(places.count, "row")}, ${shown}: ${shorten(x.name)} from left to right, ${shorten(y.name)} from bottom to top.${coloured}${left > 0 ? ` ${countOf(left, "row")} without one of the two ${left === 1 ? "is" : "are"} left out.` : ""}`;
  return picture(canvas, heading, description, parts, bottom + foot);
}

function drawMarks(places: Places, titles: readonly string[], marks: Scatter["marks"], width: number, noteTop: number): string[] {
  if (marks === "points") return drawPoints(places, { titles });
  const { parts, words } = drawHexagons(places, { titles });
  return [...parts, ...note(words, width, noteTop).parts];
}
