import type { Matrix } from "../core/matrix.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { condensedInto, allocateCondensed } from "../distance/pairwise-distances.ts";
import { squaredDistance } from "../distance/metrics.ts";
import { generic } from "./generic.ts";
import { isSquared, type UpdatedMethod, updates } from "./lance-williams.ts";
import { nnChain } from "./nn-chain.ts";
import { outsideOfCondensed, outsideOfRows, prim } from "./prim.ts";
import { relabel } from "./relabel.ts";
import type { Linkage, LinkageMethod } from "./types.ts";
import { rootHeights, wardOfSquares } from "./ward-matrix.ts";

/** The tree of the rows of a matrix. Assumes validated input; `where` is named when the distances do not fit in memory. */
export function linkRows(where: string, x: Matrix, weights: Float64Array, method: LinkageMethod, onProgress?: OnProgress): Linkage {
  if (method === "single") {
    const merges = prim(x.rows, outsideOfRows(x), createTicker("linkage", x.rows - 1, onProgress));
    rootHeights(merges);
    return relabel(merges, weights, method, "prim");
  }
  const condensed = allocateCondensed(where, x.rows, `; ${method === "ward" ? 'the engines "index", "scan" and "auto"' : 'the methods "ward" and "single"'} do without`);
  condensedInto(x, squaredDistance, condensed);
  if (!isSquared(method)) for (let p = 0; p < condensed.length; p++) condensed[p] = Math.sqrt(condensed[p]);
  return linkDissimilarities(condensed, weights, method, onProgress);
}

/** The tree of condensed distances, which are overwritten. Assumes validated input. */
export function linkCondensed(condensed: Float64Array, weights: Float64Array, method: LinkageMethod, onProgress?: OnProgress): Linkage {
  if (method === "single") {
    const n = weights.length;
    const merges = prim(n, outsideOfCondensed(n, condensed), createTicker("linkage", n - 1, onProgress));
    return relabel(merges, weights, method, "matrix");
  }
  if (isSquared(method)) for (let p = 0; p < condensed.length; p++) condensed[p] *= condensed[p];
  return linkDissimilarities(condensed, weights, method, onProgress);
}

/** The tree of dissimilarities as the method wants them, squared or not. */
function linkDissimilarities(condensed: Float64Array, weights: Float64Array, method: UpdatedMethod, onProgress?: OnProgress): Linkage {
  const n = weights.length;
  if (method === "ward") return wardOfSquares(condensed, weights, onProgress);
  const engine = method === "centroid" || method === "median" ? generic : nnChain;
  const merges = engine(n, condensed, weights, updates[method], createTicker("linkage", n - 1, onProgress));
  if (isSquared(method)) rootHeights(merges);
  return relabel(merges, weights, method, "matrix");
}
