import { wrapText } from "./fit-text.ts";
import { label, smallSize } from "./label.ts";
import type { Block } from "./legend.ts";
import { margin } from "./picture.ts";

const noteLine = 15;

/** A remark below a plot, in up to three faint lines across a picture of this width. */
export function note(words: string, width: number, top: number): Block {
  const lines = wrapText(words, width - 2 * margin, smallSize, 3);
  const parts = lines.map((line, i) => label(width / 2, top + (i + 0.5) * noteLine, line, { size: smallSize, anchor: "middle", isFaint: true }));
  return { parts, height: lines.length * noteLine };
}
