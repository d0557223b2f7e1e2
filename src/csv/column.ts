import { type Decimal, printsOtherwise, readNumber } from "../table/number-text.ts";
import { type FieldIndex, isQuoted, quote, startOfField, unquoteInto } from "./fields.ts";
import type { CsvRules } from "./options.ts";
import type { PlainColumn } from "./plain-rows.ts";
import { appendGap, appendText, emptyTexts, reserve, type TextRows, textsOf } from "./text-rows.ts";

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
  texts?: TextRows;
}

/** The texts of a column's first rows, read once more. */
type Recall = (rows: number) => TextRows;

/** A column of which nothing is read. */
export function emptyColumn(mostWritten: number): ColumnState {
  return { rows: 0, chunks: [], written: noWrittenNumbers(), mostWritten };
}

/** Appends field `c` of the records; where room is needed it is made for `expected` rows. */
export function appendField(
  column: ColumnState /* out */,
  index: FieldIndex,
  c: number,
  rules: CsvRules,
  expected: number,
  recall: Recall,
): void {
  const done = column.texts === undefined ? appendNumbers(column, index, c, rules, expected) : 0;
  if (done === index.records) return;
  if (column.texts === undefined)
    becomeTexts(column, column.rows > column.mostWritten ? recall(column.rows) : textRowsOf(asTexts(column, rules.decimal), expected));
  appendTexts(column.texts!, index, c, done, rules);
}

/** Appends numbers up to the first field that is none; returns the record after the last appended. */
function appendNumbers(
  column: ColumnState /* out */,
  index: FieldIndex,
  c: number,
  rules: CsvRules,
  expected: number,
): number {
  const { records, width, text, ends } = index;
  const { isMissing, hasWords, decimal } = rules;
  const chunk = chunkFor(column, records, expected);
  const { numbers, prints } = chunk;
  const span = { source: "", start: 0, end: 0 };
  const before = column.rows - chunk.rows;
  let row = chunk.rows;
  let r = 0;
  for (let f = c; r < records; r++, f += width, row++) {
    let source = text, start = startOfField(index, f, c === 0), end = ends[f];
    const code = text.charCodeAt(start);
    if (code === quote || (code < quote && start < end && isQuoted(text, start, end))) {
      unquoteInto(text, start, end, span);
      ({ source, start, end } = span);
    }
    let value = hasWords ? NaN : readNumber(source, start, end, decimal, prints, row); // a word may look like a number
    if (Number.isNaN(value) && !isMissing(source, start, end)) {
      if (hasWords) value = readNumber(source, start, end, decimal, prints, row);
      if (Number.isNaN(value)) break;
    }
    numbers[row] = value;
    if (before + row < column.mostWritten && prints[row] === printsOtherwise && !Number.isNaN(value))
      appendWritten(column.written, source, start, end);
  }
  chunk.rows = row;
  column.rows = before + row;
  return r;
}

const noNumbers = /* @__PURE__ */ new Float64Array(0);
const noPrints = /* @__PURE__ */ new Uint8Array(0);

/** The column for {@link readPlain}, and how many rows it has room for; where it has none, room is made for `expected` rows. */
export function plainColumn(column: ColumnState /* out */, expected: number): { readonly column: PlainColumn; readonly room: number } {
  const { texts } = column;
  if (texts === undefined) {
    const { numbers, prints, rows } = chunkFor(column, 1, expected);
    return { column: { numbers, prints, texts, row: rows }, room: numbers.length - rows };
  }
  if (texts.plain === undefined && texts.rows === texts.codes.length) reserve(texts, expected);
  const room = texts.plain === undefined ? texts.codes.length - texts.rows : 0;
  return { column: { numbers: noNumbers, prints: noPrints, texts, row: texts.rows }, room };
}

/** Counts the rows that were read into a column. */
export function countPlain(column: ColumnState /* out */, records: number): void {
  if (column.texts !== undefined) column.texts.rows += records;
  else {
    column.chunks[column.chunks.length - 1].rows += records;
    column.rows += records;
  }
}

/** Appends texts to a column of texts, from a record on. */
export function appendTexts(texts: TextRows /* out */, index: FieldIndex, c: number, first: number, rules: CsvRules): void {
  const { isMissing, hasWords } = rules;
  const { records, width, text, ends } = index;
  const span = { source: "", start: 0, end: 0 };
  for (let r = first, f = first * width + c; r < records; r++, f += width) {
    let source = text, start = startOfField(index, f, c === 0), end = ends[f];
    const code = text.charCodeAt(start);
    if (code === quote || (code < quote && start < end && isQuoted(text, start, end))) {
      unquoteInto(text, start, end, span);
      ({ source, start, end } = span);
    }
    const isInk = !hasWords && start < end && code > quote && code < 128; // most fields hold something at sight
    if (!isInk && isMissing(source, start, end)) appendGap(texts);
    else appendText(texts, source, start, end);
  }
}

