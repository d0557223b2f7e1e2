import type { Problem } from "./types.ts";

/**
 * Assigns every row to its nearest centroid, notes the squared distance to it, and returns the inertia.
 *
 * A tie goes to the lower centroid, so labels never depend on visiting order. Distances are sums of squared differences,
 * never |x|² - 2xc + |c|², which loses all digits at a large offset; a sum that has passed the least so far is given up.
 * Assumes validated input.
 */
export function assignInto(
  { x: { data, rows: n, cols: d }, weights }: Problem,
  centroids: Float64Array,
  k: number,
  labels: Int32Array, // out
  distances: Float64Array, // out
): number {
  let inertia = 0;

  for (let i = 0, row = 0; i < n; i++, row += d) {
    // the cluster of the last pass is a good first guess: most sums are then given up early
    const guess = labels[i] < k ? labels[i] : 0;
    let nearest = guess;
    let least = distanceBelow(data, row, centroids, guess * d, d, Infinity);

    for (let c = 0, centroid = 0; c < k; c++, centroid += d) {
      if (c === guess) continue;
      const distance = distanceBelow(data, row, centroids, centroid, d, least);
      if (distance < least || (distance === least && c < nearest)) {
        least = distance;
        nearest = c;
      }
    }
    labels[i] = nearest;
    distances[i] = least;
    inertia += weights[i] * least;
  }

  return inertia;
}

/** The squared distance, or some number above `bound` once it is clear that the distance is above it. */
function distanceBelow(a: Float64Array, i: number, b: Float64Array, j: number, d: number, bound: number): number {
  let sum = 0;
  const end = i + d;
  for (const blocks = end - 3; i < blocks; i += 4, j += 4) {
    const p = a[i] - b[j];
    const q = a[i + 1] - b[j + 1];
    const r = a[i + 2] - b[j + 2];
    const s = a[i + 3] - b[j + 3];
    sum += p * p + q * q + (r * r + s * s);
    if (sum > bound) return sum;
  }
  for (; i < end; i++, j++) sum += (a[i] - b[j]) * (a[i] - b[j]);
  return sum;
}
