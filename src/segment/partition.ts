import { checkInteger } from "../core/check.ts";
import type { OnProgress } from "../core/progress.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf, countDistinct, type Fit, inertiaOf, leastShare, type Problem, sizesOf } from "../kmeans/fit.ts";
import { checkDistinctRows } from "../kmeans/kmeans.ts";
import { nearestLabels } from "../kmeans/nearest.ts";
import { orderFit, rename } from "../kmeans/order.ts";
import { search, usualPlan } from "../kmeans/search.ts";
import { cutOfRows, type WardStart, wardStart, wardStartOf } from "../kmeans/seeding.ts";
import { inOrder, type Rows } from "../spatial/rows.ts";
import { type Elbow, nestedFits } from "../validity/elbow.ts";
import { chooseAmong } from "./choose-among.ts";
import { type MixtureSegments, mixtureSegments } from "./mixture-segments.ts";
import type { ResolvedOptions } from "./options.ts";
import type { Choice, Structure } from "./types.ts";

/** A partition of the encoded rows, and how it was found. */
export interface Partition {
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

/**
 * Partitions rows into the number of clusters asked for, or into the one that the criterion chooses. `sample`: customers, where the
 * rows are cells of them; what asks for single customers looks at those.
 */
export function partition(
  where: string,
  problem: Problem,
  options: ResolvedOptions,
  onProgress?: OnProgress,
  found?: Structure,
  sample?: Rows,
): Partition {
  const { k, choose, chooses } = options;
  const { count: rows } = problem.rows;
  const range = rangeOf(where, problem, k);
  const start = chooses || options.method !== "kmeans" ? treeOf(problem, options, onProgress) : undefined;
  const linkage = start?.part === problem.rows ? start.tree : undefined;
  const examined = found === undefined || !options.structure ? {} : { structure: found.structure, evidence: found.evidence };
  if (!chooses) return { ...givenK(problem, range[0], examined, options, start, onProgress), linkage };

  const asked = typeof k === "number";
  const kMax = asked ? Math.max(k, countDistinct(problem.rows, Math.min(rows, autoRange[1]))) : range[1];
  const curve = fitAll(problem, kMax, options, start, onProgress);
  const settled = (fit: Fit): Fit => (options.method === "ward" ? fit : fitOne(problem, fit.k, options, start, onProgress, [fit.centroids]));
  const heard = asked ? ([1, kMax] as const) : range;
  const grounds = { options, tree: start?.tree, found, refit: refit(options), asked, range, heard, sample };
  const { fits, criteria, chosen } = chooseAmong(problem, curve, settled, grounds, onProgress);
  const mixture = options.method === "mixture" ? mixtureAt(problem, fits, chosen.k, asked ? chosen.k : range[0], options) : undefined;
  const fit = mixture?.fit ?? fits[chosen.k - 1];
  return {
    fit,
    choice: { ...chosen, k: fit.k, by: asked ? "caller" : choose, ...examined, criteria },
    elbow: {
      k: Int32Array.from(fits, (one) => one.k),
      inertia: Float64Array.from(fits, (one) => one.inertia),
      knee: criteria.find(({ name }) => name === "elbow")?.k,
    },
    linkage,
    mixture,
  };
}

/** The least and the greatest k; a range that the caller gave must lie within the distinct rows. */
function rangeOf(where: string, { rows }: Problem, k: ResolvedOptions["k"]): [number, number] {
  if (k === "auto") {
    const distinct = countDistinct(rows, Math.min(rows.count, autoRange[1]));
    return [Math.min(autoRange[0], distinct), distinct];
  }
  const [min, max] = typeof k === "number" ? [k, k] : k;
  const name = typeof k === "number" ? "k" : "k[1]";
  checkInteger(where, name, max, 1, rows.count);
  checkDistinctRows(where, rows, max, name);
  return [min, max];
}

/** Ward's tree: of all rows for the method that cuts it, else of the cells that stand for them where there are many. */
function treeOf(problem: Problem, { method }: ResolvedOptions, onProgress?: OnProgress): WardStart {
  return method === "ward" ? wardStartOf(problem.rows, onProgress) : wardStart(problem, onProgress);
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
  const mixture = options.method === "mixture" ? mixtureSegments(problem.rows, own, options.seed) : undefined;
  const fit = mixture?.fit ?? own;
  const choice: Choice = { k: fit.k, by: "caller", reason: `k = ${k} was asked for.`, ...examined, criteria: [] };
  return { fit, choice, elbow: undefined, mixture };
}

/** The mixture that grows from the partition into k, or into the next lower number whose groups all hold the least share. */
function mixtureAt(problem: Problem, fits: readonly Fit[], k: number, min: number, options: ResolvedOptions): MixtureSegments {
  const { minShare, seed } = options;
  const found = mixtureSegments(problem.rows, fits[k - 1], seed);
  const isSmall = leastShare(sizesOf(problem.rows.weights, found.fit)) < minShare;
  return isSmall && k > min ? mixtureAt(problem, fits, k - 1, min, options) : found;
}

function fitOne(
  problem: Problem,
  k: number,
  { method, effort, seed }: ResolvedOptions,
  start: WardStart | undefined,
  onProgress?: OnProgress,
  given: readonly Float64Array[] = [],
): Fit {
  if (method === "ward") return wardFit(problem.rows, start!.tree, k);
  onProgress?.({ stage: "k-means", done: 0, total: 1 });
  const onShare = onProgress && ((share: number): void => onProgress({ stage: "k-means", done: share, total: 1 }));
  const plan = { ...usualPlan(problem.rows.count), effort, seed, cuts: start?.cuts, onShare };
  const fit = orderFit(problem.rows, search(problem, k, plan, given));
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
  if (method === "ward") return Array.from({ length: kMax }, (_, i) => wardFit(problem.rows, start!.tree, i + 1));
  return nestedFits(problem, 1, kMax, { effort, seed }, method === "kmeans" ? undefined : start?.cuts, onProgress);
}

/** Partitions a resample as fast as can be, into 1, 2, … segments; labels are in its own order of rows. */
export function refit(options: ResolvedOptions): (drawn: Rows, kMax: number) => Fit[] {
  return (drawn, kMax) => {
    const problem = withCells(drawn);
    const start = options.method === "kmeans" ? undefined : treeOf(problem, options);
    const fits = fitAll(problem, kMax, { ...options, effort: "fast" }, start);
    return fits.map((fit) => ({ ...fit, labels: inOrder(fit.labels, problem.rows) }));
  };
}

/** The cut of the tree, with the means of its clusters. */
export function wardFit(rows: Rows, tree: Linkage, k: number): Fit {
  const labels = cutOfRows(tree, k, rows);
  const centroids = centroidsOf(rows, labels, k);
  return rename(rows, { k, labels, centroids, inertia: inertiaOf(rows, labels, centroids, k), iterations: 0, converged: true });
}

/** The share of the weight whose nearest centroid is that of its own cluster, and the nearest one of each row, in the caller's order. */
export function agreementOf(rows: Rows, { k, labels, centroids }: Fit): { readonly agreement: number; readonly nearest: Int32Array } {
  const nearest = nearestLabels(rows, centroids, k);
  let same = 0;
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    total += rows.weights[i];
    if (labels[i] === nearest[i]) same += rows.weights[i];
  }
  return { agreement: same / total, nearest: inOrder(nearest, rows) };
}
