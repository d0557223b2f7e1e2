import { InputError } from "../core/input-error.ts";
import { leastScale } from "../core/matrix.ts";
import { bisect, log1p, moments } from "../core/numbers.ts";
import { type Distribution, distribution, quantile } from "../core/quantile.ts";
import { cellError, type Levels } from "../table/cell.ts";
import { missingLevel, type ResolvedFeature } from "./feature.ts";
import type { FittedCategory, FittedMissing, FittedNumber } from "./fitted.ts";

type Steps = Pick<FittedNumber, "column" | "winsorise" | "transform" | "knots">;

const mostKnots = 1001;

/** Numbers winsorised and transformed as a feature says: the array itself where it says nothing. */
export function encodeNumbers(
  where: string,
  { column, winsorise, transform, knots }: Steps,
  values: Float64Array,
  kept?: Int32Array,
): Float64Array {
  const [low, high] = winsorise ?? [-Infinity, Infinity];
  if (transform === undefined && winsorise === undefined) return values;
  return values.map((value, at) => {
    const x = value < low ? low : value > high ? high : value;
    if (transform === undefined) return x;
    if (transform === "rank") return rankOf(x, knots!.values, knots!.shares);
    if (transform === "log1p" && x > -1) return log1p(x);
    if (transform === "sqrt" && x >= 0) return Math.sqrt(x);
    const rule = `must be ${transform === "sqrt" ? "at least 0" : "above -1"} for the transform "${transform}"`;
    throw cellError(where, "out-of-domain", column, kept === undefined ? at : kept[at], rule, value);
  });
}

/** Values and the share of the weight below each (half of its own counted in), thinned to at most 1 001. */
function rankKnots({ sorted, upTo }: Distribution): { values: number[]; shares: number[] } {
  const values: number[] = [];
  const shares: number[] = [];
  const total = upTo[upTo.length - 1];
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (sorted[i + 1] === sorted[i]) continue;
    values.push(sorted[i]);
    shares.push((start + upTo[i]) / 2 / total);
    start = upTo[i];
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

/** Learns how to encode a numeric column from its rows (NaN: missing) and their weights. */
export function fitNumber(
  where: string,
  feature: ResolvedFeature,
  numbers: Float64Array,
  weights: Float64Array,
  kept?: Int32Array,
): FittedNumber {
  const { column, transform, winsorise, scale: kind, weight } = feature;
  const missing = fitMissingNumber(where, feature, numbers, weights);
  const values = fillNumbers(numbers, missing);

  const spread = winsorise === undefined && transform !== "rank" && kind !== "robust" ? undefined : distribution(values, weights);
  const steps = {
    column,
    ...(winsorise === undefined ? {} : { winsorise: [quantile(spread!, winsorise[0]), quantile(spread!, winsorise[1])] as const }),
    ...(transform === undefined ? {} : { transform }),
    ...(transform === "rank" ? { knots: rankKnots(spread!) } : {}),
  };
  const encoded = encodeNumbers(where, steps, values, kept);
  const [center, scale] = fitScale(where, feature, encoded, weights);
  return { type: "number", ...steps, missing, center: [center], scale: [scale / weight] };
}

function fitMissingNumber(
  where: string,
  { column, missing }: ResolvedFeature,
  numbers: Float64Array,
  weights: Float64Array,
): FittedMissing {
  if (missing === "error" || missing === "drop") return { policy: missing };
  if (typeof missing === "object") return { policy: "fill", fill: missing.fill };
  const spread = distribution(numbers, weights);
  if (spread.sorted.length === 0) {
    throw new InputError("no-values", where, `column \`${column}\` must have values to take a ${missing} of`, "missing cells only", {
      column,
    });
  }
  if (missing === "median") return { policy: "fill", fill: quantile(spread, 0.5) };
  if (missing === "mode") return { policy: "fill", fill: mode(spread) };
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
    if (upTo[i] - start > most) {
      most = upTo[i] - start;
      best = sorted[i];
    }
    start = upTo[i];
  }
  return best;
}

