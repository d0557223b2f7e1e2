import { decoded } from "../table/coded.ts";

const mostTexts = 65536; // more are hardly categories
const mostRecent = 256;
const fewRows = 1024;

/**
 * The rows of a column of texts as far as they are read: each text once, and a code a row, so that a category repeated a million times is
 * one string and four bytes a row. Texts are looked up by their characters, without being cut out first. After 65 536 texts, which are
 * hardly categories, rows are texts.
 */
export interface TextRows {
  rows: number;
  /** -1 for missing. */
  codes: Int32Array;
  /** Instead of codes, once there are too many texts. */
  plain: (string | null)[] | undefined;
  readonly texts: string[];
  /** The characters of all texts, one after the other, and where each begins. */
  characters: Uint16Array;
  starts: Int32Array;
  hashes: Int32Array;
  /** 1 + a code, 0 for none: open addressing, linear probing, at most half full. */
  slots: Int32Array;
  /** The code that was found last for a length and ends such as these; -1 for none. */
  readonly recent: Int32Array;
}

/** No rows; room for `expected`. */
export function emptyTexts(expected: number = fewRows): TextRows {
  return {
    rows: 0, codes: new Int32Array(Math.max(1, expected)), plain: undefined, texts: [], characters: new Uint16Array(256),
    starts: new Int32Array(33), hashes: new Int32Array(32), slots: new Int32Array(64), recent: new Int32Array(mostRecent).fill(-1),
  };
}

/** Appends what `source` holds from `start` to before `end`. */
export function appendText(rows: TextRows /* out */, source: string, start: number, end: number): void {
  const code = codeOf(rows, source, start, end);
  if (rows.plain === undefined && code >= 0) appendCode(rows, code);
  else (rows.plain ?? becomePlain(rows)).push(code < 0 ? copyOf(source.slice(start, end)) : rows.texts[code]);
}

/** Appends a missing cell. */
export function appendGap(rows: TextRows /* out */): void {
  if (rows.plain === undefined) appendCode(rows, -1);
  else rows.plain.push(null);
}

/** The column, in which the same text is the same string. */
export function textsOf({ rows, codes, plain, texts }: TextRows): (string | null)[] {
  return plain ?? decoded(texts, codes.subarray(0, rows));
}

function appendCode(rows: TextRows /* out */, code: number): void {
  if (rows.rows === rows.codes.length) reserve(rows, rows.rows);
  rows.codes[rows.rows++] = code;
}

/** Makes room for so many rows more. */
export function reserve(rows: TextRows /* out */, expected: number): void {
  rows.codes = enlarged(rows.codes, rows.rows + expected);
}

function becomePlain(rows: TextRows /* out */): (string | null)[] {
  const plain = Array.from(rows.codes.subarray(0, rows.rows), (code) => (code < 0 ? null : rows.texts[code]));
  rows.codes = new Int32Array(0);
  return (rows.plain = plain);
}

function enlarged<T extends Int32Array | Uint16Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/** The code of a text, which is new where it is not known; -1 for a new one that is one too many. */
export function codeOf(rows: TextRows /* out */, source: string, start: number, end: number): number {
  const near = (31 * (end - start) + 7 * source.charCodeAt(start) + source.charCodeAt(end - 1)) & (mostRecent - 1);
  const guess = rows.recent[near];
  if (guess >= 0 && isText(rows, guess, source, start, end)) return guess;
  const hash = hashOf(source, start, end);
  const { slots, hashes } = rows;
  let slot = hash & (slots.length - 1);
  for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const code = slots[slot] - 1;
    if (hashes[code] === hash && isText(rows, code, source, start, end)) return (rows.recent[near] = code);
  }
  return rows.texts.length === mostTexts ? -1 : (rows.recent[near] = addText(rows, source, start, end, hash, slot));
}

function hashOf(source: string, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ source.charCodeAt(i), 0x5bd1e995);
  return hash ^ (hash >>> 15);
}

function isText({ starts, characters }: TextRows, code: number, source: string, start: number, end: number): boolean {
  const first = starts[code];
  if (starts[code + 1] - first !== end - start) return false;
  for (let i = start, at = first; i < end; i++, at++) if (characters[at] !== source.charCodeAt(i)) return false;
  return true;
}

function addText(rows: TextRows /* out */, source: string, start: number, end: number, hash: number, slot: number): number {
  const code = rows.texts.push(copyOf(source.slice(start, end))) - 1;
  const from = rows.starts[code];
  const to = from + end - start;
  if (to > rows.characters.length) rows.characters = enlarged(rows.characters, 2 * to);
  for (let i = start, at = from; i < end; i++, at++) rows.characters[at] = source.charCodeAt(i);
  rows.starts[code + 1] = to;
  rows.hashes[code] = hash;
  rows.slots[slot] = code + 1;
  if (2 * rows.texts.length === rows.slots.length) makeRoom(rows);
  return code;
}

/** Twice as much room for texts. */
function makeRoom(rows: TextRows /* out */): void {
  const room = rows.slots.length;
  rows.hashes = enlarged(rows.hashes, room);
  rows.starts = enlarged(rows.starts, room + 1);
  rows.slots = new Int32Array(2 * room);
  for (let code = 0; code < rows.texts.length; code++) {
    let slot = rows.hashes[code] & (2 * room - 1);
    while (rows.slots[slot] !== 0) slot = (slot + 1) & (2 * room - 1);
    rows.slots[slot] = code + 1;
  }
}

/** The same characters in a string of their own: engines let a slice keep the whole text it was cut from in memory. */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}
