import { argsort, bisect, highWord } from "./numbers.ts";
import { countOnce, countScale } from "./weights.ts";

/** Values in ascending order, each with the weight up to and including it, or up to and including all that are equal to it. */
export interface Distribution {
  readonly sorted: Float64Array;
  /** Undefined where each value counts once. */
  readonly upTo: Float64Array | undefined;
}

/** Sorts values with their weights, leaving out every NaN; without weights each counts once. In O(n log n). */
export function distribution(values: Float64Array, weights?: Float64Array): Distribution {
  const sorted = presentOf(values).sort(); // several times faster than sorting indices
  if (countOnce(weights)) return { sorted, upTo: undefined };
  const upTo = new Float64Array(sorted.length);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) upTo[bisect(sorted, values[i], "left")] += weights![i];
  let total = 0;
  for (let i = 0; i < upTo.length; i++) upTo[i] = total += upTo[i];
  const scale = countScale(total, upTo.length);
  return { sorted, upTo: scale === 1 ? upTo : upTo.map((weight) => weight * scale) };
}

/** The values that are not NaN, in an array of their own. */
function presentOf(values: Float64Array): Float64Array {
  const present = values.slice();
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) present[count++] = values[i];
  return present.subarray(0, count);
}

/**
 * The quantile of type 7 (R's and NumPy's default) of values repeated as often as their weights say, in O(log n).
 *
 * @param share - between 0 and 1; 0.5 is the median
 */
export function quantile({ sorted, upTo }: Distribution, share: number): number {
  if (sorted.length === 0) return NaN;
  const last = sorted.length - 1;
  const position = Math.max(0, share * (upTo === undefined ? last : upTo[last] - 1));
  const whole = Math.floor(position);
  const low = sorted[upTo === undefined ? whole : bisect(upTo, whole, "right", last)];
  const high = sorted[upTo === undefined ? Math.min(whole + 1, last) : bisect(upTo, whole + 1, "right", last)];
  return low + (position - whole) * (high - low);
}

const manyValues = 32768; // of which a few are found faster than all are sorted
const bucketBits = 18; // sign, exponent and six bits of the fraction: a bucket is at most 1/64 of its values wide
const groupBits = 9; // of the buckets in a group

/** The {@link quantile} at each of some shares; of many values that count once in O(n), unless most of them are nearly alike. */
export function quantilesOf(values: Float64Array, weights: Float64Array | undefined, shares: readonly number[]): number[] {
  if (values.length < manyValues || !countOnce(weights)) {
    const spread = distribution(values, weights);
    return shares.map((share) => quantile(spread, share));
  }
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const buckets = new Int32Array(1 << bucketBits);
  const groups = new Int32Array(1 << (bucketBits - groupBits));
  countBuckets(values, words, buckets, groups);
  const present = groups.reduce((sum, count) => sum + count, 0);
  if (present === 0) return shares.map(() => NaN);
  const positions = shares.map((share) => Math.max(0, share * (present - 1)));
  const places = positions.flatMap((position) => [Math.floor(position), Math.min(Math.floor(position) + 1, present - 1)]);
  const found = valuesAt(values, words, places.map((place) => bucketAt(buckets, groups, place)));
  return positions.map((position, at) => {
    const low = found[2 * at], high = found[2 * at + 1];
    return low + (position - Math.floor(position)) * (high - low);
  });
}

/** The bucket of the number whose upper word this is: the lower one where the number is lower. */
function bucketOf(word: number): number {
  return (word ^ ((word >> 31) | -0x80000000)) >>> (32 - bucketBits);
}

/** Counts the values in each bucket, and in each group of them, that are not NaN. */
function countBuckets(values: Float64Array, words: Int32Array, buckets: Int32Array /* out */, groups: Int32Array /* out */): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== values[i]) continue;
    const bucket = bucketOf(words[2 * i + highWord]);
    buckets[bucket]++;
    groups[bucket >>> groupBits]++;
  }
}

/** A bucket that holds a place of the sorted values, how many values it holds, and which of them that is. */
interface BucketAt {
  readonly bucket: number;
  readonly count: number;
  readonly left: number;
}

function bucketAt(buckets: Int32Array, groups: Int32Array, place: number): BucketAt {
  let left = place;
  let group = 0;
  for (; left >= groups[group]; group++) left -= groups[group];
  let bucket = group << groupBits;
  for (; left >= buckets[bucket]; bucket++) left -= buckets[bucket];
  return { bucket, count: buckets[bucket], left };
}

/** The values at places of buckets: those in these are sorted. */
function valuesAt(values: Float64Array, words: Int32Array, at: readonly BucketAt[]): number[] {
  const wanted = [...new Map(at.map((one) => [one.bucket, one])).values()].sort((a, b) => a.bucket - b.bucket);
  const firsts = new Map<number, number>(); // where each bucket begins among the values taken
  const isWanted = new Uint8Array(1 << bucketBits);
  let taken = 0;
  for (const { bucket, count } of wanted) {
    firsts.set(bucket, taken);
    isWanted[bucket] = 1;
    taken += count;
  }
  const some = new Float64Array(taken);
  for (let i = 0, next = 0; next < taken; i++) {
    if (values[i] === values[i] && isWanted[bucketOf(words[2 * i + highWord])] === 1) some[next++] = values[i];
  }
  some.sort();
  return at.map(({ bucket, left }) => some[firsts.get(bucket)! + left]);
}

/** The rank of every value from 1; equal values share the mean of their ranks. In O(n). */
export function ranks(values: Float64Array): Float64Array {
  return ranksIn(values, argsort(values));
}

function ranksIn(values: Float64Array, order: Int32Array): Float64Array {
  const found = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = values[order[from]];
    do to++;
    while (to < order.length && values[order[to]] === value);
    for (let at = from; at < to; at++) found[order[at]] = (from + 1 + to) / 2;
  }
  return found;
}

/** Where each run of equal values ends, in ascending values. */
export function tieEnds(sorted: Float64Array): Int32Array {
  const ends = new Int32Array(sorted.length);
  let runs = 0;
  for (let i = 1; i <= sorted.length; i++) if (sorted[i] !== sorted[i - 1]) ends[runs++] = i;
  return ends.slice(0, runs);
}

/** The rank of every one of ascending values, less the mean rank of all; equal values share the mean of their ranks. */
export function centredRanks(ends: Int32Array): Float64Array {
  const n = ends[ends.length - 1];
  const ranks = new Float64Array(n);
  let start = 0;
  for (const end of ends) {
    ranks.fill((start + end - n) / 2, start, end);
    start = end;
  }
  return ranks;
}
