import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { countDistinct } from "../kmeans/fit.ts";
import type { SegmentModel } from "../segment/model.ts";
import { resolveOptions } from "../segment/options.ts";
import { refit } from "../segment/partition.ts";
import { bootstrap, drawRows } from "../segment/resample.ts";
import type { Rows } from "../spatial/rows.ts";
import { bestOverlaps } from "../validity/overlap.ts";

/** How well the segments of one number of them are found again in resamples. */
export interface FoundAgain {
  /** The mean over the segments of their overlaps. */
  readonly mean: number;
  /** The least of their overlaps. */
  readonly least: number;
  /**
   * One a segment, in their order there: the mean over the resamples of the Jaccard overlap with the segment of the resample that overlaps
   * most, from 0 to 1. Above 0.75 a segment is stable, below 0.6 it should not be believed in (Hennig 2007).
   */
  readonly segments: readonly number[];
}

const mostRows = 5000; // drawn

/** How well the segments of each labelling, in the caller's order, are found again; a labelling has the labels from 0 to its number. */
export function foundAgain(
  where: string,
  rows: Rows,
  labellings: readonly { readonly k: number; readonly labels: Int32Array }[],
  { options: { method }, seed }: SegmentModel,
  resamples: number,
  onProgress?: OnProgress,
): FoundAgain[] {
  const most = Math.max(...labellings.map(({ k }) => k));
  const way = resolveOptions(where, { k: [1, most], method: method === "mixture" ? "ward-kmeans" : method, effort: "fast", seed });
  const fitAll = refit(way);
  const sums = labellings.map(({ k }) => new Float64Array(k));
  const tick = createTicker("resamples", resamples, onProgress);
  tick(0);
  for (let t = 0; t < resamples; t++) {
    const random = createRandom(seed, Purpose.granularity, t);
    const drawn = drawRows(rows, bootstrap(rows.count, random, Math.min(rows.count, mostRows)));
    const fits = fitAll(drawn.rows, countDistinct(drawn.rows, most));
    labellings.forEach(({ k, labels }, at) => {
      const found = fits[k - 1];
      if (found === undefined) return; // too few distinct rows were drawn: none is found again
      const expected = drawn.ids.map((id) => labels[id]);
      bestOverlaps(expected, found.labels, k).forEach((overlap, s) => (sums[at][s] += overlap / resamples));
    });
    tick(t + 1);
  }
  return sums.map((own) => ({
    mean: own.reduce((sum, one) => sum + one, 0) / own.length,
    least: own.reduce((low, one) => Math.min(low, one), 1),
    segments: Array.from(own),
  }));
}
