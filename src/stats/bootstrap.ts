import { distribution, quantile } from "../core/quantile.ts";
import { createRandom, Purpose, type Random } from "../core/random.ts";

const low = 0.025;
const high = 0.975;

/** Grouped values to be drawn from again. */
interface Sample {
  /** Ascending, and about 0: their mean was taken off. */
  readonly values: Float64Array;
  /** Where each run of equal values ends. */
  readonly ends: Int32Array;
  readonly codes: Int32Array;
  readonly groups: number;
}

/** The middle 95 % of the resamples. */
interface Intervals {
  readonly values: [low: number, high: number];
  readonly ranks: [low: number, high: number];
}

/**
 * 95 % percentile intervals of the share of squares between groups, of values and of ranks, by Efron's bootstrap (1979): as
 * many rows as there are are drawn from all of them, each with its group, and ranked anew. NaN without resamples. In O(n) a resample.
 */
export function bootstrapIntervals(sample: Sample, resamples: number, seed: number): Intervals {
  const random = createRandom(seed, Purpose.bootstrap);
  const [ofValues, ofRanks] = [new Float64Array(resamples), new Float64Array(resamples)];
  const resample = createResample(sample);
  for (let t = 0; t < resamples; t++) [ofValues[t], ofRanks[t]] = resample(random);
  const interval = (shares: Float64Array): [number, number] => {
    const spread = distribution(shares);
    return [quantile(spread, low), quantile(spread, high)];
  };
  return { values: interval(ofValues), ranks: interval(ofRanks) };
}

/** Draws once, and gives the share between of values and of ranks. */
function createResample({ values, ends, codes, groups }: Sample): (random: Random) => [number, number] {
  const n = values.length;
  const times = new Int32Array(n);
  const [sizes, sums, rankSums] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];

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
