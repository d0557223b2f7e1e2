import type { Matrix } from "../core/matrix.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { type Linkage, type Merges, relabel } from "./tree.ts";

/** Ward's tree by the scan. Assumes validated input. */
export function scanWard(x: Matrix, weights: Float64Array, onProgress?: OnProgress): Linkage {
  return relabel(wardScan(x, weights, createTicker("linkage", x.rows - 1, onProgress)), weights, "ward", "scan");
}

/**
 * Ward's tree by a nearest-neighbour chain over centroids: O(n² d) time in linear memory, for rows without structure, where an
 * index finds nothing to pass over. On a tie the previous link of the chain wins, then the lower slot. Assumes validated input.
 */
function wardScan(x: Matrix, rowWeights: Float64Array, tick: (merges: number) => void): Merges {
  const { rows: n, cols: d } = x;
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };

  // clusters that are left, in slots 0 to count - 1
  const centroids = x.data.slice();
  const weights = rowWeights.slice();
  const rows = Int32Array.from({ length: n }, (_, i) => i); // one row of each
  const formed = new Float64Array(n); // the dissimilarity at which each was formed
  const chain = new Int32Array(n);
  const linked = new Float64Array(n); // the dissimilarity of each link to the one before
  const found = new Float64Array(1);
  let length = 0;

  for (let t = 0, count = n; t < n - 1; t++, count--) {
    if (length === 0) {
      chain[length++] = 0;
      linked[0] = Infinity;
    }

    // follow nearest neighbours until two point at each other: dissimilarities fall along a chain, or rounding would lead it into itself
    for (;;) {
      const previous = length > 1 ? chain[length - 2] : -1;
      const next = nearestSlot(centroids, weights, d, count, chain[length - 1], previous, found);
      if (next === previous || !(found[0] < linked[length - 1])) break;
      linked[length] = found[0];
      chain[length++] = next;
    }
    const p = Math.min(chain[length - 1], chain[length - 2]);
    const q = Math.max(chain[length - 1], chain[length - 2]);
    length -= 2;

    // the union stays in the lower slot, the last cluster fills the higher one
    merges.a[t] = rows[p];
    merges.b[t] = rows[q];
    formed[p] = Math.max(linked[length + 1], formed[p], formed[q]);
    merges.height[t] = Math.sqrt(formed[p]);
    const weight = weights[p] + weights[q];
    const share = weights[q] / weight;
    for (let k = 0, at = p * d, from = q * d; k < d; k++, at++, from++) centroids[at] += share * (centroids[from] - centroids[at]);
    weights[p] = weight;
    const last = count - 1;
    if (q !== last) {
      centroids.copyWithin(q * d, last * d, count * d);
      weights[q] = weights[last];
      rows[q] = rows[last];
      formed[q] = formed[last];
      const link = chain.subarray(0, length).indexOf(last);
      if (link >= 0) chain[link] = q;
    }
    tick(t + 1);
  }
  return merges;
}

/** The nearest of the other clusters, `previous` (or -1) before others on a tie; its dissimilarity goes to `found[0]`. */
function nearestSlot(
  centroids: Float64Array,
  weights: Float64Array,
  d: number,
  count: number,
  own: number,
  previous: number,
  found: Float64Array, // out
): number {
  const weight = weights[own];
  const whole = d - (d % 4);
  const from = own * d;
  let nearest = -1;
  let best = Infinity;

  for (let step = previous < 0 ? 0 : -1; step < count; step++) {
    const i = step < 0 ? previous : step;
    const at = i * d;

    // partial sums, given up once they pass the best; the factor is 2 v w / (v + w)
    const other = weights[i];
    const product = 2 * weight * other;
    const limit = best * (weight + other);
    let sum = 0;
    let k = 0;
    for (; k < whole; k += 4) {
      const p = centroids[from + k] - centroids[at + k];
      const q = centroids[from + k + 1] - centroids[at + k + 1];
      const r = centroids[from + k + 2] - centroids[at + k + 2];
      const s = centroids[from + k + 3] - centroids[at + k + 3];
      sum += p * p + q * q + (r * r + s * s);
      if (product * sum > limit) break;
    }
    if (k < whole || i === own) continue;
    for (; k < d; k++) sum += (centroids[from + k] - centroids[at + k]) * (centroids[from + k] - centroids[at + k]);
    const dissimilarity = (product / (weight + other)) * sum;
    if (!(dissimilarity < best) && nearest >= 0) continue;
    best = dissimilarity;
    nearest = i;
  }
  found[0] = best;
  return nearest;
}
