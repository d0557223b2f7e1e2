import { rect } from "./element.ts";
import { label, smallSize } from "./label.ts";
import type { Block } from "./legend.ts";
import { diverging } from "./shade.ts";

const steps = 20;
const barHeight = 10;

/** The height of a {@link shadeLegend} and the gap above it. */
export const shadeLegendHeight = 44;

/** A bar of the shades from -1 to 1, with what its ends and its middle mean. */
export function shadeLegend(words: readonly [low: string, middle: string, high: string], left: number, top: number, width: number): Block {
  const step = width / steps;
  const parts = Array.from({ length: steps }, (_, i) => {
    return rect(left + i * step, top + 14, step, barHeight, diverging((2 * (i + 0.5)) / steps - 1));
  });
  const places = [["start", left], ["middle", left + width / 2], ["end", left + width]] as const;
  const labels = places.map(([anchor, x], i) => label(x, top + 35, words[i], { anchor, size: smallSize }));
  return { parts: [...parts, ...labels], height: shadeLegendHeight };
}
