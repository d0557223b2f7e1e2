import { checkInteger } from "../core/check.ts";
import type { OnProgress } from "../core/progress.ts";
import { cutAt } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf, countDistinct, type Fit, inertiaOf, leastShare, type Problem, sizesOf } from "../kmeans/fit.ts";
import { checkDistinctRows } from "../kmeans/kmeans.ts";
import { assigned } from "../kmeans/lloyd.ts";
import { orderFit, rename } from "../kmeans/order.ts";
import { search, usualPlan } from "../kmeans/search.ts";
import { type WardStart, wardStart } from "../kmeans/seeding.ts";
import { bestOf, chooseK, type Criterion, criteriaOf } from "../validity/choose-k.ts";
import { type Elbow, nestedFits } from "../validity/elbow.ts";
import { iclScores } from "../validity/icl.ts";
import { type MixtureSegments, mixtureSegments } from "./mixture-segments.ts";
import type { ResolvedOptions } from "./options.ts";
import { stableK } from "./stable-k.ts";
import type { Choice, Structure } from "./types.ts";

/** A partition of the encoded rows, and how it was found. */
interface Partition {
  /** Its clusters in order, largest first. */
  readonly fit: Fit;
  readonly choice: Choice;
  readonly elbow: Elbow | undefined;
  /** Ward's tree of all rows. */
  readonly linkage: Linkage | undefined;
  /** For the method `"mixture"`: the mixture, and how sure each row is. */
  readonly mixture: MixtureSegments | undefined;
}

const autoRange = [2, 10] as const;

/** Partitions rows into the number of clusters asked for, or into the one that the criterion chooses. */
export function partition(
  where: string,
  problem: Problem,
  options: ResolvedOptions,
  onProgress?: OnProgress,
  found?: Structure,
): Partition {
  const { k, choose, chooses, minShare } = options;
  const { rows } = problem.x;
  const range = rangeOf(where, problem, k);
  const start = chooses || options.method !== "kmeans" ? treeOf(problem, options, onProgress) : undefined;
  const linkage = start?.part.x === problem.x ? start.tree : undefined;
  const examined = found === undefined || !options.structure ? {} : { structure: found.structure, evidence: found.evidence };
  if (!chooses) return { ...givenK(problem, range[0], examined, options, start, onProgress), linkage };

  const asked = typeof k === "number";
  const kMax = asked ? Math.max(k, countDistinct(problem.x, Math.min(rows, autoRange[1]))) : range[1];
  const fits = fitAll(problem, kMax, options, start, onProgress);
  const heard = asked ? ([1, kMax] as const) : range;
  const criteria = [
    ...criteriaOf(problem, start?.tree, fits, heard, onProgress),
    ...askedCriteria(problem, fits, heard, options, onProgress),
    ...(found === undefined ? [] : [gapTo(kMax, found)]),
  ];
  // without progress of its own: it takes as long as the stage before it, at most
  const correlated = (): Criterion => bestOf("icl", iclScores(problem, fits, heard, options.seed, undefined, true), -1, heard);
  const chosen = chooseK(problem, criteria, fits, start?.tree, { by: choose, range, minShare, asked, correlated });
  const curve = { k: Int32Array.from(fits, (fit) => fit.k), inertia: Float64Array.from(fits, (fit) => fit.inertia) };
  const mixture = options.method === "mixture" ? mixtureAt(problem, fits, chosen.k, asked ? chosen.k : range[0], options) : undefined;
  const fit = mixture?.fit ?? fits[chosen.k - 1];
  return {
    fit,
    choice: {
      ...chosen,
      k: fit.k,
      by: asked ? "caller" : choose,
      ...examined,
      criteria,
    },
    elbow: { ...curve, knee: criteria.find(({ name }) => name === "elbow")?.k },
    linkage,
    mixture,
  };
}

/** The criteria that are dear: computed where they are to choose. */
function askedCriteria(
  problem: Problem,
  fits: readonly Fit[],
  range: readonly [min: number, max: number],
  options: ResolvedOptions,
  onProgress?: OnProgress,
): Criterion[] {
  const { choose, seed } = options;
  if (choose === "auto" || choose === "icl") return [bestOf("icl", iclScores(problem, fits, range, seed, onProgress), -1, range)];
  return choose === "stability" ? [stableK(problem, fits, range, seed, refit(options), onProgress)] : [];
}

/** The gap statistic with one figure a k. */
function gapTo(kMax: number, { gap }: Structure): Criterion {
  return { ...gap, scores: Float64Array.from({ length: kMax }, (_, i) => gap.scores[i] ?? NaN) };
}

