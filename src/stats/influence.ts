import { checkInteger, checkKeys, checkNumber, checkSeed } from "../core/check.ts";
import { list } from "../core/input-error.ts";
import { largestMagnitude, type Matrix } from "../core/matrix.ts";
import { moments, pick, rowsByGroup } from "../core/numbers.ts";
import { type OnProgress, type Watch, watched, watchKeys } from "../core/progress.ts";
import { centredRanks, distribution, quantile, tieEnds } from "../core/quantile.ts";
import { fewRows, level, sayNumber, sayP, sayShare } from "../core/text.ts";
import { checkDisplayNames } from "../table/cell.ts";
import { type ColumnName, columnOf, type Table, toFrame } from "../table/table.ts";
import { bootstrapIntervals } from "./bootstrap.ts";
import { leastNoncentrality } from "./distributions.ts";
import { checkDistinctColumns, groupValues } from "./levels.ts";
import { checkLevel, stepOf, type Strength, strengths } from "./measurable.ts";
import { anova, brownForsythe, correctedShare, kruskalWallis, omegaSquared, shareBetween, squaresOf, welch } from "./one-way.ts";

/** Options for {@link influence}. */
export interface InfluenceOptions<Column extends string = string> extends Watch {
  /** The category's column. Numbers count as categories; a missing cell leaves its row out. */
  readonly of: Column;
  /** The number's column. */
  readonly on: Column;
  /**
   * What a missing number counts as, such as 0 for minutes that were never watched.
   * @defaultValue its row is left out
   */
  readonly missing?: number | undefined;
  /** Display names of the category's levels; a level that is not listed shows as it is. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /**
   * How many resamples the intervals are made of, from 0 to 1 000 000; 0 makes both `[NaN, NaN]`.
   * @defaultValue 1000; above 100 000 rows 1e8 / rows, but at least 100
   */
  readonly resamples?: number | undefined;
  /**
   * Of the resamples; an integer of 32 bits.
   * @defaultValue 42
   */
  readonly seed?: number | undefined;
  /**
   * The `p` below which an influence is called measurable, above 0 and below 1; less where several questions are asked at once
   * ({@link holmLevels}).
   * @defaultValue 0.05
   */
  readonly level?: number | undefined;
}

/** The numbers of one level of the category. */
export interface InfluenceGroup {
  /** The level, or its label. */
  readonly name: string;
  /** The rows counted. */
  readonly size: number;
  /** The arithmetic mean. */
  readonly mean: number;
  /** The middle. */
  readonly median: number;
}

/** What {@link influence} gives. */
export interface Influence {
  /** The test of Kruskal and Wallis; with one group, or one value, `h` is 0 and `p` is 1. */
  readonly kruskal: {
    /** The statistic, corrected for ties. */
    readonly h: number;
    /** Degrees of freedom: the groups less one. */
    readonly df: number;
    /** The chance of a statistic as large where all groups are alike, by chi-squared; rough for groups of fewer than 5 rows. */
    readonly p: number;
  };
  /** One-way analysis of variance; with one group, or one value, `f` is 0 and `p` is 1, and with one row a group both are NaN. */
  readonly anova: {
    /** The mean square between the groups over that within; Infinity where nothing varies within. */
    readonly f: number;
    /** The groups less one. */
    readonly df1: number;
    /** The rows less the groups. */
    readonly df2: number;
    /** The chance of an `f` as large where all groups are alike, their values normal and equally spread. */
    readonly p: number;
  };
  /** Are the groups equally spread? By Brown and Forsythe (1974), of the distances to the group's median; as `anova` else. */
  readonly brownForsythe: Influence["anova"];
  /**
   * Welch's analysis of variance (1951) of the ranks: Kruskal and Wallis's question where the groups are not equally spread. `f`, `df2`
   * and `p` are NaN where the ranks of a group do not vary.
   */
  readonly welch: Influence["anova"];
  /** The share of the variance that lies between the means of these groups. Chance alone gives about (groups - 1) / (rows - 1). */
  readonly etaSquared: number;
  /** The same corrected for what chance adds: an estimate for all customers such as these (Hays 1963); NaN with one row a group. */
  readonly omegaSquared: number;
  /** The 95 % bootstrap interval of that share among all such customers, from low to high: without what chance adds. */
  readonly etaSquaredInterval: readonly [low: number, high: number];
  /** The same share of the ranks, which is H / (n - 1): the effect size of Kruskal and Wallis's test, not Kelley's of the means. */
  readonly epsilonSquared: number;
  /** The same corrected for what chance adds, (H - groups + 1) / (n - groups), at least 0 (Kelley 1935); NaN with one row a group. */
  readonly correctedEpsilonSquared: number;
  /** The 95 % bootstrap interval of that share among all such customers, from low to high. */
  readonly epsilonSquaredInterval: readonly [low: number, high: number];
  /** One entry a level that has rows: numbers ascending, then text by code unit. */
  readonly groups: readonly InfluenceGroup[];
  /** The table's rows that were left out because a cell is missing. */
  readonly missing: number;
  /** The missing numbers that were filled. */
  readonly filled: number;
  /**
   * The p that decides: that of Kruskal and Wallis; where the groups are not equally spread (Brown and Forsythe's p is below 0.05), the
   * larger of it and Welch's.
   */
  readonly p: number;
  /** Whether `p` is below the option `level`. */
  readonly measurable: boolean;
  /** All of it in plain words. */
  readonly sentence: string;
}

