import { oneLine } from "../core/text.ts";

// The widths of Helvetica, which Arial and Liberation Sans share, in thousandths of the font size: there is no DOM to ask.

const firstOfTable = 32;
const table = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const others: Readonly<Record<string, number>> = { "\u00a0": 278, "·": 333, "–": 556, "…": 1000, "≤": 549, "≥": 549, "²": 333, "×": 584 };

// letters beyond the table: what the widest of an alphabet take, since another font may stand in
const accented = 780;
const square = 1100;
const pictorial = 1400;
const boldness = 1.08;

// marks that stand over other characters, joiners and selectors; spelt out, since what \p{M} holds depends on an engine's Unicode
const combining = [
  [0x300, 0x36f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
];

/** The width of text of a font size, in the unit of the size. Rather too wide than too narrow for what is not in the table. */
export function textWidth(text: string, size: number, isBold = false): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return (width / 1000) * size * (isBold ? boldness : 1);
}

function widthOf(character: string): number {
  const code = character.codePointAt(0)!;
  const known = table[code - firstOfTable] ?? others[character];
  if (known !== undefined) return known;
  if (combining.some(([first, last]) => code >= first && code <= last)) return 0;
  if (code < 0x590) return accented;
  return code < 0x1f000 ? square : pictorial;
}

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

/**
 * Names on one line each, cut where they are wider than `width`: at the end, or in the middle where different names would then
 * look alike.
 */
export function fitNames(names: readonly string[], width: number, size: number): string[] {
  const cut = names.map((name) => fitText(name, width, size));
  const nameOf = new Map<string, string>();
  const alike = new Set<string>();
  cut.forEach((text, i) => {
    const other = nameOf.get(text);
    if (other !== undefined && other !== names[i]) alike.add(text);
    nameOf.set(text, names[i]);
  });
  return cut.map((text, i) => (alike.has(text) ? cutMiddle(names[i], width, size) : text));
}

/** The text with its middle replaced by an ellipsis. */
function cutMiddle(text: string, width: number, size: number): string {
  const characters = [...oneLine(text)];
  const room = width - textWidth("…", size);
  let used = 0;
  const take = (from: number, step: number, most: number): number => {
    let at = from;
    while (at >= 0 && at < characters.length && used + textWidth(characters[at], size) <= most) {
      used += textWidth(characters[at], size);
      at += step;
    }
    return at;
  };
  const end = take(characters.length - 1, -1, room / 2) + 1;
  const start = take(0, 1, room);
  return start >= end
    ? fitText(text, width, size)
    : `${characters.slice(0, start).join("").trimEnd()}…${characters.slice(end).join("").trimStart()}`;
}
