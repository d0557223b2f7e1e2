import { type ErrorCode, show } from "../core/input-error.ts";

export const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const blank = 32;
const tab = 9;
const controlZ = 26; // old systems end a text with it

/** Where the fields of some whole records of a text lie: field `c` of record `r` ends before `ends[r * width + c]`, quotes included. */
export interface FieldIndex {
  text: string;
  /** Where the first of the records begins. */
  start: number;
  /** Where the record after the last begins. */
  next: number;
  ends: Int32Array;
  records: number;
  /** Fields a record, 0 until the first is read. */
  width: number;
  /** Fields in quotes that have blanks before or behind them. */
  spaced: number;
  /** How a line begins that is no record; empty where all are. */
  readonly comment: string;
  /** Fields that are found at a time, of whole records. */
  most: number;
}

/** The content of a field: `source` from `start` to before `end`. */
interface Span {
  source: string;
  start: number;
  end: number;
}

/** Index where the `f`th field of all begins, its quotes included; `isFirst`: it is the first of its record. */
export function startOfField({ text, start, ends }: FieldIndex, f: number, isFirst: boolean): number {
  if (!isFirst) return ends[f - 1] + 1;
  return f === 0 ? start : skipLineEnd(text, ends[f - 1]);
}

/** Whether the field from `start` to before `end`, which begins with a quote or something below it, is one in quotes. */
export function isQuoted(text: string, start: number, end: number): boolean {
  const at = afterBlanks(text, start);
  if (at >= end || text.charCodeAt(at) !== quote) return false;
  if (at === start) return true;
  const close = endOfQuoted(text, at); // a quote amid blanks may be text
  return close >= 0 && close <= end && afterBlanks(text, close) >= end;
}

/** Writes to `span` where the content of the field in quotes from `start` to before `end` lies: without them, doubled ones taken once. */
export function unquoteInto(text: string, start: number, end: number, span: Span /* out */): void {
  while (text.charCodeAt(start) !== quote) start++; // blanks around
  while (text.charCodeAt(end - 1) !== quote) end--;
  span.source = text;
  span.start = start + 1;
  span.end = end - 1;
  const doubled = text.indexOf('"', start + 1);
  if (doubled >= end - 1) return;
  span.source = text.slice(start + 1, end - 1).replaceAll('""', '"');
  span.start = 0;
  span.end = span.source.length;
}

/** The content of the `f`th field of the first record. */
export function headerField(index: FieldIndex, f: number): string {
  const { text, ends } = index;
  const start = startOfField(index, f, f === 0);
  if (!isQuoted(text, start, ends[f])) return text.slice(start, ends[f]);
  const span = { source: "", start: 0, end: 0 };
  unquoteInto(text, start, ends[f], span);
  return span.source.slice(span.start, span.end);
}

/** Whether the character of a code ends a line, or begins the end of one. */
export function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

/** Index after the line end at `at`. */
export function skipLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

/** Index of the first character from `at` on that is neither a blank nor a tab. */
function afterBlanks(text: string, at: number): number {
  let code = text.charCodeAt(at);
  while (code === blank || code === tab) code = text.charCodeAt(++at);
  return at;
}

/** Index of the first line end, or the text's end, from `at` on. */
export function endOfLine(text: string, at: number): number {
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Where a record that holds nothing ends: delimiters, blanks, and quotes with no more than blanks and line ends between them. -1 where it
 * holds something, or a quote in it does not close.
 */
export function endOfHollow(text: string, start: number, delimiter: number): number {
  let quotes = 0; // of the field
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiter && quotes !== 1) quotes = 0;
    else if (code === blank || code === tab) continue;
    else if (code === quote && quotes < 2 && (quotes === 0 || text.charCodeAt(at + 1) !== quote)) quotes++;
    else if (quotes === 1) {
      if (!isLineEnd(code)) return -1;
    } else if (code !== controlZ) return at >= text.length || isLineEnd(code) ? at : -1;
  }
}

/** The number of line ends from `start` to before `end`; CR LF, LF and CR each are one. */
export function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  for (let at = text.indexOf("\r", start); at >= 0 && at < end; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== lineFeed) count++;
  }
  return count;
}

/** Where and how a record breaks the rules. */
export interface Fault {
  readonly code: ErrorCode;
  readonly at: number;
  readonly rule: string;
  readonly got: string;
  /** The 0-based field at fault; absent when it is the whole record. */
  readonly field?: number;
  /** Fields of a record of another width. */
  readonly found?: number;
}

/** So many fields, with their text, fit a processor's cache, from which columns then read them. */
export const mostFields = 16384;

const mostShown = 20; // characters

/** An index of no records, of so many fields each, or as many as the first one has. */
export function emptyIndex(width: number = 0, comment: string = ""): FieldIndex {
  return { text: "", start: 0, next: 0, ends: new Int32Array(1024), records: 0, width, spaced: 0, comment, most: mostFields };
}

