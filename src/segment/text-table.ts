import { lengthOf, shorten } from "./shorten.ts";

const width = 80;
const widestHead = 26;
const gap = 2;

/**
 * A table for a terminal: one line a row, one numbered column a name, folded into blocks that fit 80 columns. The names stand
 * above, since they are longer than their columns.
 */
export function textTable(heads: readonly string[], names: readonly string[], columns: readonly (readonly string[])[]): string {
  const shown = heads.map((head) => shorten(head, widestHead));
  const numberWidth = String(names.length).length;
  const headWidth = Math.max(...shown.map(lengthOf));
  const cellWidth = Math.max(...columns.flat().map(lengthOf), numberWidth) + gap;
  const fitting = Math.max(1, Math.floor((width - headWidth) / cellWidth));
  const lines = names.map((name, s) => `${String(s + 1).padStart(numberWidth)}  ${shorten(name, width - numberWidth - 2)}`);
  for (let from = 0; from < names.length; from += fitting) {
    const block = columns.slice(from, from + fitting);
    lines.push("", " ".repeat(headWidth) + block.map((_, at) => String(from + at + 1).padStart(cellWidth)).join(""));
    shown.forEach((head, row) => lines.push(pad(head, headWidth) + block.map((cells) => cells[row].padStart(cellWidth)).join("")));
  }
  return lines.join("\n");
}

function pad(text: string, to: number): string {
  return text + " ".repeat(Math.max(0, to - lengthOf(text)));
}
