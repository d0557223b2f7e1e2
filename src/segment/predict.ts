import { squaredDistance } from "../core/distances.ts";
import type { Matrix } from "../core/matrix.ts";
import { applyEncoding, toMatrix } from "../encode/encode.ts";
import { assigned } from "../kmeans/lloyd.ts";
import { type Table, toFrame } from "../table/table.ts";
import { checkModel, type SegmentModel } from "./model.ts";
import type { Segmentation } from "./types.ts";

/** The model of a segmentation, or else what was given, which may be a model. */
export function modelIn(given: SegmentModel | Segmentation): unknown {
  return typeof given === "object" && given !== null && "model" in given ? given.model : given;
}

/**
 * The segment of every row of a table by a model: that of the nearest centroid, the lower one on a tie; -1 for a row that the
 * model drops. On the training table this gives exactly the labels, but for the method `"ward"`. In O(n k d).
 *
 * @param model - the `model` of a segmentation, or the same after `JSON.stringify` and `JSON.parse`
 * @param table - holds the model's columns; others are ignored
 * @throws {@link InputError} on a broken model, a column that is not there, a cell that the model cannot read, or an unseen category.
 */
export function predict(model: SegmentModel, table: Table | Matrix): Int32Array {
  const { labels, kept, rows } = placeRows("predict", model, table);
  return spreadLabels(labels, kept, rows);
}

/** Labels of the rows kept as labels of all rows, -1 where a row was dropped. */
export function spreadLabels(labels: Int32Array, kept: Int32Array | undefined, rows: number): Int32Array {
  if (kept === undefined) return labels;
  const all = new Int32Array(rows).fill(-1);
  kept.forEach((row, at) => (all[row] = labels[at]));
  return all;
}

/** The rows of a table that a model keeps, in its standardised space, each at its nearest centroid. */
interface PlacedRows {
  readonly x: Matrix;
  /** The segment of each row kept. */
  readonly labels: Int32Array;
  /** The distance of each to its centroid. */
  readonly distances: Float64Array;
  /** The segments' centroids, one after the other. */
  readonly centroids: Float64Array;
  /** The number of segments. */
  readonly k: number;
  /** The rows kept, ascending; absent when all were. */
  readonly kept: Int32Array | undefined;
  /** The number of rows of the table. */
  readonly rows: number;
}

/** Checks a model, encodes a table by it, and finds each row's nearest centroid. */
export function placeRows(where: string, model: unknown, table: Table | Matrix): PlacedRows {
  const { features, centroids: given } = checkModel(where, model);
  const frame = toFrame(where, table);
  const encoding = applyEncoding(where, frame, features);
  const x = toMatrix(where, encoding);
  const k = given.length;
  const centroids = Float64Array.from(given.flat());
  const { labels, upper: distances } = assigned({ x, weights: new Float64Array(x.rows).fill(1) }, centroids, k);
  return { x, labels, distances, centroids, k, kept: encoding.kept, rows: frame.rows };
}

/** How surely each row of a table belongs to its segment; one entry a row in each array. */
export interface Confidence {
  /** The segment, exactly as {@link predict} gives it; -1 for a row that the model drops. */
  readonly segment: Int32Array;
  /** The segment of the next nearest centroid, the lower one on a tie; -1 where there is none. */
  readonly next: Int32Array;
  /** The distance to the own centroid in standardised space; NaN for a dropped row. */
  readonly distance: Float64Array;
  /** The distance to the next centroid, never less than that to the own; NaN where there is none. */
  readonly nextDistance: Float64Array;
  /** The simplified silhouette, between 0 (on the border) and 1 (on the centroid); 0 for the only segment, NaN for a dropped row. */
  readonly silhouette: Float64Array;
}

/**
 * How surely each row belongs to its segment: the distances a to its own centroid and b to the next, and the simplified
 * silhouette (b - a) / max(a, b), 0 where both are 0 (Hruschka, de Castro and Campello 2004). A row near 0 could as well be in
 * `next`; leave out those below 0.1 or so, and a campaign meets the typical ones.
 *
 * A row that the model drops has the segments -1 and NaN elsewhere. Of a model of one segment `next` is -1, `nextDistance` NaN
 * and `silhouette` 0. In O(n k d).
 *
 * @param model - a segmentation or its `model`; of the method `"ward"` too the segment is that of the nearest centroid
 * @param table - holds the model's columns; others are ignored
 * @throws {@link InputError} where {@link predict} does.
 */
export function confidence(model: SegmentModel | Segmentation, table: Table | Matrix): Confidence {
  const placed = placeRows("confidence", modelIn(model), table);
  const { labels, distances, kept, rows } = placed;
  const result = {
    segment: new Int32Array(rows).fill(-1),
    next: new Int32Array(rows).fill(-1),
    distance: new Float64Array(rows).fill(NaN),
    nextDistance: new Float64Array(rows).fill(NaN),
    silhouette: new Float64Array(rows).fill(NaN),
  };
  for (let i = 0; i < labels.length; i++) {
    const row = kept === undefined ? i : kept[i];
    const next = nextOf(placed, i);
    const own = distances[i];
    result.segment[row] = labels[i];
    result.distance[row] = own;
    result.silhouette[row] = 0;
    if (next.segment < 0) continue;
    const other = Math.max(own, Math.sqrt(next.squared)); // sums in another order differ in the last digit
    result.next[row] = next.segment;
    result.nextDistance[row] = other;
    if (other > 0) result.silhouette[row] = (other - own) / other;
  }
  return result;
}

/** The nearest centroid but for the row's own. */
function nextOf({ x: { data, cols: d }, labels, centroids, k }: PlacedRows, i: number): { segment: number; squared: number } {
  let segment = -1;
  let squared = Infinity;
  for (let c = 0; c < k; c++) {
    if (c === labels[i]) continue;
    const distance = squaredDistance(data, i * d, centroids, c * d, d);
    if (distance >= squared) continue;
    segment = c;
    squared = distance;
  }
  return { segment, squared };
}
