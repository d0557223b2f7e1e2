import { checkKeys, checkOneOf } from "../core/check.ts";
import { squaredDistance } from "../core/distances.ts";
import { InputError, list, show } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { type Notice, told } from "../core/notice.ts";
import { type AppliedEncoding, applyEncoding, type Strictness } from "../encode/encode.ts";
import { piecesOf, toMatrix, toRows } from "../encode/encoded-rows.ts";
import { mostExamples, type UnseenCells, unseenRule } from "../encode/fit.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { aimsOf, nearestLabels } from "../kmeans/nearest.ts";
import { squareTo } from "../spatial/kernels.ts";
import { inOrder, type Rows } from "../spatial/rows.ts";
import { cellError } from "../table/cell.ts";
import type { Unknown } from "../table/convert.ts";
import { noticesOfReading, type Row } from "../table/table.ts";
import type { SegmentModel } from "./model.ts";
import { readByModel } from "./read-by-model.ts";
import { checkModel, modelIn } from "./read-model.ts";
import { placeInMixture } from "./mixture-segments.ts";
import type { SegmentSource } from "./options.ts";
import { repairsOf } from "./repairs.ts";
import type { Segmentation } from "./types.ts";

/** Options for {@link assign}, {@link predict} and {@link encode}: how strictly rows are taken that are not as the training rows were. */
export interface AssignOptions {
  /** `"error"`: a missing cell is an error. @defaultValue as in training: the median, or a category of its own, counted */
  readonly missing?: "error" | undefined;
  /** `"error"`: a category that training did not see is an error. @defaultValue as in training: none of the known, or "(rare)", counted */
  readonly unseen?: "error" | undefined;
}

/** The names of {@link AssignOptions}. */
export const assignKeys: readonly string[] = ["missing", "unseen"];

/** What {@link assign} gives; one entry a row in each array. */
export interface Assigned {
  /** The segment, that of the nearest centroid; -1 for a row that the model drops. */
  readonly labels: Int32Array;
  /** The distance to the centroid in standardised space; NaN for a dropped row. */
  readonly distance: Float64Array;
  /**
   * The distance to the border of the nearest other segment, (b² - a²) / (2 |c₁ - c₂|) for the distances a and b to the two
   * centroids: 0 on the border; NaN for a dropped row, Infinity where there is one segment. By a model of the method `"mixture"`, the
   * probability of the segment less that of the next.
   */
  readonly margin: Float64Array;
  /** By a model of the method `"mixture"`: the probability of each segment, a row each; NaN for a dropped row. */
  readonly memberships?: Matrix;
  /** What was repaired, in sentences. */
  readonly warnings: readonly string[];
  /** The figures behind them. */
  readonly notices: readonly Notice[];
}

/**
 * Places the rows of a table by a model: each in the segment of the nearest centroid, the lower one on a tie, with the distance to
 * the centroid and to the border. In O(n k d).
 *
 * The source is read as the training table was: next month's raw export, or one row, goes where it would have gone in the table.
 * A new gap takes the training median, or is a category of none of the known; so is a new category, or `"(rare)"` where levels were
 * pooled. Each is counted in `notices`.
 *
 * @param model - the `model` of a segmentation, the same after JSON, or the segmentation
 * @param source - rows of any kind that hold the model's columns; others are ignored. One row object is a table of one row. A missing
 * cell is null: a column that is not there is an error, for it may be misspelt
 * @throws {@link InputError} on a broken model, a column that is not there, a cell that its column cannot hold, a column of 20 rows or
 * more of which more than half are categories that training did not see, and what an option `"error"` forbids.
 * @group Segment
 * @example
 * ```ts
 * import { assign, clusterSegments } from "audience-segmentation";
 *
 * const { model } = clusterSegments({ spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] }, { k: 2 });
 * const { labels, margin } = assign(model, [{ spend: 11, visits: 1 }, { spend: 50, visits: 5 }]);
 * labels.forEach((label, i) => console.log(label, margin[i]!.toFixed(2))); // the second row lies near the border
 * // 0 1.50
 * // 1 0.10
 * ```
 */
export function assign(model: SegmentModel | Segmentation, source: SegmentSource | Row, options: AssignOptions = {}): Assigned {
  let found = noDistances(0);
  const placed = placeRows("assign", model, source, options, (piece) => {
    if (piece.from === 0) found = noDistances(piece.labels.length);
    distancesInto(piece, found);
  });
  const { kept, rows } = placed;
  const spread = (own: Float64Array): Float64Array => spreadRows({ data: own, rows: own.length, cols: 1 }, kept, rows).data;
  const { memberships, k } = placed;
  const { distances, margins } = found;
  const shares = memberships === undefined ? undefined : { data: memberships, rows: memberships.length / k, cols: k };
  return {
    labels: spreadLabels(placed.labels, kept, rows),
    distance: spread(distances),
    margin: spread(shares === undefined ? margins : leadsOf(shares)),
    ...(shares === undefined ? {} : { memberships: spreadRows(shares, kept, rows) }),
    ...told([...noticesOfReading(source), ...repairsOf(placed.encoding, placed.training, placed.rows)]),
  };
}

