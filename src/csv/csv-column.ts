import { type FieldIndex, quote, startOfField, unquoteInto } from "./csv-field.ts";
import type { CsvRules } from "./csv-options.ts";
import { createIntern, type Intern } from "./intern.ts";
import { type Decimal, printsOtherwise, readNumber } from "../table/read-number.ts";
import { appendWritten, noWrittenNumbers, type WrittenNumbers, writtenTexts } from "./written-numbers.ts";

/** A column of a CSV text: numbers with NaN for missing, or texts with null for missing. */
export type CsvColumn = Float64Array | (string | null)[];

/** Some rows of a column of numbers, and how each prints as it was read. */
interface Chunk {
  rows: number;
  readonly numbers: Float64Array;
  readonly prints: Uint8Array;
}

/**
 * A column as far as it is read: numbers until a field is none, then text; `rows` counts the numbers.
 *
 * What was taken for a number must be given back as it was written when text follows: most numbers say by one byte how many
 * digits they print after the point, the others are kept as they were written.
 */
export interface ColumnState {
  rows: number;
  /** Chunks, since an array that grows is copied. */
  chunks: Chunk[];
  written: WrittenNumbers;
  /** Rows of which `written` is kept. Beyond them {@link Recall} must give the texts. */
  readonly mostWritten: number;
  texts?: (string | null)[];
  intern?: Intern;
}

/** The texts of a column's first rows, read once more. */
export type Recall = (rows: number) => (string | null)[];

/** A column of which nothing is read. */
export function emptyColumn(mostWritten: number): ColumnState {
  return { rows: 0, chunks: [], written: noWrittenNumbers(), mostWritten };
}

const span = { source: "", start: 0, end: 0 };

/** Appends field `c` of the records from the `first` on; where room is needed it is made for `expected` rows. */
export function appendField(column: ColumnState /* out */, index: FieldIndex, c: number, first: number, rules: CsvRules, expected: number, recall: Recall): void {
  const done = column.texts === undefined ? appendNumbers(column, index, c, first, rules, expected) : first;
  if (done === index.records) return;
  if (column.texts === undefined) becomeTexts(column, column.rows > column.mostWritten ? recall(column.rows) : asTexts(column, rules.decimal));
  appendTexts(column, index, c, done, rules);
}

/** Appends numbers up to the first field that is none; returns the record after the last appended. */
function appendNumbers(column: ColumnState /* out */, index: FieldIndex, c: number, first: number, rules: CsvRules, expected: number): number {
  const { records, width, text, ends } = index;
  const { isMissing, hasWords, decimal } = rules;
  const chunk = chunkFor(column, records - first, expected);
  const { numbers, prints } = chunk;
  const before = column.rows - chunk.rows;
  let row = chunk.rows;
  let r = first;
  for (let f = first * width + c; r < records; r++, f += width, row++) {
    let [source, start, end] = [text, startOfField(index, f, c === 0), ends[f]];
    if (text.charCodeAt(start) === quote) {
      unquoteInto(text, start, end, span);
      ({ source, start, end } = span);
    }
    let value = hasWords ? NaN : readNumber(source, start, end, decimal, prints, row); // a word may look like a number
    if (Number.isNaN(value) && !isMissing(source, start, end)) {
      if (hasWords) value = readNumber(source, start, end, decimal, prints, row);
      if (Number.isNaN(value)) break;
    }
    numbers[row] = value;
    if (before + row < column.mostWritten && prints[row] === printsOtherwise && !Number.isNaN(value)) appendWritten(column.written, source, start, end);
  }
  chunk.rows = row;
  column.rows = before + row;
  return r;
}

/** Appends texts to a column of texts. */
export function appendTexts(column: ColumnState /* out */, index: FieldIndex, c: number, first: number, { isMissing }: CsvRules): void {
  const { texts, intern } = column as Required<ColumnState>;
  const { records, width, text, ends } = index;
  for (let r = first, f = first * width + c; r < records; r++, f += width) {
    let [source, start, end] = [text, startOfField(index, f, c === 0), ends[f]];
    if (text.charCodeAt(start) === quote) {
      unquoteInto(text, start, end, span);
      ({ source, start, end } = span);
    }
    texts.push(isMissing(source, start, end) ? null : intern(source, start, end));
  }
}

/** Makes a column one of texts, of which it has some. */
export function becomeTexts(column: ColumnState /* out */, texts: (string | null)[]): void {
  column.texts = texts;
  column.intern = createIntern();
  column.chunks = [];
  column.written = noWrittenNumbers();
}

/** The numbers of a column as the texts they were read from. */
function asTexts({ chunks, written }: ColumnState, decimal: Decimal): (string | null)[] {
  const asWritten = writtenTexts(written);
  const texts: (string | null)[] = [];
  for (const { rows, numbers, prints } of chunks) {
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(numbers[row])) texts.push(null);
      else if (prints[row] === printsOtherwise) texts.push(asWritten.next().value!);
      else texts.push(numbers[row].toFixed(prints[row]).replace(".", decimal));
    }
  }
  return texts;
}

/** The last chunk, if it has room for so many rows, or a new one. */
function chunkFor({ chunks }: ColumnState /* out */, rows: number, expected: number): Chunk {
  const last = chunks.at(-1);
  if (last !== undefined && last.rows + rows <= last.numbers.length) return last;
  const length = Math.max(rows, expected);
  const chunk = { rows: 0, numbers: new Float64Array(length), prints: new Uint8Array(length) };
  chunks.push(chunk);
  return chunk;
}

/** The column, of which no more is to come; its state is given up. */
export function finishColumn(column: ColumnState /* out */): CsvColumn {
  const { rows, chunks, texts } = column;
  if (texts !== undefined) return texts;
  const all = new Float64Array(rows);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk.numbers.subarray(0, chunk.rows), at);
    at += chunk.rows;
  }
  column.chunks = [];
  column.written = noWrittenNumbers();
  return all;
}
