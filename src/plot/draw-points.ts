import type { Places } from "./draw-scatter.ts";
import { element } from "./element.ts";
import { colourOf, isRepeated } from "./palette.ts";
import { roundPoint } from "./round.ts";

// a path is one stroke, in which dots that overlap do not add up: spread over some paths they do, and no group covers the others
const layers = 6;

/** One dot a row: a dot is a line of no length with round ends, or with square ones where the colour is another's too. */
export function drawPoints({ x, y, codes, count }: Places): string[] {
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
    return element("path", { d: paths.get(at), stroke: colourOf(group), "stroke-width": size, "stroke-linecap": cap, "stroke-opacity": 0.7, fill: "none" });
  });
}
