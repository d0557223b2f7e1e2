import { createTicker, type OnProgress } from "../core/progress.ts";
import { wardUpdate } from "./lance-williams.ts";
import { nnChain } from "./nn-chain.ts";
import { relabel } from "./relabel.ts";
import type { Linkage, Merges } from "./types.ts";

/** Ward's tree of squared condensed distances, which are overwritten. Assumes validated input. */
export function wardOfSquares(condensed: Float64Array, weights: Float64Array, onProgress?: OnProgress): Linkage {
  weigh(condensed, weights);
  const merges = nnChain(weights.length, condensed, weights, wardUpdate, createTicker("linkage", weights.length - 1, onProgress));
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
