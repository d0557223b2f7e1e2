import { checkInteger, checkKeys, checkSeed } from "../core/check.ts";
import { advise } from "../core/advice.ts";
import { InputError, list, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { sumOf } from "../core/numbers.ts";
import { createTicker, type Watch, watched, watchKeys } from "../core/progress.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import { checkLevel, holmAdjusted } from "../stats/measurable.ts";
import { type DescribedColumn, type DescribingColumn, madeSegments, noticesOfColumn, readDescribed } from "./described-columns.ts";
import { toldOf } from "./notices.ts";
import { type ColumnProfile, profileColumn, type Resampling } from "./profile-column.ts";
import { sayColumn } from "./profile-sentences.ts";
import { type SegmentedTable, segmentedTable } from "./segmented-table.ts";
import { keptCodes, keptNumbers, noticesOfRows, type SegmentSplit, splitRows, sumsBySegment } from "./split.ts";
import { valueProfile, type ValueProfile } from "./value-profile.ts";

/** Options for {@link profileSegments}: `profile`, `value` or both must be there. */
export interface ProfileOptions<Column extends string = string> extends Watch {
  /**
   * The columns to describe segments by, which must not have made them: their names, or what is known of them beside. What is left open is
   * inferred as by `prepare`.
   */
  readonly profile?: readonly (Column | DescribingColumn<Column>)[] | undefined;
  /** The column that says what a customer is worth, such as revenue; it may have made the segments. */
  readonly value?: Column | DescribingColumn<Column> | undefined;
  /**
   * The name of a column of weights, or one weight a row, as `clusterSegments` takes them: those by which the segments were made.
   * They count in means, medians, shares, indices and values; tests and effects count each row once.
   * @defaultValue all 1
   */
  readonly weights?: Column | ArrayLike<number> | undefined;
  /**
   * The `p`, corrected for all columns, below which segments are said to differ; above 0 and below 1.
   * @defaultValue 0.05
   */
  readonly level?: number | undefined;
  /**
   * How many resamples the intervals of numbers are made of, from 0 to 1 000 000; 0 makes them `[NaN, NaN]`.
   * @defaultValue 1000; above 100 000 rows 1e8 / rows, but at least 100
   */
  readonly resamples?: number | undefined;
  /**
   * Of the resamples; an integer of 32 bits.
   * @defaultValue 42
   */
  readonly seed?: number | undefined;
}

/** What {@link profileSegments} gives. */
export interface SegmentProfiles {
  /** One a column of `profile`, in its order. */
  readonly columns: readonly ColumnProfile[];
  /** What the segments are worth; absent where no `value` was named. */
  readonly value?: ValueProfile;
  /** What was left out, filled, or needs care, in sentences. */
  readonly warnings: readonly string[];
  /** The data behind them, one for one. */
  readonly notices: readonly Notice[];
}

const optionKeys = /* @__PURE__ */ ["profile", "value", "weights", "level", "resamples", "seed"].concat(watchKeys);

/**
 * Describes segments by columns that did not make them, and by what they are worth.
 *
 * `profile`: means and medians of numbers, shares of categories and of yes and no, each with an index where 100 is the average; and whether
 * the segments differ by more than chance. Such a p is fair because the column did not make the segments: of a feature, which did, it
 * would be tiny whatever the table holds, so a feature is an error. Every `p` is corrected for all columns, by Holm. The tests and the
 * effects are those of `influence` (numbers) and `crosstab` (categories).
 *
 * `value`: each segment's share of the value beside its share of the customers, and how much of it the top 1 % and 10 % hold.
 *
 * Rows with the label -1 are left out, and so are missing cells, column by column, counted in `notices`. The order of the rows changes
 * nothing but the last digit of a sum. In O(n log n) a column, and O(n) a resample.
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @throws {@link InputError} on a column that is not there, a profile column that is a feature, has one value or names rows, a value that
 * is no number, and on an unknown or a wrong option.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { profileSegments } from "audience-segmentation/insight";
 *
 * const table = {
 *   visits: [1, 2, 1, 2, 9, 8, 9, 8],
 *   spend: [20, 30, 25, 25, 200, 180, 220, 300],
 *   region: ["North", "North", "South", "North", "South", "South", "North", "South"],
 * };
 * const result = clusterSegments(table, { features: ["visits"], k: 2 });
 * const { columns, value } = profileSegments(result, table, { profile: ["region"], value: "spend" });
 * for (const { column, p } of columns) console.log(`${column}: p = ${p.toFixed(2)}`);
 * for (const { name, share, valueShare } of value!.segments) console.log(`${name}: ${share} of the customers, ${valueShare} of spend`);
 * // region: p = 0.16
 * // Low visits: 0.5 of the customers, 0.1 of spend
 * // High visits: 0.5 of the customers, 0.9 of spend
 * ```
 */
export function profileSegments<Column extends string = string>(
  result: Segmentation,
  source: SegmentSource,
  options: ProfileOptions<Column>,
): SegmentProfiles {
  const where = "profileSegments";
  checkKeys(where, "the options", options, optionKeys);
  const { profile, value, weights, resamples, seed = 42 } = options;
  const level = checkLevel(where, options.level);
  if (resamples !== undefined) checkInteger(where, "resamples", resamples, 0, 1_000_000);
  checkSeed(where, seed);
  const onProgress = watched(where, options);
  checkListed(where, profile, value);
  const table = segmentedTable(where, result, source);
  const split = splitRows(where, table, weights);
  for (const item of profile ?? []) checkFeature(where, table, item);
  const described = profile === undefined ? [] : readDescribed(where, table, profile, "`profile`");
  for (const column of described) checkProfiled(where, split, column);
  const [valued] = value === undefined ? [] : readDescribed(where, table, [value], "`value`", "number");
  const columns = profileColumns(where, described, split, { resamples, seed, onProgress }, level);
  const worth = valued === undefined ? undefined : worthOf(where, table, split, valued);
  const rows = split.labels.length;
  const notices: Notice[] = [
    ...noticesOfRows(split),
    ...described.flatMap((column, at) => noticesOfColumn(column, columns[at].missing, rows)),
    ...(worth === undefined ? [] : [...noticesOfColumn(valued, worth.profile.missing, rows), ...worth.notices]),
  ];
  return { columns, ...(worth === undefined ? {} : { value: worth.profile }), ...toldOf(distinctNotices(notices)) };
}

function checkListed(where: string, profile: unknown, value: unknown): void {
  if (profile === undefined && value === undefined)
    throw new InputError("no-features", where, "`profile` or `value` must name a column to describe the segments by", "neither");
  if (profile === undefined || (Array.isArray(profile) && profile.length > 0)) return;
  throw new InputError("no-features", where, "`profile` must list at least one column, or be left out", show(profile));
}

/** A profile column must not have made the segments. */
function checkFeature(where: string, table: SegmentedTable, item: string | DescribingColumn | null): void {
  const column = typeof item === "string" ? item.trim() : item?.column;
  if (typeof column !== "string" || !madeSegments(table, column)) return;
  const way = advise({ advice: "profile", columns: [column] });
  const subject = `column ${list([column])} must not have made the segments, which differ in it in any case`;
  const rule = [`${subject}; read its means in \`result.segments\`, or make them without it: `, way];
  throw new InputError("duplicate-column", where, rule, "a feature", { column });
}

/** A profile column must be able to differ. */
function checkProfiled(where: string, split: SegmentSplit, described: DescribedColumn): void {
  const { column, numbers, levels = [], codes = new Int32Array() } = described;
  const present =
    numbers === undefined ? keptCodes(codes, split).filter((code) => code >= 0) : keptNumbers(numbers, split).filter((x) => x === x);
  if (present.length === 0)
    throw new InputError("no-values", where, `column ${list([column])} must have values in the rows that are in segments`, "missing cells only", { column });
  if (present.some((one: number) => one !== present[0])) return;
  const only = numbers === undefined ? show(levels[present[0]]) : String(present[0]);
  const rule = `column ${list([column])} must hold at least two different values, in which segments could differ`;
  throw new InputError("too-few-distinct", where, rule, `only ${only}`, { column });
}

function profileColumns(
  where: string,
  described: readonly DescribedColumn[],
  split: SegmentSplit,
  resampling: Resampling,
  level: number,
): ColumnProfile[] {
  const tick = createTicker("columns", described.length, resampling.onProgress);
  tick(0);
  const found = described.map((column, at) => {
    const profiled = profileColumn(where, column, split, resampling);
    tick(at + 1);
    return profiled;
  });
  const adjusted = holmAdjusted(found.map(({ p }) => p));
  const telling = { columns: found.length, isWeighted: split.isWeighted };
  return found.map((column, at) => {
    const { crossed: _crossed, ...rest } = column;
    const judged = { adjustedP: adjusted[at], measurable: adjusted[at] < level };
    const { strength: _strength, ...weaker } = rest.effect;
    const effect = judged.measurable ? rest.effect : weaker;
    return { ...rest, ...judged, effect, sentence: sayColumn({ ...column, ...judged }, telling) } as ColumnProfile;
  });
}

/** What segments are worth, and what needs care in that. */
interface Worth {
  readonly profile: ValueProfile;
  readonly notices: readonly Notice[];
}

function worthOf(where: string, table: SegmentedTable, split: SegmentSplit, described: DescribedColumn): Worth {
  const { column, numbers, filled, type } = described;
  if (numbers === undefined) {
    throw new InputError("not-of-type", where, `column ${list([column])} must hold numbers to be the value of customers`, `the type "${type}"`, { column });
  }
  const values = keptNumbers(numbers, split);
  if (values.every((value) => value !== value))
    throw new InputError("no-values", where, `column ${list([column])} must have values in the rows that are in segments`, "missing cells only", { column });
  const profile = valueProfile({ column, filled, isFeature: madeSegments(table, column) }, values, split);
  const { total, below } = profile;
  if (!(total > 0)) return { profile, notices: [{ code: "value-without-total", column, figures: { total } }] };
  if (below === 0) return { profile, notices: [] };
  const refunds = values.map((value) => (value < 0 ? value : NaN));
  const sum = sumOf(sumsBySegment(refunds, split.weights, split.labels, split.k));
  return { profile, notices: [{ code: "value-below-zero", column, figures: { cells: below, sum, total } }] };
}

/** A column may be named in both options. */
function distinctNotices(notices: readonly Notice[]): Notice[] {
  const known = new Set<string>();
  return notices.filter((notice) => {
    const key = JSON.stringify(notice);
    return !known.has(key) && known.add(key);
  });
}
