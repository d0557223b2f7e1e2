/**
 * Ward's dissimilarity of two weighted centroids, 2 v w / (v + w) times their squared distance: twice the growth of the sum of
 * squares. Summed in blocks of four, as a search sums it, so that what is tied comes out equal.
 */
export function wardDissimilarity(centroids: Float64Array, weights: Float64Array, d: number, i: number, j: number): number {
  const a = i * d;
  const b = j * d;
  const whole = d - (d % 4);
  let sum = 0;
  let k = 0;
  for (; k < whole; k += 4) {
    const p = centroids[a + k] - centroids[b + k];
    const q = centroids[a + k + 1] - centroids[b + k + 1];
    const r = centroids[a + k + 2] - centroids[b + k + 2];
    const s = centroids[a + k + 3] - centroids[b + k + 3];
    sum += p * p + q * q + (r * r + s * s);
  }
  for (; k < d; k++) sum += (centroids[a + k] - centroids[b + k]) * (centroids[a + k] - centroids[b + k]);
  return ((2 * weights[i] * weights[j]) / (weights[i] + weights[j])) * sum;
}
