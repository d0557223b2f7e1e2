import { checkInteger, checkKeys, checkNumber } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { integers, sumOf } from "../core/numbers.ts";
import { type Watch, watched, watchKeys } from "../core/progress.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { partnersOf } from "../segment/chance-matches.ts";
import type { SegmentModel } from "../segment/model.ts";
import { checkModel, modelIn } from "../segment/read-model.ts";
import type { SegmentSource } from "../segment/options.ts";
import { placeRows, spreadLabels } from "../segment/predict.ts";
import { repairsOf } from "../segment/repairs.ts";
import type { Segmentation } from "../segment/types.ts";
import { type Frame, nameIn, noticesOfReading, toFrame } from "../table/table.ts";
import { jaccardOf } from "../validity/overlap.ts";
import { type CustomersInBoth, customersInBoth } from "./customers-in-both.ts";
import { oneWayMoves, type OneWayMoves, refittedMoves, type RefittedMoves } from "./move-chance.ts";
import { countMoves, type MovesBetween, type PlacedTwice, readValue, stayedIn, valueOfMoves } from "./moves.ts";
import { toldOf } from "./notices.ts";
import { sayTransitions } from "./say-transitions.ts";
import type { TransitionFigures } from "./transition-figures.ts";

/** Options for {@link transitions}. */
export interface TransitionOptions extends Watch {
  /** The column of both tables that names the customers, each once. `1`, `"1"` and `" 1"` are the same customer. */
  readonly id: string;
  /** A column of both tables with what each customer is worth, such as revenue: no gaps. @defaultValue none */
  readonly value?: string | undefined;
  /**
   * How many resamples of the earlier table are segmented anew to find what that alone would move, from 0 to 1 000. Each costs what
   * `clusterSegments` costs with a number as `k` and the effort "fast". 0, or 1: `byRefitting` is NaN, and `oneWay` alone decides.
   * @defaultValue 20
   */
  readonly resamples?: number | undefined;
  /**
   * Of two models: the least Jaccard overlap, between 0 and 1, with which a segment after carries on one before. With 0.5, the default of
   * `matchSegments`, all customers of a segment that half agrees with none count as moved.
   * @defaultValue 0: every segment after carries on the one that it agrees with best, as far as there are enough
   */
  readonly minOverlap?: number | undefined;
}

/** What {@link transitions} gives. */
export interface Transitions extends TransitionFigures {
  /** The same in sentences. */
  readonly sentences: readonly string[];
  /** In sentences: that moves are no change, that few customers are in both tables, what was repaired in the later table. */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
}

/**
 * Who moved from one segment to another between two tables of customers, such as two months: the table of moves with who left and who
 * came, and what they are worth. By one model for both, or by one each; their segments are then matched one to one, as
 * `matchSegments` does: by the rows of the later table that both models place alike.
 *
 * Not every move is a change. Segments that are made anew move customers though nothing has changed, the more of them the less real
 * the groups are: so the earlier table is resampled, each resample is segmented by the model's method, and any two of these are held
 * against each other as the two models are (`byRefitting`). And numbers that come and go move customers across a border in both
 * directions. How much of that there is two tables cannot tell, but it has no direction: so the moves by the earlier model are held
 * against such in which a coin says of each customer which of the two tables was the earlier (`oneWay`). The `verdict` is made of both. Of
 * tables in which nothing has changed it is "change" in at most 5 of 100 (bench/results/transitions.md); `moved` alone is above
 * `byRefitting.upper` as soon as numbers come and go enough.
 *
 * Each table is placed as `predict` does, whatever labels a segmentation has. A mixture is resampled by k-means, and of more than
 * 20 000 rows a sample is, which moves more than all of them would. Weights do not count. In O(rows k d), and the time of `resamples`
 * segmentations, of twice as many where the models have unequal numbers of segments.
 *
 * @param models - a segmentation or its `model`, for both tables; or two, `[before, after]`
 * @param before - the earlier table, raw
 * @param after - the later table, raw; it must hold the columns of both models
 * @throws {@link InputError} where `predict` does; on ids that are missing or repeat, on none in common, and on a `value` that is
 * missing or no number.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { transitions } from "audience-segmentation/insight";
 *
 * const may = { id: [1, 2, 3, 4, 5, 6], spend: [10, 12, 11, 80, 82, 85] };
 * const june = { id: [1, 2, 3, 4, 5, 7], spend: [11, 79, 12, 81, 80, 9] };
 * const result = clusterSegments(may, { features: ["spend"], k: 2 });
 * const { customers, sentences } = transitions(result, may, june, { id: "id" });
 * console.log(customers);
 * console.log(sentences[0]);
 * // { both: 5, left: 1, came: 1, unplaced: 0 }
 * // Of 5 customers in both tables, 1 (20 %) is in another segment now.
 * ```
 */