const optionKeys = /* @__PURE__ */ ["of", "on", "missing", "labels", "resamples", "seed", "level"].concat(watchKeys);

/**
 * Does a category influence a number: are the numbers of its groups alike?
 *
 * Two tests ask. The test of Kruskal and Wallis compares ranks and decides what `sentence` says; one-way analysis of variance
 * compares means, which a single customer can move when the numbers have a heavy tail. Each has a share between 0 and 1 that
 * says how much of the differences the groups account for. It is a difference that is measured; what causes it, no table tells.
 *
 * Kruskal and Wallis's test takes the groups for equally spread: of a small, widely spread group it says too often that it differs. Where
 * the spreads differ, an influence is called measurable only if Welch's test of the ranks, which allows for that, finds it too.
 *
 * Chance adds to both shares, most where rows are few and groups many. `omegaSquared` and `correctedEpsilonSquared` are free of that,
 * and `sentence` rests on the latter: very weak, weak from 0.01, moderate from 0.06, strong from 0.14 (Cohen 1988). Where it could as well
 * be two steps weaker (by the noncentral chi-squared, 95 %), the rows are said to be too few to tell.
 *
 * The intervals are 95 % percentiles of the bootstrap: n rows are drawn with replacement, each with its group (not stratified), and
 * ranked anew. They are shifted down by what chance adds, (groups - 1) / n of the rest, once for the table and once for the resample, and
 * cut at 0. In 1 000 tables of normal numbers of each of 30 kinds they held the true share in 92 to 100 % (bench/results/intervals.md).
 *
 * In O(n log n), and O(n) a resample. The order of the rows does not matter.
 *
 * Kruskal and Wallis 1952, with the correction for ties, as SciPy's kruskal; Fisher 1925, as SciPy's f_oneway; epsilon² as
 * Tomczak and Tomczak 2014, who call the corrected one eta² of H; Efron 1979; Hesterberg 2015.
 *
 * @throws {@link InputError} on an unknown or a wrong option, a column that is not there, a cell of `on` that is no number, or
 * no row that has both.
 * @group Explore
 * @example
 * ```ts
 * import { influence } from "audience-segmentation";
 *
 * const spend = [10, 14, 12, 9, 13, 80, 75, 90, 84, 71];
 * const channel = ["Web", "Web", "Web", "Web", "Web", "Shop", "Shop", "Shop", "Shop", "Shop"];
 * const { p, groups } = influence({ spend, channel }, { of: "channel", on: "spend" });
 * console.log(`p = ${p.toFixed(3)}`);
 * for (const { name, median } of groups) console.log(name, median);
 * // p = 0.009
 * // Shop 80
 * // Web 12
 * ```
 */
export function influence<T extends Table | Matrix>(table: T, options: InfluenceOptions<ColumnName<T>>): Influence {
  const where = "influence";
  checkKeys(where, "the options", options, optionKeys);
  const { of, on, missing: fill, labels = {}, resamples, seed = 42 } = options;
  const level = checkLevel(where, options.level);
  if (fill !== undefined) checkNumber(where, "missing", fill, -largestMagnitude, largestMagnitude);
  if (resamples !== undefined) checkInteger(where, "resamples", resamples, 0, 1_000_000);
  checkSeed(where, seed);
  const onProgress = watched(where, options);
  const frame = toFrame(where, table);
  columnOf(where, frame, of, "`of`");
  checkDisplayNames(where, of, labels);
  const { levels, values, codes, missing, filled } = groupValues(where, frame, of, on, fill);
  const names = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));
  if (new Set(names).size < names.length) checkDistinctColumns(where, of, names);

  const found = { ...measure({ values, codes, names }, resamples ?? resamplesFor(values.length), seed, onProgress), missing, filled };
  const judged = { ...found, measurable: found.p < level };
  return { ...judged, sentence: sayInfluence(of, on, judged, level) };
}

