import { countScale } from "../core/weights.ts";
import type { Linkage } from "../hierarchy/types.ts";
import type { Fit, Problem } from "../kmeans/types.ts";
import { daviesBouldinOf } from "./davies-bouldin.ts";
import { knee } from "./knee.ts";
import { silhouetteMeans } from "./silhouette-means.ts";
import { simplifiedSilhouette } from "./simplified-silhouette.ts";

/** A way to say how many clusters there are. */
export type CriterionName = "dendrogram" | "height-gap" | "calinski-harabasz" | "davies-bouldin" | "silhouette" | "elbow" | "gap";

/** The criteria that need no null tables, in the order in which they are listed. */
export const criterionNames: readonly CriterionName[] = ["dendrogram", "height-gap", "calinski-harabasz", "davies-bouldin", "silhouette", "elbow"];

/** What a criterion says. */
export interface Criterion {
  /** The criterion. */
  readonly name: string;
  /** The number of clusters it is for; undefined where it has no opinion. */
  readonly k: number | undefined;
  /** Its figure for k = 1, 2, …; NaN where it has none. */
  readonly scores: Float64Array;
}

/** The dendrogram is cut at this share of its highest merge: the rule that colours SciPy's dendrograms. */
export const cutShare = 0.7;
/** Up to so many rows the silhouette is exact; above, it is the simplified one (Hruschka, de Castro and Campello 2004). */
export const exactRows = 5000;

/**
 * What each criterion says of the partitions into 1, 2, …, fits.length clusters, within the range where it has a free choice.
 * The dendrogram's and the gap's figures come from Ward's tree; without one they have none. Assumes validated input.
 */
export function criteriaOf(problem: Problem, tree: Linkage | undefined, fits: readonly Fit[], [min, max]: readonly [number, number]): Criterion[] {
  const ks = Array.from({ length: max - Math.max(2, min) + 1 }, (_, i) => Math.max(2, min) + i);
  const best = (name: CriterionName, scores: Float64Array, sign: 1 | -1): Criterion => {
    let k: number | undefined;
    for (const at of ks) if (sign * scores[at - 1] > (k === undefined ? -Infinity : sign * scores[k - 1])) k = at;
    return { name, k, scores };
  };
  const inertia = Float64Array.from(fits, (fit) => fit.inertia);
  return [
    ...(tree === undefined ? [] : [byDendrogram(tree, fits.length), best("height-gap", heightGaps(tree, fits.length), 1)]),
    best("calinski-harabasz", ratios(problem, inertia), 1),
    best("davies-bouldin", Float64Array.from(fits, (fit) => (fit.k === 1 ? NaN : daviesBouldinOf(problem, fit))), -1),
    best("silhouette", silhouettes(problem, fits), 1),
    { name: "elbow", k: knee(Int32Array.from(fits, (fit) => fit.k), inertia), scores: inertia },
  ];
}

/** The height at which k clusters become k - 1, for k = 1, 2, …; NaN for 1. */
function joinHeights({ height }: Linkage, kMax: number): Float64Array {
  return Float64Array.from({ length: kMax }, (_, i) => (i === 0 ? NaN : (height[height.length - i] ?? NaN)));
}

function byDendrogram(tree: Linkage, kMax: number): Criterion {
  const { height } = tree;
  const bound = cutShare * height[height.length - 1];
  let k = 1;
  while (k <= height.length && height[height.length - k] > bound) k++;
  return { name: "dendrogram", k, scores: joinHeights(tree, kMax) };
}

/** How many times higher the merge of k clusters stands than the one that made them. */
function heightGaps(tree: Linkage, kMax: number): Float64Array {
  const heights = joinHeights(tree, kMax + 1);
  return Float64Array.from({ length: kMax }, (_, i) => (heights[i + 1] > 0 ? heights[i] / heights[i + 1] : NaN));
}

/** The variance ratio of Caliński and Harabasz (1974), a row of weight w counted w times where weights can count rows. */
function ratios({ weights }: Problem, inertia: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const n = total * countScale(total, weights.length);
  return inertia.map((within, i) => (i === 0 ? NaN : (inertia[0] - within) / i / (within / (n - i - 1))));
}

function silhouettes(problem: Problem, fits: readonly Fit[]): Float64Array {
  const several = fits.filter((fit) => fit.k > 1);
  const means = problem.x.rows <= exactRows
    ? silhouetteMeans(problem, several.map((fit) => fit.labels))
    : several.map((fit) => simplifiedSilhouette(problem, fit));
  return Float64Array.of(NaN, ...means).subarray(0, fits.length);
}
