import { areTexts } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { checkMatrix, isMatrix } from "../core/matrix.ts";
import { listOf, shorten } from "../core/text.ts";
import type { Correlations } from "../stats/correlate.ts";
import { diverging } from "./colour.ts";
import { type HeatCell, heatmap } from "./heatmap.ts";
import { shadeLegend, shadeLegendHeight } from "./legend.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";

const mostColumns = 100;

/**
 * The heatmap of what `correlate` gives: one row and one column a column of the table, the coefficient in each cell where it
 * fits, blue above 0 and orange below. A pair without a coefficient (one of them is constant) is left blank, with a dash.
 *
 * @param correlations - of at most 100 columns
 * @returns an SVG, as text
 * @throws {@link InputError} on anything else, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { correlate } from "audience-segmentation";
 * import { correlationPlot } from "audience-segmentation/plot";
 *
 * const svg = correlationPlot(correlate({ spend: [10, 40, 20, 80], visits: [1, 5, 2, 9], age: [60, 30, 45, 33] }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // Correlations
 * ```
 */
export function correlationPlot(correlations: Correlations, options: PlotOptions = {}): string {
  const where = "correlationPlot";
  const canvas = resolvePlotOptions(where, options);
  const { columns, matrix } = checkCorrelations(where, correlations);
  const heading = headingOf(canvas, "Correlations");
  const at = (i: number, j: number): number => matrix.data[i * columns.length + j];
  const cell = (i: number, j: number): HeatCell => {
    const r = at(i, j);
    return Number.isNaN(r)
      ? { text: "–", fill: diverging(0) }
      : { text: (r + 0).toFixed(2).replace(/^-(0\.00)$/, "$1"), fill: diverging(r) };
  };
  const height = canvas.height === undefined ? undefined : canvas.height - heading.bottom - shadeLegendHeight - margin;
  const place = { top: heading.bottom, width: canvas.width, rowHeight: { min: 16, max: 46 }, height };
  const map = heatmap({ rows: columns, columns, cell }, place);
  const key = shadeLegend(["-1", "0", "1"], map.left, map.bottom, canvas.width);
  return picture(canvas, heading, describe(columns, at), [...map.parts, ...key.parts], map.bottom + key.height + margin);
}

function checkCorrelations(where: string, correlations: unknown): Correlations {
  const { columns, matrix } = (correlations ?? {}) as Partial<Correlations>;
  const isWhole =
    areTexts(columns) && columns.length > 0 && isMatrix(matrix) && matrix.data.length === columns.length * columns.length;
  if (!isWhole) throw new InputError("not-correlations", where, `\`correlations\` must be what correlate gives`, show(correlations));
  if (columns.length > mostColumns) {
    throw new InputError("too-many-columns", where, `\`correlations\` must have at most ${mostColumns} columns`, columns.length);
  }
  checkMatrix(where, { ...matrix, data: matrix.data.map((r) => (Number.isNaN(r) ? 0 : r)) }, 1, "correlations.matrix");
  return { columns, matrix };
}

function describe(columns: readonly string[], at: (i: number, j: number) => number): string {
  const all = `How strongly each two of the columns ${listOf(columns)} are correlated, from -1 through 0 (not at all) to 1.`;
  let strongest: readonly [number, number] | undefined;
  for (let i = 0; i < columns.length; i++) {
    for (let j = 0; j < i; j++) {
      if (Number.isNaN(at(i, j)) || (strongest !== undefined && Math.abs(at(i, j)) <= Math.abs(at(...strongest)))) continue;
      strongest = [i, j];
    }
  }
  if (strongest === undefined) return all;
  const [i, j] = strongest;
  return `${all} The strongest correlation is ${at(i, j).toFixed(2)}, between ${shorten(columns[j])} and ${shorten(columns[i])}.`;
}
