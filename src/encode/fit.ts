import { advise } from "../core/advice.ts";
import { InputError, list } from "../core/input-error.ts";
import { leastScale } from "../core/matrix.ts";
import { bisect, log1p, logs, moments, momentsOf } from "../core/numbers.ts";
import { type Distribution, distribution, quantilesOf } from "../core/quantile.ts";
import { weightsOfCodes } from "../core/weights.ts";
import { cellError, type Levels, numberOf } from "../table/cell.ts";
import { missingLevel, type ResolvedFeature } from "./feature.ts";
import type { FittedCategory, FittedMissing, FittedNumber, FittedTransform } from "./fitted.ts";

type Steps = Pick<FittedNumber, "column" | "winsorise" | "transform" | "knots" | "least">;

const mostKnots = 1001;

/** Numbers winsorised and transformed as a feature says: the array itself where it says nothing. */
export function encodeNumbers(
  where: string,
  { column, winsorise, transform, knots, least = -Infinity }: Steps,
  values: Float64Array,
  kept?: Int32Array,
): Float64Array {
  const [low, high] = winsorise ?? [-Infinity, Infinity];
  if (transform === undefined && winsorise === undefined) return values;
  const encoded = new Float64Array(values.length);
  for (let i = 0; i < encoded.length; i++) {
    const value = values[i];
    const x = Math.max(least, value < low ? low : value > high ? high : value);
    if (transform === undefined) encoded[i] = x;
    else if (transform === "rank") encoded[i] = rankOf(x, knots!.values, knots!.shares);
    else if (transform === "log1p" && x > -1) encoded[i] = log1p(x);
    else if (transform === "sqrt" && x >= 0) encoded[i] = Math.sqrt(x);
    else {
      const rule = `must be ${transform === "sqrt" ? "at least 0" : "above -1"} for the transform "${transform}"`;
      throw cellError(where, "out-of-domain", column, kept === undefined ? i : kept[i], rule, value);
    }
  }
  return encoded;
}

/** Values and the share of the weight below each (half of its own counted in), thinned to at most 1 001. */
function rankKnots({ sorted, upTo }: Distribution): { values: number[]; shares: number[] } {
  const values: number[] = [];
  const shares: number[] = [];
  const total = upTo === undefined ? sorted.length : upTo[upTo.length - 1];
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (sorted[i + 1] === sorted[i]) continue;
    const end = upTo === undefined ? i + 1 : upTo[i];
    values.push(sorted[i]);
    shares.push((start + end) / 2 / total);
    start = end;
  }
  if (values.length <= mostKnots) return { values, shares };
  const kept = Array.from({ length: mostKnots }, (_, i) => Math.round((i * (values.length - 1)) / (mostKnots - 1)));
  return { values: kept.map((i) => values[i]), shares: kept.map((i) => shares[i]) };
}

/** The share at `x`, linear between knots and constant beyond them. */
function rankOf(x: number, values: readonly number[], shares: readonly number[]): number {
  const high = bisect(values, x, "right");
  const low = high - 1;
  if (low < 0) return shares[0];
  if (high === values.length) return shares[low];
  return shares[low] + ((x - values[low]) / (values[high] - values[low])) * (shares[high] - shares[low]);
}

