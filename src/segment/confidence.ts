import type { Matrix } from "../core/matrix.ts";
import { squaredDistance } from "../distance/metrics.ts";
import type { Table } from "../table/types.ts";
import type { SegmentModel } from "./model.ts";
import { modelIn } from "./model-in.ts";
import { placeRows, type PlacedRows } from "./place-rows.ts";
import type { Segmentation } from "./types.ts";

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