/** The least and the greatest k; a range that the caller gave must lie within the distinct rows. */
function rangeOf(where: string, { x }: Problem, k: ResolvedOptions["k"]): [number, number] {
  if (k === "auto") {
    const distinct = countDistinct(x, Math.min(x.rows, autoRange[1]));
    return [Math.min(autoRange[0], distinct), distinct];
  }
  const [min, max] = typeof k === "number" ? [k, k] : k;
  const name = typeof k === "number" ? "k" : "k[1]";
  checkInteger(where, name, max, 1, x.rows);
  checkDistinctRows(where, x, max, name);
  return [min, max];
}

/** Ward's tree: of all rows for the method that cuts it, else of the cells that stand for them where there are many. */
function treeOf({ x, weights, coarse }: Problem, { method }: ResolvedOptions, onProgress?: OnProgress): WardStart {
  return wardStart(method === "ward" || coarse === undefined ? { x, weights } : { x, weights, coarse }, onProgress);
}

/** The partition into as many clusters as the caller wants. */
function givenK(
  problem: Problem,
  k: number,
  examined: Pick<Choice, "structure" | "evidence">,
  options: ResolvedOptions,
  start: WardStart | undefined,
  onProgress?: OnProgress,
): Omit<Partition, "linkage"> {
  const own = fitOne(problem, k, options, start, onProgress);
  const mixture = options.method === "mixture" ? mixtureSegments(problem, own, options.seed) : undefined;
  const fit = mixture?.fit ?? own;
  const choice: Choice = { k: fit.k, by: "caller", reason: `k = ${k} was asked for.`, ...examined, criteria: [] };
  return { fit, choice, elbow: undefined, mixture };
}

/** The mixture that grows from the partition into k, or into the next lower number whose groups all hold the least share. */
function mixtureAt(problem: Problem, fits: readonly Fit[], k: number, min: number, options: ResolvedOptions): MixtureSegments {
  const { minShare, seed } = options;
  const found = mixtureSegments(problem, fits[k - 1], seed);
  const isSmall = leastShare(sizesOf(problem, found.fit)) < minShare;
  return isSmall && k > min ? mixtureAt(problem, fits, k - 1, min, options) : found;
}

function fitOne(
  problem: Problem,
  k: number,
  { method, effort, seed }: ResolvedOptions,
  start: WardStart | undefined,
  onProgress?: OnProgress,
): Fit {
  if (method === "ward") return wardFit(problem, start!.tree, k);
  onProgress?.({ stage: "k-means", done: 0, total: 1 });
  const onShare = onProgress && ((share: number): void => onProgress({ stage: "k-means", done: share, total: 1 }));
  const fit = orderFit(problem, search(problem, k, { ...usualPlan(problem.x.rows), effort, seed, cuts: start?.cuts, onShare }));
  onProgress?.({ stage: "k-means", done: 1, total: 1 });
  return fit;
}

function fitAll(
  problem: Problem,
  kMax: number,
  { method, effort, seed }: ResolvedOptions,
  start: WardStart | undefined,
  onProgress?: OnProgress,
): Fit[] {
  if (method === "ward") return Array.from({ length: kMax }, (_, i) => wardFit(problem, start!.tree, i + 1));
  return nestedFits(problem, 1, kMax, { effort, seed }, method === "kmeans" ? undefined : start?.cuts, orderFit, onProgress);
}

/** Partitions a resample as fast as can be. */
function refit(options: ResolvedOptions): (problem: Problem, kMax: number) => Fit[] {
  return (drawn, kMax) => {
    const problem = withCells(drawn);
    const start = options.method === "kmeans" ? undefined : treeOf(problem, options);
    return fitAll(problem, kMax, { ...options, effort: "fast" }, start);
  };
}

/** The cut of the tree, with the means of its clusters. */
function wardFit(problem: Problem, tree: Linkage, k: number): Fit {
  const labels = cutAt(tree, k);
  const centroids = centroidsOf(problem, labels, k);
  return rename(problem, { k, labels, centroids, inertia: inertiaOf(problem, labels, centroids), iterations: 0, converged: true });
}

/** The share of the weight whose nearest centroid is that of its own cluster. */
export function agreementOf(problem: Problem, { k, labels, centroids }: Fit): number {
  const nearest = assigned(problem, centroids, k).labels;
  let same = 0;
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    total += problem.weights[i];
    if (labels[i] === nearest[i]) same += problem.weights[i];
  }
  return same / total;
}

/** The inertia of all rows as one cluster. */
export function totalInertiaOf(problem: Problem): number {
  const labels = new Int32Array(problem.x.rows);
  return inertiaOf(problem, labels, centroidsOf(problem, labels, 1));
}
