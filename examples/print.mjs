// Plain text for a terminal of 80 columns.
const width = 80;

/** Text broken at spaces so that no line is longer than 80 characters; further lines are indented. */
export function wrap(text, indent = "") {
  const lines = [];
  let line = "";
  for (const word of text.split(/ (?!%)/)) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** A title with a rule below it. */
export function title(text) {
  return `\n${text}\n${"-".repeat(text.length)}`;
}

/** Rows of cells as aligned columns: the first to the left and cut to 24 characters, the others to the right. */
export function table(rows) {
  const shown = rows.map(([head, ...cells]) => [head.length > 24 ? `${head.slice(0, 23)}…` : head, ...cells]);
  const widths = shown[0].map((_, j) => Math.max(...shown.map((row) => (row[j] ?? "").length)));
  const align = (cell, j) => (j === 0 ? cell.padEnd(widths[0]) : (cell ?? "").padStart(widths[j] + 2));
  return shown.map((row) => row.map(align).join("").trimEnd()).join("\n");
}

/** A number in few characters, the same on every machine. */
export function number(x) {
  if (x === undefined || Number.isNaN(x)) return "-";
  const size = Math.abs(x);
  const text = size >= 1e7 ? x.toExponential(2) : size >= 1000 ? x.toFixed(0) : x.toFixed(2);
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}
