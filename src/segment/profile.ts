import { argsort, bisect, crossCounts, momentsOf, pick } from "../core/numbers.ts";
import { countOnce } from "../core/weights.ts";
import { type SortRoom, sortRoom, sortWithGroups } from "../core/whole-sort.ts";
import type { Encoding } from "../encode/encode.ts";
import { type EncodedFeature, encodedNames, type FittedFeature } from "../encode/fitted.ts";
import type { Sizes } from "../kmeans/fit.ts";
import { spreadOf, tailOf } from "./spread.ts";
import { medianIn, upToIn, type Weighed, weightUpTo } from "./weighed.ts";

/** An encoded feature over all rows, over each segment and over the rows outside it, in original units. */
export interface ProfiledColumn {
  /** `column`, or `column: label`. */
  readonly name: string;
  /** The table's column. */
  readonly column: string;
  /** What a category's level is called, as it stands in the table, and its place among the levels; absent for a number. */
  readonly label?: string;
  readonly level?: string;
  readonly code?: number;
  /** Over all rows. */
  readonly mean: number;
  readonly deviation: number;
  /** Numbers only: over all rows. */
  readonly median?: number;
  /** One a segment. */
  readonly means: Float64Array;
  /** One a segment: over the rows outside it; 0 where there are none. */
  readonly outside: Float64Array;
  /**
   * One a segment, from -1 to 1: how far it stands apart from the rows outside it. For a number Cliff's delta, the share of pairs
   * (a row inside, a row outside) in which the inside is higher less the share in which it is lower; for a level the share inside
   * less the share outside, which is Cliff's delta of 0 and 1.
   */
  readonly strengths: Float64Array;
  /** One a segment; numbers only. */
  readonly medians?: Float64Array;
  /** Numbers only: one a segment, over the rows outside it; NaN where there are none. */
  readonly outsideMedians?: Float64Array;
  /** Of a number that takes few whole values: each of them, ascending. */
  readonly few?: readonly ValueShares[];
  /** Numbers only: one a segment, its least and its greatest value. */
  readonly lows?: Float64Array;
  readonly highs?: Float64Array;
  /** Numbers only: whether it takes so few values. */
  readonly takesFew?: boolean;
  /** The cells. */
  readonly feature: EncodedFeature;
}

/** A value of a number that takes few, and how often it occurs. */
interface ValueShares {
  readonly value: number;
  /** The share of all rows. */
  readonly mean: number;
  /** The share of each segment, and of the rows outside it. */
  readonly means: Float64Array;
  readonly outside: Float64Array;
}

/** What is known of the segments before they are put in words. */
export interface Profile {
  readonly columns: readonly ProfiledColumn[];
  readonly sizes: Sizes;
  /** The customers of each segment: its rows, unless these stand for more. */
  readonly counts: ArrayLike<number>;
  /** The rows of a segment, ascending. */
  readonly rowsOf: (s: number) => Int32Array;
  readonly weights: Float64Array;
}

/** The most distinct whole numbers of a column whose values are named, not called high or low; and rows that there must be of each. */
const fewValues = 12;
const rowsOfValue = 5;

const outlierShare = 0.01; // of the weight: a smaller segment is one of outliers

/** Whether segment `s` is so small that it holds outliers only. */
export function isOutliers({ sizes: { weights, total } }: Pick<Profile, "sizes">, s: number): boolean {
  return weights[s] < outlierShare * total;
}

/** Profiles every encoded feature by segment. In O(n) a feature, by a radix sort of the numbers; a row of weight 3 counts as three. */
export function profile({ fitted, features }: Encoding, labels: Int32Array, weights: Float64Array, sizes: Sizes): Profile {
  const room = { ...sortRoom(labels.length), grouped: new Float64Array(labels.length) };
  const split: Split = { labels, sizes, weights, counts: countOnce(weights) ? undefined : weights, room };
  const columns = fitted.flatMap((fit, f) => profileFeature(fit, features[f], split));
  const known: Int32Array[] = []; // few are asked for
  return { columns, sizes, counts: sizes.rows, weights, rowsOf: (s) => (known[s] ??= rowsWith(labels, s, sizes.rows[s])) };
}

/** The `count` rows of a label, ascending. */
function rowsWith(labels: Int32Array, label: number, count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let i = 0, at = 0; at < count; i++) if (labels[i] === label) rows[at++] = i;
  return rows;
}

/** Rows by segment; `counts`: the weights that repeat them, absent where all are alike. */
interface Split {
  readonly labels: Int32Array;
  readonly sizes: Sizes;
  readonly weights: Float64Array;
  readonly counts: Float64Array | undefined;
  readonly room: Room;
}

/** Arrays that one number after the other is sorted in. */
interface Room extends SortRoom {
  readonly grouped: Float64Array;
}

