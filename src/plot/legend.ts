import { colourOf, diverging, isRepeated } from "./colour.ts";
import { fitText, textWidth, wrapText } from "./measure-text.ts";
import { margin } from "./picture.ts";
import { element, label, rect, smallSize, textSize } from "./svg.ts";

const rowHeight = 19;
const keyWidth = 18;
const gap = 16;

/** What stands below a plot, and how high it is. */
export interface LegendBlock {
  readonly parts: readonly string[];
  readonly height: number;
}

/** The colours of segments or categories with their names, in as many columns as fit into `width`; the order runs down. */
export function legend(
  names: readonly string[],
  x: number,
  y: number,
  width: number,
  numbers: readonly number[] = names.map((_, at) => at),
): LegendBlock {
  const widest = Math.max(...names.map((name) => textWidth(fitText(name, width - keyWidth, textSize), textSize)));
  const columns = Math.max(1, Math.floor((width + gap) / (widest + keyWidth + gap)));
  const rows = Math.ceil(names.length / columns);
  const columnWidth = width / columns;
  const parts = names.flatMap((name, at) => {
    const left = x + Math.floor(at / rows) * columnWidth;
    const middle = y + ((at % rows) + 0.5) * rowHeight;
    const room = columnWidth - keyWidth - (columns > 1 ? gap / 2 : 0);
    return [key(left + 6, middle, numbers[at]), label(left + keyWidth, middle, fitText(name, room, textSize))];
  });
  return { parts, height: rows * rowHeight };
}

/** A dot, or a square where the colour is another's too. */
function key(x: number, y: number, at: number): string {
  const fill = colourOf(at);
  return isRepeated(at) ? rect(x - 5, y - 5, 10, 10, { fill }) : element("circle", { cx: x, cy: y, r: 5.5, fill });
}

const steps = 20;
const barHeight = 10;
const widest = 240;
const shadeGap = 8;

/** The height of a {@link shadeLegend} and the gap above it. */
export const shadeLegendHeight = 44;

/** A bar of the shades from -1 to 1, with what its ends and its middle mean, at `x` or so far left of it as the words need. */
export function shadeLegend(
  words: readonly [low: string, middle: string, high: string],
  x: number,
  top: number,
  pictureWidth: number,
): LegendBlock {
  const [low, middle, high] = words.map((word) => textWidth(word, smallSize));
  const needed = 2 * (Math.max(low, high) + shadeGap) + middle;
  const left = Math.max(margin, Math.min(x, pictureWidth - margin - needed));
  const width = Math.max(needed, Math.min(widest, pictureWidth - margin - left));
  const step = width / steps;
  const parts = Array.from({ length: steps }, (_, i) => {
    return rect(left + i * step, top + 14, step, barHeight, diverging((2 * (i + 0.5)) / steps - 1));
  });
  const places = [
    ["start", left],
    ["middle", left + width / 2],
    ["end", left + width],
  ] as const;
  const labels = places.map(([anchor, at], i) => label(at, top + 35, words[i], { anchor, size: smallSize }));
  return { parts: [...parts, ...labels], height: shadeLegendHeight };
}

const noteLine = 15;

/** A remark below a plot, in up to three faint lines across a picture of this width. */
export function note(words: string, width: number, top: number): LegendBlock {
  const lines = wrapText(words, width - 2 * margin, smallSize, 3);
  const parts = lines.map((line, i) =>
    label(width / 2, top + (i + 0.5) * noteLine, line, { size: smallSize, anchor: "middle", isFaint: true }),
  );
  return { parts, height: lines.length * noteLine };
}
