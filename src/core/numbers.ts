import { digit, digitValues, packInto, startsIn, wholesOf } from "./whole-sort.ts";

// An engine's own logarithm may differ from another's in its last bit, and a bit can decide a label. These use + - * / alone.

/** Which half of a number's bits is the upper one, with its sign: the second on most machines. */
export const highWord: 0 | 1 = /* @__PURE__ */ (() => (new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0))();

const double = /* @__PURE__ */ new Float64Array(1);
const halves = /* @__PURE__ */ (() => new Int32Array(double.buffer))();

/** What brings a number with each exponent into [1, 2): a product is the same bits as a new exponent, and faster. */
const inverses = /* @__PURE__ */ (() => {
  const powers = new Float64Array(2047).fill(1);
  for (let own = 1022; own > 0; own--) powers[own] = 2 * powers[own + 1];
  for (let own = 1024; own < 2047; own++) powers[own] = powers[own - 1] / 2;
  return powers;
})();

/** The upper 33 bits of ln 2: a product with an exponent is exact. */
export const ln2High = 6.93147180369123816490e-1;
/** What they leave of it. */
export const ln2Low = 1.90821492927058770002e-10;

/** The natural logarithm of a finite `x` above 0, the same bits on every engine; within 2 ulp of the true value. */
export function log(x: number): number {
  return x < 2.2250738585072014e-308 ? logOfNormal(x * 18014398509481984, -54) : logOfNormal(x, 0); // 2^54 lifts a subnormal number
}

/** log(2^exponent x) for a normal number `x`; of 0 and Infinity what their bits would say of one. */
function logOfNormal(x: number, exponent: number): number {
  double[0] = x;
  const high = halves[highWord];
  const own = high >>> 20;
  exponent += own - 1023;
  if (own === 0 || own > 2046) halves[highWord] = (high & 0xfffff) | 0x3ff00000;
  let fraction = own === 0 || own > 2046 ? double[0] : x * inverses[own]; // in [1, 2)
  if (fraction > Math.SQRT2) {
    fraction /= 2;
    exponent++;
  }
  return exponent * ln2High + (exponent * ln2Low + series(fraction - 1));
}

/** log(1 + x) for a finite `x` above -1, accurate near 0, the same bits on every engine; within 2 ulp of the true value. */
export function log1p(x: number): number {
  if (x > -0.25 && x < 0.4) return series(x);
  const sum = 1 + x;
  return logOfNormal(sum, 0) + (x - (sum - 1)) / sum; // what the sum lost
}

/** {@link log1p} of each. */
export function logs(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  for (let i = 0; i < found.length; i++) found[i] = log1p(values[i]);
  return found;
}

/**
 * log(1 + f) = 2 artanh(s) with s = f / (2 + f), by its series; eleven terms suffice for |s| below 0.1717.
 * The first term, 2s, is f - s f: f is exact, s is not.
 */
function series(f: number): number {
  const s = f / (2 + f);
  const square = s * s;
  let sum = square * (1 / 21);
  sum = square * (sum + 1 / 19);
  sum = square * (sum + 1 / 17);
  sum = square * (sum + 1 / 15);
  sum = square * (sum + 1 / 13);
  sum = square * (sum + 1 / 11);
  sum = square * (sum + 1 / 9);
  sum = square * (sum + 1 / 7);
  sum = square * (sum + 1 / 5);
  sum = square * (sum + 1 / 3);
  return f - s * (f - 2 * sum);
}

/** e to the power of `x`, the same bits on every engine; within 2 ulp of the true value where that is a normal number. */
export function exp(x: number): number {
  if (x < -746) return 0;
  if (x > 710) return Infinity;
  const exponent = Math.floor(x / Math.LN2 + 0.5);
  const high = x - exponent * ln2High;
  const low = exponent * ln2Low;
  const rest = high - low; // within 0.35 of 0
  const lost = high - rest - low; // what the difference lost

  // e^rest - 1 by its series; fourteen terms suffice
  let sum = 0;
  for (let j = 14; j >= 2; j--) sum = (rest / j) * (1 + sum);
  const power = 1 + (rest + (rest * sum + lost));
  const half = Math.floor(exponent / 2); // twice a half, lest a power leave the range that the result is in
  return power * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** 2 to the power of an integer, by squaring. */
function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let base = exponent < 0 ? 0.5 : 2, left = Math.abs(exponent); left > 0; left >>= 1, base *= base) {
    if (left & 1) power *= base;
  }
  return power;
}

