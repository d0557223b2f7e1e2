// Most columns are amounts, counts and days: whole numbers of some fraction of one, which are sorted by few digits.

/** Bits of a digit by which numbers are sorted; three digits a word of 32. */
export const digit = 11;
/** The values of a digit. */
export const digitValues = 2048;

/** Numbers that are `least` to `least + reach` times one of so many parts of 1. */
interface Wholes {
  readonly parts: number;
  readonly least: number;
  readonly reach: number;
}

const finest = 1000; // parts of one: of amounts of money with a place to spare
const mostParts = 1125899906842624; // 2^50: below it a product with the parts of one is rounded to the whole number that is meant

/** Numbers as whole ones, tenths, hundredths or thousandths; undefined where they are no such numbers, or reach further than 31 bits. */
export function wholesOf(keys: Float64Array): Wholes | undefined {
  let parts = 1;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    while (Math.floor(key * parts + 0.5) / parts !== key) {
      if (parts === finest || key !== key) return undefined;
      parts *= 10;
    }
    if (key < min) min = key;
    if (key > max) max = key;
  }
  const least = Math.floor(min * parts + 0.5);
  const reach = Math.floor(max * parts + 0.5) - least;
  return reach < 0x7fffffff && Math.max(-min, max) * parts < mostParts ? { parts, least, reach } : undefined;
}

/** The words of keys above the least, behind which so many bits of their groups stand, and how often each digit has each value. */
export function packInto(
  word: Int32Array, // out
  counts: Int32Array, // out
  keys: Float64Array,
  { parts, least }: Wholes,
  groups: Int32Array | undefined,
  bits: number,
): void {
  for (let i = 0; i < keys.length; i++) {
    const whole = ((Math.floor(keys[i] * parts + 0.5) - least) << bits) | (groups === undefined ? 0 : groups[i]);
    word[i] = whole;
    counts[whole & (digitValues - 1)]++;
    counts[digitValues + ((whole >>> digit) & (digitValues - 1))]++;
    counts[2 * digitValues + (whole >>> (2 * digit))]++;
  }
}

/** Where the words of each value of the `d`th digit begin when they are sorted by it; undefined where all of `n` words have the same. */
export function startsIn(counts: Int32Array, d: number, n: number): Int32Array | undefined {
  const next = counts.subarray(d * digitValues, (d + 1) * digitValues);
  let before = 0;
  for (let value = 0; value < digitValues; value++) {
    const count = next[value];
    if (count === n) return undefined;
    next[value] = before;
    before += count;
  }
  return next;
}

/** Values in ascending order, each with its group. */
export interface SortedGroups {
  readonly sorted: Float64Array;
  readonly groups: Int32Array;
}

/** Arrays that sorts of as many values take turns to use. */
export interface SortRoom {
  readonly sorted: Float64Array;
  readonly words: readonly [Int32Array, Int32Array];
}

/**
 * Values from the lowest to the highest, equal ones by their groups (0 to `k` - 1), by a radix sort of both in one word: no value is looked
 * up by its row. Undefined where the values are no whole numbers of some fraction, or do not leave room for the groups. What it gives
 * stands in `room`, whose next sort overwrites it.
 */
export function sortWithGroups(
  values: Float64Array,
  groups: Int32Array,
  k: number,
  room: SortRoom = sortRoom(values.length),
): SortedGroups | undefined {
  const wholes = wholesOf(values);
  const bits = 32 - Math.clz32(k - 1);
  if (wholes === undefined || (wholes.reach + 1) * (1 << bits) > 0x7fffffff) return undefined;
  const n = values.length;
  const counts = new Int32Array(3 * digitValues);
  let [words, spare] = room.words;
  packInto(words, counts, values, wholes, groups, bits);
  for (let d = 0; d < 3; d++) {
    const next = startsIn(counts, d, n);
    if (next === undefined) continue;
    scatterWords(words, digit * d, next, spare);
    [words, spare] = [spare, words];
  }
  unpack(words, wholes, bits, room.sorted, spare);
  return { sorted: room.sorted, groups: spare };
}

/** Room for sorts of `n` values. */
export function sortRoom(n: number): SortRoom {
  return { sorted: new Float64Array(n), words: [new Int32Array(n), new Int32Array(n)] };
}

function scatterWords(words: Int32Array, shift: number, next: Int32Array, to: Int32Array /* out */): void {
  for (let i = 0; i < words.length; i++) to[next[(words[i] >>> shift) & (digitValues - 1)]++] = words[i];
}

function unpack(
  words: Int32Array,
  { parts, least }: Wholes,
  bits: number,
  sorted: Float64Array, // out
  groups: Int32Array, // out
): void {
  let last = -1;
  let value = 0;
  for (let i = 0; i < words.length; i++) {
    const whole = words[i] >>> bits;
    if (whole !== last) value = (whole + least) / parts;
    last = whole;
    sorted[i] = value;
    groups[i] = words[i] - (whole << bits);
  }
}
