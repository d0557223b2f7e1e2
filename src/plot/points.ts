import { log1p } from "../core/numbers.ts";
import { colourOf, isRepeated } from "./colour.ts";
import { formatCount } from "./figures.ts";
import { hexagonPath, hexagonsOf } from "./hexagons.ts";
import { type Attributes, element, roundPoint, titleOf } from "./svg.ts";

/** Up to so many rows are drawn as dots. */
export const mostPoints = 4000;

/** Where points stand in the picture; NaN for rows that are left out. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly codes: Int32Array;
  readonly count: number;
}

/** What the pointer says of the marks of a group, and what else they have. */
export interface Naming {
  /** One a group; none where there is one group. */
  readonly titles: readonly string[];
  readonly attributesOf?: (group: number) => Attributes;
}

// a path is one stroke, in which dots that overlap do not add up: spread over some paths they do, and no group covers the others
const layers = 6;

/** One dot a row: a dot is a line of no length with round ends, or with square ones where the colour is another's too. */
export function drawPoints({ x, y, codes, count }: Places, { titles, attributesOf = () => ({}) }: Naming): string[] {
  const size = count <= 200 ? 9 : count <= 1000 ? 7 : 5;
  const paths = new Map<number, string>();
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, codes[i] + 1);
  for (let i = 0, shown = 0; i < x.length; i++) {
    if (Number.isNaN(x[i])) continue;
    const at = (shown++ % layers) * most + codes[i];
    paths.set(at, `${paths.get(at) ?? ""}M${roundPoint(x[i])} ${roundPoint(y[i])}h0`);
  }
  return [...paths.keys()].sort((a, b) => a - b).map((at) => {
    const group = at % most;
    const cap = isRepeated(group) ? "square" : "round";
    const style = { stroke: colourOf(group), "stroke-width": size, "stroke-linecap": cap, "stroke-opacity": 0.7, fill: "none" };
    return element("path", { d: paths.get(at), ...style, ...attributesOf(group) }, ...titleOf(titles[group]));
  });
}

const radius = 7;
const shades = 8;
const faintest = 0.2;

/** Hexagons, and what their shades mean. */
interface DrawnHexagons {
  readonly parts: string[];
  readonly words: string;
}

/**
 * Hexagons, each in the colour of the group that has most of its rows, the stronger the more rows, with an edge where the
 * colour is another's too.
 */
export function drawHexagons({ x, y, codes }: Places, { titles, attributesOf = () => ({}) }: Naming): DrawnHexagons {
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
    const style = { fill: colourOf(group), "fill-opacity": faintest + (1 - faintest) * strength, ...edge };
    return element("path", { d: paths.get(at), ...style, ...attributesOf(group) }, ...titleOf(titles[group]));
  });
  return {
    parts: drawn,
    words: most === 1 ? "1 row a hexagon" : `The stronger the colour, the more rows: 1 to ${formatCount(most)} a hexagon`,
  };
}
