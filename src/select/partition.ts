import { centroidsOf } from "../kmeans/centroids.ts";
import type { Fit, Problem } from "../kmeans/types.ts";
import type { Labelling } from "./labels.ts";

/** Labelled rows and their centroids. */
export type Partition = Pick<Fit, "labels" | "centroids" | "k">;

/** The rows of a matrix, each of weight 1, and a labelling of them with its centroids. */
export function partitionOf(x: Problem["x"], { labels, k }: Labelling): { readonly problem: Problem; readonly partition: Partition } {
  const problem = { x, weights: new Float64Array(x.rows).fill(1) };
  return { problem, partition: { labels, k, centroids: centroidsOf(problem, labels, k) } };
}
