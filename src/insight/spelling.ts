import { show } from "../core/input-error.ts";
import { isMissing } from "../table/cell.ts";
import { dayOf, isoDate } from "../table/date-text.ts";
import type { RuleValues } from "./rule-columns.ts";

/** A cell that code outside of this library can name. */
export type RawCell = string | number | boolean | bigint;

/** How what a column holds is written in the table: code knows nothing of amounts in text, words for missing, or yes and no. */
export interface Spelling {
  /** Of categories and orders: for each level, the cells that stand for it. */
  readonly levels: readonly (readonly RawCell[])[];
  /** The cells that stand for none, beside null and NaN; blank texts among them, but in numbers. */
  readonly missing: readonly RawCell[];
  /** A cell that code reads otherwise than the model does, and what it stands for. */
  readonly odd?: { readonly cell: string; readonly as: string };
}

/** A number or a day since 1970-01-01, as code reads a cell: plain numbers, and dates written as 2024-01-31; NaN for anything else. */
function plainValue(isDate: boolean, cell: unknown): number {
  if (isDate) return typeof cell === "string" ? dayOf(cell.trim().slice(0, 10)) : typeof cell === "number" ? NaN : dayOf(cell);
  if (typeof cell === "string") return cell.trim() === "" ? NaN : Number(cell);
  return typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : NaN;
}

const isRaw = (cell: unknown): cell is RawCell => ["string", "number", "boolean", "bigint"].includes(typeof cell);

/** How a column is written in the cells of the table; without those, as it is read. */
export function spellingOf(column: RuleValues, cells: ArrayLike<unknown> | undefined): Spelling {
  if (cells === undefined) return { levels: column.levels.map((level) => [level]), missing: [] };
  return column.levels.length > 0 ? spelledLevels(column, cells) : spelledNumbers(column, cells);
}

function spelledLevels({ levels: named, values }: RuleValues, cells: ArrayLike<unknown>): Spelling {
  const levels = named.map((): RawCell[] => []);
  const missing: RawCell[] = [];
  const seen = new Set<unknown>();
  let odd: Spelling["odd"], hasGaps = false, hasTexts = false;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (seen.has(cell)) continue;
    seen.add(cell);
    hasGaps ||= isMissing(cell);
    hasTexts ||= typeof cell === "string";
    if (isMissing(cell) && typeof cell !== "string") continue; // code knows that these are missing
    if (!isRaw(cell)) odd = lesser(odd, cell, named[values[i]]);
    else (values[i] !== values[i] ? missing : levels[values[i]]).push(cell);
  }
  if (hasGaps && hasTexts && !seen.has("")) missing.push(""); // what reads NULL here may have been stored as an empty text
  const known = levels.map((own, level) => (own.length === 0 ? [named[level]] : own.sort(inOrder)));
  return { levels: known, missing: missing.sort(inOrder), ...(odd === undefined ? {} : { odd }) };
}

/** The order of cells: by how they print, so that it is not that of the rows. */
function inOrder(a: RawCell, b: RawCell): number {
  const [first, second] = [a, b].map((cell) => `${String(cell)}\n${typeof cell}`);
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Of two cells that code reads otherwise the one that prints lower: not the first one, which another order of rows would change. */
function lesser(odd: Spelling["odd"], cell: unknown, as: string): Spelling["odd"] {
  const shown = show(cell);
  return odd === undefined || shown < odd.cell ? { cell: shown, as } : odd;
}

function spelledNumbers({ type, values }: RuleValues, cells: ArrayLike<unknown>): Spelling {
  const isDate = type === "date";
  const missing = new Set<string | number>();
  let odd: Spelling["odd"];
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i], value = values[i];
    const plain = plainValue(isDate, cell);
    if (isDate && value !== value && typeof cell === "string") missing.add(cell); // blanks too: as texts they are before any day
    if (plain === value || (plain !== plain && value !== value)) continue;
    if (value !== value) missing.add(isDate ? isoDate(plain) : plain);
    else odd = lesser(odd, cell, isDate ? isoDate(value) : String(value));
  }
  return { levels: [], missing: [...missing].sort(inOrder), ...(odd === undefined ? {} : { odd }) };
}
