// Most records are plain: numbers and texts without quotes, between delimiters. They are read straight into their columns, in one pass over
// their characters; at the first that is anything else the reader goes on by its index of fields.

import { mostDigits, powersOfTen } from "../table/number-text.ts";
import { quote } from "./fields.ts";
import { codeOf, type TextRows } from "./text-rows.ts";

const lineFeed = 10;
const carriageReturn = 13;
const minus = 45;
const zero = 48;
const nine = 57;

/** A column that is read into, which has room: of numbers with how many digits each prints after the point, or of texts. */
export interface PlainColumn {
  readonly numbers: Float64Array;
  readonly prints: Uint8Array;
  readonly texts: TextRows | undefined;
  /** The place of the next. */
  readonly row: number;
}

/** How a text is written. */
export interface PlainRules {
  readonly delimiter: number;
  /** The code of the decimal mark. */
  readonly point: number;
}

/** How many records were read, and where the next begins. */
export interface PlainRun {
  readonly records: number;
  readonly next: number;
}

/**
 * Reads up to `most` plain records of a text from `from` on, which end at `lastEnd` or before, where a line feed must stand: each of as
 * many fields as there are columns, not all of them empty. What was read of one that turns out not to be plain is overwritten by the next
 * reader.
 */
export function readPlain(
  text: string,
  from: number,
  lastEnd: number,
  columns: readonly PlainColumn[],
  most: number,
  rules: PlainRules,
): PlainRun {
  let next = from;
  let records = 0;
  for (; records < most && next <= lastEnd; records++) {
    const end = readRecord(text, next, columns, records, rules);
    if (end < 0) break;
    next = end;
  }
  return { records, next };
}

/** Reads a record; returns where the next begins, -1 where it is not plain. */
function readRecord(text: string, from: number, columns: readonly PlainColumn[], record: number, { delimiter, point }: PlainRules): number {
  let at = from;
  let hasCell = false;
  for (let c = 0; c < columns.length; c++) {
    const start = c === 0 ? from : at + 1;
    const { numbers, prints, texts, row } = columns[c];
    at = texts === undefined
      ? readNumberAt(text, start, point, numbers, prints, row + record)
      : readTextAt(text, start, delimiter, texts, row + record);
    if (at < 0 || (c < columns.length - 1 && text.charCodeAt(at) !== delimiter)) return -1;
    if (at > start) hasCell = true;
  }
  const end = text.charCodeAt(at);
  if (!hasCell || end === lineFeed) return hasCell ? at + 1 : -1;
  return end === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : -1;
}

/**
 * Reads a number that prints as it is written, with at most so many digits that they are exact, or nothing; returns where it ends, -1 where
 * it is anything else.
 */
function readNumberAt(
  text: string,
  start: number,
  point: number,
  numbers: Float64Array, // out
  prints: Uint8Array, // out
  row: number,
): number {
  const isNegative = text.charCodeAt(start) === minus;
  const first = isNegative ? start + 1 : start;
  let at = first;
  let digits = 0;
  let pointAt = -1;
  for (let code = text.charCodeAt(at); ; code = text.charCodeAt(++at)) {
    if (code >= zero && code <= nine) digits = 10 * digits + (code - zero);
    else if (code === point && pointAt < 0) pointAt = at;
    else break;
  }
  if (at === start) {
    numbers[row] = NaN;
    return at;
  }
  const count = at - first - (pointAt < 0 ? 0 : 1);
  if (count === 0 || count > mostDigits || pointAt === first || pointAt === at - 1) return -1;
  if (at - first > 1 && pointAt !== first + 1 && text.charCodeAt(first) === zero) return -1; // 007
  if (isNegative && digits === 0) return -1;
  const fraction = pointAt < 0 ? 0 : at - 1 - pointAt;
  const size = digits / powersOfTen[fraction];
  numbers[row] = isNegative ? -size : size;
  prints[row] = fraction;
  return at;
}

/** Reads a text that begins with something to see, or nothing; returns where it ends, -1 where it is in quotes or may be blank. */
function readTextAt(text: string, start: number, delimiter: number, texts: TextRows /* out */, row: number): number {
  const first = text.charCodeAt(start);
  if (first === delimiter || first === lineFeed || first === carriageReturn) {
    texts.codes[row] = -1;
    return start;
  }
  if (first <= quote || (first > 127 && first < 192) || (first >= 0x1680 && first <= 0x3000) || first === 0xfeff) return -1;
  const highest = delimiter > carriageReturn ? delimiter : carriageReturn;
  let at = start + 1;
  for (let code = text.charCodeAt(at); ; code = text.charCodeAt(++at)) {
    if (code <= highest && (code === delimiter || code === lineFeed || code === carriageReturn)) break;
  }
  const found = codeOf(texts, text, start, at);
  texts.codes[row] = found;
  return found < 0 ? -1 : at;
}
