import { checkInteger, checkKeys, checkOneOf, checkSeed } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { type OnProgress, type Watch, watched, watchKeys } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { checkEvenWeights } from "../core/weights.ts";
import { withCells } from "../kmeans/cells.ts";
import { countDistinct, type Effort, efforts, type Fit, type Problem } from "../kmeans/fit.ts";
import { lloyd } from "../kmeans/forest-lloyd.ts";
import { search, usualPlan } from "../kmeans/search.ts";
import { grow, lazyCuts, type WardCuts } from "../kmeans/seeding.ts";
import { rowsOfMatrix } from "../spatial/rows.ts";

/** Options for {@link elbow}. */
export interface ElbowOptions extends Watch {
  /**
   * The least k of the curve.
   * @defaultValue 1
   */
  readonly kMin?: number | undefined;
  /**
   * The greatest k of the curve; more than the distinct rows is an error.
   * @defaultValue 10, or the number of distinct rows if that is less
   */
  readonly kMax?: number | undefined;
  /**
   * As in {@link kmeans}, for each k.
   * @defaultValue "balanced"
   */
  readonly effort?: Effort | undefined;
  /**
   * Seed of the random numbers, an integer of 32 bits.
   * @defaultValue 42
   */
  readonly seed?: number | undefined;
  /**
   * One weight a row, finite, above 0 and none more than 1e9 times another.
   * @defaultValue all 1
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** The elbow curve. */
export interface Elbow {
  /** kMin, kMin + 1, …, kMax. */
  readonly k: Int32Array;
  /** The inertia (WCSS) of the best partition found for each k. */
  readonly inertia: Float64Array;
  /** The k at which the curve bends most, or undefined where it has no bend (fewer than three points, or a straight line). */
  readonly knee: number | undefined;
}

/**
 * The inertia of k-means for a range of k. The curve never rises: the search for k + 1 also starts from solution k and one
 * more centroid. Ward's tree is built once and shared by all k.
 *
 * The knee is the point farthest below the line from the first point to the last, both axes scaled to [0, 1]
 * (Satopää et al., "Finding a Kneedle in a Haystack", 2011).
 *
 * @throws {@link InputError} on numbers that are not finite, a range that is empty or beyond the distinct rows, or unknown options.
 * @group Choose
 * @example
 * ```ts
 * import { elbow, matrix } from "audience-segmentation";
 *
 * const { k, inertia, knee } = elbow(matrix([[1], [2], [3], [21], [22], [23], [61], [62]]), { kMax: 5 });
 * console.log([...k], [...inertia], knee);
 * // [ 1, 2, 3, 4, 5 ] [ 4279.875, 604.5, 4.5, 3, 1.5 ] 2
 * ```
 */
export function elbow(x: Matrix, options: ElbowOptions = {}): Elbow {
  const where = "elbow";
  checkKeys(where, "the options", options, ["kMin", "kMax", "effort", "seed", "weights", ...watchKeys]);
  const { kMin = 1, kMax, effort = "balanced", seed = 42 } = options;
  const onProgress = watched(where, options);
  checkMatrix(where, x);
  checkInteger(where, "kMin", kMin, 1);
  if (kMax !== undefined) checkInteger(where, "kMax", kMax, kMin);
  checkOneOf(where, "effort", effort, efforts);
  checkSeed(where, seed);
  const rows = rowsOfMatrix(x, checkEvenWeights(where, options.weights, x.rows));
  const distinct = countDistinct(rows, kMax ?? Math.max(10, kMin));
  const [asked, name] = kMax === undefined ? [kMin, "kMin"] : [kMax, "kMax"];
  if (asked > distinct) {
    throw new InputError("too-few-distinct", where, `\`${name}\` must be at most ${distinct}, the number of distinct rows`, asked);
  }
  const problem = withCells(rows);
  const fits = nestedFits(problem, kMin, distinct, { effort, seed }, lazyCuts(problem), onProgress);
  const k = Int32Array.from(fits, (fit) => fit.k);
  const inertia = Float64Array.from(fits, (fit) => fit.inertia);
  return { k, inertia, knee: knee(k, inertia) };
}

/**
 * The k of a falling curve that lies farthest below the line from its first point to its last, both axes scaled to [0, 1]
 * (Kneedle, Satopää et al. 2011, without smoothing); undefined where no point lies below it.
 */
export function knee(k: ArrayLike<number>, inertia: ArrayLike<number>): number | undefined {
  const last = k.length - 1;
  const width = k[last] - k[0];
  const height = inertia[0] - inertia[last];
  if (!(last >= 2 && height > 0)) return undefined;
  let best: number | undefined;
  let deepest = 1e-9; // a straight line has no knee, however it is rounded
  for (let i = 1; i < last; i++) {
    const depth = (inertia[0] - inertia[i]) / height - (k[i] - k[0]) / width;
    if (depth <= deepest) continue;
    deepest = depth;
    best = k[i];
  }
  return best;
}

/** Rows tried as the place of one more centroid. */
const trials = 8;

/**
 * The best partition found for each k of a range, each search starting from the solution before it as well, with one more
 * centroid: so the inertia never rises with k. Assumes validated input, and kMax distinct rows at least.
 */
export function nestedFits(
  problem: Problem,
  kMin: number,
  kMax: number,
  choice: { readonly effort: Effort; readonly seed: number },
  cuts: WardCuts | undefined,
  onProgress?: OnProgress,
): Fit[] {
  const fits: Fit[] = [];
  const total = kMax - kMin + 1;
  const onShare = onProgress && ((share: number): void => onProgress({ stage: "elbow", done: fits.length + share, total }));
  const room = problem.sample && { upper: new Float64Array(problem.rows.count), lower: new Float64Array(problem.rows.count) };
  const plan = { ...usualPlan(problem.rows.count), ...choice, cuts, onShare, isOfMany: true, room };
  for (let k = kMin; k <= kMax; k++) {
    const last = fits.at(-1);
    const nested = last === undefined ? [] : [oneMore(problem, last, choice.seed)];
    const fit = search(problem, k, plan, nested);
    // what is better on the cells of a large problem need not be on its rows
    fits.push(last === undefined ? fit : nestedIn(problem, last, fit, choice.seed));
    onProgress?.({ stage: "elbow", done: fits.length, total });
  }
  return fits;
}

/** The centroids of a fit and one more: the best of some rows. */
function oneMore(problem: Problem, { centroids, k }: Fit, seed: number): Float64Array {
  return grow((problem.coarse ?? problem).rows, centroids, k + 1, createRandom(seed, Purpose.nesting, k + 1), trials);
}

/** The fit of one cluster more than `last`, or where it costs more than that, one that costs no more. */
export function nestedIn(problem: Problem, last: Fit, fit: Fit, seed: number): Fit {
  if (fit.inertia <= last.inertia) return fit;
  return lloyd(problem, oneMore(problem, last, seed), fit.k, usualPlan(problem.rows.count).stop);
}
