import { rect } from "./element.ts";
import { label, smallSize } from "./label.ts";
import type { Block } from "./legend.ts";
import { margin } from "./picture.ts";
import { diverging } from "./shade.ts";
import { textWidth } from "./text-width.ts";

const steps = 20;
const barHeight = 10;
const widest = 240;
const gap = 8;

/** The height of a {@link shadeLegend} and the gap above it. */
export const shadeLegendHeight = 44;

/** A bar of the shades from -1 to 1, with what its ends and its middle mean, at `x` or so far left of it as the words need. */
export function shadeLegend(words: readonly [low: string, middle: string, high: string], x: number, top: number, pictureWidth: number): Block {
  const [low, middle, high] = words.map((word) => textWidth(word, smallSize));
  const needed = 2 * (Math.max(low, high) + gap) + middle;
  const left = Math.max(margin, Math.min(x, pictureWidth - margin - needed));
  const width = Math.max(needed, Math.min(widest, pictureWidth - margin - left));
  const step = width / steps;
  const parts = Array.from({ length: steps }, (_, i) => {
    return rect(left + i * step, top + 14, step, barHeight, diverging((2 * (i + 0.5)) / steps - 1));
  });
  const places = [["start", left], ["middle", left + width / 2], ["end", left + width]] as const;
  const labels = places.map(([anchor, at], i) => label(at, top + 35, words[i], { anchor, size: smallSize }));
  return { parts: [...parts, ...labels], height: shadeLegendHeight };
}
