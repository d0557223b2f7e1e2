import type { Matrix } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { log1p, moments, pick, rowsByGroup } from "../core/numbers.ts";
import { distribution, quantile } from "../core/quantile.ts";
import type { Encoding } from "../encode/encode.ts";
import { cutAtShare } from "../hierarchy/read-tree.ts";
import type { ProfiledColumn } from "./profile.ts";
import { coarseTree } from "./structure.ts";
import type { Structure } from "./types.ts";

const leastPull = 0.3; // of the way from the median to the mean, that the outlier accounts for
const leastSegmentRows = 10; // in fewer, every row counts
const leastShift = 0.11; // of the mean, in standard deviations of the others of the segment
const leastDistance = 5; // from the others, in the same

/** A notice for every mean that one extreme row makes: the mean without it, and the median. */
export function warnOutliers(
  { fitted, features }: Encoding,
  columns: readonly ProfiledColumn[],
  labels: Int32Array,
  weights: Float64Array,
  k: number,
): Notice[] {
  const rows = rowsByGroup(labels, k);
  return fitted.flatMap(({ column }, f) => {
    const feature = features[f];
    if (feature.type !== "number") return [];
    const profiled = columns.find((other) => other.column === column && other.level === undefined)!;
    return rows.flatMap((own, s) => warnOne(feature.values, weights, own, profiled, s));
  });
}

function warnOne(
  values: Float64Array,
  weights: Float64Array,
  rows: Int32Array,
  { name, means, medians }: ProfiledColumn,
  s: number,
): Notice[] {
  const mean = means[s];
  const median = medians![s];
  let out = rows[0];
  for (const row of rows) if (Math.abs(values[row] - median) > Math.abs(values[out] - median)) out = row;
  const others = rows.filter((row) => row !== out);
  const rest = moments(pick(values, others), pick(weights, others));
  const shift = Math.abs(mean - rest.mean);
  const isTold = rows.length >= leastSegmentRows && shift > leastPull * Math.abs(mean - median) && shift > leastShift * rest.deviation;
  if (!isTold || Math.abs(values[out] - rest.mean) < leastDistance * rest.deviation) return [];
  return [{ code: "outlier", column: name, segment: s, figures: { mean, value: values[out], without: rest.mean, median } }];
}

const leastCombinationRows = 20; // of a combination of levels
const whole = 0.95; // of a combination, in one segment
const leastEta = 0.1; // of the variance of a number, between the segments

/** A notice where the segments restate the categories, and one where no number has to do with them. */
export function warnRestated(
  { fitted, features, rows }: Encoding,
  columns: readonly ProfiledColumn[],
  labels: Int32Array,
  shares: readonly number[],
): Notice[] {
  const categories = fitted.filter(({ type }) => type === "category").map(({ column }) => column);
  const numbers = columns.filter(({ level }) => level === undefined);
  if (categories.length === 0 || numbers.length === 0 || shares.length === 1) return [];
  const cells = new Map<string, number[]>();
  for (let i = 0; i < rows; i++) {
    const key = features.map((feature) => (feature.type === "number" ? "" : feature.codes[i])).join();
    const counts = cells.get(key) ?? shares.map(() => 0);
    counts[labels[i]]++;
    cells.set(key, counts);
  }
  const large = [...cells.values()]
    .map((counts) => [Math.max(...counts), counts.reduce((sum, count) => sum + count)])
    .filter(([, all]) => all >= leastCombinationRows);
  const isRestated = large.length > 0 && large.every(([most, all]) => most >= whole * all);
  const etas = numbers.map(
    ({ mean, deviation, means }) =>
      shares.reduce((sum, share, s) => sum + share * (means[s] - mean) * (means[s] - mean), 0) / (deviation * deviation || 1),
  );
  const eta = Math.max(...etas);
  return [
    ...(isRestated ? [{ code: "restated", figures: { columns: categories } } as const] : []),
    ...(eta >= leastEta ? [] : [{ code: "no-number", column: numbers[etas.indexOf(eta)].name, figures: { share: eta } } as const]),
  ];
}

const leastTableRows = 100;
const few = 0.01; // of the rows
const most = 0.5; // of the variance

/**
 * A notice for every number whose top 1 % of rows holds more than half of its variance, unless it is transformed or winsorised:
 * what to do, and what the dendrogram says of k when it is done.
 */
export function warnSkew({ fitted, features }: Encoding, x: Matrix): Notice[] {
  let to = 0;
  const skewed = fitted.flatMap((fit, f) => {
    const from = to;
    to += fit.center.length;
    const feature = features[f];
    if (fit.type !== "number" || feature.type !== "number" || fit.transform !== undefined || fit.winsorise !== undefined) return [];
    const share = topShare(feature.values);
    if (!(share > most)) return [];
    return [{ column: fit.column, from, values: feature.values, share, isLog: feature.values.every((value) => value >= 0) }];
  });
  if (skewed.length === 0) return [];
  const rows = firstRows(x);
  const before = cutAtShare(coarseTree(rows).tree).k;
  return skewed.map(({ column, from, values, share, isLog }) => {
    const mended = isLog ? values.map((value) => log1p(value)) : pulledIn(values);
    const after = cutAtShare(coarseTree(withColumn(rows, from, mended)).tree).k;
    const advice = isLog ? { transform: "log1p" } : { winsorise: [few, 1 - few] as const };
    return { code: "skewed", column, figures: { share, ...advice, before, after } };
  });
}

function pulledIn(values: Float64Array): Float64Array {
  const spread = distribution(values);
  const [low, high] = [quantile(spread, few), quantile(spread, 1 - few)];
  return values.map((value) => Math.min(high, Math.max(low, value)));
}

const mostTreeRows = 4000;

/** Rows all over the table, for a tree. */
function firstRows({ data, rows, cols }: Matrix): Matrix & { readonly at: Int32Array } {
  const at = Int32Array.from({ length: Math.min(rows, mostTreeRows) }, (_, i) => Math.floor((i * rows) / Math.min(rows, mostTreeRows)));
  const picked = new Float64Array(at.length * cols);
  at.forEach((row, i) => picked.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return { data: picked, rows: at.length, cols, at };
}

/** The rows with other values, brought to variance 1, in one column. */
function withColumn({ data, rows, cols, at }: ReturnType<typeof firstRows>, j: number, values: Float64Array): Matrix {
  const { mean, deviation } = moments(values, new Float64Array(values.length).fill(1));
  const changed = data.slice();
  for (let i = 0; i < rows; i++) changed[i * cols + j] = (values[at[i]] - mean) / (deviation || 1);
  return { data: changed, rows, cols };
}

const mostError = 0.1; // of a rank correlation

/** A notice where the null tables of the search for structure could not keep the correlations. */
export function warnCopula(found: Structure | undefined): Notice[] {
  return found === undefined || found.error <= mostError ? [] : [{ code: "rough-structure", figures: { error: found.error } }];
}

/** The share of the sum of squares that the rows farthest from the mean hold. */
function topShare(values: Float64Array): number {
  if (values.length < leastTableRows) return 0;
  const { mean } = moments(values, new Float64Array(values.length).fill(1));
  const squares = values.map((x) => (x - mean) * (x - mean)).sort();
  const sum = (some: Float64Array): number => some.reduce((total, square) => total + square, 0);
  return sum(squares.subarray(values.length - Math.ceil(few * values.length))) / (sum(squares) || 1);
}
