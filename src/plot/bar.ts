import { rect } from "./element.ts";
import { colourOf, isRepeated } from "./palette.ts";

/** A bar in the colour of a segment; with a dashed outline where the colour is another's too. */
export function bar(at: number, x: number, y: number, width: number, height: number): string {
  const outline = isRepeated(at) ? { stroke: "currentColor", "stroke-width": 1.5, "stroke-dasharray": "3 2" } : {};
  return rect(x, y, width, height, { fill: colourOf(at), ...outline });
}
