import { checkKeys, checkNumber } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { bisect } from "../core/numbers.ts";
import { quantilesOf } from "../core/quantile.ts";
import type { EncodedFeature, FittedFeature } from "../encode/fitted.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import type { SegmentModel } from "../segment/model.ts";
import type { SegmentSource } from "../segment/options.ts";
import { placeRows } from "../segment/predict.ts";
import { checkModel, modelIn } from "../segment/read-model.ts";
import { repairsOf } from "../segment/repairs.ts";
import type { Segmentation } from "../segment/types.ts";
import { noticesOfReading } from "../table/table.ts";
import { toldOf } from "./notices.ts";
import type { DriftFigures, FeatureDrift } from "./drift-figures.ts";
import { type DriftChange, type DriftMarks, shareDrift, withUnseenLevels } from "./population-stability.ts";
import { sayDrift } from "./say-drift.ts";

/** Options for {@link drift}. */
export interface DriftOptions {
  /** The indices from which a change is moderate, and from which it is large. @defaultValue [0.1, 0.25], as is usual */
  readonly marks?: readonly [moderate: number, large: number] | undefined;
  /**
   * How often chance alone may call any column of an unchanged population, or its segments, changed: from 0.001 to 0.5.
   * @defaultValue 0.05
   */
  readonly level?: number | undefined;
}

/** What {@link drift} gives. */
export interface Drift extends DriftFigures {
  /** The same in sentences. */
  readonly sentences: readonly string[];
  /** In sentences: what was repaired in the table. */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
}

/**
 * Whether segments that were made of one table still hold for another, such as next month's: how far each column, and the shares of the
 * segments, moved since training, by the population stability index (Siddiqi 2006, "Credit Risk Scorecards"), and what that means.
 *
 * The table is read and placed as `predict` does. Numbers are held against the ten equal parts of the training rows, categories
 * against the shares of their levels; gaps count as what the model fills them with, and new categories as the model counts them; both
 * are counted by themselves, too. Few rows differ by chance, and the index is above 0 by about (parts - 1) (1/n + 1/N) even where
 * nothing has changed: so each index is held against the most that chance would make of it (`chance`), for all of them together. Of an
 * unchanged population the verdict is "hold" or "unknown" in at least 95 of 100 tables, of 20 rows or more each
 * (test/insight/drift.test.ts). That says nothing of segments that were unreal from the start: see `stability`.
 *
 * A model of weighted rows has weighted shares, which vary more than those of as many rows; `chance` does not know. The table's own rows
 * are not weighted. In O(rows k d).
 *
 * @param model - a segmentation or its `model`
 * @param source - the later table, raw; it must hold the columns of the model
 * @throws {@link InputError} where `predict` does (so also on a column of which more than half of the cells are unheard of), where no row
 * can be placed, and on an unknown option.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { drift } from "audience-segmentation/insight";
 *
 * const may = { spend: Array.from({ length: 200 }, (_, i) => (i * 37) % 100) };
 * const june = { spend: may.spend.map((amount) => amount / 2) };
 * const { model } = clusterSegments(may, { k: 2 });
 * const { verdict, features } = drift(model, june);
 * console.log(verdict);
 * for (const { column, medians } of features) console.log(column, medians);
 * // anew
 * // spend [ 49.5, 24.75 ]
 * ```
 */
export function drift(model: SegmentModel | Segmentation, source: SegmentSource, options: DriftOptions = {}): Drift {
  const where = "drift";
  const { marks, level } = checkOptions(where, options);
  const { names, training, features } = checkModel(where, modelIn(model));
  const table = isPrepared(source) ? source : tableOf(source); // what can be read once only is read once
  const { labels, encoding, k, rows: all } = placeRows(where, model, table);
  const rows = labels.length;
  if (rows === 0) throw new InputError("no-rows", where, "some row must be one that the model places", "none: each has a missing cell");
  const by: DriftMarks = { marks, level, indices: features.length + 1 };
  const segments = shareDrift(training.shares, training.rows, sharesIn(labels, k), rows, by);
  const moved = features.map((fit, f): FeatureDrift => {
    const { bounds, shares } = training.features[f];
    const feature = encoding.features[f];
    const after = sharesIn(partsOf(feature, bounds), shares.length);
    const before = fit.type === "category" ? withUnseenLevels(shares, training.rows, after) : shares;
    const found = shareDrift(before, training.rows, after, rows, by);
    const { column } = fit.reading;
    const counts = { gaps: encoding.gaps[f], unseen: encoding.unseen[f].count };
    return { column, type: fit.type, ...found, ...partNames(fit, feature, bounds), ...counts };
  });
  const figures: DriftFigures = {
    trained: training.rows,
    rows,
    names,
    segments,
    features: moved,
    verdict: verdictOf(segments.change, moved.map(({ change }) => change)),
  };
  return { ...figures, sentences: sayDrift(figures), ...toldOf([...noticesOfReading(source), ...repairsOf(encoding, training, all)]) };
}

function checkOptions(where: string, options: DriftOptions): Pick<DriftMarks, "marks" | "level"> {
  checkKeys(where, "the options", options, ["marks", "level"]);
  const { marks = [0.1, 0.25], level = 0.05 } = options;
  checkNumber(where, "level", level, 0.001, 0.5);
  if (!Array.isArray(marks) || marks.length !== 2) throw new InputError("not-an-array", where, "`marks` must be two numbers", show(marks));
  checkNumber(where, "marks[0]", marks[0], 0);
  checkNumber(where, "marks[1]", marks[1], marks[0] as number);
  return { marks: [marks[0], marks[1]], level };
}

/** The part of each row: between the bounds of a number, or its level, -1 for none. */
function partsOf(feature: EncodedFeature, bounds: readonly number[] | undefined): Int32Array {
  if (feature.type === "category") return feature.codes;
  return Int32Array.from(feature.values, (x) => bisect(bounds!, x, "left"));
}

/** The share of rows in each part; what is in none, -1, is in the last. */
function sharesIn(parts: Int32Array, count: number): number[] {
  const rows = new Float64Array(count);
  for (const part of parts) rows[part < 0 ? count - 1 : part]++;
  return Array.from(rows, (own) => own / parts.length);
}

function partNames(fit: FittedFeature, feature: EncodedFeature, bounds: readonly number[] | undefined): Partial<FeatureDrift> {
  if (fit.type === "category") return { levels: [...fit.labels, "none of them"] };
  if (feature.type !== "number") return {};
  return { bounds: bounds!, medians: [bounds![4], quantilesOf(feature.values, undefined, [0.5])[0]] };
}

function verdictOf(segments: DriftChange, features: readonly DriftChange[]): DriftFigures["verdict"] {
  const changes = [segments, ...features];
  if (changes.includes("large")) return "anew";
  if (changes.includes("moderate")) return "watch";
  const unknown = features.filter((change) => change === "unknown").length;
  return segments === "unknown" || 2 * unknown > features.length ? "unknown" : "hold";
}
