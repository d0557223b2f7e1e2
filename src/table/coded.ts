// A column of texts that repeat is known by the codes of its texts to whoever makes it: what reads it next need not look a text up for
// each row. The column is an array like any other, which its owner may change; so it is looked at whether it still is what it was.

/** A column in short: each text once, null for a missing cell, and each row's place among them, -1 for a missing cell, too. */
export interface Coded {
  readonly texts: readonly (string | null)[];
  readonly codes: Codes;
  /** For each text, the rows that hold it. */
  readonly counts: Int32Array;
  /** For each, the first row that holds it; -1 where none does. */
  readonly firsts: Int32Array;
}

/** Codes in as few bytes as their number allows. */
export type Codes = Int16Array | Int32Array;

const mostTexts = 65536; // more are hardly categories
const mostShort = 32767; // whose codes are kept in two bytes: they are kept for as long as the column is
const mostRoom = 33_554_432; // rows for which an array makes room at once
const known = /* @__PURE__ */ new WeakMap<object, Coded>();

/** The column that is this in short, which is then known by it; the codes are left alone. */
export function decoded(texts: readonly (string | null)[], codes: Codes): (string | null)[] {
  const column = new Array<string | null>(Math.min(codes.length, mostRoom));
  const cells = [null, ...texts];
  const counts = new Int32Array(cells.length);
  for (let i = 0; i < codes.length; i++) {
    column[i] = cells[codes[i] + 1];
    counts[codes[i] + 1]++;
  }
  if (texts.length > mostTexts) return column;
  const own = texts.length <= mostShort ? new Int16Array(codes) : codes.slice();
  known.set(column, { texts, codes: own, counts: counts.subarray(1), firsts: firstsOf(codes, texts.length) });
  return column;
}

/** The first row of each of so many codes; -1 where none has it. */
function firstsOf(codes: Codes, count: number): Int32Array {
  const firsts = new Int32Array(count).fill(-1);
  for (let i = 0, left = count; i < codes.length && left > 0; i++) {
    if (codes[i] < 0 || firsts[codes[i]] >= 0) continue;
    firsts[codes[i]] = i;
    left--;
  }
  return firsts;
}

/** A column in short, where it is known and holds what it did. */
export function codedIn(column: ArrayLike<unknown>): Coded | undefined {
  const found = known.get(column);
  return found !== undefined && found.codes.length === column.length && isDecoded(column, found) ? found : undefined;
}

function isDecoded(column: ArrayLike<unknown>, { texts, codes }: Coded): boolean {
  for (let i = 0; i < codes.length; i++) if (column[i] !== (codes[i] < 0 ? null : texts[codes[i]])) return false;
  return true;
}

/** The missing cells of texts that were just read. */
export function gapsIn(column: readonly (string | null)[]): number {
  let gaps = 0;
  const coded = known.get(column);
  if (coded !== undefined) return coded.texts.reduce((left, text, code) => left - (text === null ? 0 : coded.counts[code]), column.length);
  for (let i = 0; i < column.length; i++) if (column[i] === null) gaps++;
  return gaps;
}
