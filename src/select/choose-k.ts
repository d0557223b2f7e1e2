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
  const top = tree.height[tree.height.length - 1] ?? 0;
  return `${say({ name: by, k: said })}, cut at ${cutShare} of its highest merge (${formatNumber(cutShare * top)} of ${formatNumber(top)})`;
}

/** How many of the other criteria agree, and what each of the rest says. */
function others(criteria: readonly Criterion[], by: string, k: number): string {
  const rest = criteria.filter(({ name }) => name !== by);
  const differ = rest.filter((one) => one.k !== k);
  return `${rest.length - differ.length} of ${rest.length} others agree${differ.map((one) => `; ${say(one)}`).join("")}.`;
}