/** All figures of numbers in ascending order. */
function measure(
  { values, codes, names }: { readonly values: Float64Array; readonly codes: Int32Array; readonly names: readonly string[] },
  resamples: number,
  seed: number,
  onProgress: OnProgress | undefined,
): Omit<Influence, "missing" | "filled" | "measurable" | "sentence"> {
  const n = values.length, g = names.length;
  const ends = tieEnds(values);
  const scaled = scale(values);
  const ranks = centredRanks(ends);
  const [squares, rankSquares] = [scaled, ranks].map((numbers) => squaresOf(numbers, codes, g));
  const kruskal = kruskalWallis(rankSquares, n, g);
  const [etaSquared, epsilonSquared] = [squares, rankSquares].map(shareBetween);
  const shares = { values: etaSquared, ranks: epsilonSquared };
  const intervals = bootstrapIntervals({ values: scaled, ends, codes, groups: g }, shares, resamples, seed, onProgress);
  const spread = brownForsythe(scaled, codes, summarizeGroups(scaled, codes, names).map(({ median }) => median));
  const unequal = welch(ranks, codes, g);
  return {
    kruskal,
    anova: anova(squares, n, g),
    brownForsythe: spread,
    welch: unequal,
    p: decidingP(kruskal.p, spread.p, unequal.p),
    etaSquared,
    omegaSquared: omegaSquared(squares, n, g),
    etaSquaredInterval: intervals.values,
    epsilonSquared,
    correctedEpsilonSquared: correctedShare(kruskal.h, n, g),
    epsilonSquaredInterval: intervals.ranks,
    groups: summarizeGroups(values, codes, names),
  };
}

const spreadLevel = 0.05;

/** The p of the ranks: where spreads differ, not that of Kruskal and Wallis alone. */
function decidingP(kruskal: number, brownForsythe: number, welch: number): number {
  return brownForsythe < spreadLevel && welch > kruskal ? welch : kruskal;
}

/** The values less their mean, over their range: what is asked of them is the same, and no square leaves the range of a double. */
function scale(values: Float64Array): Float64Array {
  const { mean, min, max } = moments(values, new Float64Array(values.length).fill(1));
  return values.map((value) => (max > min ? (value - mean) / (max - min) : 0));
}

/** Fewer resamples for more rows: their shares vary less, and an interval stays within a few seconds. */
function resamplesFor(rows: number): number {
  return Math.min(1000, Math.max(100, Math.floor(1e8 / rows)));
}

/** Cohen's (1988) bounds of strong, moderate and weak, for shares of variance. */
const bounds = [0.14, 0.06, 0.01, 0];

type Found = Omit<Influence, "sentence">;

/** How strong an influence is that is measurable; undefined where the rows are too few to tell. */
export function strengthOfInfluence({ kruskal, groups, correctedEpsilonSquared }: Omit<Found, "measurable">): Strength | undefined {
  const n = groups.reduce((sum, { size }) => sum + size, 0);
  const step = stepOf(bounds, correctedEpsilonSquared, leastNoncentrality(kruskal.h, kruskal.df) / (n - 1));
  return step === undefined ? undefined : strengths[step];
}

/** An influence in plain words: whether it is measurable, how much it explains, the medians beside the means. */
function sayInfluence(of: string, on: string, found: Found, level: number): string {
  const { groups } = found;
  const cause = list([of]), effect = list([on]);
  if (groups.length === 1) return `Nothing to compare: ${cause} is ${name(groups[0])} in every row that counts.`;
  if (groups.every(({ mean, median }) => mean === groups[0].mean && median === mean) && found.etaSquared === 0) {
    return `No measurable influence of ${cause} on ${effect}: every group has the same mean and median, ${sayNumber(groups[0].mean)}.`;
  }
  const isSpread = found.kruskal.p < level && !found.measurable; // and Welch's test does not agree
  const verdict = isSpread ? saySpread(cause, effect, found) : sayVerdict(cause, effect, found);
  return [verdict, sayHighest(groups), isSpread ? "" : sayDisagreement(found), saySmall(groups)]
    .filter((words) => words !== "")
    .join(" ");
}

