import type { Problem } from "../kmeans/types.ts";
import { eachSilhouette } from "./each-silhouette.ts";

/**
 * The exact mean silhouette of each labelling, weighted. Assumes validated input, as
 * {@link eachSilhouette} does.
 */
export function silhouetteMeans(problem: Problem, labellings: readonly Int32Array[]): Float64Array {
  const { weights } = problem;
  const means = new Float64Array(labellings.length);
  const weight = weights.reduce((sum, w) => sum + w, 0);
  eachSilhouette(problem, labellings, (labelling, row, value) => (means[labelling] += weights[row] * value));
  return means.map((sum) => sum / weight);
}
