import type { InputError } from "../core/input-error.ts";
import { withOrder, withWritten } from "../table/table.ts";
import {
  appendField, appendTexts, asTexts, becomeTexts, type ColumnState, type CsvColumn, emptyColumn, finishColumn, mayBeThousands,
} from "./column.ts";
import { countLineEnds, emptyIndex, type Fault, type FieldIndex, headerField, indexInto, isLineEnd } from "./fields.ts";
import { csvError, type CsvRules } from "./options.ts";
import { checkCsv, detectDelimiter } from "./sniff.ts";

const byteOrderMark = 0xfeff;
const directive = /^("?)sep=([^"\r\n])\1(?:\r\n|\n|\r|$)/i; // spreadsheets write it, some of them in quotes
const longestDirective = 9;

/** What stands before the first record of a CSV text. */
interface CsvStart {
  /** Where the first record begins; the text's length if there is none. */
  readonly firstRecord: number;
  /** The code of the delimiter that a first line such as `sep=;` names. */
  readonly delimiter: number | undefined;
}

/** Skips byte order marks (joined files have several), a line that names the delimiter, and before a header blank lines. */
function startOfCsv(text: string, hasHeader: boolean): CsvStart {
  let at = 0;
  while (text.charCodeAt(at) === byteOrderMark) at++;
  const found = directive.exec(text.slice(at, at + longestDirective + 1));
  at += found?.[0].length ?? 0;
  const isBlank = text.slice(at).trim() === "";
  while (hasHeader && isLineEnd(text.charCodeAt(at))) at++;
  return { firstRecord: isBlank ? text.length : at, delimiter: found?.[2].charCodeAt(0) };
}

/** What {@link parseCsv} gives: equally long columns, numbers with NaN or texts with null where a field is missing. */
export type CsvColumns = Readonly<Record<string, CsvColumn>>;

/** A CSV text that is read piece by piece: what is read stands in columns, and its text is let go. */
export interface CsvReader {
  readonly where: string;
  readonly rules: CsvRules;
  readonly index: FieldIndex;
  /** Known once the first record is read. */
  names: readonly string[] | undefined;
  columns: readonly ColumnState[];
  rows: number;
  delimiter: number;
  /** The text that is not let go. */
  rest: string;
  /** Where in `rest` the first record begins. */
  firstRecord: number;
  /** The text came in one piece, and is never let go. */
  isWhole: boolean;
  /** Characters of `rest` below which it is not worth reading. */
  wanted: number;
  /** Line ends in the text that was let go. */
  linesBefore: number;
}

const leastPiece = 65536; // smaller pieces are joined first
const mostChunk = 65536; // rows for which room is made at once, unless they are known to come
const fewRows = 4096; // of which it is cheaper to keep how numbers were written than to read them again
const fewColumns = 32; // each of which may have them read again

/** A reader for the function `where`. */
export function createCsvReader(where: string, rules: CsvRules): CsvReader {
  return {
    where, rules, index: emptyIndex(), names: undefined, columns: [], rows: 0, delimiter: 0,
    rest: "", firstRecord: 0, isWhole: false, wanted: leastPiece, linesBefore: 0,
  };
}

/** Reads the next piece. */
export function pushCsv(reader: CsvReader, piece: string): void {
  reader.rest += piece;
  if (reader.rest.length < reader.wanted) return;
  const done = readRecords(reader, false);
  reader.wanted = Math.max(leastPiece, done === 0 ? 2 * reader.rest.length : 0); // a record that does not end is not read again and again
  reader.linesBefore += countLineEnds(reader.rest, 0, done);
  reader.rest = reader.rest.slice(done);
}

/** Reads the last piece and gives the columns. */
export function finishCsv(reader: CsvReader, piece: string = ""): CsvColumns {
  reader.isWhole = reader.rest === "" && reader.names === undefined;
  reader.rest += piece;
  readRecords(reader, true);
  if (reader.names === undefined) {
    const got = reader.rest === "" ? "nothing" : reader.rest.trim() === "" ? "white space only" : "a line that names the delimiter only";
    throw csvError(reader.where, "empty", 1, "the text must not be empty: it needs a header at least", got);
  }
  const { names, columns, rules, delimiter } = reader;
  const texts = withOrder(names.flatMap((name, c) => (mayBeThousands(columns[c]) ? [[name, writtenOf(reader, c)] as const] : [])));
  const table = withOrder(names.map((name, c) => [name, finishColumn(columns[c])]));
  return withWritten(table, { delimiter: String.fromCharCode(delimiter), texts: rules.decimal === "." ? texts : {} });
}

