import { within } from "../core/input-error.ts";
import { byCodeUnit, sumOf } from "../core/numbers.ts";
import type { OnProgress } from "../core/progress.ts";
import { fewRows } from "../core/text.ts";
import { crosstab, intervalOfV, strengthOfLink } from "../stats/crosstab.ts";
import { influence, strengthOfInfluence } from "../stats/influence.ts";
import type { Strength } from "../stats/measurable.ts";
import { decoded } from "../table/coded.ts";
import type { DescribedColumn } from "./described-columns.ts";
import { type PresentRows, presentOf, type SegmentMean, segmentMeans } from "./segment-means.ts";
import { keptCodes, keptNumbers, type SegmentSplit, sumsBySegment } from "./split.ts";

/** How much the segments say of a column, in all customers such as these. */
export interface ProfileEffect {
  /**
   * `"epsilon-squared"`, of numbers: the share of the variance of their ranks that lies between the segments (Kelley 1935).
   * `"cramers-v"`, of categories: how closely the two go together (Cramér 1946, Bergsma 2013). Both go from 0, nothing, to 1, and are
   * corrected for chance.
   */
  readonly measure: "epsilon-squared" | "cramers-v";
  /** The estimate; NaN where there is nothing to compare, or one row a segment. */
  readonly estimate: number;
  /** The 95 % interval: by the bootstrap for numbers, by the noncentral chi-squared for categories. NaN without resamples. */
  readonly interval: readonly [low: number, high: number];
  /** By Cohen's bounds (1988). Absent where the segments do not differ measurably, or the rows are too few to tell. */
  readonly strength?: Strength;
}

/** What is said of every profile column. */
export interface ProfileTest {
  /** Its name in the table. */
  readonly column: string;
  /** Its name once it is read: of dates, `days since` and the column. */
  readonly name: string;
  /** The rows in segments that have a value. */
  readonly rows: number;
  /** The rows in segments that have none, and were left out. */
  readonly missing: number;
  /** The missing cells that were filled, as its `missing` says. */
  readonly filled: number;
  /** What asked whether the segments differ. */
  readonly test: "kruskal-wallis" | "welch" | "chi-squared";
  /**
   * How often chance alone would make differences as large, were the segments alike in it. It counts each row once, whatever it weighs: as
   * `influence` finds it for numbers and `crosstab` for categories.
   */
  readonly p: number;
  /** The same corrected for all profile columns, by Holm (1979). */
  readonly adjustedP: number;
  /** Whether `adjustedP` is below the option `level`. */
  readonly measurable: boolean;
  /** Whether `p` is rough: some segment has fewer than 5 rows, or chance would give some pair fewer. */
  readonly isRough: boolean;
  /** How much the segments say of it. */
  readonly effect: ProfileEffect;
  /** All of it in plain words. */
  readonly sentence: string;
}

/** A number by which segments are described. */
export interface ProfiledNumber extends ProfileTest {
  /** `"number"`: dates are days before one day. */
  readonly type: "number";
  /** The mean of all, by weight. */
  readonly mean: number;
  /** The median of all. */
  readonly median: number;
  /** One a segment, in the order of the segments. */
  readonly segments: readonly SegmentMean[];
}

/** A level of a category by which segments are described. */
export interface ProfiledLevel {
  /** The level, or its label. */
  readonly name: string;
  /** Its share of all, by weight. */
  readonly share: number;
  /** Its share of each segment; NaN where no row of it has a value. */
  readonly shares: readonly number[];
  /** Its share of each segment over its share of all, times 100: 100 is the average. */
  readonly indices: readonly number[];
}

/** A category, or yes and no, by which segments are described. */
export interface ProfiledCategory extends ProfileTest {
  /** `"boolean"`: yes and no, of which the first level is yes. */
  readonly type: "category" | "boolean";
  /** The levels that some row has: numbers ascending, then text by code unit, or in the order that was given. */
  readonly levels: readonly ProfiledLevel[];
  /** One a segment, in the order of the segments. */
  readonly segments: readonly PresentRows[];
}

/** See {@link ProfiledNumber} and {@link ProfiledCategory}. */
export type ColumnProfile = ProfiledNumber | ProfiledCategory;

/** What is known of a column before all of them are. */
type Untold<T extends ProfileTest> = Omit<T, "adjustedP" | "measurable" | "sentence">;
/** The same of a column of either kind, and what its categories tell. */
export type UntoldColumn = (Untold<ProfiledNumber> | Untold<ProfiledCategory>) & {
  /** Of categories: levels by segments, in the order of the levels and of the segments that have rows. */
  readonly crossed?: Crossed;
};

/** How far each pair of a level and a segment is from what chance would give, level after level in their order (not that of yes and no). */
interface Crossed {
  readonly residuals: Float64Array;
  /** Not 0 where that is beyond chance. */
  readonly marks: Float64Array;
  /** Of each column of these: the segment. */
  readonly segments: Int32Array;
}