/** Weighted moments of a column. */
export interface Moments {
  readonly mean: number;
  /** The standard deviation. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  /** The total weight. */
  readonly weight: number;
}

/**
 * Mean and deviation; without weights each value weighs 1. In two passes: the first sums differences from the first value, the second is
 * about the mean, with its rounding error taken off again (Chan, Golub and LeVeque 1983, the corrected two-pass algorithm): digits survive
 * an offset of 1e9.
 */
export function moments(values: Float64Array, weights?: Float64Array, ddof = 0): Moments {
  const first = values[0];
  let weight = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const own = weights === undefined ? 1 : weights[i];
    weight += own;
    sum += own * (value - first);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min === max) return { mean: min, deviation: 0, min, max, weight };
  const mean = first + sum / weight;
  let squares = 0;
  let error = 0;
  for (let i = 0; i < values.length; i++) {
    const own = weights === undefined ? 1 : weights[i];
    const difference = values[i] - mean;
    squares += own * difference * difference;
    error += own * difference;
  }
  const variance = Math.max(0, squares - (error * error) / weight) / (weight - ddof);
  return { mean, deviation: Math.sqrt(variance), min, max, weight };
}

const foundMoments = /* @__PURE__ */ new WeakMap<Float64Array, { readonly weights: Float64Array; readonly moments: Moments }>();

/** {@link moments} of values and weights that nobody writes to: those that were found last, where they are asked for again. */
export function momentsOf(values: Float64Array, weights: Float64Array): Moments {
  const known = foundMoments.get(values);
  if (known?.weights === weights) return known.moments;
  const found = moments(values, weights);
  foundMoments.set(values, { weights, moments: found });
  return found;
}

/**
 * The indices of `keys` from the lowest key to the highest; equal keys keep their order, and NaN comes last. A radix sort by digits of
 * the keys in some fraction of one, where all are whole numbers of it; else of their bits, which made unsigned are ordered as the numbers
 * are: O(n), and no comparison is called. Digits that all keys share cost nothing.
 */
export function argsort(keys: Float64Array): Int32Array {
  const n = keys.length;
  const { words, counts } = wholeDigits(keys) ?? orderedBits(keys);
  let order: Int32Array | undefined;
  let spare: Int32Array | undefined;
  for (let d = 0; d < 3 * words.length && n > 0; d++) {
    const next = startsIn(counts, d, n);
    if (next === undefined) continue;
    const to: Int32Array = spare ?? new Int32Array(n);
    const word = words[d < 3 ? 0 : 1];
    if (order === undefined) scatterAll(word, digit * (d % 3), next, to);
    else scatter(word, digit * (d % 3), next, order, to);
    [order, spare] = [to, order];
  }
  return order ?? integers(n);
}

/** So many integers from the first on, a step apart. */
export function integers(count: number, first = 0, step = 1): Int32Array {
  const found = new Int32Array(count);
  for (let i = 0; i < count; i++) found[i] = first + i * step;
  return found;
}

/** All indices by a digit of their words, those of the same digit ascending. */
function scatterAll(word: Int32Array, shift: number, next: Int32Array, to: Int32Array /* out */): void {
  for (let i = 0; i < word.length; i++) to[next[(word[i] >>> shift) & (digitValues - 1)]++] = i;
}

/** The indices of `from` by a digit of their words, those of the same digit in their order. */
function scatter(word: Int32Array, shift: number, next: Int32Array, from: Int32Array, to: Int32Array /* out */): void {
  for (let at = 0; at < from.length; at++) to[next[(word[from[at]] >>> shift) & (digitValues - 1)]++] = from[at];
}

