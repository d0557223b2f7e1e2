import { type ErrorCode, show } from "../core/input-error.ts";

export const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

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

/** Writes to `span` where the content of the field in quotes from `start` to before `end` lies: without them, doubled ones taken once. */
export function unquoteInto(text: string, start: number, end: number, span: Span /* out */): void {
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
  if (text.charCodeAt(start) !== quote) return text.slice(start, ends[f]);
  const span = { source: "", start: 0, end: 0 };
  unquoteInto(text, start, ends[f], span);
  return span.source.slice(span.start, span.end);
}

/** Whether the character of a code ends a line, or begins the end of one. */
export function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

/** Index after the line end at `at`. */
function skipLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

/** Whether nothing but line ends follows from `at` on. */
export function isRestBlank(text: string, at: number): boolean {
  while (isLineEnd(text.charCodeAt(at))) at++;
  return at === text.length;
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
}

const mostFields = 16384; // with their text they fit a processor's cache, from which columns then read them

const mostShown = 20; // characters

/** An index of no records. */
export function emptyIndex(): FieldIndex {
  return { text: "", start: 0, next: 0, ends: new Int32Array(1024), records: 0, width: 0 };
}

/**
 * Finds the fields of the next records of a text from `from` on, some thousand fields, in one pass over its character codes.
 *
 * A record ends at CR LF, LF or CR. A line end at the end of the text starts no record, and nor do blank lines there, except in
 * a table of one column, where a blank line is a record of one empty field. Unless the text is the `last` one, a record that
 * might go on beyond its end is left for the next. A fault is told only when no record comes before it; else they are given first.
 */
export function indexInto(index: FieldIndex /* out */, text: string, from: number, delimiter: number, isLast: boolean): Fault | undefined {
  const highest = Math.max(delimiter, quote); // most characters lie above: one comparison each
  let { ends, width } = index;
  let count = 0;
  let before = 0; // fields of the records that are complete
  let start = from; // of the record
  let field = from; // where the field begins
  index.text = text;
  index.start = index.next = from;
  index.records = 0;

  const { length } = text;
  for (let at = from; start < length; at++) {
    while (at < length && text.charCodeAt(at) > highest) at++;
    const isEnd = at >= length;
    const code = isEnd ? lineFeed : text.charCodeAt(at);

    // a field in quotes: go on from what follows it
    if (code === quote && at === field) {
      const close = endOfQuoted(text, at);
      if (close < 0) return isLast && index.records === 0 ? unclosedQuote(at, count - before) : undefined;
      if (!isLast && close + mostShown > length) return undefined; // a fault shows what follows
      if (!isFieldEnd(text, close, delimiter)) return index.records === 0 ? textAfterQuote(text, close, count - before) : undefined;
      at = close - 1;
      field = -1;
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
    if (found !== width) {
      if (!isRestBlank(text, start))
        return index.records === 0 ? ragged(start, width, at === start ? "a blank line" : String(found)) : undefined;
      if (isLast) index.next = text.length;
      return undefined;
    }
    index.next = start = field = skipLineEnd(text, at);
    index.records++;
    before = count;
    if (count + width > mostFields) return undefined;
    at = start - 1;
  }
  return undefined;
}

/** Index after the quote that closes the field opened at `at`, or -1. */
function endOfQuoted(text: string, at: number): number {
  for (let close = text.indexOf('"', at + 1); close >= 0; close = text.indexOf('"', close + 2)) {
    if (text.charCodeAt(close + 1) !== quote) return close + 1;
  }
  return -1;
}

/** Whether more text could change what ends at `at`: a field, a doubled quote, or a CR LF may be cut there. */
function mayGoOn(text: string, at: number): boolean {
  return at >= text.length || (at === text.length - 1 && text.charCodeAt(at) === carriageReturn);
}

function isFieldEnd(text: string, at: number, delimiter: number): boolean {
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

function ragged(at: number, width: number, got: string): Fault {
  return { code: "ragged-rows", at, rule: `must have ${width} field${width === 1 ? "" : "s"}`, got };
}
