import { numberOf } from "../table/cell.ts";
import type { RowNames } from "./row-names.ts";

/**
 * A CSV of the segment of each row, its number (from 1, as the summary counts) and its name; both are empty for a row that was
 * left out. As RFC 4180 has it, but for line ends of one character.
 */
export function labelsCsv(rows: readonly RowNames[], labels: Int32Array, names: readonly string[]): string {
  const heads = rows.map(({ heading }) => heading);
  const lines = [[...heads, unlike("segment", heads), unlike("name", heads)].map(csvCell).join(",")];
  const segments = names.map((name, s) => `${s + 1},${csvCell(name)}`);
  labels.forEach((label, row) => {
    lines.push(`${rows.map(({ cellOf }) => csvCell(cellOf(row))).join(",")},${label < 0 ? "," : segments[label]}`);
  });
  return `${lines.join("\n")}\n`;
}

/**
 * A cell as CSV, which no spreadsheet takes for a formula: what begins like one and is no number gets an apostrophe before it.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(numberOf(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A heading that no other column has. */
function unlike(heading: string, others: readonly string[]): string {
  return others.includes(heading) ? unlike(`${heading}_`, others) : heading;
}
