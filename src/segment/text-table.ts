const width = 80;
const widestHead = 26;
const gap = 2;

/**
 * A table for a terminal: one line a row, one numbered column a name, folded into blocks that fit 80 columns. The names stand
 * above, since they are longer than their columns.
 */
export function textTable(heads: readonly string[], names: readonly string[], columns: readonly (readonly string[])[]): string {
  const shown = heads.map((head) => cut(head, widestHead));
  const headWidth = Math.max(...shown.map(lengthOf));
  const cellWidth = Math.max(...columns.flat().map(lengthOf), String(names.length).length) + gap;
  const fitting = Math.max(1, Math.floor((width - headWidth) / cellWidth));
  const lines = names.map((name, s) => cut(`${String(s + 1).padStart(String(names.length).length)}  ${name}`, width));
  for (let from = 0; from < names.length; from += fitting) {
    const block = columns.slice(from, from + fitting);
    lines.push("", " ".repeat(headWidth) + block.map((_, at) => String(from + at + 1).padStart(cellWidth)).join(""));
    shown.forEach((head, row) => lines.push(pad(head, headWidth) + block.map((cells) => cells[row].padStart(cellWidth)).join("")));
  }
  return lines.join("\n");
}

function lengthOf(text: string): number {
  return [...text].length;
}

function pad(text: string, to: number): string {
  return text + " ".repeat(Math.max(0, to - lengthOf(text)));
}

/** Text on one line, cut to a number of characters. */
function cut(text: string, most: number): string {
  const characters = [...text.replace(/\s+/g, " ")];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}
