import { settled } from "../core/letters.ts";
import { saysTotal } from "../table/totals.ts";
import { isMissingWord } from "../table/words.ts";
import { countLineEnds, endOfLine, skipLineEnd } from "./fields.ts";
import { filled, isNumberLike, type LooseRecord, looseRecords, withoutLone } from "./loose.ts";
import type { CsvRules } from "./options.ts";
import { saying } from "./below.ts";
import { type Rewrite, unescaped, unwrapped } from "./rewrite.ts";
import { type Shape, shapeOf } from "./shape.ts";

/** What the beginning of a CSV text tells of how it is to be read. */
export interface Head {
  readonly delimiter: number;
  /** Absent where the first record is a row. */
  readonly header: LooseRecord | undefined;
  /** Fields of the header beyond those of the rows, which are empty. */
  readonly beyond: number;
  /** Which column the header is one field short for. */
  readonly lacks: Shape["lacks"];
  /** Records below the header that belong to it. */
  readonly second: readonly LooseRecord[];
  /** A row of totals below the header, which is one field longer than the table since what says so stands behind it. */
  readonly total: LooseRecord | undefined;
  /** Where the first row begins. */
  readonly body: number;
  readonly width: number;
  /** Lines above the header that are cut off, and what the first says. */
  readonly above: { readonly lines: number; readonly first: string } | undefined;
  /** Lines that may stand above the header. */
  readonly maybeAbove: number;
  /** How the text from `from` on must be rewritten before it is read. */
  readonly rewrite: Rewriting | undefined;
  readonly from: number;
}

/** Which way a text is rewritten; it begins anew with each call of `start`. */
export interface Rewriting {
  readonly code: "lines-unwrapped" | "quotes-escaped";
  readonly start: () => Rewrite;
}

const byteOrderMark = 0xfeff;
const directive = /^("?)sep=([^"\r\n])\1(?:\r\n|\n|\r|$)/i; // spreadsheets write it, some of them in quotes
const longestDirective = 9;
const comma = 44;
const delimiters = [comma, 59, 9, 124]; // semicolon, tab, bar
const mostRecords = 100;
const longestRule = 2000; // characters of a line of dashes

/**
 * Looks at the `head` of a text; undefined where it holds too few records to tell, or none.
 *
 * The delimiter is the character that splits all records alike, and into the most fields; of several the comma is the last. Where none
 * does, it is the one that splits the most of them alike, and of several the comma is the first; so it is for a header without rows, of
 * which it is the one that splits it into the most fields.
 */
export function readHead(head: string, rules: CsvRules, isWhole: boolean): Head | undefined {
  const { from, delimiter } = startOfCsv(head, rules.skip ?? 0);
  const known = rules.delimiter ?? delimiter;
  const looked = lookAt(head, from, known === undefined ? delimiters : [known], rules, isWhole);
  if (looked === undefined || (looked.records.length < 2 && !isWhole)) return undefined;
  const { text, records, shape, rewrite } = looked;
  const first = rules.header ? records[shape.at] : undefined;
  const below = records.slice(shape.at + 1).filter((record) => filled(record).length > 0);
  const more = first === undefined || shape.lacks === "first" ? [] : below.slice(0, secondHeaders(below, shape.width));
  const isTitle = rules.skip === undefined && more.length === 1 && standsAbove(first!, more[0]);
  const [header, second] = isTitle ? [more[0], []] : [first, more];
  const isBelow = looked.total !== undefined && header !== undefined && header.next <= looked.total.start;
  const total = isBelow && looked.total.start < (below[0]?.start ?? 0) ? looked.total : undefined;
  const isCut = rules.skip === undefined && (shape.at > 0 || isTitle);
  const [{ start: top }] = records;
  const begin = header?.start ?? records[shape.at].start;
  const above = { lines: countLineEnds(text, from, begin), first: titleOf(text, top, begin) };
  return {
    delimiter: looked.delimiter, header, second, total, rewrite, from, beyond: shape.beyond, lacks: shape.lacks, width: shape.width,
    body: second.at(-1)?.next ?? total?.next ?? afterRule(text, header?.next) ?? (shape.width > 1 ? records[0].start : from),
    above: isCut ? above : undefined,
    maybeAbove: shape.maybe === undefined ? 0 : countLineEnds(text, from, records[shape.maybe].start) + (rules.skip ?? 0),
  };
}