function profileFeature(fit: FittedFeature, feature: EncodedFeature, split: Split): ProfiledColumn[] {
  const names = encodedNames(fit);
  const { column } = fit;
  if (feature.type === "number") {
    const isPlain = fit.type === "number" && fit.transform === undefined && fit.winsorise === undefined;
    return [{ name: names[0], column, ...profileNumber(feature.values, split, isPlain), feature }];
  }
  const shares = sharesIn(feature.codes, names.length, split);
  return names.map((name, code) => {
    const { mean, means, outside } = shares[code];
    const levels = fit.type === "category" ? { label: fit.labels[code], level: fit.levels[code], code } : {};
    const strengths = means.map((share, s) => (means.length > 1 ? share - outside[s] : 0));
    return { name, column, ...levels, mean, deviation: Math.sqrt(mean * (1 - mean)), means, outside, strengths, feature };
  });
}

type NumberProfile = Omit<ProfiledColumn, "name" | "column" | "feature">;

/** `isPlain`: it is segmented by as it is. */
function profileNumber(values: Float64Array, split: Split, isPlain: boolean): NumberProfile {
  const { sizes, weights } = split;
  const { mean, deviation } = momentsOf(values, weights);
  const means = meansIn(values, split);
  const ascending = ascendingIn(values, split);
  const { sorted } = ascending;
  spreadOf(values, sorted);
  if (isPlain) tailOf(values, sorted, split.counts === undefined && weights[0] === 1 ? mean : undefined);
  const { grouped, strengths } = sweep(ascending, weights[0], sizes, split.room.grouped);
  const all: Weighed = { sorted, upTo: ascending.counts === undefined ? undefined : upToIn(ascending.counts.slice()) };
  const parts = partsIn(grouped, ascending, sizes);
  const ends = fewEnds(sorted);
  return {
    mean,
    deviation,
    median: medianIn(all, (i) => weightUpTo(all, sorted[i]), values.length),
    means,
    outside: means.map((own, s) => meanOutside(mean, own, sizes, s)),
    strengths,
    lows: Float64Array.from(parts, (own) => own.sorted[0]),
    highs: Float64Array.from(parts, (own) => own.sorted[own.sorted.length - 1]),
    takesFew: ends !== undefined,
    medians: Float64Array.from(parts, (own) => medianIn(own, (i) => weightUpTo(own, own.sorted[i]), own.sorted.length)),
    outsideMedians: Float64Array.from(parts, (own) => {
      const upTo = (i: number): number => weightUpTo(all, sorted[i]) - weightUpTo(own, sorted[i]);
      return medianIn(all, upTo, values.length - own.sorted.length);
    }),
    ...(deviation > 0 && ends !== undefined ? fewOf(ascending, ends, split) : {}),
  };
}

/** Values in ascending order, each with its segment, and with its weight where weights repeat rows. */
interface Ascending {
  readonly sorted: Float64Array;
  readonly groups: Int32Array;
  readonly counts: Float64Array | undefined;
}

function ascendingIn(values: Float64Array, { labels, counts, sizes, room }: Omit<Split, "weights">): Ascending {
  const found = counts === undefined ? sortWithGroups(values, labels, sizes.rows.length, room) : undefined;
  if (found !== undefined) return { ...found, counts };
  const order = argsort(values);
  const groups = new Int32Array(order.length);
  for (let at = 0; at < groups.length; at++) groups[at] = labels[order[at]];
  return { sorted: pick(values, order), groups, counts: counts === undefined ? undefined : pick(counts, order) };
}

/** The mean of each segment: its first value and the mean of the differences from that, which of equal values is that value. */
function meansIn(values: Float64Array, { labels, weights, sizes: { rows } }: Split): Float64Array {
  const k = rows.length;
  const firsts = Float64Array.from(rows, (count, s) => (count === 0 ? NaN : values[labels.indexOf(s)]));
  const sums = new Float64Array(k), totals = new Float64Array(k);
  const isMixed = new Uint8Array(k);
  for (let i = 0; i < values.length; i++) {
    const s = labels[i];
    totals[s] += weights[i];
    sums[s] += weights[i] * (values[i] - firsts[s]);
    if (values[i] !== firsts[s]) isMixed[s] = 1;
  }
  return firsts.map((first, s) => (isMixed[s] === 0 ? first : first + sums[s] / totals[s]));
}

/** The mean of the rows outside a segment, from those of all and of the segment; 0 where there are none. */
function meanOutside(mean: number, own: number, { rows, weights, total }: Sizes, s: number): number {
  if (rows.length < 2) return 0;
  return mean + ((mean - own) * weights[s]) / (total - weights[s]);
}

/** Where each segment's rows begin, when they stand one segment after the other. */
function startsOf({ rows }: Sizes): Int32Array {
  let before = 0;
  return rows.map((count) => (before += count) - count);
}

/** The ascending values of each segment, one after the other, and what sets each apart. */
interface Swept {
  readonly grouped: Float64Array;
  readonly strengths: Float64Array;
}

/**
 * Puts sorted values by segment, and finds Cliff's delta of every segment against the rows outside it: each row counts the weight below
 * it less the weight above it in all rows, and what a segment's rows count of each other cancels out. `weight`: of each row, where weights
 * do not repeat them.
 */
