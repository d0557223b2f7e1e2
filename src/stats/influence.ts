import { checkInteger, checkKeys, checkNumber, checkSeed } from "../core/check.ts";
import { InputError, list } from "../core/input-error.ts";
import { largestMagnitude, type Matrix } from "../core/matrix.ts";
import { argsort, moments, pick, rowsByGroup } from "../core/numbers.ts";
import { centredRanks, distribution, quantile, tieEnds } from "../core/quantile.ts";
import { fewRows, formatNumber, level, sayP } from "../core/text.ts";
import { checkDisplayNames, readLevels, readNumbers } from "../table/cell.ts";
import { type ColumnName, columnOf, type Frame, type Table, toFrame } from "../table/table.ts";
import { bootstrapIntervals } from "./bootstrap.ts";
import { checkCategory, checkDistinctColumns, keepUsed } from "./levels.ts";
import { anova, kruskalWallis, shareBetween, squaresOf } from "./one-way.ts";

/** Options for {@link influence}. */
export interface InfluenceOptions<Column extends string = string> {
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
  /** The share of the variance that lies between the groups' means. */
  readonly etaSquared: number;
  /** Its 95 % bootstrap interval, from low to high. */
  readonly etaSquaredInterval: readonly [low: number, high: number];
  /** The same share of the ranks, which is H / (n - 1): the effect size of Kruskal and Wallis's test, not Kelley's of the means. */
  readonly epsilonSquared: number;
  /** Its 95 % bootstrap interval, from low to high. */
  readonly epsilonSquaredInterval: readonly [low: number, high: number];
  /** One entry a level that has rows: numbers ascending, then text by code unit. */
  readonly groups: readonly InfluenceGroup[];
  /** The table's rows that were left out because a cell is missing. */
  readonly missing: number;
  /** The missing numbers that were filled. */
  readonly filled: number;
  /** All of it in plain words. An influence is called measurable where the p of Kruskal and Wallis is below 0.05. */
  readonly sentence: string;
}

const optionKeys = ["of", "on", "missing", "labels", "resamples", "seed"];

/**
 * Does a category influence a number: are the numbers of its groups alike?
 *
 * Two tests ask. The test of Kruskal and Wallis compares ranks and decides what `sentence` says; one-way analysis of variance
 * compares means, which a single customer can move when the numbers have a heavy tail. Each has a share between 0 and 1 that
 * says how much of the differences the groups account for. It is a difference that is measured; what causes it, no table tells.
 *
 * The intervals are 95 % percentiles of the bootstrap: as many rows as there are are drawn from all of them, each with its group
 * (not stratified), and ranked anew. Neither share can fall below 0, and chance adds to both, most in a resample: near 0 the
 * intervals lie too high. They say how large an influence may be; whether there is one, `p` says.
 *
 * In O(n log n), and O(n) a resample. The order of the rows does not matter.
 *
 * Kruskal and Wallis 1952, with the correction for ties, as SciPy's kruskal; Fisher 1925, as SciPy's f_oneway; epsilon² as
 * Tomczak and Tomczak 2014; Efron 1979.
 *
 * @throws {@link InputError} on an unknown or a wrong option, a column that is not there, a cell of `on` that is no number, or
 * no row that has both.
 */
export function influence<T extends Table | Matrix>(table: T, options: InfluenceOptions<ColumnName<T>>): Influence {
  const where = "influence";
  checkKeys(where, "the options", options, optionKeys);
  const { of, on, missing: fill, labels = {}, resamples, seed = 42 } = options;
  if (fill !== undefined) checkNumber(where, "missing", fill, -largestMagnitude, largestMagnitude);
  if (resamples !== undefined) checkInteger(where, "resamples", resamples, 0, 1_000_000);
  checkSeed(where, seed);
  checkDisplayNames(where, of, labels);
  const { levels, values, codes, missing, filled } = groupValues(where, toFrame(where, table), of, on, fill);
  const names = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));
  if (new Set(names).size < names.length) checkDistinctColumns(where, of, names);

  const n = values.length;
  const ends = tieEnds(values);
  const scaled = scale(values);
  const squares = squaresOf(scaled, codes, names.length);
  const rankSquares = squaresOf(centredRanks(ends), codes, names.length);
  const intervals = bootstrapIntervals({ values: scaled, ends, codes, groups: names.length }, resamples ?? resamplesFor(n), seed);
  const figures = {
    kruskal: kruskalWallis(rankSquares, n, names.length),
    anova: anova(squares, n, names.length),
    etaSquared: shareBetween(squares),
    etaSquaredInterval: intervals.values,
    epsilonSquared: shareBetween(rankSquares),
    epsilonSquaredInterval: intervals.ranks,
    groups: summarizeGroups(values, codes, names),
    missing,
    filled,
  };
  return { ...figures, sentence: sayInfluence(of, on, figures) };
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

/** Cohen's (1988) bounds of weak, moderate and strong, for shares of variance. */
const strengths: readonly (readonly [from: number, word: string])[] = [
  [0.14, "strong"],
  [0.06, "moderate"],
  [0.01, "weak"],
  [0, "very weak"],
];

