import { checkInteger, checkKeys } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { sumOf } from "../core/numbers.ts";
import { type Watch, watched, watchKeys } from "../core/progress.ts";
import { missingIn } from "../encode/encode.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { countDistinct } from "../kmeans/fit.ts";
import type { SegmentSource } from "../segment/options.ts";
import { encodeRows, spreadLabels } from "../segment/predict.ts";
import type { Segmentation } from "../segment/types.ts";
import { type DescribedColumn, type DescribingColumn, noticesOfColumn, readDescribed } from "./described-columns.ts";
import { foundAgain } from "./found-again.ts";
import { nestedLevels, type NestedSegment } from "./nested-levels.ts";
import { nestSegments } from "./nested-segments.ts";
import { toldOf } from "./notices.ts";
import { sayGranularity, type UntoldLevel } from "./say-granularity.ts";
import { segmentedTable } from "./segmented-table.ts";
import { keptCodes, keptNumbers, noticesOfRows, type SegmentSplit, splitRows, sumsBySegment } from "./split.ts";
import { toldApart, type ToldCells } from "./told-apart.ts";

/** Options for {@link granularity}. */
export interface GranularityOptions<Column extends string = string> extends Watch {
  /**
   * The least and the greatest number of segments to look at, from 1 to the number of distinct rows.
   * @defaultValue two fewer than the segmentation has (at least 2) to two more
   */
  readonly k?: readonly [min: number, max: number] | undefined;
  /** Columns to look at how much more of them is told apart by each further segment; they may have made the segments. */
  readonly profile?: readonly (Column | DescribingColumn<Column>)[] | undefined;
  /** The column that says what a customer is worth: it is looked at in the same way, and shared out to the segments. */
  readonly value?: Column | DescribingColumn<Column> | undefined;
  /**
   * The name of a column of weights, or one weight a row, as `clusterSegments` takes them: those by which the segments were made.
   * @defaultValue all 1
   */
  readonly weights?: Column | ArrayLike<number> | undefined;
  /**
   * How many resamples of the table are clustered to see which segments are found again, from 0 to 1 000; 0: `stability` is absent.
   * @defaultValue 20
   */
  readonly resamples?: number | undefined;
}

/** One number of segments. */
export interface GranularityLevel extends UntoldLevel {
  /** All of this in plain words. */
  readonly sentence: string;
}

/** A segment that may have a value. */
export interface ValuedSegment extends NestedSegment {
  /** Its share of the value; absent without `value`, NaN where all of it is not above 0. */
  readonly valueShare?: number;
}

/** What {@link granularity} gives. */
export interface Granularity {
  /** The segments of all numbers, the coarsest first; each is the whole of its parts. */
  readonly segments: readonly ValuedSegment[];
  /** One a number of segments, ascending. */
  readonly levels: readonly GranularityLevel[];
  /** The finest segment of each row, by its `id`; -1 for a row of no segment. The coarser ones are its parents. */
  readonly labels: Int32Array;
  /** What was left out, filled, or needs care, in sentences. */
  readonly warnings: readonly string[];
  /** The data behind them, one for one. */
  readonly notices: readonly Notice[];
}

const optionKeys = ["k", "profile", "value", "weights", "resamples", ...watchKeys];

/**
 * How fine to segment: what one segment more, or one fewer, would be. The segments of every number lie within each other, around the
 * segmentation, which is one of them: for fewer, the two that are most alike become one (Ward's method); for more, the one splits
 * in two that gains most (k-means from Ward's cut of its rows), of those whose parts hold `minShare` where there are any. So another
 * number than the segmentation's own may be a little worse than the best partition into as many.
 *
 * For each number: the share of the smallest segment; how well its segments are found again in resamples (as in `stability`, of
 * 5 000 rows at most, clustered by the model's method); and how much of the `profile` columns and of the `value` is told apart.
 *
 * In O(n log n) a split and O(n) a number and column; a resample costs what `clusterSegments` costs with the effort "fast".
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @throws {@link InputError} on a table of other rows, a column that is not there, a `k` beyond the distinct rows, and on an unknown or a
 * wrong option.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { granularity } from "audience-segmentation/insight";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81, 150, 152, 149, 155] };
 * const result = clusterSegments(table, { k: 3 });
 * const { levels } = granularity(result, table, { k: [2, 4] });
 * for (const { k, smallestShare } of levels) console.log(`${k} segments, the smallest with ${smallestShare.toFixed(2)} of the rows`);
 * // 2 segments, the smallest with 0.33 of the rows
 * // 3 segments, the smallest with 0.33 of the rows
 * // 4 segments, the smallest with 0.08 of the rows
 * ```
 */
