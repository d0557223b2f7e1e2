import type { OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { cutAt } from "../hierarchy/cut-tree.ts";
import type { Linkage, WardEngine } from "../hierarchy/types.ts";
import { centroidsOf } from "./centroids.ts";
import type { Problem } from "./types.ts";

/** The centroids of Ward's cut into k clusters. */
export type WardCuts = (k: number) => Float64Array;

const mostRows = 10_000; // a start need not be exact
const sampleRows = 4_000;

/** Cuts of a tree of all rows. */
export function cutsOf(problem: Problem, tree: Linkage): WardCuts {
  return (k) => centroidsOf(problem, cutAt(tree, k), k);
}

/** A Ward tree to start from, the rows it is of, and its cuts. */
export interface WardStart {
  readonly tree: Linkage;
  /** All rows, or a sample of them. */
  readonly part: Problem;
  readonly cuts: WardCuts;
}

/** Ward's tree of all rows, or of a seeded sample of at least `k` where there are more than 10 000; `grow` computes it. */
export function wardStart(problem: Problem, seed: number, grow: WardEngine, k = 0, onProgress?: OnProgress): WardStart {
  const part = problem.x.rows > mostRows ? sampleOf(problem, Math.max(sampleRows, k), seed) : problem;
  const tree = grow(part.x, part.weights, onProgress);
  return { tree, part, cuts: cutsOf(part, tree) };
}

/** Cuts of a Ward tree that is built at the first call. */
export function lazyCuts(problem: Problem, seed: number, grow: WardEngine): WardCuts {
  let start: WardStart | undefined;
  return (k) => {
    if (start === undefined || k > start.part.x.rows) start = wardStart(problem, seed, grow, k);
    return start.cuts(k);
  };
}

/** `count` rows drawn without replacement, in their order (Knuth's algorithm S). */
export function sampleOf({ x: { data, rows, cols }, weights }: Problem, count: number, seed: number): Problem {
  const random = createRandom(seed, Purpose.sample);
  const out = new Float64Array(count * cols);
  const outWeights = new Float64Array(count);
  for (let i = 0, taken = 0; taken < count; i++) {
    if (random() * (rows - i) >= count - taken) continue;
    out.set(data.subarray(i * cols, (i + 1) * cols), taken * cols);
    outWeights[taken++] = weights[i];
  }
  return { x: { data: out, rows: count, cols }, weights: outWeights };
}
