import type { Notice } from "../core/notice.ts";
import { crossCounts, highestOf, log1p, type Moments, moments, pick } from "../core/numbers.ts";
import { quantilesOf } from "../core/quantile.ts";
import { sayNumber } from "../core/text.ts";
import { countOnce } from "../core/weights.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import type { Encoding } from "../encode/encode.ts";
import type { Scaling } from "../encode/fit.ts";
import type { EncodedFeature } from "../encode/fitted.ts";
import { cutAtShare } from "../hierarchy/read-tree.ts";
import { pickRows, Rows } from "../spatial/rows.ts";
import { coarseTree } from "./losses.ts";
import { isOutliers, type Profile, type ProfiledColumn } from "./profile.ts";
import { mostShare, tailOf } from "./spread.ts";
import type { Choice, Structure } from "./types.ts";

const leastPull = 0.3; // of the way from the median to the mean, that the outlier accounts for
const leastSegmentRows = 10; // in fewer, every row counts
const leastSpreadShift = 0.11; // of the mean, in standard deviations of the others of the segment
const leastShift = 0.05; // of the mean, as a share of it
const leastEffect = 0.01; // of the mean, in standard deviations of all rows: less is nothing to anybody
const leastDistance = 5; // from the others, in their standard deviations

/** What there is to say of the segments themselves: that they only repeat categories, are small, or have means that one row makes. */
export function warnSegments(profile: Profile, { fitted, features }: Encoding, labels: Int32Array, scaling: Scaling): Notice[] {
  const isRaw = fitted.some((fit, f) => {
    const feature = features[f];
    if (fit.type !== "number" || feature.type !== "number" || fit.transform !== undefined || fit.winsorise !== undefined) return false;
    return profile.columns.find((column) => column.feature === feature)?.takesFew !== true;
  });
  const restated = warnRestated(profile, labels, scaling, isRaw);
  const said = restated.flatMap((one) => (one.code === "restated" ? one.figures.columns : []));
  const rare = warnRareAnswers(profile).filter(({ column }) => !said.includes(column!));
  const small = warnSmall(profile, isRaw).filter(({ segment }) => !rare.some((one) => one.segment === segment));
  return [...restated, ...rare, ...small, ...warnOutliers(profile)];
}

const rareAnswer = 0.05; // of the rows: an answer of more is no rare one
const allInside = 0.95; // of the segment
const mostOfThem = 0.9; // of those who gave it

/** A notice for every segment that is, nearly to a row, those who gave one rare answer: of several the one that fits best. */
function warnRareAnswers({ columns, sizes: { weights, total } }: Profile): Notice[] {
  if (weights.length < 2) return [];
  return Array.from(weights, (weight, segment) => {
    const captured = ({ mean, means }: ProfiledColumn): number => Math.min(1, (means[segment] * weight) / (mean * total));
    const isRare = ({ level, mean }: ProfiledColumn): boolean => level !== undefined && mean > 0 && mean < rareAnswer;
    return columns
      .filter((one) => isRare(one) && one.means[segment] >= allInside && captured(one) >= mostOfThem)
      .sort((a, b) => b.strengths[segment] - a.strengths[segment])
      .slice(0, 1)
      .map((one): Notice => {
        const figures = { level: one.label!, share: one.mean, captured: captured(one) };
        return { code: "rare-answer", column: one.column, segment, figures };
      });
  }).flat();
}

/** A notice for every mean that one extreme row makes: the mean without it, and the median. */
function warnOutliers(profile: Profile): Notice[] {
  const { weights } = profile;
  const most = countOnce(weights) ? weights[0] : Infinity; // of a row
  return profile.columns.flatMap((column) => {
    const { feature } = column;
    if (feature.type !== "number" || column.takesFew === true) return [];
    const suspects = Array.from(column.means.keys()).filter((s) => mayBeMoved(column, s, profile, most));
    return suspects.flatMap((s) => warnOne(feature.values, column, s, profile));
  });
}

const nearly = 0.9; // rounding moves a mean by far less

/**
 * Whether a row may move the mean of a segment enough, by how far its least and its greatest value lie from it: most do not, which is known
 * before the rows are looked at. `most`: the weight of a row, Infinity where they differ.
 */
function mayBeMoved({ means, medians, lows, highs, deviation }: ProfiledColumn, s: number, { sizes }: Profile, most: number): boolean {
  if (sizes.rows[s] < leastSegmentRows) return false;
  const mean = means[s];
  const shift = (Math.max(Math.abs(lows![s] - mean), Math.abs(highs![s] - mean)) * most) / (sizes.weights[s] - most);
  const least = Math.max(leastShift * Math.abs(mean), leastEffect * deviation, leastPull * Math.abs(mean - medians![s]));
  return most === Infinity || !(shift < nearly * least);
}