/** Makes a column one of texts, of which it has some. */
function becomeTexts(column: ColumnState /* out */, texts: TextRows): void {
  column.texts = texts;
  column.chunks = [];
  column.written = noWrittenNumbers();
}

function textRowsOf(cells: readonly (string | null)[], expected: number): TextRows {
  const texts = emptyTexts(cells.length + expected);
  for (const cell of cells) {
    if (cell === null) appendGap(texts);
    else appendText(texts, cell, 0, cell.length);
  }
  return texts;
}

const thousand = 1000;

/**
 * Whether all fractions of a column have three digits and a whole below a thousand, and no number is larger: points may group digits
 * by three, as in 1.250 beside 980.
 */
export function mayBeThousands({ chunks, texts }: ColumnState): boolean {
  if (texts !== undefined) return false;
  let found = false;
  for (const { rows, numbers, prints } of chunks) {
    for (let row = 0; row < rows; row++) {
      const size = Math.abs(numbers[row]);
      if (Number.isNaN(size)) continue;
      const isGrouped = prints[row] === 3 && size >= 1;
      if (size >= thousand || (prints[row] !== 0 && !isGrouped)) return false;
      found ||= isGrouped;
    }
  }
  return found;
}

/** The numbers of a column as the texts they were read from. */
export function asTexts({ chunks, written }: ColumnState, decimal: Decimal): (string | null)[] {
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
  if (texts !== undefined) return textsOf(texts);
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

const symbols = "0123456789+-.eE "; // sixteen: half a byte each
const noSymbol = 16; // a bit that no symbol has
const codeOf = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => (symbols.indexOf(String.fromCharCode(code)) + 17) % 17);
const mostCharacters = 255;
const digitZero = 48;
const mostBytes = 262144; // of a page

/** The texts of numbers in the order of their rows, half a byte a character; the few with other characters stand beside. */
interface WrittenNumbers {
  /** Pages that are full, cut to their content. */
  readonly full: Uint8Array[];
  page: Uint8Array;
  /** Bytes of the page that hold something. */
  length: number;
  readonly others: string[];
}

/** None so far. */
function noWrittenNumbers(): WrittenNumbers {
  return { full: [], page: new Uint8Array(0), length: 0, others: [] };
}

/** Appends what `source` holds from `start` to before `end`: a byte of its length (0: it stands beside), then its characters. */
function appendWritten(written: WrittenNumbers /* out */, source: string, start: number, end: number): void {
  const length = end - start;
  if (written.length + 1 + length > written.page.length) turnPage(written, length);
  const { page } = written;
  let at = written.length + 1;
  let faults = length > mostCharacters ? noSymbol : 0;
  for (let i = start; i < end; i += 2) {
    const high = source.charCodeAt(i);
    const low = i + 1 < end ? source.charCodeAt(i + 1) : digitZero;
    page[at++] = (codeOf[high & 127] << 4) | codeOf[low & 127];
    faults |= ((high | low) & ~127) | (codeOf[high & 127] & noSymbol) | (codeOf[low & 127] & noSymbol);
  }
  page[written.length] = faults === 0 ? length : 0;
  if (faults !== 0) written.others.push(` ${source.slice(start, end)}`.slice(1)); // a string of its own, lest it keep the whole text
  written.length = faults === 0 ? at : written.length + 1;
}

/** Gives the texts back, in order. */
function* writtenTexts({ full, page, length, others }: WrittenNumbers): Generator<string, undefined> {
  let other = 0;
  for (const bytes of [...full, page.subarray(0, length)]) {
    for (let at = 0; at < bytes.length; ) {
      const count = bytes[at++];
      if (count === 0) yield others[other++];
      else yield unpack(bytes, at, count);
      at += (count + 1) >> 1;
    }
  }
}

function unpack(bytes: Uint8Array, start: number, count: number): string {
  let text = "";
  for (let i = 0; i < count; i++) text += symbols[i % 2 === 0 ? bytes[start + (i >> 1)] >> 4 : bytes[start + (i >> 1)] & 15];
  return text;
}

/** A new page, twice as long as the last. */
function turnPage(written: WrittenNumbers /* out */, least: number): void {
  written.full.push(written.page.subarray(0, written.length));
  written.page = new Uint8Array(Math.min(mostBytes, 2 * written.page.length) + least + 64);
  written.length = 0;
}
