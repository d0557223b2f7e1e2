import { type Counts, deepestResidual } from "./counts.ts";
import { element, rect } from "./element.ts";
import { escapeText, oneLine } from "./escape-text.ts";
import { formatPercent, wholePercent } from "./figures.ts";
import { smallSize } from "./label.ts";
import type { Tile } from "./mosaic-tiles.ts";
import { colourOf, inkOn } from "./palette.ts";
import type { Margins } from "./residuals.ts";
import { diverging } from "./shade.ts";
import { textWidth } from "./text-width.ts";

const padding = 3;
const leastHeight = 13; // for text
const edge = { stroke: "currentColor", "stroke-opacity": 0.35, "stroke-width": 0.75 };

/** Draws the tiles of one column: in the shade of their residual with an edge, or in the colour of their level, and their shares. */
export function fillColumn(tiles: readonly Tile[], { columns }: Counts, margins: Margins, isByLevel: boolean): string[] {
  const texts = textsOf(tiles, columns, !isByLevel && tiles[0].row > 0); // the first column has the names at its side
  return tiles.flatMap(({ row, column, x, y, width, height }) => {
    if (height === 0) return [];
    const fill = isByLevel ? { fill: colourOf(column) } : { ...diverging(margins.residual(row, column) / deepestResidual), ...edge };
    const tile = rect(x, y, width, height, fill);
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
