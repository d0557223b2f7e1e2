// The widths of Helvetica, which Arial and Liberation Sans share, in thousandths of the font size: there is no DOM to ask.

const firstOfTable = 32;
const table = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const others: Readonly<Record<string, number>> = { "\u00a0": 278, "·": 333, "–": 556, "…": 1000, "≤": 549, "≥": 549, "²": 333, "×": 584 };

// letters beyond the table: what the widest of an alphabet take, since another font may stand in
const accented = 780;
const square = 1100;
const pictorial = 1400;
const boldness = 1.08;

// marks that stand over other characters, joiners and selectors; spelt out, since what \p{M} holds depends on an engine's Unicode
const combining = [[0x300, 0x36f], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x200b, 0x200f], [0x20d0, 0x20ff], [0xfe00, 0xfe0f], [0xfe20, 0xfe2f]];

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
