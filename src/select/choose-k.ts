import { formatNumber, formatShare } from "../core/format.ts";
import type { Linkage } from "../hierarchy/types.ts";
import { leastShare, sizesOf } from "../kmeans/sizes.ts";
import type { Fit, Problem } from "../kmeans/types.ts";
import { type Criterion, cutShare } from "./criteria.ts";

/** A number of clusters and why, in words. */
export interface ChosenK {
  readonly k: number;
  readonly reason: string;
}

const shownAs: Readonly<Record<string, string>> = {
  dendrogram: "the dendrogram",
  "height-gap": "the height gap",
  "calinski-harabasz": "Calinski-Harabasz",
  "davies-bouldin": "Davies-Bouldin",
  silhouette: "the silhouette",
  elbow: "the elbow",
};

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
  if (asked) return { k: min, reason: `${parts[0]} ${others(criteria, by, min)}`.trim() };
  if (said === undefined) parts.push(`So the lower bound of the range, ${min}, was taken.`);
  else if (wanted !== said) parts.push(`The range [${min}, ${max}] moved it to ${wanted}.`);

  let k = wanted;
  while (k > min && leastShare(sizesOf(problem, fits[k - 1])) < minShare) k--;
  const least = leastShare(sizesOf(problem, fits[k - 1]));
  if (k < wanted) parts.push(`Since a segment must hold at least ${formatShare(minShare)}, it was lowered to ${k}.`);
  if (least < minShare) parts.push(`Even so the smallest segment holds ${formatShare(least)} of the weight, less than the ${formatShare(minShare)} asked for.`);
  parts.push(others(criteria, by, k));
  return { k, reason: parts.filter((part) => part !== "").join(" ") };
}

function howSaid(by: string, said: number | undefined, tree: Linkage | undefined): string {
  if (said === undefined) return `${capital(shownAs[by])} has no opinion`;
  if (by !== "dendrogram" || tree === undefined) return `${capital(shownAs[by])} says ${said}`;
  const top = tree.height[tree.height.length - 1] ?? 0;
  return `The dendrogram, cut at ${cutShare} of its highest merge (${formatNumber(cutShare * top)} of ${formatNumber(top)}), falls into ${said}`;
}

/** Who agrees with k and who does not. */
function others(criteria: readonly Criterion[], by: string, k: number): string {
  const rest = criteria.filter(({ name }) => name !== by);
  const agree = rest.filter((one) => one.k === k).map(({ name }) => shownAs[name]);
  const differ = rest.filter((one) => one.k !== k).map((one) => `${shownAs[one.name]} ${one.k === undefined ? "has no opinion" : `says ${one.k}`}`);
  const end = agree.length === 1 ? " agrees" : " agree";
  return [agree.join(", ") + end, differ.join(", ")].slice(agree.length > 0 ? 0 : 1).flatMap((words) => (words === "" ? [] : [`${capital(words)}.`])).join(" ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
