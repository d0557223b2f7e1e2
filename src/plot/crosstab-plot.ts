import { checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { checkMatrix, isMatrix, type Matrix } from "../core/matrix.ts";
import { show as shown } from "../core/show.ts";
import { formatCount, formatFigure, formatPercent } from "./figures.ts";
import { type Cell, heatmap } from "./heatmap.ts";
import { headingOf, margin, picture } from "./picture.ts";
import { type PlotOptions, resolvePlotOptions } from "./plot-options.ts";
import { marginsOf, type Margins } from "./residuals.ts";
import { diverging } from "./shade.ts";
import { shadeLegend, shadeLegendHeight } from "./shade-legend.ts";
import { listOf, shorten } from "./words.ts";

/** Options for {@link crosstabPlot}. */
export interface CrosstabPlotOptions extends PlotOptions {
  /**
   * What stands in the cells: shares of the row, counts, or adjusted residuals.
   * @defaultValue "shares"
   */
  readonly show?: "shares" | "counts" | "residuals" | undefined;
}

/** How often each two categories go together: what a cross-table has. */
export interface Counts {
  /** The categories down. */
  readonly rows: readonly string[];
  /** The categories across. */
  readonly columns: readonly string[];
  /** One row a category down, one column a category across. */
  readonly counts: Matrix;
}

const mostCategories = 100;
const deepest = 5; // in deviations; a table of chance alone stays below 2 in most cells

/**
 * The heatmap of a cross-table. Shades say where there are more (blue) or fewer (orange) than there would be if rows and columns
 * had nothing to do with each other: the adjusted residual (Haberman 1973), which is then nearly a normal deviate.
 *
 * @param crosstab - of at most 100 categories either way
 * @returns an SVG, as text
 * @throws {@link InputError} on counts that are not as many as the categories, or below 0, or on unknown options.
 */
export function crosstabPlot(crosstab: Counts, options: CrosstabPlotOptions = {}): string {
  const where = "crosstabPlot";
  const canvas = resolvePlotOptions(where, options, ["show"]);
  const show = checkOneOf(where, "show", options.show ?? "shares", ["shares", "counts", "residuals"]);
  const { rows, columns, counts } = checkCounts(where, crosstab);
  const margins = marginsOf(counts);
  const texts = {
    shares: (i: number, j: number): string => (margins.rows[i] > 0 ? formatPercent(countAt(counts, i, j) / margins.rows[i]) : ""),
    counts: (i: number, j: number): string => formatCount(countAt(counts, i, j)),
    residuals: (i: number, j: number): string => margins.residual(i, j).toFixed(1).replace(/^-(0\.0)$/, "$1"),
  };
  const short = (i: number, j: number): string => (show === "counts" ? formatFigure(countAt(counts, i, j)) : texts[show](i, j).replace(/\.\d/, ""));
  const titles = { shares: "Shares of each row", counts: "Counts", residuals: "Deviations from what chance would give" };
  const heading = headingOf(canvas, titles[show]);
  const cell = (i: number, j: number): Cell => ({ text: texts[show](i, j), short: short(i, j), fill: diverging(margins.residual(i, j) / deepest) });
  const height = canvas.height === undefined ? undefined : canvas.height - heading.bottom - shadeLegendHeight - margin;
  const map = heatmap({ rows, columns, cell }, { top: heading.bottom, width: canvas.width, rowHeight: { min: 18, max: 40 }, height });
  const key = shadeLegend(["far fewer", "as expected", "far more"], map.left, map.bottom, canvas.width);
  return picture(canvas, heading, describe(rows, columns, counts, margins), [...map.parts, ...key.parts], map.bottom + key.height + margin);
}

const countAt = ({ data, cols }: Matrix, i: number, j: number): number => data[i * cols + j];

function checkCounts(where: string, crosstab: unknown): Counts {
  const { rows, columns, counts } = (crosstab ?? {}) as Partial<Counts>;
  const isWhole = Array.isArray(rows) && Array.isArray(columns) && rows.length > 0 && isMatrix(counts) && counts.rows === rows.length && counts.cols === columns.length;
  if (!isWhole) throw new InputError("not-a-crosstab", where, `\`crosstab\` must hold \`rows\`, \`columns\` and \`counts\` of both`, shown(crosstab));
  checkMatrix(where, counts, 1, "crosstab.counts");
  if (rows.length > mostCategories || columns.length > mostCategories) {
    throw new InputError("too-many-categories", where, `\`crosstab\` must have at most ${mostCategories} rows and columns`, `${rows.length} and ${columns.length}`);
  }
  const negative = counts.data.findIndex((count) => count < 0);
  if (negative < 0) return { rows, columns, counts };
  throw new InputError("not-a-count", where, `\`crosstab.counts\` must hold no number below 0`, counts.data[negative]);
}

function describe(rows: readonly string[], columns: readonly string[], counts: Matrix, margins: Margins): string {
  let [row, column] = [0, 0];
  rows.forEach((_, i) => columns.forEach((_, j) => {
    if (Math.abs(margins.residual(i, j)) > Math.abs(margins.residual(row, column))) [row, column] = [i, j];
  }));
  const residual = margins.residual(row, column);
  const all = `A cross-table of ${formatCount(margins.total)} rows: ${listOf(rows)} by ${listOf(columns)}.`;
  if (residual === 0) return all;
  const more = residual > 0 ? "more" : "fewer";
  return `${all} What stands out most: ${shorten(rows[row])} and ${shorten(columns[column])} go together ${formatCount(countAt(counts, row, column))} times, ${more} than chance would give.`;
}
