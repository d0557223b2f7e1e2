import { condensedIndex } from "../core/distances.ts";
import type { Update } from "./methods.ts";
import type { Merges } from "./tree.ts";

/**
 * Müllner's generic algorithm (2011, figure 3) on condensed dissimilarities, for the methods whose heights may fall:
 * centroid and median. Every slot keeps a nearest later slot and a lower bound of the distance to it; a bound that
 * turns out stale is renewed when it comes to the front. O(n²) on common data, O(n³) at worst; O(n) memory besides.
 *
 * The front is found by a scan, not by a heap: it costs no more than the update of a merge does.
 * A cluster lives on in the slot of its higher member. Assumes validated input.
 */
export function generic(
  n: number,
  condensed: Float64Array, // out: overwritten
  weights: Float64Array,
  update: Update,
  tick: (merges: number) => void,
): Merges {
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const weight = weights.slice();
  const neighbour = new Int32Array(n);
  const bound = new Float64Array(n).fill(Infinity);
  const isAlive = new Uint8Array(n).fill(1);

  const renew = (i: number): void => {
    let least = Infinity;
    for (let j = i + 1, pair = condensedIndex(n, i, j); j < n; j++, pair++) {
      if (isAlive[j] === 0 || (condensed[pair] >= least && least < Infinity)) continue;
      least = condensed[pair];
      neighbour[i] = j;
    }
    bound[i] = least;
  };
  for (let i = 0; i < n - 1; i++) renew(i);

  for (let t = 0; t < n - 1; t++) {
    // the least bound that is the true distance
    let x = least(bound, isAlive);
    while (bound[x] !== condensed[condensedIndex(n, x, neighbour[x])]) {
      renew(x);
      x = least(bound, isAlive);
    }
    const y = neighbour[x];
    const height = bound[x];
    merges.a[t] = x;
    merges.b[t] = y;
    merges.height[t] = Math.max(0, height);

    // drop slot x, keep the union in slot y
    isAlive[x] = 0;
    const wx = weight[x];
    const wy = weight[y];
    for (let k = 0; k < n; k++) {
      if (isAlive[k] === 0 || k === y) continue;
      const kx = k < x ? condensedIndex(n, k, x) : condensedIndex(n, x, k);
      const ky = k < y ? condensedIndex(n, k, y) : condensedIndex(n, y, k);
      const distance = update(condensed[kx], condensed[ky], height, wx, wy, weight[k]);
      condensed[ky] = distance;
      if (k < x && neighbour[k] === x) neighbour[k] = y; // the bound still holds from below
      if (k < y && distance < bound[k]) {
        bound[k] = distance;
        neighbour[k] = y;
      }
    }
    weight[y] = wx + wy;
    if (y < n - 1) renew(y);
    tick(t + 1);
  }
  return merges;
}

/** The slot alive with the least bound, the first of them on a tie. */
function least(bound: Float64Array, isAlive: Uint8Array): number {
  let best = -1;
  for (let i = 0; i < bound.length; i++) {
    if (isAlive[i] === 1 && (best < 0 || bound[i] < bound[best])) best = i;
  }
  return best;
}
