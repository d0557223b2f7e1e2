import type { OnProgress } from "../core/progress.ts";
import { cutAt } from "../hierarchy/cut-tree.ts";
import type { Linkage, WardEngine } from "../hierarchy/types.ts";
import { centroidsOf } from "./centroids.ts";
import type { Problem } from "./types.ts";

/** The centroids of Ward's cut into k clusters; undefined where its tree has fewer rows. */
export type WardCuts = (k: number) => Float64Array | undefined;

/** A Ward tree to start from, the rows or cells it is of, and its cuts. */
export interface WardStart {
  readonly tree: Linkage;
  readonly part: Problem;
  readonly cuts: WardCuts;
}

const mostRows = 10_000;

/** Ward's tree of all rows, or where there are more than 10 000 of the cells that stand for them; `grow` computes it. */
export function wardStart(problem: Problem, grow: WardEngine, onProgress?: OnProgress): WardStart {
  let part = problem;
  while (part.x.rows > mostRows && part.coarse !== undefined) part = part.coarse;
  const tree = grow(part.x, part.weights, onProgress);
  return { tree, part, cuts: (k) => (k > tree.n ? undefined : centroidsOf(part, cutAt(tree, k), k)) };
}

/** Cuts of a Ward tree that is grown at the first call. */
export function lazyCuts(problem: Problem, grow: WardEngine): WardCuts {
  let start: WardStart | undefined;
  return (k) => (start ??= wardStart(problem, grow)).cuts(k);
}