function sweep({ sorted, groups, counts }: Ascending, weight: number, sizes: Sizes, grouped: Float64Array /* out */): Swept {
  const next = startsOf(sizes);
  const sums = new Float64Array(sizes.rows.length);
  let below = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from];
    let tied = 0;
    for (; to < sorted.length && sorted[to] === value; to++) tied += counts === undefined ? weight : counts[to];
    const net = 2 * below + tied - sizes.total;
    for (let at = from; at < to; at++) {
      const s = groups[at];
      sums[s] += (counts === undefined ? weight : counts[at]) * net;
      grouped[next[s]++] = sorted[at];
    }
    below += tied;
  }
  const strengths = sums.map((sum, s) => {
    const pairs = sizes.weights[s] * (sizes.total - sizes.weights[s]);
    return sums.length > 1 ? Math.max(-1, Math.min(1, sum / pairs)) : 0;
  });
  return { grouped, strengths };
}

/** The values of each segment, with their weights where these count. */
function partsIn(grouped: Float64Array, { groups, counts }: Ascending, sizes: Sizes): Weighed[] {
  const starts = startsOf(sizes);
  const own = new Float64Array(counts === undefined ? 0 : groups.length);
  if (counts !== undefined) {
    const next = starts.slice();
    for (let at = 0; at < groups.length; at++) own[next[groups[at]]++] = counts[at];
  }
  return Array.from(starts, (start, s) => {
    const end = start + sizes.rows[s];
    return { sorted: grouped.subarray(start, end), upTo: counts === undefined ? undefined : upToIn(own.subarray(start, end)) };
  });
}

/** Cliff's delta between two segments in a number. */
export function deltaBetween(values: Float64Array, { rowsOf, weights, sizes }: Profile, s: number, t: number): number {
  const first = rowsOf(s), second = rowsOf(t);
  const both = new Int32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  const labels = new Int32Array(both.length).fill(1, first.length);
  const weighed = pick(weights, both);
  const pair: Sizes = {
    rows: Int32Array.of(first.length, second.length),
    weights: Float64Array.of(sizes.weights[s], sizes.weights[t]),
    total: sizes.weights[s] + sizes.weights[t],
  };
  const room = { ...sortRoom(both.length), grouped: new Float64Array(both.length) };
  const ascending = ascendingIn(pick(values, both), { labels, counts: countOnce(weighed) ? undefined : weighed, sizes: pair, room });
  return sweep(ascending, weighed[0], pair, room.grouped).strengths[0];
}

/** Where each run of equal values ends, if these are few. */
function fewEnds(sorted: Float64Array): number[] | undefined {
  const ends: number[] = [];
  for (let from = 0; from < sorted.length; from = ends[ends.length - 1]) {
    if (ends.length === fewValues) return undefined;
    ends.push(bisect(sorted, sorted[from], "right"));
  }
  return ends;
}

/** The values of a column of few distinct whole numbers, from where each ends in the sorted ones. */
function fewOf({ sorted, groups, counts }: Ascending, ends: readonly number[], split: Split): { few?: readonly ValueShares[] } {
  if (ends.length * rowsOfValue > sorted.length || !ends.every((end) => Number.isInteger(sorted[end - 1]))) return {};
  const { weights: [weight], sizes } = split;
  return {
    few: ends.map((end, at) => {
      const sums = new Float64Array(sizes.rows.length);
      const from = ends[at - 1] ?? 0;
      for (let i = from; i < end; i++) sums[groups[i]] += counts === undefined ? weight : counts[i];
      return { value: sorted[from], ...shareOf(sums, split) };
    }),
  };
}

/** The share of every level of all rows, in every segment, and outside it; a code of -1 is no level. */
function sharesIn(codes: Int32Array, levels: number, split: Split): Omit<ValueShares, "value">[] {
  const { labels, weights, counts, sizes: { rows: { length: k } } } = split;
  if (counts === undefined && weights[0] === 1) {
    const rows = crossCounts(codes, labels, levels + 1, k + 1);
    return Array.from({ length: levels }, (_, level) => {
      const first = (level + 1) * (k + 1) + 1;
      return shareOf(Float64Array.from(rows.subarray(first, first + k)), split);
    });
  }
  const sums = new Float64Array(levels * k);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) sums[codes[i] * k + labels[i]] += weights[i];
  return Array.from({ length: levels }, (_, level) => shareOf(sums.subarray(level * k, (level + 1) * k), split));
}

/** The share of the weights of a level: of all rows, in every segment, and outside it. */
function shareOf(own: Float64Array, { sizes }: Split): Omit<ValueShares, "value"> {
  const total = own.reduce((sum, weight) => sum + weight, 0);
  return {
    mean: Math.min(1, total / sizes.total),
    means: own.map((weight, s) => weight / sizes.weights[s]),
    outside: own.map((weight, s) => (own.length > 1 ? clamp((total - weight) / (sizes.total - sizes.weights[s])) : 0)),
  };
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
