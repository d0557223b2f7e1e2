import { checkInteger } from "../core/check.ts";
import { squaredDistance } from "../core/distances.ts";
import type { OnProgress } from "../core/progress.ts";
import { cutAt } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { centroidsOf, countDistinct, type Fit, type Problem } from "../kmeans/fit.ts";
import { checkDistinctRows } from "../kmeans/kmeans.ts";
import { assigned } from "../kmeans/lloyd.ts";
import { orderFit, rename } from "../kmeans/order.ts";
import { search, usualPlan } from "../kmeans/search.ts";
import { type WardStart, wardStart } from "../kmeans/seeding.ts";
import { bestOf, chooseK, criteriaOf } from "../validity/choose-k.ts";
import { type Elbow, nestedFits } from "../validity/elbow.ts";
import { iclScores } from "../validity/icl.ts";
import type { ResolvedOptions } from "./options.ts";
import type { Choice, Structure } from "./types.ts";

/** A partition of the encoded rows, and how it was found. */
interface Partition {
  /** Its clusters in order, largest first. */
  readonly fit: Fit;
  readonly choice: Choice;
  readonly elbow: Elbow | undefined;
  /** Ward's tree of all rows. */
  readonly linkage: Linkage | undefined;
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
  if (!chooses) {
    const fit = fitOne(problem, range[0], options, start, onProgress);
    return {
      fit,
      choice: { k: fit.k, by: "caller", reason: `k = ${fit.k} was asked for.`, evidence: [], criteria: [] },
      elbow: undefined,
      linkage,
    };
  }

  const asked = typeof k === "number";
  const kMax = asked ? Math.max(k, countDistinct(problem.x, Math.min(rows, autoRange[1]))) : range[1];
  const fits = fitAll(problem, kMax, options, start, onProgress);
  const heard = asked ? ([1, kMax] as const) : range;
  const criteria = [
    ...criteriaOf(problem, start?.tree, fits, heard),
    ...(choose === "auto" || choose === "icl" ? [bestOf("icl", iclScores(problem, fits, heard, options.seed, onProgress), -1, heard)] : []),
    ...(found === undefined ? [] : [found.gap]),
  ];
  const chosen = chooseK(problem, criteria, fits, start?.tree, { by: choose, range, minShare, asked });
  const curve = { k: Int32Array.from(fits, (fit) => fit.k), inertia: Float64Array.from(fits, (fit) => fit.inertia) };
  return {
    fit: fits[chosen.k - 1],
    choice: {
      ...chosen,
      by: asked ? "caller" : choose,
      ...(found === undefined ? { evidence: [] } : { structure: found.structure, evidence: found.evidence }),
      criteria,
    },
    elbow: { ...curve, knee: criteria.find(({ name }) => name === "elbow")?.k },
    linkage,
  };
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

function fitOne(
  problem: Problem,
  k: number,
  { method, effort, seed }: ResolvedOptions,
  start: WardStart | undefined,
  onProgress?: OnProgress,
): Fit {
  if (method === "ward") return wardFit(problem, start!.tree, k);
  onProgress?.({ stage: "k-means", done: 0, total: 1 });
  const fit = orderFit(problem, search(problem, k, { ...usualPlan(problem.x.rows), effort, seed, cuts: start?.cuts }));
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

/** The weighted sum of squared distances of the rows to the centroids of their clusters. */
function inertiaOf({ x: { data, cols: d }, weights }: Problem, labels: Int32Array, centroids: Float64Array): number {
  let inertia = 0;
  for (let i = 0, row = 0; i < labels.length; i++, row += d)
    inertia += weights[i] * squaredDistance(data, row, centroids, labels[i] * d, d);
  return inertia;
}

/** The inertia of all rows as one cluster. */
export function totalInertiaOf(problem: Problem): number {
  const labels = new Int32Array(problem.x.rows);
  return inertiaOf(problem, labels, centroidsOf(problem, labels, 1));
}