/** Center and scale; a constant gets scale 1, a column whose interquartile range is 0 its standard deviation. */
function fitScale(where: string, { column, scale: kind }: ResolvedFeature, values: Float64Array, weights: Float64Array): [number, number] {
  const { mean, deviation, min, max } = moments(values, weights);
  if (min === max) return [min, 1];
  if (max - min < leastScale) {
    const rule = `its numbers must be equal or differ by at least ${leastScale}`;
    throw new InputError("out-of-range", where, rule, `${min} to ${max}`, { column }, "");
  }
  if (kind === "min-max") return [mean, max - min];
  if (kind === "standard") return [mean, deviation];
  const spread = distribution(values, weights);
  const range = quantile(spread, 0.75) - quantile(spread, 0.25);
  return [quantile(spread, 0.5), range >= leastScale ? range : deviation];
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
  const { column, labels, unseen, weight } = feature;
  const { share, missing: gaps } = sharesOf(read, weights);
  const missing = fitMissingLevel(where, feature, share);
  if (gaps > 0 && missing.policy === "fill") share.set(String(missing.fill), (share.get(String(missing.fill)) ?? 0) + gaps);
  const pooled = pool(feature, share);
  const levels = [...share.keys()];
  if (levels.length === 0) {
    throw new InputError("no-values", where, `column \`${column}\` must have at least one category`, "missing cells only", { column });
  }
  checkCount(where, feature, levels.length);
  const shown = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));

  const center = levels.length === 1 ? [1] : [...share.values()];
  // 1 - p may be 0 beside a weight that is far greater than the others
  const variance = center.map((p) => p * Math.max(1 - p, Number.EPSILON));
  const common = Math.sqrt(variance.reduce((sum, v) => sum + v, 0));
  const scale = variance.map((v) => (levels.length === 1 ? 1 : scaling === "feature" ? common : Math.sqrt(v)) / weight);
  return { type: "category", column, missing, levels, labels: shown, pooled, unseen, center, scale };
}

/** The share of the weight of each level that a row has, in the order of the levels, and that of missing cells. */
function sharesOf({ levels, codes }: Levels, weights: Float64Array): { readonly share: Map<string, number>; readonly missing: number } {
  const sums = new Float64Array(1 + levels.length); // missing cells first
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    sums[1 + codes[i]] += weights[i];
    total += weights[i];
  }
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
  throw new InputError("no-values", where, `column \`${column}\` must have values to take a mode of`, "missing cells only", { column });
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
  const rule = `column \`${column}\` must have at most ${maxCategories} categories; pool the rare ones with \`poolBelow: 0.01\` or raise \`maxCategories\``;
  throw new InputError("too-many-categories", where, rule, count, { column });
}

/** Checks that no two levels show as the same name. */

/** Numbers with the missing ones (NaN) replaced as learnt. */
export function fillNumbers(numbers: Float64Array, missing: FittedMissing): Float64Array {
  if (missing.policy !== "fill") return numbers;
  const fill = Number(missing.fill);
  return numbers.map((x) => (Number.isNaN(x) ? fill : x));
}

/** Each row's level among those learnt, -1 for none of them; an unseen level, or gap, is dealt with as the feature says. */
export function encodeLevels(
  where: string,
  { column, missing, levels, pooled, unseen }: FittedCategory,
  read: Levels,
  kept?: Int32Array,
): Int32Array {
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const rare = codeOf.get(rareLevel) ?? -1;
  for (const level of pooled) codeOf.set(level, rare);
  const move = (level: string, code: number): number => {
    const known = codeOf.get(level);
    if (known !== undefined) return known;
    const at = read.codes.indexOf(code);
    if (unseen === "zeros" || at < 0) return -1; // a level may be gone with its rows
    if (unseen === "rare" && rare >= 0) return rare;
    const rule = `must be a category that the training table held${unseen === "rare" ? ", where none was rare" : ""}`;
    throw cellError(where, "unseen-category", column, kept === undefined ? at : kept[at], rule, level);
  };
  const moved = read.levels.map(move);
  const fill = missing.policy === "fill" && read.codes.includes(-1) ? move(String(missing.fill), -1) : -1;
  return read.codes.map((code) => (code < 0 ? fill : moved[code]));
}
