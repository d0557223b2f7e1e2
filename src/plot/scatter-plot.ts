import { checkOneOf } from "../core/check.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Table } from "../table/types.ts";
import { checkRows } from "./check-rows.ts";
import { checkSegmentation, numberedNames } from "./check-segmentation.ts";
import { drawScatter, type Groups } from "./draw-scatter.ts";
import { checkText, type PlotOptions, resolvePlotOptions } from "./plot-options.ts";
import { poolLevels } from "./pool-levels.ts";
import { cellsOf, readLevels, readNumbers } from "./read-table.ts";
import { axisScale } from "./axis-scale.ts";

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
  /** What the x axis is called, with its unit, such as `"Minutes watched"`; the column's name when absent. */
  readonly xLabel?: string | undefined;
  /** What the y axis is called, with its unit; the column's name when absent. */
  readonly yLabel?: string | undefined;
}

const own = ["x", "y", "color", "log", "marks", "xLabel", "yLabel"];
const mostPoints = 4000;

/**
 * Two columns of a table against each other. Above 4 000 rows the plane is counted in hexagons, so that a picture of a million rows
 * is as small as one of ten thousand. Rows where either is missing are left out.
 *
 * @returns an SVG, as text
 * @throws {@link InputError} on an unknown column or option, a cell that is no number, or a number below 0 on a logarithmic axis.
 */
export function scatterPlot(table: Table | Matrix, options: ScatterPlotOptions): string {
  const where = "scatterPlot";
  const canvas = resolvePlotOptions(where, options, own);
  const { x: xName, y: yName, log, xLabel, yLabel } = options;
  checkText(where, "xLabel", xLabel);
  checkText(where, "yLabel", yLabel);
  if (log !== undefined) checkOneOf(where, "log", log, ["x", "y", "both"]);
  const x = readNumbers(where, xName, cellsOf(where, table, xName));
  const y = readNumbers(where, yName, cellsOf(where, table, yName));
  const marks = options.marks ?? (x.length <= mostPoints ? "points" : "hexagons");
  checkOneOf(where, "marks", marks, ["points", "hexagons"]);
  const groups = groupsOf(where, table, options.color, x.length);
  for (let i = 0; i < x.length; i++) if (Number.isNaN(x[i]) || Number.isNaN(y[i]) || groups.codes[i] < 0) x[i] = y[i] = NaN;
  return drawScatter(canvas, {
    x: { name: xLabel ?? xName, values: x, scale: axisScale(where, xName, x, log === "x" || log === "both") },
    y: { name: yLabel ?? yName, values: y, scale: axisScale(where, yName, y, log === "y" || log === "both") },
    groups,
    marks,
  });
}

function groupsOf(where: string, table: Table | Matrix, color: unknown, rows: number): Groups {
  if (color === undefined) return { names: [], codes: new Int32Array(rows) };
  if (typeof color === "string") {
    const { levels, codes } = poolLevels(readLevels(where, color, cellsOf(where, table, color)));
    return { names: levels, codes };
  }
  const result = checkSegmentation(where, color, "color");
  checkRows(where, rows, result);
  return { names: numberedNames(result), codes: result.labels };
}