/** Whether a record is a title, or groups of columns, above a header: it has no name for some column, or a day, where that names all. */
function standsAbove({ cells }: LooseRecord, header: LooseRecord): boolean {
  const names = header.cells.map((name) => name.trim());
  const isWhole = names.every((name) => name !== "" && !isNumberLike(name)) && new Set(names).size === names.length;
  return isWhole && cells.some((cell) => cell.trim() === "" || isNumberLike(cell));
}

const saysSomething = /* @__PURE__ */ settled(/[\p{L}\p{N}]/u);

/** What the first of the lines from `from` to before `to` says that says something, without its quotes and padding. */
function titleOf(text: string, from: number, to: number): string {
  const lines = text.slice(from, to).split(/\r\n|\n|\r/);
  return saying(lines.find((line) => saysSomething.test(line)) ?? lines[0]);
}

/** Where the line below a header ends, if it is a rule such as `----+----`; else where it begins. */
function afterRule(text: string, at: number | undefined): number | undefined {
  const rule = at === undefined ? null : /^[-=+|:;,\t ]*[-=]{3}[-=+|:;,\t ]*(?:\r\n|\n|\r|$)/.exec(text.slice(at, at + longestRule));
  return rule === null ? at : at! + rule[0].length;
}

/** Where a text begins: behind byte order marks (joined files have several), a line that names the delimiter, and lines to skip. */
function startOfCsv(text: string, skip: number): { readonly from: number; readonly delimiter: number | undefined } {
  let from = 0;
  while (text.charCodeAt(from) === byteOrderMark) from++;
  const found = directive.exec(text.slice(from, from + longestDirective + 1));
  from += found?.[0].length ?? 0;
  for (let lines = 0; lines < skip && from < text.length; lines++) from = Math.min(text.length, skipLineEnd(text, endOfLine(text, from)));
  return { from, delimiter: found?.[2].charCodeAt(0) };
}

/** A text as one delimiter splits it. */
interface Look {
  readonly text: string;
  readonly delimiter: number;
  readonly records: readonly LooseRecord[];
  readonly shape: Shape;
  readonly total?: LooseRecord | undefined;
  readonly rewrite?: Rewriting;
}

/** Where a record is one field longer than those around it, and the last says that it is a total; -1 where none is. */
function longTotal(records: readonly LooseRecord[]): number {
  return records.findIndex(({ cells }, at) => {
    const width = cells.length - 1;
    const isWidth = (other: LooseRecord | undefined): boolean => other?.cells.length === width;
    return width > 1 && isWidth(records[at - 1]) && isWidth(records[at + 1]) && saysTotal(cells[width]);
  });
}

