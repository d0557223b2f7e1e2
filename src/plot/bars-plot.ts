import { checkKeys, checkOneOf } from "../core/check.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Table } from "../table/types.ts";
import { checkRows } from "./check-rows.ts";
import { checkSegmentation } from "./check-segmentation.ts";
import { medianBars } from "./median-bars.ts";
import type { Interval } from "./medians.ts";
import { checkText, type PlotOptions, resolvePlotOptions } from "./plot-options.ts";
import { cellsOf, isNumeric, readLevels, readNumbers } from "./read-table.ts";
import { shareBars } from "./share-bars.ts";

/** Options for {@link barsPlot}. */
export interface BarsPlotOptions extends PlotOptions {
  /** The column of the table to show; it need not be a feature. */
  readonly column: string;
  /**
   * `"numeric"`: medians. `"categorical"`: the shares of its levels.
   * @defaultValue "numeric" where every cell is a number or missing
   */
  readonly kind?: "numeric" | "categorical" | undefined;
  /**
   * The interval around a median. `"quartiles"`: the middle half of the segment's rows. `"confidence"`: 95 % confidence in the median.
   * @defaultValue "quartiles"
   */
  readonly interval?: Interval | undefined;
  /** What the column is called in the picture, with its unit, such as `"Minutes watched"`; its name when absent. */
  readonly label?: string | undefined;
  /** Display names of the levels of a category. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

const own = ["column", "kind", "interval", "label", "labels"];

/**
 * Bars of any column by segment: of a number the medians with intervals, of a category the shares of its levels (the twelfth and
 * further ones, by size, as one). Missing cells are left out. Every row counts once, whatever it weighs.
 *
 * @param table - the table that was segmented, or any other with the same rows
 * @returns an SVG, as text
 * @throws {@link InputError} on an unknown column or option, a table of other rows, or a cell that the column cannot hold.
 */
export function barsPlot(table: Table | Matrix, result: Segmentation, options: BarsPlotOptions): string {
  const where = "barsPlot";
  const canvas = resolvePlotOptions(where, options, own);
  checkSegmentation(where, result);
  const { column, interval = "quartiles", label, labels = {} } = options;
  const cells = cellsOf(where, table, column);
  checkRows(where, cells.length, result);
  checkText(where, "label", label);
  checkOneOf(where, "interval", interval, ["quartiles", "confidence"]);
  checkKeys(where, "`labels`", labels, Object.keys(labels ?? {}));
  const kind = options.kind === undefined ? (isNumeric(cells) ? "numeric" : "categorical") : checkOneOf(where, "kind", options.kind, ["numeric", "categorical"]);
  const name = label ?? column;
  if (kind === "numeric") return medianBars(canvas, result, { name, values: readNumbers(where, column, cells), interval });
  const { levels, codes } = readLevels(where, column, cells);
  for (const level of levels) if (Object.hasOwn(labels, level)) checkText(where, "labels", labels[level]);
  return shareBars(canvas, result, { name, codes, levels: levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level)) });
}
