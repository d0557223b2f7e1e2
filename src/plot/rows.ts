import type { Segmentation } from "../segment/types.ts";
import { colourOf, isRepeated } from "./colour.ts";
import { fitText, textWidth } from "./measure-text.ts";
import { margin } from "./picture.ts";
import { label, rect, textSize } from "./svg.ts";

const widestShare = 0.38;
const gap = 10;

/** The names of rows of bars: left of them where they leave the bars room, else above each. */
interface RowLabels {
  /** Where the bars begin. */
  readonly left: number;
  /** The height that a name takes above its bar: 0 where it stands left of it. */
  readonly head: number;
  /** How far a line through the bars may reach above one, `gap` apart, without touching a name. */
  readonly reach: (gap: number) => number;
  /** The name of row `at`, whose bar is `height` high and has its head at `top`. */
  readonly draw: (at: number, top: number, height: number) => string;
}

/** Lays out the names of rows of a picture of this width. */
export function rowLabels(names: readonly string[], width: number): RowLabels {
  const shown = names.map((name) => fitText(name, width - 2 * margin, textSize));
  const widest = Math.max(...shown.map((name) => textWidth(name, textSize)));
  if (widest <= widestShare * width) {
    const left = margin + widest + gap;
    return {
      left,
      head: 0,
      reach: (between) => between / 2,
      draw: (at, top, height) => label(left - gap, top + height / 2, shown[at], { anchor: "end" }),
    };
  }
  return { left: margin, head: 18, reach: () => 0, draw: (at, top) => label(margin, top + 8, shown[at]) };
}

/** A bar in the colour of a segment; with a dashed outline where the colour is another's too. */
export function bar(at: number, x: number, y: number, width: number, height: number): string {
  const outline = isRepeated(at) ? { stroke: "currentColor", "stroke-width": 1.5, "stroke-dasharray": "3 2" } : {};
  return rect(x, y, width, height, { fill: colourOf(at), ...outline });
}

/** The segments' names with their numbers from 1, which is how every picture names them. */
export function numberedNames({ segments }: Segmentation): string[] {
  return segments.map(({ name }, s) => `${s + 1}. ${name}`);
}
