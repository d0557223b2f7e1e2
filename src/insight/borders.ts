import { squaredDistance } from "../core/distances.ts";
import { integers } from "../core/numbers.ts";
import { piecesOf } from "../encode/encoded-rows.ts";
import type { EncodedFeature } from "../encode/fitted.ts";
import { aimsOf } from "../kmeans/nearest.ts";
import { placeRows } from "../segment/predict.ts";
import { squareTo } from "../spatial/kernels.ts";
import type { SegmentedTable } from "./segmented-table.ts";

/** The rows in segments: how far each lies from its centroid and from the border, as the labels of the result say. */
export interface Bordered {
  /** The rows of the table that are in segments, ascending. */
  readonly rows: Int32Array;
  /** One entry a row of those, in each: its segment. */
  readonly labels: Int32Array;
  /** The distance to its segment's centroid. */
  readonly distances: Float64Array;
  /** The distance to the nearest border, below 0 beyond it; by a mixture the lead in probability. */
  readonly margins: Float64Array;
  /** The segment on the other side; -1 where there is none. */
  readonly others: Int32Array;
  /** The cells of each feature, filled. */
  readonly features: readonly EncodedFeature[];
  /** Where each of `rows` stands among the cells. */
  readonly places: Int32Array;
  /** The missing cells of each feature, before they were filled. */
  readonly gaps: readonly number[];
}

/** Places the rows of a segmented table; labels are those of the result, which need not be of the nearest centroid. In O(n k d). */
export function borderRows(where: string, { result, model, source }: SegmentedTable): Bordered {
  const { centroids, k, kept, encoding, memberships } = placeRows(where, model, source);
  const rowOf = (place: number): number => (kept === undefined ? place : kept[place]);
  const places = integers(encoding.rows).filter((place) => result.labels[rowOf(place)] >= 0);
  const at = new Int32Array(encoding.rows).fill(-1);
  places.forEach((place, own) => (at[place] = own));
  const labels = places.map((place) => result.labels[rowOf(place)]);
  const distances = new Float64Array(places.length), margins = new Float64Array(places.length).fill(Infinity);
  const others = new Int32Array(places.length).fill(-1);
  const apart = distancesBetween(centroids, k, centroids.length / k);
  for (const { rows, from } of piecesOf(where, encoding)) {
    const aims = aimsOf(rows, centroids, k);
    for (let i = 0; i < rows.count; i++) {
      const own = at[from + rows.ids[i]];
      if (own < 0) continue;
      const s = labels[own];
      const square = squareTo(rows, aims, i, s);
      distances[own] = Math.sqrt(square);
      for (let c = 0; memberships === undefined && c < k; c++) {
        if (c === s) continue;
        const between = apart[s * k + c];
        const margin = between > 0 ? (squareTo(rows, aims, i, c) - square) / (2 * between) : 0;
        if (!(margin < margins[own])) continue;
        margins[own] = margin;
        others[own] = c;
      }
    }
  }
  if (memberships !== undefined) leadsInto(memberships, k, places, labels, margins, others);
  return { rows: places.map(rowOf), labels, distances, margins, others, features: encoding.features, places, gaps: encoding.gaps };
}

function distancesBetween(centroids: Float64Array, k: number, d: number): Float64Array {
  return Float64Array.from({ length: k * k }, (_, pair) => {
    return Math.sqrt(squaredDistance(centroids, Math.floor(pair / k) * d, centroids, (pair % k) * d, d));
  });
}

/** The probability of each row's segment less that of the likeliest other one. */
function leadsInto(
  memberships: Float64Array,
  k: number,
  places: Int32Array,
  labels: Int32Array,
  margins: Float64Array, // out
  others: Int32Array, // out
): void {
  for (let own = 0; own < places.length; own++) {
    const first = places[own] * k;
    for (let c = 0; c < k; c++) {
      if (c === labels[own]) continue;
      const lead = memberships[first + labels[own]] - memberships[first + c];
      if (!(lead < margins[own])) continue;
      margins[own] = lead;
      others[own] = c;
    }
  }
}