/** Words that are ordered as keys are, the low one first, and how often each of their digits has each value. */
interface Digits {
  readonly words: readonly Int32Array[];
  readonly counts: Int32Array;
}

function wholeDigits(keys: Float64Array): Digits | undefined {
  const wholes = wholesOf(keys);
  if (wholes === undefined) return undefined;
  const word = new Int32Array(keys.length), counts = new Int32Array(3 * digitValues);
  packInto(word, counts, keys, wholes, undefined, 0);
  return { words: [word], counts };
}

/** The low and the high word of every key's bits, ordered as the keys are. */
function orderedBits(keys: Float64Array): Digits {
  const n = keys.length;
  const copy = new Float64Array(n);
  for (let i = 0; i < n; i++) copy[i] = keys[i] + 0; // -0 becomes 0
  const halves = new Int32Array(copy.buffer);
  const low = new Int32Array(n), high = new Int32Array(n), counts = new Int32Array(6 * digitValues);
  for (let i = 0; i < n; i++) {
    let top = halves[2 * i + highWord], bottom = halves[2 * i + 1 - highWord];
    if (keys[i] !== keys[i]) { // the bits of NaN, its sign among them, are the engine's choice
      top = 0x7fffffff;
      bottom = -1;
    }
    const sign = top >> 31;
    low[i] = bottom ^= sign;
    high[i] = top ^= sign | -0x80000000;
    counts[bottom & (digitValues - 1)]++;
    counts[digitValues + ((bottom >>> digit) & (digitValues - 1))]++;
    counts[2 * digitValues + (bottom >>> (2 * digit))]++;
    counts[3 * digitValues + (top & (digitValues - 1))]++;
    counts[4 * digitValues + ((top >>> digit) & (digitValues - 1))]++;
    counts[5 * digitValues + (top >>> (2 * digit))]++;
  }
  return { words: [low, high], counts };
}

/**
 * How many of the first `count` entries, ascending, stand below `bound`; with `"right"` those equal to it count too. Where `bound`
 * is or would be inserted, on either side of its equals.
 */
export function bisect(ascending: ArrayLike<number>, bound: number, side: "left" | "right", count: number = ascending.length): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < bound || (side === "right" && ascending[middle] === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows of each of `k` groups, ascending; rows whose group is below 0 are in none. Each array is a part of one. In O(n). */
export function rowsByGroup(groups: ArrayLike<number>, k: number): Int32Array[] {
  const end = new Int32Array(k + 1);
  for (let i = 0; i < groups.length; i++) if (groups[i] >= 0) end[groups[i] + 1]++;
  for (let g = 0; g < k; g++) end[g + 1] += end[g];
  const next = end.slice();
  const rows = new Int32Array(end[k]);
  for (let i = 0; i < groups.length; i++) if (groups[i] >= 0) rows[next[groups[i]]++] = i;
  return Array.from({ length: k }, (_, g) => rows.subarray(end[g], end[g + 1]));
}

/** The highest of some codes from -1 on. */
export function highestOf(codes: Int32Array): number {
  let highest = -1;
  for (let i = 0; i < codes.length; i++) if (codes[i] > highest) highest = codes[i];
  return highest;
}

/** How many rows have each pair of codes, which are -1 to below `rows` - 1 and `cols` - 1: those of `a` by rows, of `b` by columns. */
export function crossCounts(a: Int32Array, b: Int32Array, rows: number, cols: number): Int32Array {
  const counts = new Int32Array(rows * cols);
  for (let i = 0; i < a.length; i++) counts[(a[i] + 1) * cols + b[i] + 1]++;
  return counts;
}

/** The values of some rows. */
export function pick(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < picked.length; at++) picked[at] = values[rows[at]];
  return picked;
}

/** Orders text by code unit, whatever the language of the machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sum of numbers, one after the other: a loop, since a callback would box each of them until it is compiled. */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