/**
 * Finds the fields of the next records of a text from `from` on, some thousand fields, in one pass over its character codes.
 *
 * A record ends at CR LF, LF or CR. A line end at the end of the text starts no record. It stops before a comment, and in a table of
 * several columns before a record with nothing in it. Unless the text is the `last` one, a record that might go on beyond its end is
 * left for the next. A fault is told only when no record comes before it; else they are given first.
 */
export function indexInto(index: FieldIndex /* out */, text: string, from: number, delimiter: number, isLast: boolean): Fault | undefined {
  const highest = Math.max(delimiter, quote); // most characters lie above: one comparison each
  const { comment, most } = index;
  let { ends, width } = index;
  let spaced = 0; // of the record
  let count = 0;
  let before = 0; // fields of the records that are complete
  let start = from; // of the record
  let field = from; // where the field begins
  index.text = text;
  index.start = index.next = from;
  index.records = index.spaced = 0;

  const { length } = text;
  for (let at = from; start < length; at++) {
    while (at < length && text.charCodeAt(at) > highest) at++;
    const isEnd = at >= length;
    const code = isEnd ? lineFeed : text.charCodeAt(at);

    // a field in quotes: go on from what follows it
    if (code === quote && (at === field || (field >= 0 && afterBlanks(text, field) === at))) {
      const isFirst = at === field;
      const close = endOfQuoted(text, at);
      if (close < 0 && (isFirst || !isLast)) return isLast && index.records === 0 ? unclosedQuote(at, count - before) : undefined;
      if (!isLast && close + mostShown > length) return undefined; // a fault shows what follows
      const end = close < 0 || isFieldEnd(text, close, delimiter) ? close : afterPadding(text, close, delimiter);
      if (end >= length && !isLast) return undefined;
      if (end >= 0 && isFieldEnd(text, end, delimiter)) {
        if (!isFirst || end > close) spaced++;
        at = end - 1;
        field = -1;
      } else if (isFirst) return index.records === 0 ? textAfterQuote(text, close, count - before) : undefined;
      continue;
    }
    if (code !== delimiter && code !== lineFeed && code !== carriageReturn) continue;

    // the end of a field
    if (!isLast && mayGoOn(text, at)) return undefined;
    if (count === ends.length) ends = index.ends = enlarge(ends);
    ends[count++] = at;
    field = at + 1;
    if (code === delimiter && !isEnd) continue;

    // the end of a record
    const found = count - before;
    if (width === 0) width = index.width = found;
    const isEmpty = width > 1 && text.charCodeAt(start) <= highest && endOfHollow(text, start, delimiter) >= 0;
    if (found !== width || isEmpty) return index.records === 0 && !isEmpty ? ragged(start, width, found) : undefined;
    index.next = start = field = skipLineEnd(text, at);
    index.records++;
    index.spaced += spaced;
    spaced = 0;
    before = count;
    if (count + width > most || (comment !== "" && text.startsWith(comment, start))) return undefined;
    at = start - 1;
  }
  return undefined;
}

/** Index after the quote that closes the field opened at `at`, or -1. */
export function endOfQuoted(text: string, at: number): number {
  for (let close = text.indexOf('"', at + 1); close >= 0; close = text.indexOf('"', close + 2)) {
    if (text.charCodeAt(close + 1) !== quote) return close + 1;
  }
  return -1;
}

/** Index of the first character from `at` on that is no blank around a field in quotes. */
export function afterPadding(text: string, at: number, delimiter: number): number {
  let code = text.charCodeAt(at);
  while ((code === blank || code === tab) && code !== delimiter) code = text.charCodeAt(++at);
  return at;
}

/** Whether more text could change what ends at `at`: a field, a doubled quote, or a CR LF may be cut there. */
function mayGoOn(text: string, at: number): boolean {
  return at >= text.length || (at === text.length - 1 && text.charCodeAt(at) === carriageReturn);
}

/** Whether a field ends at `at`. */
export function isFieldEnd(text: string, at: number, delimiter: number): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || code === delimiter || code === lineFeed || code === carriageReturn;
}

function enlarge(ends: Int32Array): Int32Array {
  const larger = new Int32Array(2 * ends.length);
  larger.set(ends);
  return larger;
}

function unclosedQuote(at: number, field: number): Fault {
  return { code: "unclosed-quote", at, field, rule: "a field that opens with a quote must be closed by one", got: "the end of the text" };
}

function textAfterQuote(text: string, at: number, field: number): Fault {
  const rule = "the quote that closes a field must be followed by the delimiter or a line end";
  return { code: "text-after-quote", at, field, rule, got: show(text.slice(at, at + mostShown)) };
}

function ragged(at: number, width: number, found: number): Fault {
  return { code: "ragged-rows", at, rule: `must have ${width} field${width === 1 ? "" : "s"}`, got: String(found), found };
}
