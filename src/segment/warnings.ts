import type { Notice } from "../core/notice.ts";
import { moments, pick, rowsByGroup } from "../core/numbers.ts";
import type { Encoding } from "../encode/encode.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import type { Scaling } from "../encode/fit.ts";
import { cutAtShare } from "../hierarchy/read-tree.ts";
import { readNumbers } from "../table/cell.ts";
import { type ColumnCells, treeOf } from "./losses.ts";
import type { ProfiledColumn } from "./profile.ts";

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
export function warnSkew(where: string, columns: ColumnCells, features: readonly ResolvedFeature[], scaling: Scaling): Notice[] {
  const skewed = features.flatMap((feature, at) => {
    const { column, key, type, transform, winsorise } = feature;
    if (type !== "number" || transform !== "none" || winsorise !== false) return [];
    const values = readNumbers(where, column, columns.get(key)!).filter((x) => !Number.isNaN(x));
    const share = topShare(values);
    return share > most ? [{ at, column, share, isLog: values.every((x) => x >= 0) }] : [];
  });
  if (skewed.length === 0) return [];
  const before = cutAtShare(treeOf(where, columns, features, scaling).tree).k;
  return skewed.map(({ at, column, share, isLog }) => {
    const mended = { ...features[at], ...(isLog ? { transform: "log1p" as const } : { winsorise: [few, 1 - few] as const }) };
    const after = cutAtShare(treeOf(where, columns, features.map((feature, i) => (i === at ? mended : feature)), scaling).tree).k;
    const advice = isLog ? { transform: "log1p" } : { winsorise: [few, 1 - few] as const };
    return { code: "skewed", column, figures: { share, ...advice, before, after } };
  });
}

/** The share of the sum of squares that the rows farthest from the mean hold. */
function topShare(values: Float64Array): number {
  if (values.length < leastTableRows) return 0;
  const { mean } = moments(values, new Float64Array(values.length).fill(1));
  const squares = values.map((x) => (x - mean) * (x - mean)).sort();
  const sum = (some: Float64Array): number => some.reduce((total, square) => total + square, 0);
  return sum(squares.subarray(values.length - Math.ceil(few * values.length))) / (sum(squares) || 1);
}
