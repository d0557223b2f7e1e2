import { element, rect } from "./element.ts";
import { fitText } from "./fit-text.ts";
import { label, textSize } from "./label.ts";
import { colourOf, isRepeated } from "./palette.ts";
import { textWidth } from "./text-width.ts";

const rowHeight = 19;
const keyWidth = 18;
const gap = 16;

/** What stands below a plot, and how high it is. */
export interface Block {
  readonly parts: readonly string[];
  readonly height: number;
}

/** The colours of segments or categories with their names, in as many columns as fit into `width`; the order runs down. */
export function legend(names: readonly string[], x: number, y: number, width: number, numbers: readonly number[] = names.map((_, at) => at)): Block {
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