function warnOne(
  values: Float64Array,
  { name, means, medians, deviation }: ProfiledColumn,
  s: number,
  { weights, sizes, rowsOf }: Profile,
): Notice[] {
  const rows = rowsOf(s);
  const mean = means[s];
  const median = medians![s];
  let out = rows[0];
  for (let at = 0; at < rows.length; at++) if (Math.abs(values[rows[at]] - median) > Math.abs(values[out] - median)) out = rows[at];
  const total = sizes.weights[s];
  if ((Math.abs(values[out] - mean) * weights[out]) / (total - weights[out]) < (leastShift / 2) * Math.abs(mean)) return [];
  const others = without(rows, out);
  const rest = moments(pick(values, others), pick(weights, others));
  const shift = Math.abs(mean - rest.mean);
  const isFelt = shift >= leastShift * Math.abs(mean) && shift > leastEffect * deviation && sayNumber(mean) !== sayNumber(rest.mean);
  const isPulled = shift > leastPull * Math.abs(mean - median) && shift > leastSpreadShift * rest.deviation;
  if (!isFelt || !isPulled) return [];
  if (Math.abs(values[out] - rest.mean) < leastDistance * rest.deviation) return [];
  return [{ code: "outlier", column: name, segment: s, figures: { mean, value: values[out], without: rest.mean, median } }];
}

function without(rows: Int32Array, out: number): Int32Array {
  const at = rows.indexOf(out);
  const others = new Int32Array(rows.length - 1);
  others.set(rows.subarray(0, at));
  others.set(rows.subarray(at + 1), at);
  return others;
}

/** A notice for every segment of less than 1 %. */
function warnSmall(profile: Profile, isRaw: boolean): Notice[] {
  const { counts, sizes: { weights, total } } = profile;
  return Array.from(counts, (size, segment) => ({ size, segment }))
    .filter(({ segment }) => isOutliers(profile, segment))
    .map(({ size, segment }) => ({ code: "outlier-segment", segment, figures: { rows: size, share: weights[segment] / total, isRaw } }));
}

const leastV = 0.8; // Cramér's V of a category and the segments, from which on they say the same
const leastCombinationRows = 20; // of a combination of levels
const leastCovered = 0.5; // of the rows, by combinations of so many
const whole = 0.95; // of a combination, in one segment
const leastEta = 0.1; // of the variance of a number, between the segments

/** A notice where the segments only repeat categories, and one where they hardly differ in any number. */
function warnRestated(profile: Profile, labels: Int32Array, scaling: Scaling, isRaw: boolean): Notice[] {
  const { columns, sizes } = profile;
  const shares = Array.from(sizes.weights, (weight) => weight / sizes.total);
  const categories = new Map<string, ProfiledColumn[]>();
  for (const one of columns) if (one.level !== undefined) categories.set(one.column, [...(categories.get(one.column) ?? []), one]);
  const numbers = columns.filter(({ level, column }) => level === undefined && !categories.has(column));
  if (categories.size === 0 || numbers.length === 0 || shares.length === 1) return [];
  const near = [...categories]
    .map(([column, levels]) => ({ column, feature: levels[0].feature, cramersV: cramersV(levels, shares) }))
    .filter((one) => one.cramersV > leastV);
  const isRestated = near.length > 0 && liesWhole(near.map(({ feature }) => feature), labels, shares.length);
  const named = { columns: near.map(({ column }) => column), cramersV: near.map((one) => one.cramersV) };
  const etas = numbers.map(
    ({ mean, deviation, means }) =>
      shares.reduce((sum, share, s) => sum + share * (means[s] - mean) * (means[s] - mean), 0) / (deviation * deviation || 1),
  );
  const eta = etas.reduce((most, one) => Math.max(most, one));
  return [
    ...(isRestated ? [{ code: "restated", figures: { ...named, numbers: numbers.map(({ column }) => column), scaling } } as const] : []),
    ...(eta >= leastEta ? [] : [{ code: "no-number", column: numbers[etas.indexOf(eta)].name, figures: { share: eta, scaling, isRaw } } as const]),
  ];
}

/** Cramér's V of a category and the segments, from the shares of its levels. */
function cramersV(levels: readonly ProfiledColumn[], shares: readonly number[]): number {
  const present = levels.filter(({ mean }) => mean > 0);
  let square = 0; // chi-squared over n
  for (const { mean, means } of present) {
    shares.forEach((share, s) => (square += (share * (means[s] - mean) * (means[s] - mean)) / mean));
  }
  return Math.sqrt(square / Math.max(1, Math.min(present.length, shares.length) - 1));
}

/** Whether every combination of the categories' levels lies in one segment, as far as combinations are large enough to tell. */
function liesWhole(features: readonly EncodedFeature[], labels: Int32Array, k: number): boolean {
  const { codes, count } = combinationsOf(features, labels.length);
  const counts = crossCounts(codes, labels, count + 1, k + 1);
  let covered = 0;
  for (let at = 0; at < counts.length; at += k + 1) {
    const own = counts.subarray(at, at + k + 1);
    const all = own.reduce((sum, rows) => sum + rows, 0);
    if (all < leastCombinationRows) continue;
    if (Math.max(...own) < whole * all) return false;
    covered += all;
  }
  return covered >= leastCovered * labels.length;
}

