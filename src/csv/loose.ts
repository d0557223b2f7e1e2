import { parseAmount } from "../table/amount-text.ts";
import { afterPadding, endOfHollow, endOfLine, endOfQuoted, isFieldEnd, quote, skipLineEnd } from "./fields.ts";

/** A record of whatever width, as it lies in a text that is looked at before it is known how it is to be read. */
export interface LooseRecord {
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly cells: readonly string[];
  /** Whether quotes in it are odd: the text is hardly split by this delimiter. */
  readonly isOdd: boolean;
  /** Whether a line with nothing in it stands before it. */
  readonly isApart: boolean;
}

const ruler = /^[-=+|\s]*[-=]{5}[-=+|\s]*$/; // a line that is nothing else, wherever it stands
const rule = /^[-=+|:;,\t ]*[-=]{2}[-=+|:;,\t ]*$/; // such as `----+----`

/**
 * The records of a text from `from` on, `most` of them, without lines that hold nothing or begin with `comment`. Unless the text `isLast`,
 * a record that might go on beyond its end is left out.
 */
export function looseRecords(text: string, from: number, delimiter: number, isLast: boolean, most: number, comment: string): LooseRecord[] {
  const records: LooseRecord[] = [];
  let isApart = false;
  for (let at = from; at < text.length && records.length < most; ) {
    const start = at;
    const isComment = comment !== "" && text.startsWith(comment, start);
    const hollow = isComment ? -1 : endOfHollow(text, start, delimiter);
    const end = hollow < 0 ? endOfLine(text, start) : hollow;
    const isCut = !isLast && end >= text.length - 1;
    const isPair = hollow >= 0 && isLoneField(text.slice(start, end), delimiter); // in a table of one column it is a record
    if (isComment || (hollow >= 0 && !isPair)) {
      if (isCut) break;
      isApart ||= !isComment;
      at = skipLineEnd(text, end);
      continue;
    }
    if (isRule(text, start, end, records.length === 1)) {
      if (isCut) break;
      at = skipLineEnd(text, end);
      continue;
    }
    const record = recordAt(text, start, delimiter, isLast);
    if (record === undefined || (!isLast && record.end >= text.length - 1)) break;
    records.push({ ...record, isApart });
    isApart = isPair;
    at = record.next;
  }
  return records;
}

/** Records without those of one empty field in quotes, where others have several fields: they hold nothing then. */
export function withoutLone(records: readonly LooseRecord[]): readonly LooseRecord[] {
  return records.some(({ cells }) => cells.length > 1) ? records.filter(({ cells }) => cells.length > 1 || cells[0].trim() !== "") : records;
}

function isLoneField(record: string, delimiter: number): boolean {
  return record.includes('"') && !record.includes(String.fromCharCode(delimiter));
}

const longestRule = 2000; // characters

/** Whether a line is drawn, such as `----+----`: below a header, where it belongs to that, it may be short and have other marks. */
function isRule(text: string, start: number, end: number, isBelowFirst: boolean): boolean {
  if (end - start > longestRule) return false;
  const line = text.slice(start, end);
  return ruler.test(line) || (isBelowFirst && rule.test(line));
}

function recordAt(text: string, start: number, delimiter: number, isLast: boolean): Omit<LooseRecord, "isApart"> | undefined {
  const cells: string[] = [];
  let isOdd = false;
  for (let at = start; ; at++) {
    const first = afterPadding(text, at, delimiter);
    const close = text.charCodeAt(first) === quote ? closeOf(text, first, delimiter) : undefined;
    if (close === "open" && !isLast) return undefined;
    let end = typeof close === "object" ? close.end : at;
    if (typeof close !== "object") {
      while (!isFieldEnd(text, end, delimiter)) end++;
      const cell = text.slice(at, end);
      cells.push(cell);
      isOdd ||= cell.startsWith('"') || (cell.includes('"') && cell.replaceAll('\\"', "").split('"').length % 2 === 0);
    } else cells.push(text.slice(first + 1, close.close - 1).replaceAll('""', '"'));
    if (text.charCodeAt(end) !== delimiter || end >= text.length) return { start, end, next: skipLineEnd(text, end), cells, isOdd };
    at = end;
  }
}

/** Where a field in quotes closes and ends; undefined where it does not do so as a field must. */
function closeOf(text: string, open: number, delimiter: number): { readonly close: number; readonly end: number } | "open" | undefined {
  const close = endOfQuoted(text, open);
  if (close < 0) return "open";
  const end = afterPadding(text, close, delimiter);
  return isFieldEnd(text, end, delimiter) ? { close, end } : undefined;
}

/** The cells of a record that hold something. */
export function filled({ cells }: Pick<LooseRecord, "cells">): string[] {
  return cells.flatMap((cell) => cell.trim() || []);
}

/** Whether a text is a number, an amount or a day, however it is written; not a quantity such as `3 items`, which a heading may be. */
export function isNumberLike(text: string): boolean {
  if (/^[\d./: -]*\d[\d./: -]*$/.test(text)) return true;
  const amount = /\d/.test(text) ? (parseAmount(text, ".") ?? parseAmount(text, ",")) : undefined;
  return amount !== undefined && amount.unitIs !== "measure";
}