/** Learns how to encode a column of numbers from its rows (NaN: missing) and their weights. */
export function fitNumber(
  where: string,
  feature: ResolvedFeature,
  numbers: Float64Array,
  weights: Float64Array,
  kept?: Int32Array,
): FittedNumber {
  const { column, reading, weight } = feature;
  const missing = fitMissingNumber(where, feature, numbers, weights);
  const values = fillNumbers(numbers, missing);
  const transform = transformOf(feature, values, weights);
  const quantiles = feature.winsorise === undefined ? (hasManyValues(values) ? usualQuantiles : false) : feature.winsorise;
  const bounds = quantiles === false ? undefined : (quantilesOf(values, weights, quantiles) as [number, number]);
  // the usual quantiles must not make a constant of a column
  const isWinsorised = bounds !== undefined && (feature.winsorise !== undefined || bounds[0] < bounds[1]);
  const steps = {
    column,
    ...(isWinsorised ? { winsorise: bounds } : {}),
    ...(transform === undefined ? {} : { transform }),
    ...(transform === "rank" ? { knots: rankKnots(distribution(values, weights)) } : {}),
  };
  const encoded = encodeNumbers(where, steps, values, kept);
  const [center, scale] = fitScale(where, feature, encoded, weights);
  const least = transform === "log1p" || transform === "sqrt" ? { least: values.reduce((min, x) => (x < min ? x : min), Infinity) } : {};
  return { type: "number", ...steps, ...least, reading, missing, center: [center], scale: [scale / weight] };
}

const manyValues = 12; // above: fewer may be codes or answers on a scale
const usualQuantiles = [0.01, 0.99] as const;
const leastSkewness = 1; // above

/** Whether numbers take more than 12 values. */
function hasManyValues(values: Float64Array): boolean {
  const seen: number[] = [];
  for (let i = 0; i < values.length && seen.length <= manyValues; i++) {
    if (values[i] !== seen[seen.length - 1] && !seen.includes(values[i])) seen.push(values[i]);
  }
  return seen.length > manyValues;
}

/** The transform asked for; of `"auto"` the logarithm of 1 + x, where the numbers are skewed to the right and that lessens it. */
function transformOf({ transform }: ResolvedFeature, values: Float64Array, weights: Float64Array): FittedTransform | undefined {
  if (transform !== "auto") return transform === "none" ? undefined : transform;
  if (!values.every((x) => x >= 0) || !hasManyValues(values)) return undefined;
  const skewness = skewnessOf(values, weights);
  return skewness > leastSkewness && Math.abs(skewnessOf(logs(values), weights)) < skewness ? "log1p" : undefined;
}

/** The third standardised moment; 0 of a constant. */
function skewnessOf(values: Float64Array, weights: Float64Array): number {
  const { mean, deviation } = momentsOf(values, weights);
  if (!(deviation > 0)) return 0;
  let cubes = 0, total = 0;
  for (let i = 0; i < values.length; i++) {
    const z = (values[i] - mean) / deviation;
    cubes += weights[i] * z * z * z;
    total += weights[i];
  }
  return cubes / total;
}

function fitMissingNumber(
  where: string,
  { column, missing }: ResolvedFeature,
  numbers: Float64Array,
  weights: Float64Array,
): FittedMissing {
  if (missing === "error" || missing === "drop") return { policy: missing };
  if (typeof missing === "object") return { policy: "fill", fill: missing.fill };
  if (numbers.every(Number.isNaN)) {
    throw new InputError("no-values", where, `column ${list([column])} must have values to take a ${missing} of`, "missing cells only", {
      column,
    });
  }
  if (missing === "median") return { policy: "fill", fill: quantilesOf(numbers, weights, [0.5])[0] };
  if (missing === "mode") return { policy: "fill", fill: mode(distribution(numbers, weights)) };
  const present = weights.filter((_, i) => !Number.isNaN(numbers[i]));
  return {
    policy: "fill",
    fill: moments(
      numbers.filter((x) => !Number.isNaN(x)),
      present,
    ).mean,
  };
}

/** The value of most weight, the lowest of them on a tie. */
function mode({ sorted, upTo }: Distribution): number {
  let best = sorted[0];
  let most = 0;
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue;
    const end = upTo === undefined ? i + 1 : upTo[i];
    if (end - start > most) {
      most = end - start;
      best = sorted[i];
    }
    start = end;
  }
  return best;
}