export function transitions(
  models: SegmentModel | Segmentation | readonly [before: SegmentModel | Segmentation, after: SegmentModel | Segmentation],
  before: SegmentSource,
  after: SegmentSource,
  options: TransitionOptions,
): Transitions {
  const where = "transitions";
  checkKeys(where, "the options", options, ["id", "value", "resamples", "minOverlap", ...watchKeys]);
  const onProgress = watched(where, options);
  const { value, resamples = 20, minOverlap = 0 } = options;
  checkInteger(where, "resamples", resamples, 0, 1000);
  checkNumber(where, "minOverlap", minOverlap, 0, 1);
  const both = modelsIn(where, models);
  const tables = [before, after].map((source) => (isPrepared(source) ? source : tableOf(source))); // some can be read only once
  const frames = tables.map((table) => toFrame(where, isPrepared(table) ? table.table : table));
  const customers = customersInBoth(where, frames[0], frames[1], nameIn(where, frames[0], options.id, "`id`"));
  const [model, later] = both;
  const worth = value === undefined ? undefined : readWorth(where, frames, value, model.reading.missingWords);
  const all = placeBoth(where, both, tables, minOverlap);
  const { placed, partners, earlier, now, isRefitted } = all;

  const counted = countAll(customers, all);
  const isCounted = flagsOf(customers.before, earlier.kept, earlier.rows);
  const sizes = [placed.kAfter, placed.k] as const;
  const rows = toRows(where, earlier.encoding);
  const byRefitting = refittedMoves(where, rows, isCounted, { model, sizes, resamples, minOverlap, onProgress });
  const own = countMoves(customers, { ...placed, after: all.byEarlier, kAfter: placed.k });
  const oneWay = oneWayMoves(own.counts.data, placed.k, model.seed);
  const figures: TransitionFigures = {
    before: model.names,
    after: later.names,
    carriesOn: Array.from(partners, (partner) => (partner < 0 ? undefined : partner)),
    overlaps: all.overlaps,
    ...counted,
    byRefitting,
    oneWay,
    verdict: verdictOf(counted, byRefitting, oneWay),
    ...(worth === undefined ? {} : { value: valueOfMoves(value!, customers, placed, partners, worth) }),
  };
  const repairs = [...noticesOfReading(after), ...repairsOf(now.encoding, now.training, now.rows)];
  const notices = [...moveNotices(figures, frames, isRefitted), ...repairs];
  return { ...figures, sentences: sayTransitions(figures, isRefitted), ...toldOf(notices) };
}

/** Two tables, placed. */
interface PlacedBoth {
  readonly placed: PlacedTwice;
  /** The segment of every row of the later table by the earlier model. */
  readonly byEarlier: Int32Array;
  /** The segment before that each segment after carries on; -1 for none. */
  readonly partners: Int32Array;
  readonly overlaps: readonly number[];
  /** The earlier table by the earlier model. */
  readonly earlier: ReturnType<typeof placeRows>;
  /** The later table by the earlier model. */
  readonly now: ReturnType<typeof placeRows>;
  /** Whether there are two models. */
  readonly isRefitted: boolean;
}

