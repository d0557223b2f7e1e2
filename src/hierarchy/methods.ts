/**
 * The distance of cluster k to the union of i and j, from what is known before they merge (Lance and Williams 1967).
 *
 * `ik`, `jk`, `ij` are the dissimilarities of the pairs and `wi`, `wj`, `wk` the clusters' weights.
 */
export type Update = (ik: number, jk: number, ij: number, wi: number, wj: number, wk: number) => number;

const single: Update = (ik, jk) => (ik < jk ? ik : jk);
const complete: Update = (ik, jk) => (ik > jk ? ik : jk);
const average: Update = (ik, jk, _ij, wi, wj) => (wi * ik + wj * jk) / (wi + wj);
const weighted: Update = (ik, jk) => (ik + jk) / 2;
const ward: Update = (ik, jk, ij, wi, wj, wk) => ((wi + wk) * ik + (wj + wk) * jk - wk * ij) / (wi + wj + wk);
const centroid: Update = (ik, jk, ij, wi, wj) => (wi * ik + wj * jk - (wi * wj * ij) / (wi + wj)) / (wi + wj);
const median: Update = (ik, jk, ij) => (ik + jk) / 2 - ij / 4;

/**
 * Every method, one row each: its formula, whether that is one of squared distances, and whether heights ascend, which they do where
 * a union is never nearer to a third cluster than the nearer of its parts was (reducibility: Bruynooghe 1978). Methods that ascend
 * run the nearest-neighbour chain, the others the generic algorithm; Ward and single linkage have engines of their own besides.
 */
export const methods = {
  ward: { update: ward as Update, squared: true, ascends: true },
  single: { update: single as Update, squared: false, ascends: true },
  complete: { update: complete as Update, squared: false, ascends: true },
  average: { update: average as Update, squared: false, ascends: true },
  weighted: { update: weighted as Update, squared: false, ascends: true },
  centroid: { update: centroid as Update, squared: true, ascends: false },
  median: { update: median as Update, squared: true, ascends: false },
} as const;

/** How the distance of two clusters follows from the distances of their rows. */
export type LinkageMethod = keyof typeof methods;

/** The names of the methods. */
export const methodNames: readonly LinkageMethod[] = /* @__PURE__ */ Object.keys(methods) as LinkageMethod[];
