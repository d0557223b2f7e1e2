import type { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { csvError } from "./csv-error.ts";
import { carriageReturn, fieldOf, type FieldIndex, isRestBlank, lineFeed, quote, skipByteOrderMark, skipLineEnd } from "./csv-field.ts";

/** Where and how a record breaks the rules. */
interface Fault {
  readonly code: string;
  readonly at: number;
  readonly rule: string;
  readonly got: string;
  /** The 0-based field at fault; absent when it is the whole record. */
  readonly field?: number;
}

/**
 * Finds every field of a CSV text of at least one character, in one pass over its character codes.
 *
 * A record ends at CR LF, LF or CR. A line end at the end of the text starts no record, and nor do blank lines there, except in
 * a table of one column, where a blank line is a record of one empty field.
 */
export function indexFields(text: string, delimiter: number, header: boolean): FieldIndex {
  let ends = new Int32Array(1024);
  let count = 0;
  let width = 0;
  let records = 0;
  const fail = (fault: Fault): InputError => faultOf({ text, ends, records, width }, header, fault);

  for (let at = skipByteOrderMark(text); at < text.length; at = skipLineEnd(text, at), records++) {
    const start = at;
    const before = count;
    for (; ; at++) {
      const fieldStart = at;
      at = endOfField(text, at, delimiter);
      if (at < 0) throw fail(unclosedQuote(fieldStart, count - before));
      if (count === ends.length) ends = enlarge(ends, at / text.length);
      ends[count++] = at;
      if (text.charCodeAt(at) !== delimiter) break;
    }
    if (!isRecordEnd(text, at)) throw fail(textAfterQuote(text, at, count - before - 1));

    const found = count - before;
    if (records === 0) width = found;
    if (found === width) continue;
    if (isRestBlank(text, start)) break;
    throw fail(ragged(start, width, header, at === start ? "a blank line" : String(found)));
  }

  return { text, ends, records, width };
}

/** Index of the delimiter, line end or end of text that ends the field starting at `at`; -1 for a quote that is not closed. */
function endOfField(text: string, at: number, delimiter: number): number {
  if (text.charCodeAt(at) === quote) return endOfQuoted(text, at);
  const highest = Math.max(delimiter, carriageReturn); // most characters lie above the delimiter: one comparison each
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= highest && (code === delimiter || code === lineFeed || code === carriageReturn)) break;
  }
  return at;
}

/** Index after the quote that closes the field opened at `at`, or -1. */
function endOfQuoted(text: string, at: number): number {
  for (let close = text.indexOf('"', at + 1); close >= 0; close = text.indexOf('"', close + 2)) {
    if (text.charCodeAt(close + 1) !== quote) return close + 1;
  }
  return -1;
}

function isRecordEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at === text.length || code === lineFeed || code === carriageReturn;
}

/** A longer copy: of the length that the share of the text read so far suggests, at most four times as long. */
function enlarge(ends: Int32Array, share: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.ceil(ends.length * Math.min(4, 1.125 / share)));
  larger.set(ends);
  return larger;
}

function unclosedQuote(at: number, field: number): Fault {
  return { code: "unclosed-quote", at, field, rule: "a field that opens with a quote must be closed by one", got: "the end of the text" };
}

function textAfterQuote(text: string, at: number, field: number): Fault {
  const rule = "the quote that closes a field must be followed by the delimiter or a line end";
  return { code: "text-after-quote", at, field, rule, got: show(text.slice(at, at + 20)) };
}

function ragged(at: number, width: number, header: boolean, got: string): Fault {
  const rule = `must have ${width} field${width === 1 ? "" : "s"}, as ${header ? "the header" : "row 0"} has`;
  return { code: "ragged-rows", at, rule, got };
}

/** The error of a fault in the record after those in `index`. */
function faultOf(index: FieldIndex, header: boolean, { code, at, field, rule, got }: Fault): InputError {
  const row = index.records - (header ? 1 : 0);
  if (row < 0) return csvError(code, index.text, at, rule, got);
  if (field === undefined || (header && field >= index.width)) return csvError(code, index.text, at, rule, got, { row });
  return csvError(code, index.text, at, rule, got, { column: header ? fieldOf(index, field) : `column${field + 1}`, row });
}
