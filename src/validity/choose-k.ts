import { formatNumber, formatShare } from "../core/text.ts";
import { countScale } from "../core/weights.ts";
import { cutAtShare, cutShare } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { type Fit, leastShare, type Problem, sizesOf } from "../kmeans/fit.ts";
import { knee } from "./elbow.ts";
import { daviesBouldinOf, varianceRatio } from "./indices.ts";
import { silhouetteMeans, simplifiedSilhouette } from "./silhouette.ts";

/** A number of clusters and why, in words. */
interface ChosenK {
  readonly k: number;
  readonly reason: string;
}

/** How a k is to be chosen. */
export interface Rule {
  /** The criterion that chooses. */
  readonly by: string;
  readonly range: readonly [number, number];
  /** The least share of the weight in a segment. */
  readonly minShare: number;
  /** The caller asked for the one k of the range: the criteria are heard, and change nothing. */
  readonly asked: boolean;
}

/**
 * The k that criterion `by` says, moved into the range, then down to the next k whose clusters all hold `minShare` of the
 * weight. The reason names all that was done, and every criterion that says something else.
 */
export function chooseK(
  problem: Problem,
  criteria: readonly Criterion[],
  fits: readonly Fit[],
  tree: Linkage | undefined,
  { by, range: [min, max], minShare, asked }: Rule,
): ChosenK {
  const said = criteria.find(({ name }) => name === by)?.k;
  const wanted = Math.min(max, Math.max(min, said ?? min));
  const parts = [`${asked ? `k = ${min} was asked for. ` : ""}${howSaid(by, said, tree)}.`];
  if (asked) return { k: min, reason: `${parts[0]} ${others(criteria, by, min)}` };
  if (said === undefined) parts.push(`So the least, ${min}, was taken.`);
  else if (wanted !== said) parts.push(`The range [${min}, ${max}] moved it to ${wanted}.`);

  let k = wanted;
  while (k > min && leastShare(sizesOf(problem, fits[k - 1])) < minShare) k--;
  const least = leastShare(sizesOf(problem, fits[k - 1]));
  if (k < wanted) parts.push(`Since a segment must hold at least ${formatShare(minShare)}, it was lowered to ${k}.`);
  if (least < minShare) parts.push(`Even so the smallest holds ${formatShare(least)}.`);
  return { k, reason: `${parts.join(" ")} ${others(criteria, by, k)}` };
}

function say({ name, k }: Pick<Criterion, "name" | "k">): string {
  return `\`${name}\` ${k === undefined ? "has no opinion" : `says ${k}`}`;
}

function howSaid(by: string, said: number | undefined, tree: Linkage | undefined): string {
  if (by !== "dendrogram" || tree === undefined) return say({ name: by, k: said });
  const { height, top } = cutAtShare(tree);
  return `${say({ name: by, k: said })}, cut at ${cutShare} of its highest merge (${formatNumber(height)} of ${formatNumber(top)})`;
}

/** How many of the other criteria agree, and what each of the rest says. */
function others(criteria: readonly Criterion[], by: string, k: number): string {
  const rest = criteria.filter(({ name }) => name !== by);
  const differ = rest.filter((one) => one.k !== k);
  return `${rest.length - differ.length} of ${rest.length} others agree${differ.map((one) => `; ${say(one)}`).join("")}.`;
}

/** A way to say how many clusters there are. */
export type CriterionName = "dendrogram" | "height-gap" | "calinski-harabasz" | "davies-bouldin" | "silhouette" | "elbow" | "gap";

/** The criteria that need no null tables, in the order in which they are listed. */
export const criterionNames: readonly CriterionName[] = [
  "dendrogram",
  "height-gap",
  "calinski-harabasz",
  "davies-bouldin",
  "silhouette",
  "elbow",
];

/** What a criterion says. */
export interface Criterion {
  /** The criterion. */
  readonly name: string;
  /** The number of clusters it is for; undefined where it has no opinion. */
  readonly k: number | undefined;
  /** Its figure for k = 1, 2, …; NaN where it has none. */
  readonly scores: Float64Array;
}

/** Up to so many rows the silhouette is exact; above, it is the simplified one (Hruschka, de Castro and Campello 2004). */
const exactRows = 5000;

/**
 * What each criterion says of the partitions into 1, 2, …, fits.length clusters, within the range where it has a free choice.
 * The dendrogram's and the gap's figures come from Ward's tree; without one they have none. Assumes validated input.
 */
export function criteriaOf(
  problem: Problem,
  tree: Linkage | undefined,
  fits: readonly Fit[],
  [min, max]: readonly [number, number],
): Criterion[] {
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
    best(
      "davies-bouldin",
      Float64Array.from(fits, (fit) => (fit.k === 1 ? NaN : daviesBouldinOf(problem, fit))),
      -1,
    ),
    best("silhouette", silhouettes(problem, fits), 1),
    {
      name: "elbow",
      k: knee(
        Int32Array.from(fits, (fit) => fit.k),
        inertia,
      ),
      scores: inertia,
    },
  ];
}

/** The height at which k clusters become k - 1, for k = 1, 2, …; NaN for 1. */
function joinHeights({ height }: Linkage, kMax: number): Float64Array {
  return Float64Array.from({ length: kMax }, (_, i) => (i === 0 ? NaN : (height[height.length - i] ?? NaN)));
}

function byDendrogram(tree: Linkage, kMax: number): Criterion {
  return { name: "dendrogram", k: cutAtShare(tree).k, scores: joinHeights(tree, kMax) };
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
  return inertia.map((within, i) => (i === 0 ? NaN : varianceRatio(inertia[0] - within, within, i + 1, n)));
}

function silhouettes(problem: Problem, fits: readonly Fit[]): Float64Array {
  const several = fits.filter((fit) => fit.k > 1);
  const means = problem.x.rows <= exactRows
    ? silhouetteMeans(problem, several.map((fit) => fit.labels))
    : several.map((fit) => simplifiedSilhouette(problem, fit));
  return Float64Array.of(NaN, ...means).subarray(0, fits.length);
}
