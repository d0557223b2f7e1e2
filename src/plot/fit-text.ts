import { oneLine } from "./escape-text.ts";
import { textWidth } from "./text-width.ts";

/** The text on one line, its end cut and replaced by an ellipsis where it is wider than `width`. */
export function fitText(text: string, width: number, size: number, isBold = false): string {
  const line = oneLine(text);
  const least = textWidth("…", size, isBold);
  let used = 0;
  let kept = "";
  for (const character of line) {
    const next = used + textWidth(character, size, isBold);
    if (next + least > width) return textWidth(line, size, isBold) <= width ? line : `${kept.trimEnd()}…`;
    used = next;
    kept += character;
  }
  return line;
}

/** The text in lines broken at spaces; what does not fit into `most` lines of `width` is cut. */
export function wrapText(text: string, width: number, size: number, most: number, isBold = false): string[] {
  const lines: string[] = [];
  let rest = oneLine(text).split(" ");
  while (rest.length > 0 && lines.length < most) {
    const isLast = lines.length === most - 1;
    let count = isLast ? rest.length : 1;
    if (!isLast) while (count < rest.length && textWidth(rest.slice(0, count + 1).join(" "), size, isBold) <= width) count++;
    lines.push(fitText(rest.slice(0, count).join(" "), width, size, isBold));
    rest = rest.slice(count);
  }
  return lines;
}

/** The text in at most `most` lines, or `undefined` where that would cut any of it. */
export function wrapWhole(text: string, width: number, size: number, most: number): string[] | undefined {
  const lines = wrapText(text, width, size, most);
  return lines.join(" ") === oneLine(text) ? lines : undefined;
}
