import { argsort, moments, pick, rowsByGroup } from "../core/numbers.ts";
import { countScale } from "../core/weights.ts";
import type { Encoding } from "../encode/encode.ts";
import { type EncodedFeature, encodedNames, type FittedFeature } from "../encode/fitted.ts";
import type { Sizes } from "../kmeans/fit.ts";

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
  /** Numbers only: the rows in ascending order of their values. */
  readonly order?: Int32Array;
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
  /** The rows of each segment, ascending. */
  readonly rows: readonly Int32Array[];
  readonly weights: Float64Array;
}

/** The most distinct whole numbers of a column whose values are named, not called high or low; and rows that there must be of each. */
export const fewValues = 12;
const rowsOfValue = 5;

const outlierShare = 0.01; // of the weight: a smaller segment is one of outliers

/** Whether segment `s` is so small that it holds outliers only. */
export function isOutliers({ sizes: { weights, total } }: Pick<Profile, "sizes">, s: number): boolean {
  return weights[s] < outlierShare * total;
}

/** Profiles every encoded feature by segment. In O(n) a feature, by a radix sort of the numbers; a row of weight 3 counts as three. */
export function profile({ fitted, features }: Encoding, labels: Int32Array, weights: Float64Array, sizes: Sizes): Profile {
  const rows = rowsByGroup(labels, sizes.rows.length);
  const split: Split = { labels, rows, sizes, weights, counts: weights.every((w) => w === weights[0] && w <= 1) ? undefined : weights };
  return { columns: fitted.flatMap((fit, f) => profileFeature(fit, features[f], split)), sizes, rows, weights };
}

/** Rows by segment; `counts`: the weights that repeat them, absent where all are alike. */
interface Split {
  readonly labels: Int32Array;
  readonly rows: readonly Int32Array[];
  readonly sizes: Sizes;
  readonly weights: Float64Array;
  readonly counts: Float64Array | undefined;
}

function profileFeature(fit: FittedFeature, feature: EncodedFeature, split: Split): ProfiledColumn[] {
  const names = encodedNames(fit);
  const { column } = fit;
  if (feature.type === "number") return [{ name: names[0], column, ...profileNumber(feature.values, split), feature }];
  const shares = sharesIn(feature.codes, names.length, split);
  return names.map((name, code) => {
    const { mean, means, outside } = shares[code];
    const levels = fit.type === "category" ? { label: fit.labels[code], level: fit.levels[code], code } : {};
    const strengths = means.map((share, s) => (means.length > 1 ? share - outside[s] : 0));
    return { name, column, ...levels, mean, deviation: Math.sqrt(mean * (1 - mean)), means, outside, strengths, feature };
  });
}

type NumberProfile = Omit<ProfiledColumn, "name" | "column" | "feature">;

function profileNumber(values: Float64Array, split: Split): NumberProfile {
  const { rows, sizes, weights, counts } = split;
  const { mean, deviation } = moments(values, weights);
  const means = Float64Array.from(rows, (own) => moments(pick(values, own), pick(weights, own)).mean);
  const order = argsort(values);
  const all = ascending(values, counts, order);
  const parts = partition(order, split).map((own) => ascending(values, counts, own));
  return {
    mean,
    deviation,
    median: medianOf(all, (i) => all.upTo[i], values.length),
    means,
    outside: means.map((own, s) => meanOutside(mean, own, sizes, s)),
    strengths: dominances(all.sorted, order, split),
    order,
    medians: Float64Array.from(parts, (own) => medianOf(own, (i) => own.upTo[i], own.sorted.length)),
    outsideMedians: Float64Array.from(parts, (own) => {
      return medianOf(all, (i) => all.upTo[i] - weightUpTo(own, all.sorted[i]), values.length - own.sorted.length);
    }),
    ...(deviation > 0 ? fewOf(values, all.sorted, split) : {}),
  };
}

/** The mean of the rows outside a segment, from those of all and of the segment; 0 where there are none. */
function meanOutside(mean: number, own: number, { rows, weights, total }: Sizes, s: number): number {
  if (rows.length < 2) return 0;
  return mean + ((mean - own) * weights[s]) / (total - weights[s]);
}

/** Rows given in any order, by segment, each in that order. */
function partition(order: Int32Array, { labels, rows }: Split): Int32Array[] {
  const parts = rows.map(({ length }) => new Int32Array(length));
  const next = new Int32Array(rows.length);
  for (const i of order) parts[labels[i]][next[labels[i]]++] = i;
  return parts;
}

/** Values in ascending order, each with the weight of all that are not above it. */
interface Ascending {
  readonly sorted: Float64Array;
  readonly upTo: Float64Array;
}

