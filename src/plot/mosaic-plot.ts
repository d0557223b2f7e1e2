import { checkOneOf } from "../core/check.ts";
import { escapeText, oneLine, shorten } from "../core/text.ts";
import { type Margins, marginsOf } from "../stats/crosstab.ts";
import type { Box } from "./axes.ts";
import { colourOf, diverging, inkOn } from "./colour.ts";
import { checkCounts, countAt, type Counts, deepestResidual, describeCounts, poolCounts } from "./counts.ts";
import { formatPercent, wholePercent } from "./figures.ts";
import { legend, type LegendBlock, note, shadeLegend } from "./legend.ts";
import { fitNames, textWidth } from "./measure-text.ts";
import { countsInOrder } from "./months.ts";
import { leader, mosaicHeads, sideNames } from "./mosaic-names.ts";
import { type Canvas, type Heading, headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { element, label, smallSize, titleOf } from "./svg.ts";

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
 * @group Pictures
 * @example
 * ```ts
 * import { crosstab } from "audience-segmentation";
 * import { mosaicPlot } from "audience-segmentation/plot";
 *
 * const table = { plan: ["free", "free", "paid", "paid", "free"], region: ["North", "North", "South", "South", "South"] };
 * const svg = mosaicPlot(crosstab(table, "plan", "region"));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // Shares within each category
 * ```
 */
export function mosaicPlot(crosstab: Counts, options: MosaicPlotOptions = {}): string {
  const where = "mosaicPlot";
  const canvas = resolvePlotOptions(where, options, ["color"]);
  const { color = "residuals" } = options;
  checkOneOf(where, "color", color, ["residuals", "levels"]);
  const shown = poolCounts(countsInOrder(checkCounts(where, crosstab)));
  const margins = marginsOf(shown.counts);
  const heading = headingOf(canvas, "Shares within each category");
  if (shown.rows.length === 0)
    return picture(canvas, heading, "A mosaic of no rows.", [label(margin, heading.bottom + 8, "No rows")], heading.bottom + 16 + margin);
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

  const key = (y: number): LegendBlock =>
    isByLevel
      ? legend(shown.columns, margin, y + 4, edge - margin)
      : shadeLegend(["far fewer", "as expected", "far more"], left, y - 4, canvas.width);
  const remark = (y: number): LegendBlock => note("Widths: how frequent a column is. Heights: shares within it.", canvas.width, y);
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
  return picture(
    canvas,
    heading,
    description,
    [...parts, ...remark(remarkTop).parts, ...key(keyTop).parts],
    keyTop + key(0).height + margin,
  );
}

/** The share of all below every column that is wide enough for it, with a decimal where all of these have room for one. */
function columnShares(tops: readonly Tile[], margins: Margins, y: number): string[] {
  const shareOf = ({ row }: Tile): number => margins.rows[row] / margins.total;
  const fits = (tile: Tile, format: typeof wholePercent): boolean => textWidth(format(shareOf(tile)), smallSize) <= tile.width;
  const wide = tops.filter((tile) => fits(tile, wholePercent));
  const format = wide.every((tile) => fits(tile, formatPercent)) ? formatPercent : wholePercent;
  return wide.map((tile) => label(tile.x + tile.width / 2, y, format(shareOf(tile)), { size: smallSize, anchor: "middle", isFaint: true }));
}

const padding = 3;
const leastHeight = 13; // for text
const edge = { stroke: "currentColor", "stroke-opacity": 0.35, "stroke-width": 0.75 };

/** Draws the tiles of one column: in the shade of their residual with an edge, or in the colour of their level, and their shares. */
function fillColumn(tiles: readonly Tile[], { rows, columns }: Counts, margins: Margins, isByLevel: boolean): string[] {
  const texts = textsOf(tiles, columns, !isByLevel && tiles[0].row > 0); // the first column has the names at its side
  return tiles.flatMap(({ row, column, x, y, width, height, share }) => {
    if (height === 0) return [];
    const residual = margins.marked[row * columns.length + column];
    const fill = isByLevel ? { fill: colourOf(column) } : { ...diverging(residual / deepestResidual), ...edge };
    const title = titleOf(`${shorten(rows[row])}, ${shorten(columns[column])}: ${formatPercent(share)}`);
    const tile = element("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), ...fill }, ...title);
    const text = texts[column];
    if (text === undefined) return [tile];
    const place = { x: x + width / 2, y: y + height / 2 + 0.36 * smallSize, "font-size": smallSize, "text-anchor": "middle" };
    return [tile, element("text", { ...place, fill: isByLevel ? inkOn(column) : undefined }, escapeText(text))];
  });
}

/** What stands in the tiles that are high enough: all have their name, or a decimal, or none has. */
function textsOf(tiles: readonly Tile[], columns: readonly string[], isNamed: boolean): (string | undefined)[] {
  const { width } = tiles[0];
  const formats: ((tile: Tile) => string)[] = [({ share }) => formatPercent(share), ({ share }) => wholePercent(share)];
  if (isNamed) formats.unshift(({ column, share }) => `${oneLine(columns[column])}: ${formatPercent(share)}`);
  const fits = (text: string): boolean => textWidth(text, smallSize) + 2 * padding <= width;
  const high = tiles.filter(({ height }) => height >= leastHeight);
  const format = formats.find((candidate) => high.every((tile) => fits(candidate(tile))));
  return tiles.map((tile) => (format !== undefined && tile.height >= leastHeight ? format(tile) : undefined));
}

/** A pair of categories as a rectangle whose area is its share of all, gaps aside. */
interface Tile {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The share of the row. */
  readonly share: number;
}

const gapAcross = 4;
const gapDown = 2;

/**
 * The tiles of a mosaic (Hartigan and Kleiner 1981) in a box: the rows of the counts side by side, as wide as they are frequent, and
 * in each its columns from the top, as high as their share. One list a row. Assumes that no row is empty.
 */
export function tilesOf({ rows, columns, counts }: Counts, margins: Margins, { left, top, right, bottom }: Box): Tile[][] {
  const across = (right - left - gapAcross * (rows.length - 1)) / margins.total;
  const down = bottom - top - gapDown * (columns.length - 1);
  let x = left;
  return rows.map((_, row) => {
    const width = across * margins.rows[row];
    let y = top;
    const own = columns.map((_, column) => {
      const share = countAt(counts, row, column) / margins.rows[row];
      const tile = { row, column, x, y, width, height: down * share, share };
      y += tile.height + gapDown;
      return tile;
    });
    x += width + gapAcross;
    return own;
  });
}