/** The probability of the likeliest segment of each row less that of the next. */
function leadsOf({ data, rows, cols }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    const [most, next = -Infinity] = data.slice(i * cols, (i + 1) * cols).sort().reverse();
    return most - next;
  });
}

/**
 * The segment of every row of a table by a model: {@link assign} without what is told. On the training table this gives exactly the
 * labels, in whatever pieces its rows come, but for the method `"ward"`. In O(n k d).
 *
 * @throws {@link InputError} where {@link assign} does.
 * @group Segment
 * @example
 * ```ts
 * import { clusterSegments, predict } from "audience-segmentation";
 *
 * const { model } = clusterSegments({ spend: [10, 12, 11, 80, 82], plan: ["free", "free", "free", "paid", "paid"] }, { k: 2 });
 * console.log(predict(model, [{ spend: 75, plan: "paid" }, { spend: 8, plan: "free" }]));
 * // Int32Array(2) [ 1, 0 ]
 * ```
 */
export function predict(model: SegmentModel | Segmentation, source: SegmentSource | Row, options: AssignOptions = {}): Int32Array {
  const { labels, kept, rows } = placeRows("predict", model, source, options);
  return spreadLabels(labels, kept, rows);
}

/**
 * The matrix of a table as a model sees it: read, filled, winsorised, transformed, centred and scaled; one row a row of the table that
 * is kept, one column an encoded feature. What {@link linkage}, {@link kmeans} and {@link silhouette} take.
 *
 * @throws {@link InputError} where {@link assign} does.
 * @group Segment
 * @example
 * ```ts
 * import { clusterSegments, encode, silhouette } from "audience-segmentation";
 *
 * const table = { spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] };
 * const { model, labels } = clusterSegments(table, { k: 2 });
 * console.log(silhouette(encode(model, table), labels).mean.toFixed(3));
 * // 0.918
 * ```
 */
export function encode(model: SegmentModel | Segmentation, source: SegmentSource | Row, options: AssignOptions = {}): Matrix {
  const where = "encode";
  return toMatrix(where, encodeRows(where, checkModel(where, modelIn(model)), source, checkStrictness(where, options)));
}

/** Labels of the rows kept as labels of all rows, -1 where a row was dropped. */
export function spreadLabels(labels: Int32Array, kept: Int32Array | undefined, rows: number): Int32Array {
  if (kept === undefined) return labels;
  const all = new Int32Array(rows).fill(-1);
  kept.forEach((row, at) => (all[row] = labels[at]));
  return all;
}

/** Rows kept as all rows, NaN where one was dropped. */
export function spreadRows(x: Matrix, kept: Int32Array | undefined, rows: number): Matrix {
  if (kept === undefined) return x;
  const data = new Float64Array(rows * x.cols).fill(NaN);
  kept.forEach((row, at) => data.set(x.data.subarray(at * x.cols, (at + 1) * x.cols), row * x.cols));
  return { data, rows, cols: x.cols };
}

/** A source of rows, encoded by a model. */
export interface EncodedRows extends AppliedEncoding {
  /** The number of rows of the source. */
  readonly all: number;
}

/** Reads and encodes a source by a model; complains where a column is not as it was. */
export function encodeRows(where: string, model: SegmentModel, source: SegmentSource | Row, strictness: Strictness = {}): EncodedRows {
  const { features } = model;
  const { rows, cells, unknown } = readByModel(where, model, source);
  const known = features.map((feature, f) => withUnknown(where, feature, cells[f], unknown[f], strictness));
  const encoding = applyEncoding(where, rows, known, features, strictness);
  const unseen = encoding.unseen.map((found, f) => (unknown[f].size === 0 ? found : cellsIn(unknown[f])));
  features.forEach(({ reading: { column } }, f) => checkCoding(where, column, unseen[f], rows));
  return { ...encoding, unseen, all: rows };
}

const leastRows = 20; // fewer may differ by chance
const mostUnseen = 0.5; // of the rows

/** Complains where more than half of a column is unseen. */
function checkCoding(where: string, column: string, { count, examples }: UnseenCells, rows: number): void {
  if (rows < leastRows || count <= mostUnseen * rows) return;
  const rule = `column ${list([column])} must hold categories that the model knows; more than half of its cells hold others, so this table seems to use other codes`;
  throw new InputError("coded-otherwise", where, rule, examples.map(show).join(", "), { column });
}

function cellsIn(unknown: Unknown): UnseenCells {
  const texts = [...unknown.keys()], rows = [...unknown.values()];
  return { count: rows.reduce((sum, { length }) => sum + length, 0), examples: texts.slice(0, mostExamples) };
}