/** How the intervals are made. */
export interface Resampling {
  readonly resamples: number | undefined;
  readonly seed: number;
  readonly onProgress?: OnProgress | undefined;
}

/** All figures of a column, but for what depends on the other columns. */
export function profileColumn(where: string, column: DescribedColumn, split: SegmentSplit, resampling: Resampling): UntoldColumn {
  return column.numbers === undefined ? ofCategory(where, column, split) : ofNumber(where, column, column.numbers, split, resampling);
}

/** The segments as a category whose levels are known in short. */
function segmentsOf({ labels, k }: SegmentSplit): (string | null)[] {
  return decoded(Array.from({ length: k }, (_, s) => codeOf(s)), labels);
}

/** Texts that ascend as the numbers do. */
function codeOf(place: number): string {
  return `#${String(place).padStart(9, "0")}`;
}

function ofNumber(
  where: string,
  column: DescribedColumn,
  numbers: Float64Array,
  split: SegmentSplit,
  { resamples, seed, onProgress }: Resampling,
): UntoldColumn {
  const values = keptNumbers(numbers, split);
  const { rows, missing, mean, median, segments } = segmentMeans(values, split);
  const table = { segment: segmentsOf(split), value: values };
  const found = within(where, "influence", () => influence(table, { of: "segment", on: "value", resamples, seed, onProgress }));
  const strength = found.groups.length > 1 ? strengthOfInfluence(found) : undefined;
  return {
    ...namesIn(column),
    type: "number",
    rows,
    missing,
    filled: column.filled,
    test: found.p === found.kruskal.p ? "kruskal-wallis" : "welch",
    p: found.p,
    isRough: found.groups.some(({ size }) => size < fewRows),
    effect: {
      measure: "epsilon-squared",
      estimate: found.correctedEpsilonSquared,
      interval: found.epsilonSquaredInterval,
      ...(strength === undefined ? {} : { strength }),
    },
    mean,
    median,
    segments,
  };
}

function namesIn({ column, name }: DescribedColumn): Pick<ProfileTest, "column" | "name"> {
  return { column, name };
}

function ofCategory(where: string, column: DescribedColumn, split: SegmentSplit): UntoldColumn {
  const { levels = [], codes = new Int32Array() } = column;
  const own = keptCodes(codes, split);
  const { rows, segments, weights } = presentOf(own, (code) => code >= 0, split);
  const table = { level: decoded(Array.from(levels, (_, at) => codeOf(at)), own), segment: segmentsOf(split) };
  const found = within(where, "crosstab", () => crosstab(table, "level", "segment"));
  const placesOf = (names: readonly string[]): Int32Array => Int32Array.from(names, (name) => Number(name.slice(1)));
  const used = placesOf(found.rows);
  const order = column.type === "boolean" ? used.slice().sort((a, b) => byCodeUnit(levels[b], levels[a])) : used; // yes before no
  const shares = sharesOf(own, levels.length, split);
  const strength = found.df > 0 ? strengthOfLink(found) : undefined;
  const total = sumOf(weights);
  return {
    ...namesIn(column),
    type: column.type as "category" | "boolean",
    rows,
    missing: own.length - rows,
    filled: column.filled,
    test: "chi-squared",
    p: found.p,
    isRough: found.df > 0 && found.leastExpected < fewRows,
    effect: {
      measure: "cramers-v",
      estimate: found.correctedCramersV,
      interval: intervalOfV(found),
      ...(strength === undefined ? {} : { strength }),
    },
    levels: Array.from(order, (at) => levelOf(levels[at], shares[at], weights, total)),
    segments,
    crossed: { residuals: found.residuals.data, marks: found.marks.data, segments: placesOf(found.columns) },
  };
}

/** The weight of each level in each segment. */
function sharesOf(codes: Int32Array, levels: number, { labels, k, weights, isWeighted }: SegmentSplit): Float64Array[] {
  if (levels * k > 1_000_000) return []; // refused by crosstab
  const pairs = codes.map((code, i) => (code < 0 ? -1 : code * k + labels[i]));
  const sums = isWeighted ? sumsOfPairs(pairs, weights, levels * k) : countsOf(pairs, levels * k);
  return Array.from({ length: levels }, (_, level) => sums.subarray(level * k, (level + 1) * k));
}

function countsOf(codes: Int32Array, count: number): Float64Array {
  const counts = new Float64Array(count);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) counts[codes[i]]++;
  return counts;
}

function sumsOfPairs(pairs: Int32Array, weights: Float64Array, count: number): Float64Array {
  const all = sumsBySegment(undefined, weights, pairs.map((pair) => pair + 1), count + 1); // the first is of missing cells
  return all.subarray(1);
}

function levelOf(name: string, own: Float64Array, weights: Float64Array, total: number): ProfiledLevel {
  const share = sumOf(own) / total;
  const shares = Array.from(own, (weight, s) => weight / weights[s]);
  return { name, share, shares, indices: shares.map((part) => (100 * part) / share) };
}
