import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { countDistinct, type Fit, leastShare, sizesOf } from "../kmeans/fit.ts";
import { inOrder, type Rows } from "../spatial/rows.ts";
import type { Criterion } from "../validity/choose-k.ts";
import { bestOverlaps } from "../validity/overlap.ts";
import { bootstrap, drawRows } from "./resample.ts";

const mostK = 8;
const resamples = 10;
const mostRows = 5000; // drawn
/** Hennig's mark for a stable segment. */
const stable = 0.75;
const leastPart = 0.02;

/**
 * The largest k up to 8 whose segments are all found again: each holds 2 % of the weight, and over ten bootstrap resamples its
 * Jaccard overlap with the segment of the resample that overlaps it most is 0.75 in the mean (Hennig 2007). The scores are the least
 * of these means for each k; NaN outside of the range. `fitAll` gives the partitions of a resample into 1, 2, … segments, labels in the
 * caller's order; of many rows, 5 000 are drawn. A k that a resample has too few distinct rows for is not found again in it.
 */
export function stableK(
  rows: Rows,
  fits: readonly Fit[],
  [min, max]: readonly [number, number],
  seed: number,
  fitAll: (rows: Rows, kMax: number) => readonly Fit[],
  onProgress?: OnProgress,
): Criterion {
  const most = Math.min(mostK, max);
  const sums = fits.map(({ k }) => new Float64Array(k));
  const whole = fits.map(({ labels }) => inOrder(labels, rows));
  const tick = createTicker("resamples", resamples, onProgress);
  for (let t = 0; t < resamples; t++) {
    const times = bootstrap(rows.count, createRandom(seed, Purpose.stableK, t), Math.min(rows.count, mostRows));
    const drawn = drawRows(rows, times);
    const distinct = countDistinct(drawn.rows, most);
    for (const { k, labels } of fitAll(drawn.rows, distinct)) {
      if (k < min) continue;
      const expected = drawn.ids.map((id) => whole[k - 1][id]);
      bestOverlaps(expected, labels, k).forEach((overlap, s) => (sums[k - 1][s] += overlap / resamples));
    }
    tick(t + 1);
  }
  const least = (overlaps: Float64Array): number => overlaps.reduce((low, one) => Math.min(low, one));
  const scores = Float64Array.from(fits, ({ k }) => (k < Math.max(2, min) || k > most ? NaN : least(sums[k - 1])));
  let k: number | undefined;
  for (let at = Math.max(2, min); at <= most; at++) {
    if (scores[at - 1] >= stable && leastShare(sizesOf(rows.weights, fits[at - 1])) >= leastPart) k = at;
  }
  return { name: "stability", k, scores };
}