/** The best look at a text, rewritten where that alone makes a table of it. */
function lookAt(text: string, from: number, among: readonly number[], rules: CsvRules, isWhole: boolean): Look | undefined {
  const found = among.filter((code, at) => at === 0 || text.includes(String.fromCharCode(code), from)); // the first stands for none
  const look = (rewriting?: (delimiter: number) => Rewriting): Look | undefined => {
    let isHollow = false; // one delimiter says that there is nothing else
    const looks = found.flatMap((delimiter): Look[] => {
      const rewrite = rewriting?.(delimiter);
      const own = rewrite === undefined ? text : text.slice(0, from) + rewrite.start()(text.slice(from), isWhole);
      const all = withoutLone(looseRecords(own, from, delimiter, isWhole, mostRecords, rules.comment));
      const at = longTotal(all);
      const records = at < 0 ? all : all.filter((_, i) => i !== at);
      const shape = shapeOf(records, rules.header, rules.skip === undefined, isWhole);
      isHollow ||= shape === undefined;
      return shape === undefined ? [] : [{
        text: own, delimiter, records, shape, total: all[at], ...(rewrite === undefined ? {} : { rewrite })
      }];
    });
    return isHollow ? undefined : best(looks);
  };
  const escaping = (delimiter: number): Rewriting => ({
    code: "quotes-escaped",
    start: () => unescaped(String.fromCharCode(delimiter), rules.escape ?? "\\", rules.comment),
  });
  if (rules.escape !== undefined) return look(escaping);
  const plain = look();
  if (plain === undefined) return plain;
  const wrapped = plain.records.filter((record) => isWrapped(text, record));
  if (isTable(plain) && wrapped.length === 0) return plain;
  if (/\\["\r\n]/.test(text) || found.some((code) => text.includes(`\\${String.fromCharCode(code)}`, from))) {
    const escaped = look(escaping);
    if (escaped !== undefined && isTable(escaped)) return escaped;
  }
  if (wrapped.length === 0 || wrapped.some(({ cells }) => /[\r\n]/.test(cells[0]))) return plain;
  for (const delimiter of among.filter((code) => delimiters.includes(code))) {
    const unwrapping: Rewriting = { code: "lines-unwrapped", start: () => unwrapped(delimiter) };
    const inner = look(() => unwrapping);
    if (inner !== undefined && inner.delimiter === delimiter && isTable(inner) && inner.shape.at === 0 && isPlain(inner)) return inner;
  }
  return plain;
}

/** The look that splits best. */
function best(looks: readonly Look[]): Look {
  const tables = looks.filter(isTable);
  const whole = tables.filter(({ shape }) => shape.at === 0);
  const even = whole.length > 0 ? whole : tables; // what is a table from its first record on needs no titles
  const widest = even.reduce((most, { shape }) => Math.max(most, shape.width), 0);
  const wide = even.filter(({ shape }) => shape.width === widest);
  if (wide.length > 0) return wide.find(({ delimiter }) => delimiter !== comma) ?? wide[0];
  const alone = looks.filter(({ records: [first, second], shape }) => second === undefined && shape.width > 1 && !first.isOdd);
  if (alone.length > 0) return alone.reduce((most, look) => (look.shape.width > most.shape.width ? look : most)); // a header without rows
  const uneven = looks.filter(({ shape }) => shape.width > 1 && shape.share > 0);
  const most = uneven.reduce((share, { shape }) => Math.max(share, shape.share), 0);
  return uneven.find(({ shape }) => shape.share === most) ?? looks[0];
}

function isTable({ shape }: Look): boolean {
  return shape.isEven && shape.width > 1;
}

/** Whether all of a record stands in quotes. */
function isWrapped(text: string, { start, end, cells }: LooseRecord): boolean {
  return cells.length === 1 && text.slice(start, end).trimStart().startsWith('"');
}

/**
 * Whether records are a table without a doubt: each as wide, under names of their own, and no sentences or names such as "Smith, Ann" in
 * one column, where a blank follows each delimiter.
 */
function isPlain({ records, shape: { width } }: Look): boolean {
  const names = new Set(filled(records[0]));
  if (records.length < 3 || names.size < width || records.some(({ cells }) => cells.length !== width)) return false;
  return !records.every(({ cells }) => cells.slice(1).every((cell) => /^\s/.test(cell)));
}

const types = /^(?:text|number|integer|int|float|double|string|date|boolean|eur|usd|gbp|chf|%|\[.*\]|\(.*\))$/i; // also units in brackets
const responses = ["Response", "Open-Ended Response"]; // as surveys write them
const leastRows = 2;

/** How many records below a header belong to it: question texts, units, what survey tools write there. */
function secondHeaders(body: readonly LooseRecord[], width: number): number {
  const importId = body.slice(0, 3).findIndex(({ cells }) => cells.some((cell) => cell.startsWith('{"ImportId":')));
  if (importId >= 0) return importId + 1;
  const [first, ...others] = body;
  const rows = others.filter(({ cells }) => cells.length === width);
  if (rows.length < leastRows || first.cells.length !== width) return 0;
  const columns = first.cells.map((cell, c) => ({ text: cell.trim(), cells: rows.flatMap(({ cells }) => cells[c].trim() || []) }));
  const isNew = ({ text, cells }: (typeof columns)[number]): boolean => text === "" || !cells.includes(text);
  const isSurvey = columns.some((column) => responses.includes(column.text) && isNew(column));
  if (isSurvey && columns[0].text === "" && columns[0].cells.length === rows.length) return 1;
  if (!columns.every(isNew) || columns.some(({ text }) => isNumberLike(text))) return 0;
  const numbers = columns.filter(({ cells }) => {
    const known = cells.filter((cell) => !isMissingWord(cell));
    return known.length >= leastRows && known.every(isNumberLike);
  });
  const texts = numbers.flatMap(({ text }) => (text === "" ? [] : text));
  if (texts.some(isMissingWord) || texts.length === 0 || 2 * texts.length < numbers.length) return 0;
  if (texts.every((text) => types.test(text))) return 1;
  const isFull = 2 * filled(first).length > width;
  return isFull && texts.length > 1 && new Set(texts).size === texts.length ? 1 : 0;
}