/** Center and scale; a constant gets scale 1, a column whose interquartile range is 0 its standard deviation. */
function fitScale(where: string, { column, scale: kind }: ResolvedFeature, values: Float64Array, weights: Float64Array): [number, number] {
  const { mean, deviation, min, max } = momentsOf(values, weights);
  if (min === max) return [min, 1];
  if (max - min < leastScale) {
    const rule = `its numbers must be equal or differ by at least ${leastScale}`;
    throw new InputError("out-of-range", where, rule, `${min} to ${max}`, { column }, "");
  }
  if (kind === "min-max") return [mean, max - min];
  if (kind === "standard") return [mean, deviation];
  const [low, middle, high] = quantilesOf(values, weights, [0.25, 0.5, 0.75]);
  return [middle, high - low >= leastScale ? high - low : deviation];
}

/** The level that rare ones join. */
export const rareLevel = "(rare)";

/** How dummies are scaled: each column by its own deviation, or all of a feature by one number. */
export type Scaling = "column" | "feature";

/** Learns how to encode a categorical column from its rows and their weights. */
export function fitCategory(
  where: string,
  feature: ResolvedFeature,
  read: Levels,
  weights: Float64Array,
  scaling: Scaling,
): FittedCategory {
  const { column, reading, labels, weight } = feature;
  const { share, missing: gaps } = sharesOf(read, weights);
  const missing = fitMissingLevel(where, feature, share);
  if (gaps > 0 && missing.policy === "fill") share.set(String(missing.fill), (share.get(String(missing.fill)) ?? 0) + gaps);
  const pooled = pool(feature, share);
  const levels = [...share.keys()];
  if (levels.length === 0) {
    throw new InputError("no-values", where, `column ${list([column])} must have at least one category`, "missing cells only", { column });
  }
  checkCount(where, feature, levels.length);
  const shown = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));

  const center = levels.length === 1 ? [1] : [...share.values()];
  // 1 - p may be 0 beside a weight that is far greater than the others
  const variance = center.map((p) => p * Math.max(1 - p, Number.EPSILON));
  const common = Math.sqrt(variance.reduce((sum, v) => sum + v, 0));
  const scale = variance.map((v) => (levels.length === 1 ? 1 : scaling === "feature" ? common : Math.sqrt(v)) / weight);
  const unseen = feature.unseen ?? (pooled.length > 0 ? "rare" : "zeros");
  return { type: "category", column, reading, missing, levels, labels: shown, pooled, unseen, center, scale };
}

/** The share of the weight of each level that a row has, in the order of the levels, and that of missing cells. */
function sharesOf({ levels, codes }: Levels, weights: Float64Array): { readonly share: Map<string, number>; readonly missing: number } {
  const { sums, total } = weightsOfCodes(codes, weights, levels.length);
  // one may be gone with its rows
  const found = levels.map((level, at) => [level, sums[1 + at] / total] as const).filter(([, of]) => of > 0);
  return { share: new Map(found), missing: sums[0] / total };
}

function fitMissingLevel(where: string, { column, missing }: ResolvedFeature, share: Map<string, number>): FittedMissing {
  if (missing === "error" || missing === "drop") return { policy: missing };
  if (typeof missing === "object") return { policy: "fill", fill: missing.fill };
  if (missing === "category") return { policy: "fill", fill: missingLevel };
  let mode: string | undefined;
  for (const [level, of] of share) if (mode === undefined || of > share.get(mode)!) mode = level;
  if (mode !== undefined) return { policy: "fill", fill: mode };
  throw new InputError("no-values", where, `column ${list([column])} must have values to take a mode of`, "missing cells only", { column });
}

/** Moves the levels under the feature's share into one, last level; returns which. */
function pool({ poolBelow }: ResolvedFeature, share: Map<string, number>): string[] {
  const rare = [...share].filter(([level, of]) => of < poolBelow && level !== rareLevel);
  if (rare.length === 0) return [];
  let sum = share.get(rareLevel) ?? 0;
  share.delete(rareLevel);
  for (const [level, of] of rare) {
    sum += of;
    share.delete(level);
  }
  share.set(rareLevel, sum);
  return rare.map(([level]) => level);
}

