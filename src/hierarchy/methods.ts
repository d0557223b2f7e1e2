import type { LinkageMethod } from "./tree.ts";

/**
 * The distance of cluster k to the union of i and j, from what is known before they merge (Lance and Williams 1967).
 *
 * `ik`, `jk`, `ij` are the dissimilarities of the pairs and `wi`, `wj`, `wk` the clusters' weights. Ward, centroid and
 * median work on squared distances, the others on distances. Kept in one place, as SciPy keeps them.
 */
export type Update = (ik: number, jk: number, ij: number, wi: number, wj: number, wk: number) => number;

/** Ward's formula, by itself: a page that only segments needs no other. */
export const wardUpdate: Update = (ik, jk, ij, wi, wj, wk) => ((wi + wk) * ik + (wj + wk) * jk - wk * ij) / (wi + wj + wk);

/** The methods that need one; single linkage follows from the minimum spanning tree. */
export type UpdatedMethod = Exclude<LinkageMethod, "single">;

/** The update formula of each method. */
export const updates: Readonly<Record<UpdatedMethod, Update>> = {
  complete: (ik, jk) => (ik > jk ? ik : jk),
  average: (ik, jk, _ij, wi, wj) => (wi * ik + wj * jk) / (wi + wj),
  weighted: (ik, jk) => (ik + jk) / 2,
  ward: wardUpdate,
  centroid: (ik, jk, ij, wi, wj) => (wi * ik + wj * jk - (wi * wj * ij) / (wi + wj)) / (wi + wj),
  median: (ik, jk, ij) => (ik + jk) / 2 - ij / 4,
};

/** Whether a method's formula is one of squared distances. */
export function isSquared(method: LinkageMethod): boolean {
  return method === "ward" || method === "centroid" || method === "median";
}