/** A column of numbers as it was written. */
function writtenOf(reader: CsvReader, c: number): (string | null)[] {
  const column = reader.columns[c];
  return column.rows > column.mostWritten ? recall(reader, c, column.rows) : asTexts(column, reader.rules.decimal);
}

/** The 1-based line of the character at `at` of the text that is not let go. */
export function lineOf({ rest, linesBefore }: CsvReader, at: number): number {
  return 1 + linesBefore + countLineEnds(rest, 0, at);
}

/** Reads the records that are complete; returns where the text begins that must be kept. */
function readRecords(reader: CsvReader, isLast: boolean): number {
  let at = reader.names === undefined ? begin(reader, isLast) : 0;
  while (at >= 0) {
    const fault = indexInto(reader.index, reader.rest, at, reader.delimiter, isLast);
    if (fault !== undefined) throw faultOf(reader, fault);
    if (reader.index.records === 0) return reader.names === undefined ? 0 : at; // how the text begins is looked at anew
    appendRecords(reader);
    at = reader.index.next;
  }
  return 0;
}

/** Looks at how the text begins; returns where the first record does, or -1 where more must be seen first. */
function begin(reader: CsvReader, isLast: boolean): number {
  const { rest, rules } = reader;
  checkCsv(reader.where, rest, rules.delimiter);
  const start = startOfCsv(rest, rules.header);
  reader.firstRecord = start.firstRecord;
  const delimiter = rules.delimiter ?? start.delimiter ?? detectDelimiter(rest, start.firstRecord, isLast);
  if (delimiter === undefined) return -1;
  reader.delimiter = delimiter;
  return reader.firstRecord;
}

function appendRecords(reader: CsvReader): void {
  const { index, rules, rest } = reader;
  const first = reader.names === undefined && rules.header ? 1 : 0;
  if (reader.names === undefined) readHeader(reader);
  reader.rows += index.records - first;
  const left = (index.records * (rest.length - index.next)) / (index.next - index.start); // rows, if the rest is like these
  const expected = Math.max(index.records + Math.ceil(1.02 * left), Math.min(reader.rows, mostChunk));
  reader.columns.forEach((column, c) => appendField(column, index, c, first, rules, expected, (rows) => recall(reader, c, rows)));
}

function readHeader(reader: CsvReader): void {
  const { index, rules } = reader;
  const fieldOf = new Map<string, number>();
  for (let c = 0; c < index.width; c++) {
    const name = rules.header ? headerField(index, c) : `column${c + 1}`;
    const earlier = fieldOf.get(name);
    if (earlier !== undefined) {
      const got = `it as fields ${earlier + 1} and ${c + 1}`;
      throw csvError(reader.where, "duplicate-header", lineOf(reader, index.ends[c]), "must be in the header once", got, { column: name });
    }
    fieldOf.set(name, c);
  }
  const mostWritten = reader.isWhole && index.width <= fewColumns ? fewRows : Infinity;
  reader.names = [...fieldOf.keys()];
  reader.columns = reader.names.map(() => emptyColumn(mostWritten));
}

/** The texts of the first rows of column `c`, read once more from a text that came in one piece. */
function recall({ rest, firstRecord, delimiter, rules }: CsvReader, c: number, rows: number): (string | null)[] {
  const index = emptyIndex();
  const texts: (string | null)[] = [];
  const column = emptyColumn(0);
  becomeTexts(column, texts);
  for (let at = firstRecord; texts.length < rows; at = index.next) {
    indexInto(index, rest, at, delimiter, true);
    appendTexts(column, index, c, at === firstRecord && rules.header ? 1 : 0, rules);
  }
  return texts.slice(0, rows);
}

function faultOf(reader: CsvReader, { code, at, rule, got, field }: Fault): InputError {
  const { names, rules, rows, where } = reader;
  const line = lineOf(reader, at);
  const asHeader = code !== "ragged-rows" ? "" : rules.header ? ", as the header has" : ", as row 0 has";
  if (names === undefined && rules.header) return csvError(where, code, line, rule + asHeader, got);
  const column = field === undefined ? undefined : names === undefined ? `column${field + 1}` : names[field];
  return csvError(where, code, line, rule + asHeader, got, { ...(column === undefined ? {} : { column }), row: rows });
}
