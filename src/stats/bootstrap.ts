import { distribution, quantile } from "../core/quantile.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, Purpose, type Random } from "../core/random.ts";
import { normalSurvival, studentQuantile } from "./distributions.ts";

const tail = 0.025;

/** Grouped values to be drawn from again. */
interface Sample {
  /** Ascending, and about 0: their mean was taken off. */
  readonly values: Float64Array;
  /** Where each run of equal values ends. */
  readonly ends: Int32Array;
  readonly codes: Int32Array;
  readonly groups: number;
}

/** 95 % intervals. */
interface Intervals {
  readonly values: [low: number, high: number];
  readonly ranks: [low: number, high: number];
}

/** The shares of squares between the groups in the sample itself. */
interface Shares {
  readonly values: number;
  readonly ranks: number;
}

/**
 * 95 % intervals of the share of squares between groups, of values and of ranks, by Efron's bootstrap (1979): n rows are drawn with
 * replacement, each with its group, and ranked anew. NaN without resamples. In O(n) a resample.
 *
 * A share of squares is too high by about (groups - 1) / n of what is left (Kelley 1935), in the sample, and in a resample once more. So
 * the percentiles are shifted down by twice that and cut at 0. They are taken a little further out than 2.5 and 97.5 %, as far as
 * Student's t is from the normal, since resamples vary too little where rows are few (Hesterberg 2015, "expanded percentiles").
 */
export function bootstrapIntervals(sample: Sample, shares: Shares, resamples: number, seed: number, onProgress?: OnProgress): Intervals {
  const random = createRandom(seed, Purpose.bootstrap);
  const ofValues = new Float64Array(resamples), ofRanks = new Float64Array(resamples);
  const resample = createResample(sample);
  const tick = createTicker("resamples", resamples, onProgress);
  for (let t = 0; t < resamples; t++) {
    tick(t);
    [ofValues[t], ofRanks[t]] = resample(random);
  }
  tick(resamples);
  const n = sample.values.length;
  const low = n > 1 ? normalSurvival(Math.sqrt(n / (n - 1)) * studentQuantile(tail, n - 1)) : 0;
  const interval = (drawn: Float64Array, share: number): [number, number] => {
    const spread = distribution(drawn);
    const shift = ((2 * (sample.groups - 1)) / n) * (1 - share);
    const ends = [low, 1 - low].map((at) => quantile(spread, at));
    return [shiftDown(ends[0], shift), shiftDown(ends[1], shift)];
  };
  return { values: interval(ofValues, shares.values), ranks: interval(ofRanks, shares.ranks) };
}

/** Less by `shift`, at least 0; NaN stays NaN. */
function shiftDown(end: number, shift: number): number {
  return end < shift ? 0 : end - shift;
}

/** Draws once, and gives the share between of values and of ranks. */
function createResample({ values, ends, codes, groups }: Sample): (random: Random) => [number, number] {
  const n = values.length;
  const times = new Int32Array(n);
  const sizes = new Float64Array(groups), sums = new Float64Array(groups), rankSums = new Float64Array(groups);

  return (random) => {
    for (const counts of [times, sizes, sums, rankSums]) counts.fill(0);
    for (let d = 0; d < n; d++) times[Math.floor(n * random())]++;
    let squares = 0;
    let rankSquares = 0;
    for (let run = 0, i = 0, below = 0; run < ends.length; run++) {
      let count = 0;
      for (let j = i; j < ends[run]; j++) count += times[j];
      const value = values[i];
      const rank = below + (count - n) / 2; // less the mean rank
      for (; i < ends[run]; i++) {
        if (times[i] === 0) continue;
        sizes[codes[i]] += times[i];
        sums[codes[i]] += times[i] * value;
        rankSums[codes[i]] += times[i] * rank;
      }
      squares += count * value * value;
      rankSquares += count * rank * rank;
      below += count;
    }
    return [shareOf(sums, sizes, squares), shareOf(rankSums, sizes, rankSquares)];
  };
}

/** The share between, from the sum and the size of every group and the squares of all. */
function shareOf(sums: Float64Array, sizes: Float64Array, squares: number): number {
  let sum = 0;
  let size = 0;
  let between = 0;
  for (let g = 0; g < sums.length; g++) {
    if (sizes[g] === 0) continue; // a small group may not be drawn
    sum += sums[g];
    size += sizes[g];
    between += (sums[g] * sums[g]) / sizes[g];
  }
  const mean = (sum * sum) / size;
  return squares > mean ? Math.min(1, Math.max(0, (between - mean) / (squares - mean))) : 0;
}
