import { moments } from "../core/moments.ts";
import { ranks } from "./ranks.ts";

/** A column to be correlated. */
export interface Prepared {
  /** NaN for a missing cell. */
  readonly values: Float64Array;
  readonly isRanked: boolean;
  /** Where no cell is missing: values, or ranks, of mean 0 and variance 1, which serve every pair; undefined for a constant. */
  readonly complete?: { readonly scores: Float64Array | undefined };
}

/** Ranks and standardises a column once where that is the same for every pair. */
export function prepare(values: Float64Array, isRanked: boolean): Prepared {
  if (values.includes(NaN)) return { values, isRanked };
  return { values, isRanked, complete: { scores: scoresOf(values, isRanked) } };
}

/** The correlation over the rows where neither is missing; NaN where one is constant there, or there are fewer than two. */
export function correlation(a: Prepared, b: Prepared): number {
  const [x, y] = a.complete !== undefined && b.complete !== undefined ? [a.complete.scores, b.complete.scores] : commonScores(a, b);
  if (x === undefined || y === undefined) return NaN;
  if (a === b) return 1;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return Math.min(1, Math.max(-1, sum / x.length));
}

function commonScores(a: Prepared, b: Prepared): (Float64Array | undefined)[] {
  const x = new Float64Array(a.values.length);
  const y = new Float64Array(a.values.length);
  let count = 0;
  for (let i = 0; i < a.values.length; i++) {
    if (Number.isNaN(a.values[i]) || Number.isNaN(b.values[i])) continue;
    x[count] = a.values[i];
    y[count++] = b.values[i];
  }
  return [x, y].map((values) => scoresOf(values.subarray(0, count), a.isRanked));
}

/** Values, or their ranks, less their mean, over their deviation; undefined for a constant, and for fewer than two. */
function scoresOf(values: Float64Array, isRanked: boolean): Float64Array | undefined {
  const scores = isRanked ? ranks(values) : values.slice();
  const { mean, deviation } = moments(scores, new Float64Array(scores.length).fill(1));
  if (!(deviation > 0)) return undefined;
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] - mean) / deviation;
  return scores;
}
