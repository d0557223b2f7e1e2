import type { InputError } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { withOrder, withWritten } from "../table/table.ts";
import { linesBelow } from "./below.ts";
import {
  appendField, appendTexts, asTexts, type ColumnState, countPlain, type CsvColumn, emptyColumn, finishColumn, mayBeThousands, plainColumn,
} from "./column.ts";
import { withoutEnds } from "./ends.ts";
import {
  countLineEnds, emptyIndex, endOfHollow, endOfLine, type Fault, type FieldIndex, headerField, indexInto, mostFields, skipLineEnd,
} from "./fields.ts";
import { type Head, readHead } from "./head.ts";
import { namesOf } from "./names.ts";
import { nextStep } from "./next-step.ts";
import { csvError, type CsvRules } from "./options.ts";
import { readPlain } from "./plain-rows.ts";
import type { Rewrite } from "./rewrite.ts";
import { checkCsv } from "./sniff.ts";
import { emptyTexts, type TextRows, textsOf } from "./text-rows.ts";

const controlZ = "\u001a"; // old systems end a text with it

/** What {@link parseCsv} gives: equally long columns, numbers with NaN or texts with null where a field is missing. */
export type CsvColumns = Readonly<Record<string, CsvColumn>>;

/** A CSV text that is read piece by piece: what is read stands in columns, and its text is let go. */
export interface CsvReader {
  readonly where: string;
  readonly rules: CsvRules;
  /** Of the width of the table, once its beginning is read. */
  index: FieldIndex;
  /** Absent until enough of the text is there to know how it is to be read. */
  head: Head | undefined;
  /** Characters of the text by which that is tried to be known. */
  headLength: number;
  /** What each piece goes through, where the text is to be rewritten. */
  rewrite: Rewrite | undefined;
  names: readonly string[];
  /** Which columns have no name in the header. */
  nameless: readonly number[];
  columns: readonly ColumnState[];
  rows: number;
  readonly passed: Passed;
  /** Fields in quotes with blanks around them. */
  spaced: number;
  /** What is told of how the text was read. */
  notices: Notice[];
  /** The text that is not let go. */
  rest: string;
  /** The text came in one piece, and is never let go. */
  isWhole: boolean;
  /** Characters of a record, by the last that were looked at. */
  rowLength: number;
  /** Characters of `rest` below which it is not worth reading. */
  wanted: number;
  /** Line ends in the text that was let go. */
  linesBefore: number;
}

/** The lines with nothing in them that were passed over between rows. */
interface Passed {
  /** Those of delimiters alone, and blank ones above a row. */
  rows: number;
  /** The 1-based line of the first. */
  line: number;
  /** Blank ones of which it is not known whether a row comes below. */
  blank: number;
  /** The line of the first of those. */
  blankLine: number;
  /** The row before which the last of all stands. */
  before: number | undefined;
}

const leastPiece = 65536; // smaller pieces are joined first
const leastLines = 12; // by which a head is tried to be known
const mostChunk = 65536; // rows for which room is made at once, unless they are known to come
const fewRows = 4096; // of which it is cheaper to keep how numbers were written than to read them again
const fewFields = 1024; // that tell what most columns hold
const fewColumns = 32; // each of which may have them read again

/** A reader for the function `where`. */
export function createCsvReader(where: string, rules: CsvRules): CsvReader {
  return {
    where, rules, index: emptyIndex(), head: undefined, headLength: leastPiece, rewrite: undefined, names: [], nameless: [], columns: [],
    rows: 0, passed: { rows: 0, line: 0, blank: 0, blankLine: 0, before: undefined }, spaced: 0, notices: [], rest: "", isWhole: false,
    rowLength: 1, wanted: leastPiece, linesBefore: 0,
  };
}

/** Reads the next piece. */
export function pushCsv(reader: CsvReader, piece: string): void {
  reader.rest += reader.rewrite === undefined ? piece : reader.rewrite(piece, false);
  if (reader.rest.length < reader.wanted) return;
  const done = readRecords(reader, false);
  reader.wanted = Math.max(leastPiece, done === 0 ? 2 * reader.rest.length : 0); // a record that does not end is not read again and again
  reader.linesBefore += countLineEnds(reader.rest, 0, done);
  reader.rest = reader.rest.slice(done);
}

/** Reads the last piece and gives the columns. */
export function finishCsv(reader: CsvReader, piece: string = ""): CsvColumns {
  endCsv(reader, piece);
  const columns = settle(reader);
  reader.rest = "".replace(/^/, ""); // engines keep the text that an expression matched last, here a whole file, until another does
  return columns;
}

