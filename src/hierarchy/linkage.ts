import { checkKeys, checkOneOf, isFloat64Array } from "../core/check.ts";
import { allocateCondensed, condensedRows, squaresInto } from "../core/distances.ts";
import { InputError } from "../core/input-error.ts";
import { checkMatrix, checkScale, largestMagnitude, type Matrix } from "../core/matrix.ts";
import { createTicker, type OnProgress, type Watch, watched, watchKeys } from "../core/progress.ts";
import { checkWeights } from "../core/weights.ts";
import { generic } from "./generic.ts";
import { type LinkageMethod, methodNames, methods } from "./methods.ts";
import { nnChain, rootHeights, wardOfSquares } from "./nn-chain.ts";
import { outsideOfCondensed, outsideOfRows, prim } from "./prim.ts";
import { type Linkage, type LinkageEngine, relabel } from "./tree.ts";
import { wardOfRows } from "./ward.ts";

/** Options for {@link linkage}. */
export interface LinkageOptions extends Watch {
  /**
   * `"ward"` is SciPy's Ward and R's `ward.D2`: it needs Euclidean distances, and its heights are on their scale.
   * @defaultValue "ward"
   */
  readonly method?: LinkageMethod | undefined;
  /**
   * One weight a row, finite and above 0; a row of weight 3 counts as three equal rows.
   * @defaultValue all 1
   */
  readonly weights?: ArrayLike<number> | undefined;
  /**
   * `"matrix"`: all distances in memory, 4n² bytes. For Ward's method on a Matrix there are two more, in linear memory: `"index"`,
   * over a kd-tree, for rows with structure, which is nearly every table; `"scan"`, O(n² d), for rows without: it compares all with all
   * once, keeps a list of the nearest of each, and looks at all again only where lists do not tell. `"auto"` takes the matrix for few
   * rows, and else chooses by probing the index with a few searches; what it chose stands in `engine` of the result.
   * @defaultValue "auto"
   */
  readonly engine?: LinkageEngine | undefined;
}

const engines: readonly LinkageEngine[] = ["auto", "matrix", "index", "scan"];

/**
 * Hierarchical clustering of rows under Euclidean distance, or of condensed distances as {@link pairwiseDistances} gives them.
 *
 * Ward's height is `sqrt(2 |A| |B| / (|A| + |B|))` times the distance of the centroids, so that height²/2 is the growth of
 * the within-cluster sum of squares. On tables of customers it takes about O(n log n) time and linear memory; see `engine`.
 * Complete, average and weighted linkage run the nearest-neighbour chain, centroid and median Müllner's generic algorithm: O(n²)
 * time, 4n² bytes. Single linkage of rows runs Prim's algorithm: O(n² d) time, O(n) memory.
 *
 * Ties: a chain prefers its previous element, then the lower row, as in SciPy. The index and the scan take, of tied pairs, the one that a
 * hash of both numbers puts first, whichever side it is seen from. Trees of tied data may differ between engines; each is a valid one.
 *
 * Ward 1963; Lance and Williams 1967; Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011.
 *
 * @throws {@link InputError} on numbers that are not finite or negative distances, an unknown method or engine, bad weights, or
 * rows too many for their distances to fit in memory.
 * @group Building blocks
 * @example
 * ```ts
 * import { linkage, matrix } from "audience-segmentation";
 *
 * const tree = linkage(matrix([[1], [2], [10], [12]]), { method: "average" });
 * for (const t of [0, 1, 2]) console.log(`${tree.left[t]} and ${tree.right[t]} at ${tree.height[t]}`);
 * // 0 and 1 at 1
 * // 2 and 3 at 2
 * // 4 and 5 at 9.5
 * ```
 */
export function linkage(x: Matrix | Float64Array, options: LinkageOptions = {}): Linkage {
  const where = "linkage";
  checkKeys(where, "the options", options, ["method", "weights", "engine", ...watchKeys]);
  const { method: asked = "ward", engine: named = "auto" } = options;
  const method = checkOneOf(where, "method", asked, methodNames);
  const engine = checkOneOf(where, "engine", named, engines);
  const isWardOnly = engine === "index" || engine === "scan";
  if (isWardOnly && (method !== "ward" || isFloat64Array(x))) {
    const received = method === "ward" ? "condensed distances" : `the method "${method}"`;
    throw new InputError("wrong-engine", where, `\`engine\` "${engine}" is for the method "ward" on a Matrix`, received);
  }
  const onProgress = watched(where, options);
  if (isFloat64Array(x)) {
    const rows = checkCondensed(where, x);
    return linkCondensed(x.slice(), checkWeights(where, options.weights, rows), method, onProgress);
  }
  const { rows } = checkMatrix(where, x);
  const weights = checkWeights(where, options.weights, rows);
  if (method === "ward") return wardOfRows(x, weights, onProgress, engine, where);
  return linkRows(where, x, weights, method, onProgress);
}

/** Checks condensed distances and returns how many rows they are of. */
function checkCondensed(where: string, condensed: Float64Array): number {
  const rows = condensedRows(condensed.length);
  if (rows === undefined) {
    throw new InputError("wrong-length", where, "condensed distances must number n(n - 1)/2 for some n", condensed.length);
  }
  let largest = 0;
  for (let at = 0; at < condensed.length; at++) {
    const distance = condensed[at];
    if (!(distance >= 0 && distance <= largestMagnitude)) {
      const rule = `must be a number from 0 to ${largestMagnitude}`;
      throw new InputError("bad-distance", where, `the condensed distance at index ${at} ${rule}`, distance);
    }
    if (distance > largest) largest = distance;
  }
  checkScale(where, "x", largest);
  return rows;
}

/** The tree of the rows of a matrix. Assumes validated input; `where` is named when the distances do not fit in memory. */
function linkRows(
  where: string,
  x: Matrix,
  weights: Float64Array,
  method: LinkageMethod,
  onProgress?: OnProgress,
): Linkage {
  if (method === "single") {
    const merges = prim(x.rows, outsideOfRows(x), createTicker("linkage", x.rows - 1, onProgress));
    rootHeights(merges);
    return relabel(merges, weights, method, "prim");
  }
  const condensed = allocateCondensed(where, x.rows, '; the methods "ward" and "single" do without');
  squaresInto(x, condensed);
  if (!methods[method].squared) for (let p = 0; p < condensed.length; p++) condensed[p] = Math.sqrt(condensed[p]);
  return linkDissimilarities(condensed, weights, method, onProgress);
}

/** The tree of condensed distances, which are overwritten. Assumes validated input. */
function linkCondensed(condensed: Float64Array, weights: Float64Array, method: LinkageMethod, onProgress?: OnProgress): Linkage {
  if (method === "single") {
    const n = weights.length;
    const merges = prim(n, outsideOfCondensed(n, condensed), createTicker("linkage", n - 1, onProgress));
    return relabel(merges, weights, method, "matrix");
  }
  if (methods[method].squared) for (let p = 0; p < condensed.length; p++) condensed[p] *= condensed[p];
  return linkDissimilarities(condensed, weights, method, onProgress);
}

/** The tree of dissimilarities as the method wants them, squared or not. */
function linkDissimilarities(condensed: Float64Array, weights: Float64Array, method: LinkageMethod, onProgress?: OnProgress): Linkage {
  const n = weights.length;
  if (method === "ward") return wardOfSquares(condensed, weights, onProgress);
  const { update, squared, ascends } = methods[method];
  const merges = (ascends ? nnChain : generic)(n, condensed, weights, update, createTicker("linkage", n - 1, onProgress));
  if (squared) rootHeights(merges);
  return relabel(merges, weights, method, "matrix");
}