/** An influence in plain words: whether it is measurable, how much it explains, the medians beside the means. */
function sayInfluence(of: string, on: string, found: Omit<Influence, "sentence">): string {
  const { groups } = found;
  const [cause, effect] = [list([of]), list([on])];
  if (groups.length === 1) return `Nothing to compare: ${cause} is ${name(groups[0])} in every row that counts.`;
  if (groups.every(({ mean, median }) => mean === groups[0].mean && median === mean) && found.etaSquared === 0) {
    return `No measurable influence of ${cause} on ${effect}: every group has the same mean and median, ${formatNumber(groups[0].mean)}.`;
  }
  return [sayVerdict(cause, effect, found), sayHighest(groups), sayDisagreement(found), saySmall(groups)]
    .filter((words) => words !== "")
    .join(" ");
}

function sayVerdict(cause: string, effect: string, { kruskal, anova, etaSquared, epsilonSquared }: Omit<Influence, "sentence">): string {
  const test = `(Kruskal-Wallis, ${sayP(kruskal.p)})`;
  const variance = `${sayShare(etaSquared)} of the variance (eta² = ${etaSquared.toFixed(4)}`;
  if (kruskal.p < level) {
    const word = strengths.find(([from]) => epsilonSquared >= from)![1];
    return `A measurable, ${word} influence of ${cause} on ${effect} ${test}: it explains ${variance}), and ${sayShare(epsilonSquared)} of that of the ranks.`;
  }
  const byChance = anova.df1 / (anova.df1 + anova.df2); // the mean of eta² where all groups are alike
  return `No measurable influence of ${cause} on ${effect} ${test}: the groups account for ${variance}; chance alone gives about ${sayShare(byChance)}).`;
}

function sayHighest(groups: readonly InfluenceGroup[]): string {
  const highest = (figure: "mean" | "median"): InfluenceGroup =>
    groups.reduce((best, group) => (group[figure] > best[figure] ? group : best));
  const [byMean, byMedian] = [highest("mean"), highest("median")];
  const figures = ({ mean, median }: InfluenceGroup): string => `mean ${formatNumber(mean)}, median ${formatNumber(median)}`;
  const least = groups.reduce((least, { median }) => Math.min(least, median), Infinity);
  const range = `the medians lie between ${formatNumber(least)} and ${formatNumber(byMedian.median)}`;
  if (byMean === byMedian) return `Highest: ${name(byMean)} (${figures(byMean)}); ${range}.`;
  return `Highest mean: ${name(byMean)} (${figures(byMean)}); highest median: ${name(byMedian)} (${figures(byMedian)}); ${range}.`;
}

/** What to make of it when the means and the ranks do not agree. */
function sayDisagreement({ kruskal, anova }: Omit<Influence, "sentence">): string {
  if (Number.isNaN(anova.p) || (kruskal.p < level) === (anova.p < level)) return "";
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

function sayShare(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

/** The numbers of one column in ascending order, each with its level of another: equal numbers by level, whatever the order of the rows. */
interface GroupedValues {
  /** The levels that some counted row has, in order. */
  readonly levels: string[];
  readonly values: Float64Array;
  /** The level of each value. */
  readonly codes: Int32Array;
  /** The rows left out because a cell is missing. */
  readonly missing: number;
  /** The cells filled. */
  readonly filled: number;
}

/** Reads both columns; a missing number becomes `fill`, if there is one, and any other missing cell leaves its row out. In O(n). */
function groupValues(where: string, frame: Frame, of: string, on: string, fill: number | undefined): GroupedValues {
  const read = readLevels(where, of, columnOf(where, frame, of));
  checkCategory(where, of, read);
  const { levels, codes } = read;
  const numbers = readNumbers(where, on, columnOf(where, frame, on));
  const kept = new Int32Array(frame.rows);
  const used = new Int32Array(levels.length).fill(-1);
  let count = 0;
  let filled = 0;
  for (let i = 0; i < frame.rows; i++) {
    const isGap = Number.isNaN(numbers[i]);
    if (codes[i] < 0 || (isGap && fill === undefined)) continue;
    if (isGap) {
      numbers[i] = fill!;
      filled++;
    }
    used[codes[i]] = 0;
    kept[count++] = i;
  }
  if (count === 0) {
    const rule = `columns \`${of}\` and \`${on}\` must have a row in which neither is missing`;
    throw new InputError("no-rows", where, rule, `none of ${frame.rows}`, { column: on });
  }
  const names = keepUsed(levels, used);
  const rows = sortedRows(kept.subarray(0, count), codes, numbers);
  return { levels: names, values: pick(numbers, rows), codes: rows.map((i) => used[codes[i]]), missing: frame.rows - count, filled };
}

/** The rows by number, and among equal numbers by level. */
function sortedRows(rows: Int32Array, codes: Int32Array, numbers: Float64Array): Int32Array {
  const byLevel = argsort(Float64Array.from(rows, (i) => codes[i])).map((at) => rows[at]);
  return argsort(pick(numbers, byLevel)).map((at) => byLevel[at]);
}

/** Size, mean and median of every group. In O(n log n). */
function summarizeGroups(values: Float64Array, codes: Int32Array, names: readonly string[]): InfluenceGroup[] {
  return rowsByGroup(codes, names.length).map((rows, g) => {
    const own = pick(values, rows);
    const { mean } = moments(own, new Float64Array(own.length).fill(1));
    return { name: names[g], size: own.length, mean, median: quantile(distribution(own), 0.5) };
  });
}