/** The values of an ordered column: what its order lacks is no gap, but is filled as a gap is; an error where nothing fills it. */
function withUnknown(
  where: string,
  { missing, reading: { column } }: FittedFeature,
  values: ArrayLike<unknown>,
  unknown: Unknown,
  { unseen }: Strictness,
): ArrayLike<unknown> {
  if (unknown.size === 0) return values;
  if (unseen === "error" || missing.policy === "error") {
    const [text, [row]] = [...unknown][0];
    throw cellError(where, "unseen-category", column, row, unseenRule, text);
  }
  const filled = Float64Array.from(values as Float64Array);
  if (missing.policy === "fill") for (const rows of unknown.values()) for (const row of rows) filled[row] = Number(missing.fill);
  return filled;
}

function checkStrictness(where: string, options: AssignOptions): Strictness {
  checkKeys(where, "the options", options, assignKeys);
  const { missing, unseen } = options;
  for (const [name, value] of Object.entries({ missing, unseen })) if (value !== undefined) checkOneOf(where, name, value, ["error"]);
  return { missing, unseen };
}

/**
 * The rows of a source that a model keeps, in its standardised space, each in its segment. What is of each row is in the source's order.
 */
interface PlacedRows {
  /** The segment of each row kept. */
  readonly labels: Int32Array;
  /** The segments' centroids, one after the other. */
  readonly centroids: Float64Array;
  /** The number of segments. */
  readonly k: number;
  /** The rows kept, ascending; absent when all were. */
  readonly kept: Int32Array | undefined;
  /** The number of rows of the source. */
  readonly rows: number;
  readonly encoding: AppliedEncoding;
  readonly training: SegmentModel["training"];
  /** By a mixture: the probability of each segment, k a row. */
  readonly memberships?: Float64Array;
}

/** Some rows that were just placed. */
interface PlacedPiece extends Pick<PlacedRows, "labels" | "centroids" | "k"> {
  readonly rows: Rows;
  /** The place of the first of them among all rows kept; `labels` are of all. */
  readonly from: number;
  /** Whether a border lies where two centroids are equally near: not by a mixture. */
  readonly hasBorders: boolean;
}

/** Checks a model, encodes a source by it, and finds each row's nearest centroid, some rows at a time; `look` is shown them. */
export function placeRows(
  where: string,
  given: SegmentModel | Segmentation,
  source: SegmentSource | Row,
  options: AssignOptions = {},
  look?: (piece: PlacedPiece) => void,
): PlacedRows {
  const model = checkModel(where, modelIn(given));
  const encoding = encodeRows(where, model, source, checkStrictness(where, options));
  const k = model.centroids.length;
  const centroids = Float64Array.from(model.centroids.flat());
  const shared = { centroids, k, kept: encoding.kept, rows: encoding.all, encoding, training: model.training };
  if (model.mixture !== undefined) {
    const rows = toRows(where, encoding);
    const placed = placeInMixture(rows, model.mixture);
    const labels = inOrder(placed.labels, rows);
    look?.({ rows, from: 0, labels, centroids, k, hasBorders: false });
    return { ...shared, labels, memberships: inOrder(placed.memberships, rows, k) };
  }
  const labels = new Int32Array(encoding.rows);
  for (const { rows, from } of piecesOf(where, encoding)) {
    labels.set(inOrder(nearestLabels(rows, centroids, k), rows), from);
    look?.({ rows, from, labels, centroids, k, hasBorders: true });
  }
  return { ...shared, labels };
}

const mostKept = 1000; // segments whose distances are kept: of more, there may be more pairs than memory holds

/** How far rows lie from the centroid of their segment, and from the nearest border of it. */
interface Distances {
  readonly distances: Float64Array;
  readonly margins: Float64Array;
}

function noDistances(rows: number): Distances {
  return { distances: new Float64Array(rows), margins: new Float64Array(rows).fill(Infinity) };
}

function distancesInto(
  { rows, from, labels, centroids, k, hasBorders }: PlacedPiece,
  { distances, margins }: Distances, // out
): void {
  const d = rows.columns.count;
  const aims = aimsOf(rows, centroids, k);
  const distanceOf = (a: number, b: number): number => Math.sqrt(squaredDistance(centroids, a * d, centroids, b * d, d));
  const apart = new Float64Array(k <= mostKept ? k * k : 0); // the distances of the centroids
  for (let a = 0; a * k < apart.length; a++) for (let b = 0; b < k; b++) apart[a * k + b] = distanceOf(a, b);
  for (let i = 0; i < rows.count; i++) {
    const row = from + rows.ids[i];
    const own = labels[row];
    const square = squareTo(rows, aims, i, own);
    distances[row] = Math.sqrt(square);
    for (let c = 0; hasBorders && c < k; c++) {
      if (c === own) continue;
      const between = k <= mostKept ? apart[own * k + c] : distanceOf(own, c);
      const margin = between > 0 ? Math.max(0, (squareTo(rows, aims, i, c) - square) / (2 * between)) : 0; // a last digit may differ
      if (margin < margins[row]) margins[row] = margin;
    }
  }
}