function checkCount(where: string, { column, maxCategories }: ResolvedFeature, count: number): void {
  if (count <= maxCategories) return;
  const rule = [`column ${list([column])} must have at most ${maxCategories} categories; `, advise({ advice: "pool", column })];
  throw new InputError("too-many-categories", where, rule, count, { column });
}

const foundFilled = /* @__PURE__ */ new WeakMap<Float64Array, { readonly fill: number; readonly filled: Float64Array }>();

/**
 * Numbers, which nobody writes to, with the missing ones (NaN) replaced as learnt: the array itself where none is, else one array for all
 * who ask.
 */
export function fillNumbers(numbers: Float64Array, missing: FittedMissing): Float64Array {
  if (missing.policy !== "fill" || !numbers.includes(NaN)) return numbers;
  const fill = Number(missing.fill);
  const known = foundFilled.get(numbers);
  if (known?.fill === fill) return known.filled;
  const filled = new Float64Array(numbers.length);
  for (let i = 0; i < filled.length; i++) filled[i] = numbers[i] === numbers[i] ? numbers[i] : fill;
  foundFilled.set(numbers, { fill, filled });
  return filled;
}

/** Rows placed by a policy where their cells are none that training saw. */
export interface UnseenCells {
  /** Cells, and which they are: the first few. */
  readonly count: number;
  readonly examples: readonly string[];
}

const noCells: UnseenCells = { count: 0, examples: [] };

/** How many unseen cells of a column are told. */
export const mostExamples = 5;

/** What a category breaks that training did not see. */
export const unseenRule = "must be a category that the training table held";

/** The levels that are numbers, by their value: a later table may write 1.0 as 1. None of which two are the same number. */
export function codesOfNumbers(levels: readonly string[]): Map<number, number> {
  const codes = new Map<number, number>();
  const several = new Set<number>();
  levels.forEach((level, code) => {
    const number = numberOf(level);
    if (codes.has(number)) several.add(number);
    else if (!Number.isNaN(number)) codes.set(number, code);
  });
  for (const number of several) codes.delete(number);
  return codes;
}

/** Each row's level among those learnt, -1 for none of them; an unseen level, or gap, is dealt with as the feature says. */
export function encodeLevels(
  where: string,
  { column, missing, levels, pooled, unseen }: FittedCategory,
  read: Levels,
  kept?: Int32Array,
): { codes: Int32Array; unseen: UnseenCells } {
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const rare = codeOf.get(rareLevel) ?? -1;
  for (const level of pooled) codeOf.set(level, rare);
  const ofNumbers = codesOfNumbers(levels);
  const moved = read.levels.map((level) => codeOf.get(level) ?? ofNumbers.get(numberOf(level)) ?? -2);
  const fill = missing.policy === "fill" ? (codeOf.get(String(missing.fill)) ?? -1) : -1;
  const other = unseen === "rare" ? rare : -1;
  const found = moved.map((code) => (code === -2 ? other : code));
  const isSame = found.every((code, level) => code === level) && (fill < 0 || !read.codes.includes(-1));
  const codes = isSame ? read.codes : new Int32Array(read.codes.length);
  if (!isSame) for (let i = 0; i < codes.length; i++) codes[i] = read.codes[i] < 0 ? fill : found[read.codes[i]];
  if (!moved.includes(-2)) return { codes, unseen: noCells };
  const counts = new Int32Array(read.levels.length);
  for (let i = 0; i < codes.length; i++) {
    const level = read.codes[i];
    if (level < 0 || moved[level] !== -2) continue;
    if (unseen === "error") {
      throw cellError(where, "unseen-category", column, kept === undefined ? i : kept[i], unseenRule, read.levels[level]);
    }
    counts[level]++;
  }
  const examples = read.levels.filter((_, level) => counts[level] > 0).slice(0, mostExamples);
  return { codes, unseen: { count: counts.reduce((sum, count) => sum + count, 0), examples } };
}