function ascending(values: Float64Array, counts: Float64Array | undefined, order: Int32Array): Ascending {
  const sorted = pick(values, order);
  const upTo = new Float64Array(order.length);
  let sum = 0;
  for (let i = 0; i < order.length; i++) upTo[i] = sum += counts === undefined ? 1 : counts[order[i]];
  for (let i = order.length - 2; i >= 0; i--) if (sorted[i] === sorted[i + 1]) upTo[i] = upTo[i + 1];
  return { sorted, upTo };
}

/** The weight of the values up to `value`, by bisection. */
function weightUpTo({ sorted, upTo }: Ascending, value: number): number {
  const at = firstWhere(sorted.length, (i) => sorted[i] > value);
  return at === 0 ? 0 : upTo[at - 1];
}

/** The median of type 7 of those `rows` of ascending values whose cumulated weight `upTo` gives. */
function medianOf({ sorted }: Ascending, upTo: (i: number) => number, rows: number): number {
  if (rows === 0) return NaN;
  const total = upTo(sorted.length - 1);
  const scale = countScale(total, rows);
  const position = Math.max(0, 0.5 * (total * scale - 1));
  const whole = Math.floor(position);
  const last = sorted.length - 1;
  const low = sorted[firstWhere(last, (i) => upTo(i) * scale > whole)];
  const high = sorted[firstWhere(last, (i) => upTo(i) * scale > whole + 1)];
  return low + (position - whole) * (high - low);
}

/** The first of 0 to `end` - 1 from which on something holds, or `end`. */
function firstWhere(end: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Cliff's delta of every segment against the rows outside it, in one pass over the sorted values: each row counts the weight below
 * it less the weight above it in all rows, and what a segment's rows count of each other cancels out.
 */
function dominances(sorted: Float64Array, order: Int32Array, { labels, weights, sizes }: Omit<Split, "rows" | "counts">): Float64Array {
  const sums = new Float64Array(sizes.rows.length);
  let below = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    let tied = 0;
    for (; to < order.length && sorted[to] === sorted[from]; to++) tied += weights[order[to]];
    const net = 2 * below + tied - sizes.total;
    for (let at = from; at < to; at++) sums[labels[order[at]]] += weights[order[at]] * net;
    below += tied;
  }
  return sums.map((sum, s) => {
    const pairs = sizes.weights[s] * (sizes.total - sizes.weights[s]);
    return sums.length > 1 ? Math.max(-1, Math.min(1, sum / pairs)) : 0;
  });
}

/** Cliff's delta between two segments in a number. */
export function deltaBetween(values: Float64Array, { rows, weights, sizes }: Profile, s: number, t: number): number {
  const both = Int32Array.from([...rows[s], ...rows[t]]);
  const labels = Int32Array.from(both, (_, i) => Number(i >= rows[s].length));
  const own = pick(values, both);
  const order = argsort(own);
  const pair: Sizes = {
    rows: Int32Array.of(rows[s].length, rows[t].length),
    weights: Float64Array.of(sizes.weights[s], sizes.weights[t]),
    total: sizes.weights[s] + sizes.weights[t],
  };
  return dominances(pick(own, order), order, { labels, weights: pick(weights, both), sizes: pair })[0];
}

/** The values of a column of few distinct whole numbers. */
function fewOf(values: Float64Array, sorted: Float64Array, split: Split): { few?: readonly ValueShares[] } {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] === sorted[i - 1]) continue;
    if (distinct.length === fewValues || !Number.isInteger(sorted[i])) return {};
    distinct.push(sorted[i]);
  }
  if (distinct.length * rowsOfValue > sorted.length) return {};
  const place = new Map(distinct.map((value, at) => [value, at]));
  const shares = sharesIn(Int32Array.from(values, (value) => place.get(value)!), distinct.length, split);
  return { few: distinct.map((value, at) => ({ value, ...shares[at] })) };
}

/** The share of every level of all rows, in every segment, and outside it; a code of -1 is no level. */
function sharesIn(codes: Int32Array, levels: number, { labels, weights, sizes }: Split): Omit<ValueShares, "value">[] {
  const sums = Array.from({ length: levels }, () => new Float64Array(sizes.rows.length));
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) sums[codes[i]][labels[i]] += weights[i];
  return sums.map((own) => {
    const total = own.reduce((sum, weight) => sum + weight, 0);
    return {
      mean: Math.min(1, total / sizes.total),
      means: own.map((weight, s) => weight / sizes.weights[s]),
      outside: own.map((weight, s) => (own.length > 1 ? clamp((total - weight) / (sizes.total - sizes.weights[s])) : 0)),
    };
  });
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
