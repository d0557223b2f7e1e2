// How often segments are called new or gone although nothing has changed: two months of the same customers, as resamples.
import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, drawSome, Purpose, type Random } from "../core/random.ts";
import { withCells } from "../kmeans/cells.ts";
import { nearestLabels } from "../kmeans/nearest.ts";
import { pickRows, type Rows } from "../spatial/rows.ts";
import { bestAssignment, jaccardOf } from "../validity/overlap.ts";
import type { SegmentModel } from "./model.ts";
import { resolveOptions } from "./options.ts";
import { partition } from "./partition.ts";
import { tryResample } from "./stability.ts";

/** Shares of segments that have no partner by chance alone. */
export interface ChanceMatches {
  /** Of the later segments. */
  readonly new: number;
  /** Of the earlier ones. */
  readonly vanished: number;
}

/** The previous segment of each current one, -1 for none. Overlaps below the least count for nothing, so that they break up no pair. */
export function partnersOf(overlaps: Float64Array, k: number, previous: number, minOverlap: number): Int32Array {
  const isEnough = (overlap: number): boolean => overlap > 0 && overlap >= minOverlap;
  const gains = overlaps.map((overlap) => (isEnough(overlap) ? overlap : 0));
  return bestAssignment(gains, k, previous).map((partner, s) => (partner >= 0 && isEnough(gains[s * previous + partner]) ? partner : -1));
}

/** How chance is looked for. */
interface Chances {
  readonly resamples: number;
  readonly minOverlap: number;
  readonly onProgress?: OnProgress | undefined;
}

const mostRows = 20_000;

/**
 * The shares of segments without a partner among segmentations of bootstrap resamples of one table: `previous` segments in one resample
 * against `k` in another, every row placed by the nearest centroid of each. NaN where no resample can be clustered so. Each resample is
 * clustered by the model's method (a mixture by k-means) with the effort "fast"; of more than 20 000 rows a sample is.
 */
export function chanceMatches(
  where: string,
  all: Rows,
  model: SegmentModel,
  [k, previous]: readonly [k: number, previous: number],
  { resamples, minOverlap, onProgress }: Chances,
): ChanceMatches {
  const { rows } = sampledRows(all, createRandom(model.seed, Purpose.sample));
  const randomOf = (t: number): Random => createRandom(model.seed, Purpose.resample, t);
  const total = (previous === k ? 1 : 2) * resamples;
  const tick = createTicker("resamples", total, onProgress);
  const later = placedByResamples(where, rows, model, k, resamples, randomOf, tick);
  const tickOn = (done: number): void => tick(resamples + done);
  const earlier = previous === k ? later : placedByResamples(where, rows, model, previous, resamples, randomOf, tickOn);
  let unmatched = 0, gone = 0, pairs = 0;
  for (let t = 0; t < later.length; t++) {
    for (let u = 0; u < earlier.length; u++) {
      if (t === u) continue; // the same rows
      const found = partnersOf(jaccardOf(later[t], k, earlier[u], previous), k, previous, minOverlap).filter((partner) => partner >= 0);
      unmatched += k - found.length;
      gone += previous - found.length;
      pairs++;
    }
  }
  return { new: unmatched / (pairs * k), vanished: gone / (pairs * previous) };
}

/**
 * Rows placed by segmentations of bootstrap resamples of them, each into `k` segments: the labels by each, fewer of them where a resample
 * cannot be clustered so.
 */
export function placedByResamples(
  where: string,
  rows: Rows,
  { options, seed }: SegmentModel,
  k: number,
  resamples: number,
  randomOf: (resample: number) => Random,
  tick: (done: number) => void,
): Int32Array[] {
  const method = options.method === "mixture" ? "ward-kmeans" : options.method; // rows are placed by centroids here
  const placedBy = (drawn: Rows): Int32Array => {
    const { fit } = partition(where, withCells(drawn), resolveOptions(where, { k, method, effort: "fast", seed }));
    return nearestLabels(rows, fit.centroids, k);
  };
  tick(0);
  return Array.from({ length: resamples }, (_, t) => {
    const drawn = tryResample(rows, k, { scheme: "bootstrap", share: 1 }, randomOf(t));
    const labels = drawn === undefined ? [] : [placedBy(drawn.rows)];
    tick(t + 1);
    return labels;
  }).flat();
}

/** The rows, or so many of them as there may be, and which those are. */
export function sampledRows(rows: Rows, random: Random): { readonly rows: Rows; readonly drawn: Int32Array | undefined } {
  if (rows.count <= mostRows) return { rows, drawn: undefined };
  const drawn = drawSome(rows.count, mostRows, random);
  return { rows: pickRows(rows, drawn, Float64Array.from(drawn, (row) => rows.weights[row])), drawn };
}