const mostRoom = 65536; // numbers of combinations, most of which may be of none

/** A code for the combination of the categories' levels that each row has, and how many there may be: rows times levels fit 31 bits. */
function combinationsOf(features: readonly EncodedFeature[], rows: number): { readonly codes: Int32Array; readonly count: number } {
  const [first, ...others] = features.flatMap((feature) => (feature.type === "category" ? [feature.codes] : []));
  if (others.length === 0) return { codes: first, count: highestOf(first) + 1 };
  const codes = new Int32Array(rows);
  let count = 1;
  for (const own of [first, ...others]) {
    const slots = 2 + highestOf(own); // one for rows of no level
    if (count * slots > mostRoom) count = renumber(codes);
    for (let i = 0; i < rows; i++) codes[i] = codes[i] * slots + own[i] + 1;
    count *= slots;
  }
  return { codes, count: count > mostRoom ? renumber(codes) : count };
}

/** Numbers combinations anew from 0 on, without those that no row has; returns how many there are. */
function renumber(codes: Int32Array /* out */): number {
  const known = new Map<number, number>();
  for (let i = 0; i < codes.length; i++) {
    const code = known.get(codes[i]) ?? known.size;
    known.set(codes[i], code);
    codes[i] = code;
  }
  return known.size;
}

const few = 0.01; // of the rows

/**
 * A notice for every number whose top 1 % of rows holds more than half of its variance, unless it is transformed or winsorised:
 * what to do, and what the dendrogram says of k when it is done, beside what it said in `choice`, or says of some rows.
 */
export function warnSkew(asked: readonly ResolvedFeature[], { fitted, features }: Encoding, all: Rows, { criteria }: Choice): Notice[] {
  let to = 0;
  const skewed = fitted.flatMap(({ column, center }, f) => {
    const from = to;
    to += center.length;
    const feature = features[f];
    if (feature.type !== "number" || asked[f].transform !== "none" || asked[f].winsorise !== false) return [];
    const { topShare: share, logs } = tailOf(feature.values);
    if (!(share > mostShare)) return [];
    return [{ column, share, change: logs === undefined ? pulledIn(feature.values, from) : logged(feature.values, from, logs) }];
  });
  if (skewed.length === 0) return [];
  const some = someRows(all);
  const before = criteria.find(({ name }) => name === "dendrogram")?.k ?? treeK(some.part);
  return skewed.map(({ column, share, change }) => {
    const after = treeK(withColumn(some, change));
    return { code: "skewed", column, figures: { share, ...change.advice, before, after } };
  });
}

/** What is done to a column that a few extreme values dominate. */
interface Change {
  readonly advice: { readonly transform: "log1p" } | { readonly winsorise: readonly [low: number, high: number] };
  readonly from: number;
  readonly values: Float64Array;
  /** What becomes of a value, and the moments of what becomes of all. */
  readonly mend: (value: number) => number;
  readonly moments: Moments;
}

function logged(values: Float64Array, from: number, found: Moments): Change {
  return { advice: { transform: "log1p" }, from, values, mend: log1p, moments: found };
}

function pulledIn(values: Float64Array, from: number): Change {
  const [low, high] = quantilesOf(values, undefined, [few, 1 - few]);
  const mend = (value: number): number => Math.min(high, Math.max(low, value));
  return { advice: { winsorise: [few, 1 - few] }, from, values, mend, moments: moments(values.map(mend)) };
}

const mostTreeRows = 4000;
const mostCells = 1000;

/** Rows all over the table, for a tree. */
interface SomeRows {
  readonly part: Rows;
  /** The caller's number of each. */
  readonly at: Int32Array;
}

function someRows(rows: Rows): SomeRows {
  const count = Math.min(rows.count, mostTreeRows);
  const picked = Int32Array.from({ length: count }, (_, i) => Math.floor((i * rows.count) / count));
  return { part: pickRows(rows, picked, new Float64Array(count).fill(1)), at: picked.map((row) => rows.ids[row]) };
}

/** What the dendrogram says of rows. */
function treeK(rows: Rows): number {
  return cutAtShare(coarseTree(rows, mostCells, mostCells).tree).k;
}

/** The rows with changed values, brought to variance 1, in one column. */
function withColumn({ part, at }: SomeRows, { from, values, mend, moments: { mean, deviation } }: Change): Rows {
  const { count, columns, weights } = part;
  const numbers = part.numbers.slice();
  const p = columns.numbers.length;
  const j = columns.numbers.indexOf(from);
  for (let i = 0; i < count; i++) numbers[i * p + j] = (mend(values[at[i]]) - mean) / (deviation || 1);
  return new Rows(count, columns, numbers, weights, part);
}

const mostError = 0.1; // of a rank correlation

/** A notice where the null tables of the search for structure could not keep the correlations. */
export function warnCopula(found: Structure | undefined): Notice[] {
  return found === undefined || found.error <= mostError ? [] : [{ code: "rough-structure", figures: { error: found.error } }];
}