function placeBoth(
  where: string,
  [model, later]: readonly [SegmentModel, SegmentModel],
  [before, after]: readonly SegmentSource[],
  minOverlap: number,
): PlacedBoth {
  const earlier = placeRows(where, model, before), now = placeRows(where, model, after);
  const [placedBefore, byEarlier] = [earlier, now].map(({ labels, kept, rows }) => spreadLabels(labels, kept, rows));
  const k = model.names.length, kAfter = later.names.length;
  const shared = { byEarlier, earlier, now, isRefitted: later !== model };
  if (later === model) {
    const partners = integers(k);
    return { ...shared, placed: { before: placedBefore, after: byEarlier, k, kAfter }, partners, overlaps: Array.from(partners, () => 1) };
  }
  const { labels, kept, rows } = placeRows(where, later, after);
  const byLater = spreadLabels(labels, kept, rows);
  const pairs = jaccardOf(byLater, kAfter, byEarlier, k);
  const partners = partnersOf(pairs, kAfter, k, minOverlap);
  const overlaps = Array.from(partners, (partner, s) =>
    partner >= 0 ? pairs[s * k + partner] : pairs.subarray(s * k, (s + 1) * k).reduce((most, overlap) => Math.max(most, overlap), 0));
  return { ...shared, placed: { before: placedBefore, after: byLater, k, kAfter }, partners, overlaps };
}

/** 1 for each of the rows kept that is one of some. */
function flagsOf(some: Int32Array, kept: Int32Array | undefined, rows: number): Uint8Array {
  const flags = new Uint8Array(rows);
  for (const row of some) flags[row] = 1;
  return kept === undefined ? flags : Uint8Array.from(kept, (row) => flags[row]);
}

type Given = SegmentModel | Segmentation;

/** The model of each table: twice the same where one is given. */
function modelsIn(where: string, models: Given | readonly [before: Given, after: Given]): [SegmentModel, SegmentModel] {
  if (!Array.isArray(models)) {
    const model = checkModel(where, modelIn(models as Given));
    return [model, model];
  }
  const given: readonly Given[] = models;
  if (given.length !== 2) throw new InputError("wrong-length", where, "`models` must be one model, or two: [before, after]", show(models));
  return [checkModel(where, modelIn(given[0])), checkModel(where, modelIn(given[1]))];
}

function readWorth(
  where: string,
  [before, after]: readonly Frame[],
  value: string,
  words: readonly string[],
): readonly [before: Float64Array, after: Float64Array] {
  return [readValue(where, before, value, "before", words), readValue(where, after, value, "after", words)];
}

function verdictOf({ moved, remade }: Counted, byRefitting: RefittedMoves, oneWay: OneWayMoves): TransitionFigures["verdict"] {
  if (oneWay.share > oneWay.upper || remade > byRefitting.upper) return "change";
  return moved > 0 && !(moved <= byRefitting.upper) ? "exchange" : "none";
}

/** The counts of all moves, and of those who moved. */
function countAll(customers: CustomersInBoth, { placed, partners, byEarlier }: PlacedBoth): Counted {
  const moves = countMoves(customers, placed);
  const both = sumOf(moves.counts.data), left = sumOf(moves.left), came = sumOf(moves.came);
  const all = customers.before.length + customers.left.length + customers.came.length;
  let themselves = 0, remade = 0;
  for (let i = 0; i < customers.before.length; i++) {
    const from = placed.before[customers.before[i]], to = placed.after[customers.after[i]], own = byEarlier[customers.after[i]];
    if (from < 0 || to < 0 || own < 0) continue;
    if (partners[to] !== from && own !== from) themselves++;
    if (partners[to] !== own) remade++;
  }
  return {
    ...moves,
    customers: { both, left, came, unplaced: all - both - left - came },
    moved: both === 0 ? NaN : (both - stayedIn(moves.counts, partners)) / both,
    movedThemselves: both === 0 ? NaN : themselves / both,
    remade: both === 0 ? NaN : remade / both,
  };
}

type Counted = MovesBetween & Pick<TransitionFigures, "customers" | "moved" | "movedThemselves" | "remade">;

/** What needs care. */
function moveNotices(figures: TransitionFigures, frames: readonly Frame[], isRefitted: boolean): Notice[] {
  const { moved, byRefitting, oneWay, verdict, customers: { both } } = figures;
  const [before, after] = frames.map(({ rows }) => rows);
  const chance = { moved, byRefitting: byRefitting.moved, upper: byRefitting.upper, isRefitted };
  return [
    ...(2 * both < Math.min(before, after) ? [{ code: "few-in-both", figures: { both, before, after } } as const] : []),
    ...(verdict === "none" && moved > 0 ? [{ code: "moved-by-chance", figures: chance } as const] : []),
    ...(verdict === "exchange" ? [{ code: "moves-in-balance", figures: { moved, oneWay: oneWay.share, upper: oneWay.upper } } as const] : []),
  ];
}
