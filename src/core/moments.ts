/** Weighted moments of a column. */
export interface Moments {
  readonly mean: number;
  /** The standard deviation. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  /** The total weight. */
  readonly weight: number;
}

/**
 * Mean and deviation in two passes: the first sums differences from the first value, the second is about the mean, with its
 * rounding error taken off again (Chan, Golub and LeVeque 1983, the corrected two-pass algorithm): digits survive an offset of 1e9.
 */
export function moments(values: Float64Array, weights: Float64Array, ddof = 0): Moments {
  let weight = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    weight += weights[i];
    sum += weights[i] * (values[i] - values[0]);
    if (values[i] < min) min = values[i];
    if (values[i] > max) max = values[i];
  }
  if (min === max) return { mean: min, deviation: 0, min, max, weight };
  const mean = values[0] + sum / weight;
  let squares = 0;
  let error = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i] - mean;
    squares += weights[i] * difference * difference;
    error += weights[i] * difference;
  }
  const variance = Math.max(0, squares - (error * error) / weight) / (weight - ddof);
  return { mean, deviation: Math.sqrt(variance), min, max, weight };
}