/** Reads the last piece. */
export function endCsv(reader: CsvReader, piece: string): void {
  reader.isWhole = reader.rest === "" && reader.head === undefined;
  reader.rest += reader.rewrite === undefined ? piece : reader.rewrite(piece, true);
  if (reader.rest.endsWith(controlZ)) reader.rest = reader.rest.slice(0, -1);
  readRecords(reader, true);
  if (reader.head === undefined) {
    const { rest, rules: { skip, comment, header } } = reader;
    const skipped = skip === undefined ? "" : " below the lines to skip";
    const rule = `the text must not be empty: it needs ${header ? "a header" : "a row"} at least`;
    throw csvError(reader.where, "empty", 1, rule, `${rest === "" || skipped !== "" ? "nothing" : sayEmpty(rest, comment)}${skipped}`);
  }
}

/** What a text holds that has neither a header nor a row. */
function sayEmpty(text: string, comment: string): string {
  if (/^\s*$/.test(text)) return "white space only";
  if (/^[\ufeff"]*[sS][eE][pP]=/.test(text)) return "a line that names the delimiter only";
  const isComment = (line: string): boolean => comment !== "" && line.startsWith(comment);
  return text.split(/[\r\n]+/).every((line) => line === "" || isComment(line)) ? "comments only" : "delimiters only";
}

/** The columns as they are read, without what is no row, and without those that have neither a name nor a cell. */
function settle(reader: CsvReader): CsvColumns {
  const { passed, spaced, names, nameless, rules, notices } = reader;
  if (passed.rows > 0) notices.push({ code: "rows-empty", figures: { rows: passed.rows, line: passed.line } });
  if (spaced > 0) notices.push({ code: "blanks-around-quotes", figures: { fields: spaced } });
  const asWritten = asWrittenIn(reader);
  const read = reader.columns.map(finishColumn);
  const { columns, written, notices: told } = withoutEnds(read, asWritten, reader.rows, passed.before, rules);
  const empty = new Set(nameless.filter((c) => columns[c].every((cell: unknown) => cell === null || Number.isNaN(cell))));
  if (empty.size === names.length) empty.clear(); // a table of nothing is left as it is
  const named = nameless.flatMap((c) => (empty.has(c) ? [] : [names[c]]));
  const columnsEmpty = empty.size + reader.head!.beyond;
  if (columnsEmpty > 0) notices.push({ code: "columns-empty", figures: { columns: columnsEmpty } });
  if (named.length > 0) notices.push({ code: "columns-named", figures: { columns: named } });
  const kept = names.flatMap((name, c): [string, CsvColumn][] => (empty.has(c) ? [] : [[name, columns[c]]]));
  const texts = withOrder(names.flatMap((name, c) => (written[c] === undefined ? [] : [[name, written[c]] as const])));
  const delimiter = String.fromCharCode(reader.head!.delimiter);
  return withWritten(withOrder(kept, [...notices, ...told]), { delimiter, texts: rules.decimal === "." ? texts : {} });
}

/** Columns of numbers as they were written, where that may be read otherwise. */
export function asWrittenIn(reader: CsvReader): ((string | null)[] | undefined)[] {
  const textsIn = (column: ColumnState, c: number): (string | null)[] =>
    column.rows > column.mostWritten ? textsOf(recall(reader, c, column.rows)) : asTexts(column, reader.rules.decimal);
  return reader.columns.map((column, c) => (mayBeThousands(column) ? textsIn(column, c) : undefined));
}

/** The 1-based line of the character at `at` of the text that is not let go. */
export function lineOf({ rest, linesBefore }: CsvReader, at: number): number {
  return 1 + linesBefore + countLineEnds(rest, 0, at);
}

/** Reads the records that are complete; returns where the text begins that must be kept. */
function readRecords(reader: CsvReader, isLast: boolean): number {
  let at = reader.head === undefined ? begin(reader, isLast) : 0;
  const lastEnd = reader.rest.lastIndexOf("\n");
  while (at >= 0) {
    at = passEmpty(reader, at, isLast, reader.passed);
    const next = passPlain(reader, at, lastEnd);
    if (next > at) {
      at = next;
      continue;
    }
    const fault = indexInto(reader.index, reader.rest, at, reader.head!.delimiter, isLast);
    if (reader.index.records === 0) return fault === undefined ? at : resolve(reader, fault, isLast);
    appendRecords(reader);
    at = reader.index.next;
  }
  return 0;
}

/** Looks at how the text begins; returns where the first row does, or -1 where more must be seen first. */
function begin(reader: CsvReader, isLast: boolean): number {
  checkCsv(reader.where, reader.rest, reader.rules.delimiter);
  for (;;) {
    const isWhole = reader.rest.length <= reader.headLength;
    if (isWhole && !isLast) return -1;
    const text = isWhole ? reader.rest : reader.rest.slice(0, reader.headLength);
    reader.head = isWhole || countLineEnds(text, 0, text.length) >= leastLines ? readHead(text, reader.rules, isWhole) : undefined;
    if (reader.head !== undefined) break;
    if (isWhole) return -1;
    reader.headLength *= 2;
  }
  const { rewrite, from } = reader.head;
  if (rewrite !== undefined) {
    reader.rewrite = rewrite.start();
    reader.rest = reader.rest.slice(0, from) + reader.rewrite(reader.rest.slice(from), isLast);
  }
  readHeader(reader, reader.head);
  return reader.head.body;
}

/** Names the columns, and tells what was cut off around the header. */
function readHeader(reader: CsvReader, { header, above, second, total, width, lacks, rewrite }: Head): void {
  const { rules, notices, where } = reader;
  let written = Array.from({ length: width }, (_, c) => `column${c + 1}`);
  if (header !== undefined) {
    const fields = headerOf(reader, header.start, header.end);
    written = lacks === "first" ? ["", ...fields] : lacks === "last" ? [...fields, ""] : fields.slice(0, width);
  }
  const { names, nameless, renamed } = namesOf(written, second.slice(0, 1).map(({ cells }) => cells));
  if (rules.duplicates === "error" && renamed.length > 0) {
    const [c] = renamed;
    const got = `it as fields ${written.indexOf(written[c]) + 1} and ${c + 1}`;
    throw csvError(where, "duplicate-header", lineOf(reader, header!.end), "must be in the header once", got, { column: written[c] });
  }
  if (above !== undefined) notices.push({ code: "lines-above", figures: above });
  if (rewrite !== undefined && rules.escape === undefined) notices.push({ code: rewrite.code, figures: {} });
  if (second.length > 0) {
    const first = second[0].cells.map((cell) => cell.trim()).find((cell) => cell !== "") ?? "";
    notices.push({ code: "second-header", figures: { rows: second.length, line: lineOf(reader, second[0].start), first } });
  }
  if (total !== undefined) notices.push({ code: "totals-left-out", figures: { place: "first", words: [total.cells.at(-1)!.trim()] } });
  if (lacks === "first") notices.push({ code: "header-short", column: names[0], figures: {} });
  if (renamed.length > 0) notices.push({ code: "columns-renamed", figures: { columns: renamed.map((c) => names[c]) } });
  const mostWritten = reader.isWhole && width <= fewColumns ? fewRows : Infinity;
  reader.index = { ...emptyIndex(width, rules.comment), most: fewFields };
  reader.names = names;
  reader.nameless = lacks === "first" ? nameless.slice(1) : nameless;
  reader.columns = names.map(() => emptyColumn(mostWritten));
}

/** The fields of the header, which lies from `start` to before `end`. */
function headerOf(reader: CsvReader, start: number, end: number): string[] {
  const index = emptyIndex();
  const fault = indexInto(index, reader.rest.slice(0, end), start, reader.head!.delimiter, true);
  if (fault !== undefined) throw faultOf(reader, fault);
  reader.spaced += index.spaced;
  return Array.from({ length: index.width }, (_, c) => headerField(index, c));
}

function appendRecords(reader: CsvReader): void {
  const { index, rules, passed } = reader;
  countEmpty(passed, passed.blank, passed.blankLine);
  reader.rows += index.records;
  reader.spaced += index.spaced;
  index.most = mostFields;
  reader.rowLength = (index.next - index.start) / index.records;
  const expected = index.records + expectedFrom(reader, index.next, index.records);
  reader.columns.forEach((column, c) => appendField(column, index, c, rules, expected, (rows) => recall(reader, c, rows)));
}

/** How many rows to make room for from `at` on: as many as are left, if they are like the last, but no few of a text that is to come. */
function expectedFrom({ rest, rowLength, rows }: CsvReader, at: number, made: number = 0): number {
  return Math.max(Math.ceil((1.02 * (rest.length - at)) / rowLength), Math.min(rows, mostChunk) - made);
}

/** Reads the plain records from `at` on, once it is known what the columns hold; returns where the next record begins. */
function passPlain(reader: CsvReader, at: number, lastEnd: number): number {
  const { rules, rest, columns, passed } = reader;
  if (reader.rows === 0 || rules.hasWords || rules.comment !== "" || at > lastEnd) return at;
  const expected = expectedFrom(reader, at);
  const into = columns.map((column) => plainColumn(column, expected));
  const most = into.reduce((least, { room }) => Math.min(least, room), Infinity);
  const plain = { delimiter: reader.head!.delimiter, point: rules.decimal.charCodeAt(0) };
  const { records, next } = readPlain(rest, at, lastEnd, into.map(({ column }) => column), most, plain);
  if (records === 0) return at;
  countEmpty(passed, passed.blank, passed.blankLine);
  reader.rows += records;
  for (const column of columns) countPlain(column, records);
  return next;
}

/** Index of the next record from `at` on: behind comments and, in a table of several columns, lines with nothing in them. */
function passEmpty(reader: CsvReader, at: number, isLast: boolean, passed?: Passed /* out */): number {
  const { rest, rules: { comment }, index: { width } } = reader;
  const { delimiter } = reader.head!;
  while (at < rest.length) {
    const isComment = comment !== "" && rest.startsWith(comment, at);
    const end = isComment ? endOfLine(rest, at) : endOfHollow(rest, at, delimiter);
    if (end < 0 || (!isComment && width < 2)) return at;
    if (!isLast && end >= rest.length - 1 && rest[end] !== "\n") return at; // more of it may come
    if (passed !== undefined && !isComment) {
      passed.before = reader.rows;
      const line = rest.slice(at, end);
      if (/^[\s\u001a]*$/.test(line) && !line.includes(String.fromCharCode(delimiter))) {
        if (passed.blank++ === 0 && passed.rows === 0) passed.blankLine = lineOf(reader, at); // once: a count of lines is dear
      } else {
        countEmpty(passed, passed.blank, passed.blankLine);
        countEmpty(passed, 1, passed.rows === 0 ? lineOf(reader, at) : 0);
      }
    }
    at = Math.min(rest.length, skipLineEnd(rest, end));
  }
  return at;
}

/** Counts lines with nothing in them, of which the first is at `line`; blank ones are counted with them, once one is. */
function countEmpty(passed: Passed /* out */, count: number, line: number): void {
  if (passed.rows === 0 && count > 0) passed.line = line;
  passed.rows += count;
  passed.blank = 0;
}

/** Lets lines below the last row go; where they may be rows, or a record breaks the rules otherwise, that is an error. */
function resolve(reader: CsvReader, fault: Fault, isLast: boolean): number {
  const { rest, index, head, rows, passed, columns } = reader;
  const at = index.start;
  const hasPhrases = textsAbove(columns).some((text) => text !== null && /\S\s+\S/.test(text));
  const below = rows === 0 ? undefined : linesBelow(rest, at, head!.delimiter, index.width, isLast, passed.before === rows, hasPhrases);
  if (below === "more") return at;
  if (below === undefined) throw faultOf(reader, fault);
  reader.notices.push({ code: "lines-below", figures: below });
  return rest.length;
}

/** The texts of the first column; none where it holds numbers. */
function textsAbove([first]: readonly ColumnState[]): readonly (string | null)[] {
  return first?.texts === undefined ? [] : textsOf(first.texts);
}

/** The texts of the first rows of column `c`, read once more from a text that came in one piece. */
function recall(reader: CsvReader, c: number, rows: number): TextRows {
  const { rest, head, rules } = reader;
  const index = emptyIndex(reader.index.width, rules.comment);
  const texts = emptyTexts(rows);
  for (let at = head!.body, left = rows; left > 0; at = index.next) {
    indexInto(index, rest, passEmpty(reader, at, true), head!.delimiter, true);
    index.records = Math.min(index.records, left);
    appendTexts(texts, index, c, 0, rules);
    left -= index.records;
  }
  return texts;
}

function faultOf(reader: CsvReader, fault: Fault): InputError {
  const { rest, index, names, rules, rows, where } = reader;
  const { code, rule, got, field } = fault;
  const { delimiter, header, from, maybeAbove } = reader.head!;
  const line = lineOf(reader, fault.at);
  const asHeader = code !== "ragged-rows" ? "" : rules.header ? ", as the header has" : ", as row 0 has";
  const step = nextStep(fault, {
    text: rest, from: header?.start ?? from, start: index.start, delimiter: String.fromCharCode(delimiter), width: index.width, rows, names,
    above: textsAbove(reader.columns), maybeAbove, hasEscape: rules.escape !== undefined,
  });
  const said = [rule + asHeader, ...step];
  if (names.length === 0 && rules.header) return csvError(where, code, line, said, got);
  const column = field === undefined ? undefined : names.length === 0 ? `column${field + 1}` : names[field];
  return csvError(where, code, line, said, got, { ...(column === undefined ? {} : { column }), row: rows });
}
