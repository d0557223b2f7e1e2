import { log1p } from "../core/log.ts";
import type { Places } from "./draw-scatter.ts";
import { element } from "./element.ts";
import { formatCount } from "./figures.ts";
import { hexagonPath, hexagonsOf } from "./hexagons.ts";
import { note } from "./note.ts";
import { colourOf, isRepeated } from "./palette.ts";

const radius = 7;
const shades = 8;
const faintest = 0.2;

/**
 * Hexagons, each in the colour of the group that has most of its rows, the stronger the more rows, with an edge where the
 * colour is another's too; and what the shades mean, below.
 */
export function drawHexagons({ x, y, codes }: Places, width: number, noteTop: number): string[] {
  const hexagons = hexagonsOf(x, y, codes, radius);
  const most = hexagons.reduce((largest, { total }) => Math.max(largest, total), 1);
  const paths = new Map<number, string>();
  for (const { x: across, y: down, counts, total } of hexagons) {
    const group = counts.reduce((best, count, at) => (count > (counts[best] ?? 0) ? at : best), codes.length);
    const shade = Math.ceil((shades * log1p(total)) / log1p(most) - 1e-9);
    const at = group * (shades + 1) + shade;
    paths.set(at, (paths.get(at) ?? "") + hexagonPath(across, down, radius));
  }
  const drawn = [...paths.keys()].sort((a, b) => a - b).map((at) => {
    const strength = (at % (shades + 1)) / shades;
    const group = Math.floor(at / (shades + 1));
    const edge = isRepeated(group) ? { stroke: "currentColor", "stroke-width": 0.75 } : {};
    return element("path", { d: paths.get(at), fill: colourOf(group), "fill-opacity": faintest + (1 - faintest) * strength, ...edge });
  });
  const words = most === 1 ? "1 row a hexagon" : `The stronger the colour, the more rows: 1 to ${formatCount(most)} a hexagon`;
  return [...drawn, ...note(words, width, noteTop).parts];
}
