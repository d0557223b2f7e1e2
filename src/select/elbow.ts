import { checkFunction, checkInteger, checkKeys, checkOneOf, checkSeed } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { checkMatrix, type Matrix } from "../core/matrix.ts";
import type { OnProgress } from "../core/progress.ts";
import { checkWeights } from "../core/weights.ts";
import { wardOfRows } from "../hierarchy/ward.ts";
import { countDistinct } from "../kmeans/distinct.ts";
import { type Effort, efforts } from "../kmeans/types.ts";
import { lazyCuts } from "../kmeans/ward-start.ts";
import { knee } from "./knee.ts";
import { nestedFits } from "./nested-fits.ts";
import { withIndex } from "../kmeans/with-index.ts";

/** Options for {@link elbow}. */
export interface ElbowOptions {
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
   * One weight a row, finite and above 0.
   * @defaultValue all 1
   */
  readonly weights?: ArrayLike<number> | undefined;
  /** Called after each k. */
  readonly onProgress?: OnProgress | undefined;
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
 */
export function elbow(x: Matrix, options: ElbowOptions = {}): Elbow {
  const where = "elbow";
  checkKeys(where, "the options", options, ["kMin", "kMax", "effort", "seed", "weights", "onProgress"]);
  const { kMin = 1, kMax, effort = "balanced", seed = 42, onProgress } = options;
  checkMatrix(where, x);
  checkInteger(where, "kMin", kMin, 1);
  if (kMax !== undefined) checkInteger(where, "kMax", kMax, kMin);
  checkOneOf(where, "effort", effort, efforts);
  checkSeed(where, seed);
  checkFunction(where, "onProgress", onProgress);
  const problem = withIndex({ x, weights: checkWeights(where, options.weights, x.rows) });

  const distinct = countDistinct(x, kMax ?? Math.max(10, kMin));
  const [asked, name] = kMax === undefined ? [kMin, "kMin"] : [kMax, "kMax"];
  if (asked > distinct) {
    throw new InputError("too-few-distinct", where, `\`${name}\` must be at most ${distinct}, the number of distinct rows`, asked);
  }
  const fits = nestedFits(problem, kMin, distinct, { effort, seed }, lazyCuts(problem, wardOfRows), (_, fit) => fit, onProgress);
  const k = Int32Array.from(fits, (fit) => fit.k);
  const inertia = Float64Array.from(fits, (fit) => fit.inertia);
  return { k, inertia, knee: knee(k, inertia) };
}
