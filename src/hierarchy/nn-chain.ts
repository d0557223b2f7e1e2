import { createTicker, type OnProgress } from "../core/progress.ts";
import { methods, type Update } from "./methods.ts";
import { type Linkage, type Merges, relabel } from "./tree.ts";

const mostInt32 = 65_536; // rows: their pairs are counted in 32 bits

/**
 * Nearest-neighbour chain (Benzécri 1982; Müllner 2011, section 3.2) on condensed dissimilarities, in O(n²) time and
 * O(n) memory besides them. Right for the reducible methods: ward, complete, average, weighted.
 *
 * On a tie the previous element of the chain wins, as in SciPy: without that rule a chain can run in a circle.
 * A cluster lives on in the slot of its higher member. Assumes validated input.
 */
export function nnChain(
  n: number,
  condensed: Float64Array, // out: overwritten
  weights: Float64Array,
  update: Update,
  tick: (merges: number) => void,
): Merges {
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const weight = weights.slice();
  const formed = new Float64Array(n); // the height at which the cluster in a slot was formed
  const chain = new Int32Array(n);
  let length = 0;

  // the pair (i, j), i < j, stands at base[i] + j
  const base = n <= mostInt32 ? new Int32Array(n) : new Float64Array(n);
  for (let i = 0, row = 0; i < n; row += n - ++i) base[i] = row - i - 1;

  // slots still alive, ascending
  const alive = new Int32Array(n);
  for (let i = 0; i < n; i++) alive[i] = i;
  let count = n;

  for (let t = 0; t < n - 1; t++) {
    if (length === 0) chain[length++] = alive[0];

    // follow nearest neighbours until two point at each other
    let x: number;
    let y: number;
    let least: number;
    for (;;) {
      x = chain[length - 1];
      y = length > 1 ? chain[length - 2] : -1;
      least = y < 0 ? Infinity : condensed[x < y ? base[x] + y : base[y] + x];
      let p = 0;
      for (; alive[p] < x; p++) {
        const distance = condensed[base[alive[p]] + x];
        if (distance < least) {
          least = distance;
          y = alive[p];
        }
      }
      const row = base[x];
      for (p++; p < count; p++) {
        const distance = condensed[row + alive[p]];
        if (distance < least) {
          least = distance;
          y = alive[p];
        }
      }
      if (y < 0) y = alive[0] === x ? alive[1] : alive[0]; // every distance overflowed to Infinity
      if (length > 1 && y === chain[length - 2]) break;
      chain[length++] = y;
    }
    length -= 2;
    if (x > y) {
      const lower = y;
      y = x;
      x = lower;
    }

    // record the merge, never below its parts: rounding may say so
    const height = Math.max(least, formed[x], formed[y]);
    merges.a[t] = x;
    merges.b[t] = y;
    merges.height[t] = height;
    formed[y] = height;

    // drop slot x, keep the union in slot y
    const at = indexOf(alive, count, x);
    alive.copyWithin(at, at + 1, count--);
    const wx = weight[x];
    const wy = weight[y];
    for (let p = 0; p < count; p++) {
      const k = alive[p];
      if (k === y) continue;
      const kx = k < x ? base[k] + x : base[x] + k;
      const ky = k < y ? base[k] + y : base[y] + k;
      condensed[ky] = update(condensed[kx], condensed[ky], least, wx, wy, weight[k]);
    }
    weight[y] = wx + wy;
    tick(t + 1);
  }
  return merges;
}

/** Where `slot` stands among the first `count` of the ascending `alive`. */
function indexOf(alive: Int32Array, count: number, slot: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (alive[middle] < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ward's tree of squared condensed distances, which are overwritten. Assumes validated input. */
export function wardOfSquares(condensed: Float64Array, weights: Float64Array, onProgress?: OnProgress): Linkage {
  weigh(condensed, weights);
  const merges = nnChain(weights.length, condensed, weights, methods.ward.update, createTicker("linkage", weights.length - 1, onProgress));
  rootHeights(merges);
  return relabel(merges, weights, "ward", "matrix");
}

/** Ward's dissimilarity of two weighted rows: 2 wi wj / (wi + wj) times their squared distance. */
function weigh(condensed: Float64Array, weights: Float64Array): void {
  if (weights.every((weight) => weight === 1)) return;
  for (let i = 0, pair = 0; i < weights.length; i++) {
    for (let j = i + 1; j < weights.length; j++) condensed[pair++] *= (2 * weights[i] * weights[j]) / (weights[i] + weights[j]);
  }
}

/** Takes the root of every height, which were squares. */
export function rootHeights({ height }: Merges): void {
  for (let t = 0; t < height.length; t++) height[t] = Math.sqrt(height[t]);
}