export function granularity<Column extends string = string>(
  result: Segmentation,
  source: SegmentSource,
  options: GranularityOptions<Column> = {},
): Granularity {
  const where = "granularity";
  checkKeys(where, "the options", options, optionKeys);
  const { profile = [], value, resamples = 20 } = options;
  checkInteger(where, "resamples", resamples, 0, 1000);
  if (!Array.isArray(profile)) throw new InputError("not-an-array", where, "`profile` must be an array of columns", show(profile));
  const onProgress = watched(where, options);
  const table = segmentedTable(where, result, source);
  const { model } = table;
  const split = splitRows(where, table, options.weights);
  const empty = split.rowsOf.findIndex((rows) => rows.length === 0);
  if (empty >= 0) throw new InputError("not-a-segmentation", where, "`result` must have rows in each segment", `no row with the label ${empty}`);
  const described = readDescribed(where, table, profile, "`profile`");
  const [valued] = value === undefined ? [] : readDescribed(where, table, [value], "`value`", "number");
  const encoding = encodeRows(where, model, table.source);
  const rows = toRows(where, encoding, split.weights);
  const [min, max] = rangeOf(where, options.k, result.k, (asked) => countDistinct(rows, asked));

  onProgress?.({ stage: "nesting", done: 0, total: 1 });
  const nested = nestSegments(rows, split.labels, result.k, [min, max], model.options.minShare);
  const found = nestedLevels(where, nested, { result, encoding, rows, weights: split.weights }, [min, max]);
  onProgress?.({ stage: "nesting", done: 1, total: 1 });

  const columns = [...described, ...(valued === undefined ? [] : [valued])];
  const cells = columns.map((column) => cellsOf(column, split));
  const counted = found.levels.map(({ k, segments }, at) => ({ k, labels: found.labels[at].map((id) => segments.indexOf(id)) }));
  const again = resamples === 0 ? undefined : foundAgain(where, rows, counted, model, resamples, onProgress);
  const untold = found.levels.map((level, at): UntoldLevel => ({
    ...level,
    ...(again === undefined ? {} : { stability: again[at] }),
    columns: columns.map(({ column }, c) => ({ column, explained: toldApart(cells[c], counted[at].labels, level.k, split) })),
  }));
  const finest = found.labels[max - min];
  const notices = [
    ...noticesOfRows(split),
    ...columns.flatMap((column, c) => noticesOfColumn(column, missingIn(cells[c]), split.labels.length)),
  ];
  return {
    segments: valued === undefined ? found.segments : withValue(found.segments, cells[columns.length - 1] as Float64Array, finest, split),
    levels: untold.map((level, at) => ({ ...level, sentence: sayGranularity(level, untold[at - 1], found.segments, result.k) })),
    labels: spreadLabels(finest, split.kept, result.labels.length),
    ...toldOf(notices),
  };
}

/** The least and the greatest number of segments: those asked for, or two fewer and two more than there are. */
function rangeOf(where: string, asked: unknown, k: number, distinctUpTo: (most: number) => number): [min: number, max: number] {
  if (asked === undefined) return [Math.min(k, Math.max(2, k - 2)), distinctUpTo(k + 2)];
  if (!Array.isArray(asked) || asked.length !== 2) {
    throw new InputError("not-an-integer", where, "`k` must be a range [min, max] of numbers of segments", show(asked));
  }
  const min = checkInteger(where, "k[0]", asked[0], 1);
  const max = checkInteger(where, "k[1]", asked[1], min);
  const distinct = distinctUpTo(max);
  if (distinct >= max) return [min, max];
  throw new InputError("too-few-distinct", where, `the range of numbers of segments must end at ${distinct} at most, the number of distinct rows`, max);
}

/** The cells of the rows that are in segments. */
function cellsOf({ numbers, codes = new Int32Array() }: DescribedColumn, split: SegmentSplit): ToldCells {
  return numbers === undefined ? keptCodes(codes, split) : keptNumbers(numbers, split);
}

/** The segments with their shares of the value: a whole has what its parts have. */
function withValue(
  segments: readonly NestedSegment[],
  values: Float64Array,
  finest: Int32Array,
  { weights }: SegmentSplit,
): ValuedSegment[] {
  const held = sumsBySegment(values, weights, finest, segments.length);
  const total = sumOf(held);
  for (let id = segments.length - 1; id >= 0; id--) {
    const { parent } = segments[id];
    if (parent !== undefined) held[parent] += held[id];
  }
  return segments.map((segment) => ({ ...segment, valueShare: total > 0 ? held[segment.id] / total : NaN }));
}
