// An engine's own logarithm may differ from another's in its last bit, and a bit can decide a label. These use + - * / alone.

const bits = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** The upper 33 bits of ln 2: a product with an exponent is exact. */
const ln2High = 6.93147180369123816490e-1;
/** What they leave of it. */
const ln2Low = 1.90821492927058770002e-10;

/** The natural logarithm of a finite `x` above 0, the same bits on every engine; within 2 ulp of the true value. */
export function log(x: number): number {
  return x < 2.2250738585072014e-308 ? logOfNormal(x * 18014398509481984, -54) : logOfNormal(x, 0); // 2^54 lifts a subnormal number
}

/** log(2^exponent x) for a normal number `x`. */
function logOfNormal(x: number, exponent: number): number {
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  exponent += (high >>> 20) - 1023;
  bits.setInt32(0, (high & 0xfffff) | 0x3ff00000);
  let fraction = bits.getFloat64(0); // in [1, 2)
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

/**
 * log(1 + f) = 2 artanh(s) with s = f / (2 + f), by its series; eleven terms suffice for |s| below 0.1717.
 * The first term, 2s, is f - s f: f is exact, s is not.
 */
function series(f: number): number {
  const s = f / (2 + f);
  const square = s * s;
  let sum = 0;
  for (let j = 21; j >= 3; j -= 2) sum = square * (sum + 1 / j);
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
 * Mean and deviation in two passes: the first sums differences from the first value, the second is about the mean, with its
 * rounding error taken off again (Chan, Golub and LeVeque 1983, the corrected two-pass algorithm): digits survive an offset of 1e9.
 */
export function moments(values: Float64Array, weights: Float64Array, ddof = 0): Moments {
  let weight = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    weight += weights[i];
    sum += weights[i] * (values[i] - values[0]);
    if (values[i] < min) min = values[i];
    if (values[i] > max) max = values[i];
  }
  if (min === max) return { mean: min, deviation: 0, min, max, weight };
  const mean = values[0] + sum / weight;
  let squares = 0;
  let error = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i] - mean;
    squares += weights[i] * difference * difference;
    error += weights[i] * difference;
  }
  const variance = Math.max(0, squares - (error * error) / weight) / (weight - ddof);
  return { mean, deviation: Math.sqrt(variance), min, max, weight };
}

const digit = 11; // bits; three digits a word of 32, six a number
const values = 1 << digit; // of a digit
const highWord = /* @__PURE__ */ (() => new Uint8Array(new Uint32Array([1]).buffer)[0])(); // which half of a number's bits comes second

/**
 * The indices of `keys` from the lowest key to the highest; equal keys keep their order, and NaN comes last. A radix sort by digits of
 * the bits, which made unsigned are ordered as the numbers are: O(n), and no comparison is called. Digits that all keys share, as the
 * low ones of whole numbers, cost nothing.
 */
export function argsort(keys: Float64Array): Int32Array {
  const n = keys.length;
  const { words, counts } = orderedBits(keys);
  let from: Int32Array = new Int32Array(n);
  let to: Int32Array = new Int32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  for (let d = 0; d < 6; d++) {
    const word = words[d < 3 ? 0 : 1];
    const shift = digit * (d % 3);
    const next = counts.subarray(d * values, (d + 1) * values);
    if (n === 0 || next[(word[0] >>> shift) & (values - 1)] === n) continue;
    for (let value = 0, before = 0; value < values; value++) {
      const count = next[value];
      next[value] = before;
      before += count;
    }
    for (let at = 0; at < n; at++) to[next[(word[from[at]] >>> shift) & (values - 1)]++] = from[at];
    [from, to] = [to, from];
  }
  return from;
}

/** The low and the high word of every key, ordered as the keys are, and how often each digit has each value. */
function orderedBits(keys: Float64Array): { words: readonly [low: Int32Array, high: Int32Array]; counts: Int32Array } {
  const n = keys.length;
  const copy = new Float64Array(n);
  for (let i = 0; i < n; i++) copy[i] = keys[i] + 0; // -0 becomes 0
  const halves = new Int32Array(copy.buffer);
  const [low, high, counts] = [new Int32Array(n), new Int32Array(n), new Int32Array(6 * values)];
  for (let i = 0; i < n; i++) {
    let [top, bottom] = [halves[2 * i + highWord], halves[2 * i + 1 - highWord]];
    if (keys[i] !== keys[i]) [top, bottom] = [0x7fffffff, -1]; // the bits of NaN, its sign among them, are the engine's choice
    const sign = top >> 31;
    low[i] = bottom ^= sign;
    high[i] = top ^= sign | -0x80000000;
    counts[bottom & (values - 1)]++;
    counts[values + ((bottom >>> digit) & (values - 1))]++;
    counts[2 * values + (bottom >>> (2 * digit))]++;
    counts[3 * values + (top & (values - 1))]++;
    counts[4 * values + ((top >>> digit) & (values - 1))]++;
    counts[5 * values + (top >>> (2 * digit))]++;
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
