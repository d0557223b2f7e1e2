import { squaredDistance } from "../distance/metrics.ts";
import { centroidsInto } from "./centroids.ts";
import type { Fit, Problem } from "./types.ts";

const maxPasses = 50;
const leastGain = 1e-12; // of the inertia: below it a gain may be rounding

/**
 * Hartigan's transfers (1975; Telgarsky and Vattani 2010): moves one row at a time wherever that lowers the inertia, the
 * shift of both centroids counted in, until no move does. What is left is better than a fixed point of Lloyd's, and is one.
 *
 * Assumes validated input. Returns the labels; the fit is left alone.
 */
export function hartigan(problem: Problem, { labels: from, k, inertia }: Fit): Int32Array {
  const { x: { data, rows: n, cols: d }, weights } = problem;
  const labels = from.slice();
  const centroids = new Float64Array(k * d);
  const sizes = new Float64Array(k);
  const counts = new Int32Array(k);
  for (let i = 0; i < n; i++) counts[labels[i]]++;

  for (let pass = 0, moved = true; moved && pass < maxPasses; pass++) {
    moved = false;
    centroidsInto(problem, labels, k, centroids, sizes); // anew in each pass: updates gather rounding
    for (let i = 0, row = 0; i < n; i++, row += d) {
      const own = labels[i];
      const weight = weights[i];
      if (counts[own] === 1 || !(sizes[own] > weight)) continue; // the second: rounding, beside a far greater weight
      const saved = (sizes[own] * weight * squaredDistance(data, row, centroids, own * d, d)) / (sizes[own] - weight);

      let best = own;
      let least = saved - leastGain * inertia;
      for (let c = 0; c < k; c++) {
        if (c === own) continue;
        const cost = (sizes[c] * weight * squaredDistance(data, row, centroids, c * d, d)) / (sizes[c] + weight);
        if (cost < least) {
          least = cost;
          best = c;
        }
      }
      if (best === own) continue;

      shift(centroids, own * d, data, row, d, -weight / (sizes[own] - weight));
      shift(centroids, best * d, data, row, d, weight / (sizes[best] + weight));
      sizes[own] -= weight;
      sizes[best] += weight;
      counts[own]--;
      counts[best]++;
      labels[i] = best;
      moved = true;
    }
  }
  return labels;
}

/** Moves a centroid by a share of its way to a row. */
function shift(
  centroids: Float64Array, // out
  centroid: number,
  data: Float64Array,
  row: number,
  d: number,
  share: number,
): void {
  for (let j = 0; j < d; j++) centroids[centroid + j] += share * (data[row + j] - centroids[centroid + j]);
}
