import { unlike } from "../core/text.ts";
import type { CsvColumn } from "../csv/column.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { csvRecord } from "../csv/write-csv.ts";
import { numbersLook } from "../table/id-like.ts";
import { columnOrder } from "../table/table.ts";

/** By which spreadsheets know that accents are UTF-8. */
export const byteOrderMark = "\ufeff";

/**
 * A CSV of the segment of each row, its number (from 1, as the summary counts) and its name; both are empty for a row that was
 * left out.
 */
export function labelsCsv(rows: readonly RowNames[], labels: Int32Array, names: readonly string[]): string {
  return labelsHead(rows) + labelsLines(rows, labels, names);
}

/** The line above the labels. */
export function labelsHead(rows: readonly RowNames[]): string {
  const heads = rows.map(({ heading }) => heading);
  return `${csvRecord([...heads, unlike("segment", heads), unlike("name", heads)])}\n`;
}

/** The lines of some rows. */
export function labelsLines(rows: readonly RowNames[], labels: Int32Array, names: readonly string[]): string {
  const lines: string[] = [];
  const segments = names.map((name, s) => csvRecord([String(s + 1), name]));
  labels.forEach((label, row) => {
    lines.push(`${csvRecord(rows.map(({ cellOf }) => cellOf(row)))},${label < 0 ? "," : segments[label]}`);
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** What names the rows of a table: a heading and its cells. */
interface RowNames {
  readonly heading: string;
  readonly cellOf: (row: number) => string;
}

/** The {@link namingColumns} of a table with their cells, else the row's number, 1 for the first below the header. */
export function rowNames(
  table: CsvColumns,
  ids: readonly string[],
  used: ReadonlySet<string>,
  known: readonly string[] = [],
): RowNames[] {
  return namesIn(table, namingColumns(table, ids, used, known));
}

/** The names of the rows of a table by their columns; the number of the row where there is none, after those `before`. */
export function namesIn(table: CsvColumns, columns: readonly string[], before = 0): RowNames[] {
  if (columns.length === 0) return [{ heading: "row", cellOf: (row) => String(before + row + 1) }];
  return columns.map((name) => ({ heading: name, cellOf: (row) => cellText(table[name][row]) }));
}

/**
 * The columns that name the rows: those asked for; else those that look like identifiers, which are whole numbers or texts
 * without blanks, no two alike, or that are `known` to be some, and not `used` to make segments.
 */
export function namingColumns(
  table: CsvColumns,
  ids: readonly string[],
  used: ReadonlySet<string>,
  known: readonly string[],
): readonly string[] {
  const isId = (name: string): boolean =>
    !used.has(name) && (looksLikeId(name, table[name]) || (known.includes(name) && table[name].every(isShort)));
  return ids.length > 0 ? ids : columnOrder(table).filter(isId);
}

function cellText(cell: string | number | null): string {
  return cell === null || Number.isNaN(cell) ? "" : String(cell);
}

const mostCharacters = 64;

/** Whether a cell can name its row: no sentence does. */
function isShort(cell: string | number | null): boolean {
  return typeof cell !== "string" || (cell.length <= mostCharacters && !/\s/.test(cell.trim()));
}

function looksLikeId(name: string, values: CsvColumn): boolean {
  if (values instanceof Float64Array) return !values.some(Number.isNaN) && numbersLook(name, values).leftOut?.why === "id";
  const seen = new Set<string>();
  for (const text of values) {
    if (text === null || !isShort(text) || seen.has(text)) return false;
    seen.add(text);
  }
  return seen.size >= 20; // as prepare asks
}
