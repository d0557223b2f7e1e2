import { checkOneOf } from "../core/check.ts";
import { checkCounts, type Counts, describeCounts } from "./counts.ts";
import { formatPercent, wholePercent } from "./figures.ts";
import { fitNames } from "./fit-names.ts";
import { label, smallSize } from "./label.ts";
import { type Block, legend } from "./legend.ts";
import { fillColumn } from "./mosaic-fills.ts";
import { leader, mosaicHeads, sideNames } from "./mosaic-names.ts";
import { type Tile, tilesOf } from "./mosaic-tiles.ts";
import { note } from "./note.ts";
import { type Heading, headingOf, margin, picture } from "./picture.ts";
import { type Canvas, type PlotOptions, resolvePlotOptions } from "./plot-options.ts";
import { poolCounts } from "./pool-counts.ts";
import { marginsOf, type Margins } from "./residuals.ts";
import { shadeLegend } from "./shade-legend.ts";
import { textWidth } from "./text-width.ts";

/** Options for {@link mosaicPlot}. */
export interface MosaicPlotOptions extends PlotOptions {
  /**
   * What colours the tiles. `"residuals"`: whether there are more (blue) or fewer (orange) than chance would give. `"levels"`: the
   * category of the second column, each its own colour.
   * @defaultValue "residuals"
   */
  readonly color?: "residuals" | "levels" | undefined;
}

const sideShare = 0.34;
const footLine = 18;

/**
 * The mosaic of a cross-table: a column for each of its rows, as wide as that is frequent, and in it a tile for each of its columns, as
 * high as its share. Where the two have nothing to do with each other all columns are divided alike. The shades are those of
 * {@link crosstabPlot}. Of more than 12 categories either way the rarest are shown as one.
 *
 * @param crosstab - what `crosstab` gives, or other counts, of at most 100 categories either way
 * @returns an SVG, as text
 * @throws {@link InputError} on counts that are not as many as the categories, or below 0, or on unknown options.
 */
export function mosaicPlot(crosstab: Counts, options: MosaicPlotOptions = {}): string {
  const where = "mosaicPlot";
  const canvas = resolvePlotOptions(where, options, ["color"]);
  const color = checkOneOf(where, "color", options.color ?? "residuals", ["residuals", "levels"]);
  const shown = poolCounts(checkCounts(where, crosstab));
  const margins = marginsOf(shown.counts);
  const heading = headingOf(canvas, "Shares within each category");
  if (shown.rows.length === 0) return picture(canvas, heading, "A mosaic of no rows.", [label(margin, heading.bottom + 8, "No rows")], heading.bottom + 16 + margin);
  return drawMosaic(canvas, heading, shown, margins, color);
}

function drawMosaic(canvas: Canvas, heading: Heading, shown: Counts, margins: Margins, color: "residuals" | "levels"): string {
  const isByLevel = color === "levels";
  const edge = canvas.width - margin;
  const names = fitNames(shown.columns, sideShare * canvas.width, smallSize);
  const left = isByLevel ? margin : margin + Math.max(...names.map((name) => textWidth(name, smallSize))) + leader + 2;
  const widths = Array.from(margins.rows, (total) => ((edge - left) * total) / margins.total);
  const heads = mosaicHeads(shown.rows, widths, margin, edge);
  const top = heading.bottom + heads.height;

  const key = (y: number): Block =>
    isByLevel ? legend(shown.columns, margin, y + 4, edge - margin) : shadeLegend(["far fewer", "as expected", "far more"], left, y - 4, canvas.width);
  const remark = (y: number): Block => note("Widths: how frequent a column is. Heights: shares within it.", canvas.width, y);
  const foot = footLine + remark(0).height + 4 + key(0).height + margin;
  const asked = canvas.height === undefined ? Math.max(260, Math.min(380, 0.6 * (edge - left))) : canvas.height - top - foot;
  const box = { left, top, right: edge, bottom: top + Math.max(200, asked) };

  const columns = tilesOf(shown, margins, box);
  const tops = columns.map(([first]) => first);
  const middles = tops.map(({ x, width }) => x + width / 2);
  const sides = columns[0].map(({ y, height }) => y + height / 2);
  const parts = [
    ...columns.flatMap((own) => fillColumn(own, shown, margins, isByLevel)),
    ...heads.draw(middles, top),
    ...(isByLevel ? [] : sideNames(names, sides, box)),
    ...columnShares(tops, margins, box.bottom + footLine / 2),
  ];
  const remarkTop = box.bottom + footLine;
  const keyTop = remarkTop + remark(0).height + 4;
  const description = describeCounts("A mosaic", shown, margins);
  return picture(canvas, heading, description, [...parts, ...remark(remarkTop).parts, ...key(keyTop).parts], keyTop + key(0).height + margin);
}

/** The share of all below every column that is wide enough for it, with a decimal where all of these have room for one. */
function columnShares(tops: readonly Tile[], margins: Margins, y: number): string[] {
  const shareOf = ({ row }: Tile): number => margins.rows[row] / margins.total;
  const fits = (tile: Tile, format: typeof wholePercent): boolean => textWidth(format(shareOf(tile)), smallSize) <= tile.width;
  const wide = tops.filter((tile) => fits(tile, wholePercent));
  const format = wide.every((tile) => fits(tile, formatPercent)) ? formatPercent : wholePercent;
  return wide.map((tile) => label(tile.x + tile.width / 2, y, format(shareOf(tile)), { size: smallSize, anchor: "middle", isFaint: true }));
}
