import { checkInteger, checkKeys, checkNumber, checkOneOf, checkSeed, ruleOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { checkMatrix, isMatrix, type Matrix } from "../core/matrix.ts";
import { sumOf } from "../core/numbers.ts";
import { type Watch, watched, watchKeys } from "../core/progress.ts";
import { checkEvenWeights } from "../core/weights.ts";
import { inOrder, type Rows, rowsOfMatrix } from "../spatial/rows.ts";
import { wholeRows, withCells } from "./cells.ts";
import { countDistinct, type Effort, efforts, type Fit, type Problem, sizesOf, totalInertiaOf } from "./fit.ts";
import { lloyd } from "./forest-lloyd.ts";
import { type Plan, search } from "./search.ts";
import { lazyCuts, plusPlus, randomRows } from "./seeding.ts";

/** Where k-means starts. */
export type KMeansInit = "auto" | "ward" | "k-means++" | "random";

/** Options for {@link kmeans}. */
export interface KMeansOptions extends Watch {
  /**
   * `"ward"`: the centroids of Ward's cut (of cells of nearby rows where there are more than 10 000 rows). `"k-means++"`:
   * rows drawn far apart. `"random"`: rows drawn at random. `"auto"`: Ward's cut and, from the effort `"balanced"` on, a few
   * k-means++ starts. A Matrix of k rows: those centroids, which Lloyd's algorithm refines and nothing else does.
   * @defaultValue "auto"
   */
  readonly init?: KMeansInit | Matrix | undefined;
  /**
   * `"fast"`: Lloyd's algorithm from each start. `"balanced"`: 60 swaps from each of its starts, then Hartigan's transfers.
   * `"thorough"`: 320 swaps from more starts, on cells and again on the rows. Swaps get fewer where rows x k x columns is large; where it
   * is small there are up to eight more starts.
   * @defaultValue "balanced"
   */
  readonly effort?: Effort | undefined;
  /**
   * The number of drawn starts, 10 000 at most, beside Ward's under `"auto"` and `"ward"`, alone under `"k-means++"` and `"random"`.
   * @defaultValue 0, 2, 4 beside Ward's under "auto", 0 under "ward", and 10, 5, 10 alone, by effort
   */
  readonly nInit?: number | undefined;
  /**
   * Most Lloyd iterations of a run.
   * @defaultValue 300
   */
  readonly maxIter?: number | undefined;
  /**
   * A run has settled when the squared shift of its centroids is at most `tol` times the mean variance of the columns, as in
   * scikit-learn; 0: when no label changes. Efforts above `"fast"` end at that in any case.
   * @defaultValue 1e-4
   */
  readonly tol?: number | undefined;
  /**
   * Seed of the random numbers, an integer of 32 bits.
   * @defaultValue 42
   */
  readonly seed?: number | undefined;
  /**
   * One weight a row, finite, above 0 and none more than 1e9 times another; a row of weight 3 counts as three equal rows.
   * @defaultValue all 1
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** What {@link kmeans} gives. */
export interface KMeansResult {
  /** The number of clusters. */
  readonly k: number;
  /** The cluster of each row: that of its nearest centroid, the lower one on a tie. */
  readonly labels: Int32Array;
  /** k rows, one a cluster. */
  readonly centroids: Matrix;
  /** The within-cluster sum of squares (WCSS): weighted squared distances of the rows to their centroids. */
  readonly inertia: number;
  /** The total weight of each cluster: its number of rows when none was weighted. */
  readonly sizes: Float64Array;
  /**
   * Lloyd iterations of the run that won, its last polish only. The one that confirms that no more moves is counted, as in scikit-learn:
   * 1 is a start that was settled.
   */
  readonly iterations: number;
  /** Whether that run settled before `maxIter`. */
  readonly converged: boolean;
}

const mostStarts = 10_000; // all are held at once
const mostOfWard = 10_000; // rows: up to so many, the effort "fast" has no use for cells beside Ward's start
const mostPlain = 3; // drawn starts: so many cost less than cells of many rows
const optionNames = /* @__PURE__ */ ["init", "effort", "nInit", "maxIter", "tol", "seed", "weights"].concat(watchKeys);
const inits: readonly KMeansInit[] = ["auto", "ward", "k-means++", "random"];

/**
 * Partitions rows into `k` clusters of least inertia: Lloyd's algorithm from Ward's cut and from k-means++, then a search by
 * swaps and single transfers, as the `effort` says. The same call gives the same bits, whatever the machine.
 *
 * Where rows lie in few places, and above 5 000 rows in any case, the search is done on weighted cells of nearby rows, 2 000 at most,
 * and goes on from what it found on the rows with a few swaps: the cost of a search does not grow with the table. Above 20 000
 * rows only Lloyd's algorithm goes on, over a spatial index. A round looks at rows whose bounds leave a doubt (Hamerly 2010). Up to
 * three drawn starts of the effort `"fast"` need no cells: above 5 000 rows each is settled on every eighth row, then on all.
 *
 * An empty cluster is moved to the row farthest from its centroid. A round costs O(n k d) at most, Ward's start about O(n log n).
 * Lloyd 1982; Arthur and Vassilvitskii 2007; Hartigan 1975; Fränti, "Efficiency of random swap clustering", 2018; Hamerly,
 * "Making k-means even faster", 2010.
 *
 * @throws {@link InputError} on numbers that are not finite, a `k` above the number of distinct rows, or options out of range.
 * @group Building blocks
 * @example
 * ```ts
 * import { kmeans, matrix } from "audience-segmentation";
 *
 * const { labels, centroids, inertia } = kmeans(matrix([[1, 1], [1, 2], [9, 8], [8, 8]]), 2);
 * console.log(labels, centroids.data.join(" "), inertia);
 * // Int32Array(4) [ 0, 0, 1, 1 ] 1 1.5 8.5 8 1
 * ```
 */
export function kmeans(x: Matrix, k: number, options: KMeansOptions = {}): KMeansResult {
  const where = "kmeans";
  checkKeys(where, "the options", options, optionNames);
  const { init = "auto", effort = "balanced", nInit, maxIter = 300, tol = 1e-4, seed = 42 } = options;
  const onProgress = watched(where, options);
  checkMatrix(where, x);
  checkInteger(where, "k", k, 1, x.rows);
  const start = isMatrix(init) ? "auto" : checkOneOf(where, "init", init, inits);
  const isDrawn = start === "k-means++" || start === "random";
  const limits = {
    effort: checkOneOf(where, "effort", effort, efforts),
    nInit: nInit === undefined ? undefined : checkInteger(where, "nInit", nInit, isDrawn ? 1 : 0, mostStarts),
    seed: checkSeed(where, seed),
  };
  checkInteger(where, "maxIter", maxIter, 1);
  checkNumber(where, "tol", tol, 0);
  const given = rowsOfMatrix(x, checkEvenWeights(where, options.weights, x.rows));
  checkDistinctRows(where, given, k);
  const starts = limits.nInit ?? (isDrawn ? mostPlain + 1 : 0);
  const isPlain = limits.effort === "fast" && (isDrawn ? x.rows <= wholeRows || starts <= mostPlain : x.rows <= mostOfWard);
  const problem = isMatrix(init) || isPlain ? { rows: given } : withCells(given);
  const plan: Plan = {
    ...limits,
    stop: { maxIter, maxShift: tol === 0 ? 0 : tol * meanVariance(problem.rows) },
    nInit: limits.nInit ?? (start === "ward" ? 0 : undefined),
    cuts: isDrawn ? undefined : lazyCuts(problem),
    draw: start === "random" ? randomRows : plusPlus,
    onShare: onProgress && ((share) => onProgress({ stage: "k-means", done: share, total: 1 })),
  };

  onProgress?.({ stage: "k-means", done: 0, total: 1 });
  const fit = isMatrix(init) ? lloyd(problem, checkCentroids(where, init, k, x.cols), k, plan.stop) : search(problem, k, plan);
  onProgress?.({ stage: "k-means", done: 1, total: 1 });
  return resultOf(problem, fit);
}

/** Fewer than `k` distinct rows cannot make k clusters. */
export function checkDistinctRows(where: string, rows: Rows, k: number, name = "k"): void {
  const distinct = countDistinct(rows, k);
  if (distinct >= k) return;
  throw new InputError("too-few-distinct", where, ruleOf(name, `must be at most ${distinct}, the number of distinct rows`), k);
}

function checkCentroids(where: string, init: Matrix, k: number, cols: number): Float64Array {
  checkMatrix(where, init, 1, "init");
  if (init.rows === k && init.cols === cols) return init.data;
  throw new InputError("wrong-shape", where, `\`init\` must hold k = ${k} centroids of ${cols} numbers`, `${init.rows} x ${init.cols}`);
}

function resultOf({ rows }: Problem, fit: Fit): KMeansResult {
  const { k, centroids, inertia, iterations, converged } = fit;
  const sizes = sizesOf(rows.weights, fit).weights;
  const cols = rows.columns.count;
  return { k, labels: inOrder(fit.labels, rows), centroids: { data: centroids, rows: k, cols }, inertia, sizes, iterations, converged };
}

/** The mean of the columns' variances, to which a tolerance is relative, as in scikit-learn. */
function meanVariance(rows: Rows): number {
  return totalInertiaOf(rows) / sumOf(rows.weights) / rows.columns.count;
}
