import type { Notice } from "../core/notice.ts";
import { findTotals } from "../table/totals.ts";
import { readNumber } from "../table/number-text.ts";
import { saysNote } from "./below.ts";
import type { CsvColumn } from "./column.ts";
import type { CsvRules } from "./options.ts";

/** The texts of columns of numbers that may be read otherwise, as they were written. */
type AsWritten = readonly (readonly (string | null)[] | undefined)[];

/** The columns of a table without the rows at its ends that are none, and what is told of them. */
export interface Ends {
  readonly columns: readonly CsvColumn[];
  readonly written: AsWritten;
  readonly notices: readonly Notice[];
}

const mostNotes = 10;

/** Takes notes and totals off the ends of a table; `apart` is the row before which an empty line stood last. */
export function withoutEnds(
  columns: readonly CsvColumn[],
  written: AsWritten,
  rows: number,
  apart: number | undefined,
  rules: CsvRules,
): Ends {
  const notices: Notice[] = [];
  const notes = notesAtEnd(columns, rows, apart);
  const left = rows - notes;
  if (notes > 0) notices.push({ code: "lines-below", figures: { lines: notes, first: String(columns[0][left]) } });
  const kept = notes === 0 ? { columns, written } : cut({ columns, written }, 0, left, rules);
  const totals = findTotals(kept.columns.map((cells, c) => kept.written[c] ?? cells), left);
  if (totals === undefined) return { ...kept, notices };
  const { place, words, isCertain } = totals;
  notices.push({ code: isCertain ? "totals-left-out" : "totals-kept", figures: { place, words } });
  if (!isCertain) return { ...kept, notices };
  return { ...(place === "first" ? cut(kept, 1, left, rules) : cut(kept, 0, left - words.length, rules)), notices };
}

/** How many of the last rows hold a note in the first of several columns, and nothing else. */
function notesAtEnd(columns: readonly CsvColumn[], rows: number, apart: number | undefined): number {
  const [first, ...others] = columns;
  if (others.length < 2) return 0;
  const isNothing = (cell: string | number | null): boolean => cell === null || Number.isNaN(cell);
  const isNote = (row: number): boolean => typeof first[row] === "string" && others.every((cells) => isNothing(cells[row]));
  let at = rows;
  while (at > 1 && rows - at <= mostNotes && isNote(at - 1)) at--;
  if (rows - at > mostNotes) return 0;
  while (at < rows && at !== apart && !saysNote(String(first[at]))) at++; // a row of which the name alone is known
  return rows - at;
}

/** The rows from `start` to before `end`; texts that are all numbers become numbers. */
function cut({ columns, written }: Omit<Ends, "notices">, start: number, end: number, rules: CsvRules): Omit<Ends, "notices"> {
  const rest = columns.map((cells) => cells.slice(start, end));
  const read = rest.map((cells) => (cells instanceof Float64Array ? cells : (asNumbers(cells, rules) ?? cells)));
  const texts = read.map((cells, c) => {
    const own = rest[c];
    const asWritten = own instanceof Float64Array ? written[c]?.slice(start, end) : cells instanceof Float64Array ? own : undefined;
    return asWritten !== undefined && areThousands(asWritten) ? asWritten : undefined;
  });
  return { columns: read, written: texts };
}

/** Whether points may group the digits of all texts by three, and do in one. */
function areThousands(texts: readonly (string | null)[]): boolean {
  return texts.every((text) => text === null || /^\s*[-+]?\d{1,3}(?:\.\d{3})?\s*$/.test(text)) && texts.some((text) => text?.includes("."));
}

function asNumbers(texts: readonly (string | null)[], { decimal }: CsvRules): Float64Array | undefined {
  const numbers = new Float64Array(texts.length);
  const prints = new Uint8Array(1);
  for (let i = 0; i < numbers.length; i++) {
    const text = texts[i];
    numbers[i] = text === null ? NaN : readNumber(text, 0, text.length, decimal, prints, 0);
    if (text !== null && Number.isNaN(numbers[i])) return undefined;
  }
  return numbers;
}
