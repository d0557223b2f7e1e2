import { unlike } from "../core/text.ts";
import type { CsvColumn } from "../csv/column.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { csvRecord } from "../csv/write-csv.ts";
import { numbersLook } from "../table/id-like.ts";
import { columnOrder } from "../table/table.ts";

/**
 * A CSV of the segment of each row, its number (from 1, as the summary counts) and its name; both are empty for a row that was
 * left out.
 */
export function labelsCsv(rows: readonly RowNames[], labels: Int32Array, names: readonly string[]): string {
  const heads = rows.map(({ heading }) => heading);
  const lines = [csvRecord([...heads, unlike("segment", heads), unlike("name", heads)])];
  const segments = names.map((name, s) => csvRecord([String(s + 1), name]));
  labels.forEach((label, row) => {
    lines.push(`${csvRecord(rows.map(({ cellOf }) => cellOf(row)))},${label < 0 ? "," : segments[label]}`);
  });
  return `${lines.join("\n")}\n`;
}

/** What names the rows of a table: a heading and its cells. */
interface RowNames {
  readonly heading: string;
  readonly cellOf: (row: number) => string;
}

/**
 * The columns that name the rows: those asked for; else those that look like identifiers, which are whole numbers or texts
 * without blanks, no two alike, or that are `known` to be some, and not `used` to make segments; else the row's number, 1 for the first
 * below the header.
 */
export function rowNames(
  table: CsvColumns,
  ids: readonly string[],
  used: ReadonlySet<string>,
  known: readonly string[] = [],
): RowNames[] {
  const isId = (name: string): boolean =>
    !used.has(name) && (looksLikeId(name, table[name]) || (known.includes(name) && table[name].every(isShort)));
  const columns = ids.length > 0 ? ids : columnOrder(table).filter(isId);
  if (columns.length === 0) return [{ heading: "row", cellOf: (row) => String(row + 1) }];
  return columns.map((name) => ({ heading: name, cellOf: (row) => cellText(table[name][row]) }));
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
