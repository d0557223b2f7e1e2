import { checkOneOf } from "../core/check.ts";
import { marginsOf } from "../stats/crosstab.ts";
import { diverging } from "./colour.ts";
import { checkCounts, countAt, type Counts, deepestResidual, describeCounts } from "./counts.ts";
import { formatCount, formatFigure, formatPercent, wholePercent } from "./figures.ts";
import { type HeatCell, heatmap } from "./heatmap.ts";
import { shadeLegend, shadeLegendHeight } from "./legend.ts";
import { countsInOrder } from "./months.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";

/** Options for {@link crosstabPlot}. */
export interface CrosstabPlotOptions extends PlotOptions {
  /**
   * What stands in the cells: shares of the row, counts, or adjusted residuals.
   * @defaultValue "shares"
   */
  readonly show?: "shares" | "counts" | "residuals" | undefined;
}

/**
 * The heatmap of a cross-table. Shades say where there are more (blue) or fewer (orange) than there would be if rows and columns
 * had nothing to do with each other: the adjusted residual (Haberman 1973), of the cells that `crosstab` marks; others may be chance.
 *
 * @param crosstab - what `crosstab` gives, or other counts, of at most 100 categories either way
 * @returns an SVG, as text
 * @throws {@link InputError} on counts that are not as many as the categories, or below 0, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { crosstab } from "audience-segmentation";
 * import { crosstabPlot } from "audience-segmentation/plot";
 *
 * const table = { plan: ["free", "free", "paid", "paid", "free"], region: ["North", "North", "South", "South", "South"] };
 * const svg = crosstabPlot(crosstab(table, "plan", "region"), { show: "counts" });
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // Counts
 * ```
 */
export function crosstabPlot(crosstab: Counts, options: CrosstabPlotOptions = {}): string {
  const where = "crosstabPlot";
  const canvas = resolvePlotOptions(where, options, ["show"]);
  const { show = "shares" } = options;
  checkOneOf(where, "show", show, ["shares", "counts", "residuals"]);
  const checked = countsInOrder(checkCounts(where, crosstab));
  const { rows, columns, counts } = checked;
  const margins = marginsOf(counts);
  const shareOf = (i: number, j: number): number | undefined => (margins.rows[i] > 0 ? countAt(counts, i, j) / margins.rows[i] : undefined);
  const residualAt = (i: number, j: number): number => margins.residuals[i * counts.cols + j];
  const residualOf = (i: number, j: number, decimals: number): string =>
    residualAt(i, j)
      .toFixed(decimals)
      .replace(/^-(0(\.0)?)$/, "$1");
  const texts = {
    shares: (i: number, j: number): string => percentOf(shareOf(i, j), formatPercent),
    counts: (i: number, j: number): string => formatCount(countAt(counts, i, j)),
    residuals: (i: number, j: number): string => residualOf(i, j, 1),
  };
  const shorts = {
    shares: (i: number, j: number): string => percentOf(shareOf(i, j), wholePercent),
    counts: (i: number, j: number): string => formatFigure(countAt(counts, i, j)),
    residuals: (i: number, j: number): string => residualOf(i, j, 0),
  };
  const titles = { shares: "Shares of each row", counts: "Counts", residuals: "Deviations from what chance would give" };
  const heading = headingOf(canvas, titles[show]);
  const cell = (i: number, j: number): HeatCell => ({
    text: texts[show](i, j),
    short: shorts[show](i, j),
    fill: diverging(margins.marked[i * counts.cols + j] / deepestResidual),
  });
  const height = canvas.height === undefined ? undefined : canvas.height - heading.bottom - shadeLegendHeight - margin;
  const map = heatmap({ rows, columns, cell }, { top: heading.bottom, width: canvas.width, rowHeight: { min: 18, max: 40 }, height });
  const key = shadeLegend(["far fewer", "as expected", "far more"], map.left, map.bottom, canvas.width);
  return picture(
    canvas,
    heading,
    describeCounts("A cross-table", checked, margins),
    [...map.parts, ...key.parts],
    map.bottom + key.height + margin,
  );
}

/** A share in words; nothing for a row without any. */
function percentOf(share: number | undefined, format: (share: number) => string): string {
  return share === undefined ? "" : format(share);
}