function sayVerdict(cause: string, effect: string, found: Found): string {
  const { kruskal, anova, groups, etaSquared, omegaSquared, correctedEpsilonSquared } = found;
  const test = `(Kruskal-Wallis, ${sayP(kruskal.p)})`;
  const variance = `${sayShare(etaSquared)} of the variance (eta² = ${etaSquared.toFixed(4)}`;
  const byChance = `chance alone gives about ${sayShare(anova.df1 / (anova.df1 + anova.df2))})`; // the mean of eta² where all groups are alike
  if (!found.measurable) {
    return `No measurable influence of ${cause} on ${effect} ${test}: the groups explain ${variance}; ${byChance}.`;
  }
  const strength = strengthOfInfluence(found);
  const influence = `influence of ${cause} on ${effect} ${test}`;
  if (strength === undefined) {
    const n = groups.reduce((sum, { size }) => sum + size, 0);
    return `A measurable ${influence}, but ${sayNumber(n)} rows are too few to tell its size: the groups explain ${variance}; ${byChance}.`;
  }
  const corrected = `${sayShare(omegaSquared)} of the variance, and ${sayShare(correctedEpsilonSquared)} of the variance of ranks`;
  return `A measurable, ${strength} ${influence}: corrected for chance it explains ${corrected} (eta² = ${etaSquared.toFixed(4)}).`;
}

function saySpread(cause: string, effect: string, { kruskal, welch, brownForsythe, etaSquared }: Found): string {
  return [
    `No measurable influence of ${cause} on how high ${effect} is: the groups differ in how widely it is spread (Brown-Forsythe, ${sayP(brownForsythe.p)}).`,
    `Kruskal-Wallis reacts to that too (${sayP(kruskal.p)}); Welch's test of the ranks allows for it and finds no difference (${sayP(welch.p)}; eta² = ${etaSquared.toFixed(4)}).`,
  ].join(" ");
}

function sayHighest(groups: readonly InfluenceGroup[]): string {
  const highest = (figure: "mean" | "median"): InfluenceGroup =>
    groups.reduce((best, group) => (group[figure] > best[figure] ? group : best));
  const byMean = highest("mean"), byMedian = highest("median");
  const figures = ({ mean, median }: InfluenceGroup): string => `mean ${sayNumber(mean)}, median ${sayNumber(median)}`;
  const least = groups.reduce((least, { median }) => Math.min(least, median), Infinity);
  const low = sayNumber(least), high = sayNumber(byMedian.median);
  const range = low === high ? `all medians are ${low}` : `the medians lie between ${low} and ${high}`;
  if (byMean === byMedian) return `Highest: ${name(byMean)} (${figures(byMean)}); ${range}.`;
  return `Highest mean: ${name(byMean)} (${figures(byMean)}); highest median: ${name(byMedian)} (${figures(byMedian)}); ${range}.`;
}

/** What to make of it when the means and the ranks do not agree. */
function sayDisagreement(found: Found): string {
  const { measurable, anova } = found;
  if (Number.isNaN(anova.p) || measurable === anova.p < level) return "";
  const test = `(F test, ${sayP(anova.p)})`;
  return anova.p < level
    ? `The means do differ ${test}, which a few large values can bring about.`
    : `The means alone do not show it ${test}: a few large values can hide it.`;
}

function saySmall(groups: readonly InfluenceGroup[]): string {
  const small = groups.filter(({ size }) => size < fewRows).length;
  return small === 0
    ? ""
    : `Take p as rough: ${small} of the ${groups.length} groups ${small === 1 ? "has" : "have"} fewer than ${fewRows} rows.`;
}

function name(group: InfluenceGroup): string {
  return list([group.name]);
}

/** Size, mean and median of every group. In O(n log n). */
function summarizeGroups(values: Float64Array, codes: Int32Array, names: readonly string[]): InfluenceGroup[] {
  return rowsByGroup(codes, names.length).map((rows, g) => {
    const own = pick(values, rows);
    const { mean } = moments(own, new Float64Array(own.length).fill(1));
    return { name: names[g], size: own.length, mean, median: quantile(distribution(own), 0.5) };
  });
}
