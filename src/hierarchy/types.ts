import type { Matrix } from "../core/matrix.ts";
import type { OnProgress } from "../core/progress.ts";

/** How the distance of two clusters follows from the distances of their rows. */
export type LinkageMethod = "ward" | "single" | "complete" | "average" | "weighted" | "centroid" | "median";

/** What computes a tree. */
export type LinkageEngine = "auto" | "matrix" | "index" | "scan";

/**
 * A hierarchical clustering of n rows: n - 1 merges, lowest first.
 *
 * Nodes below `n` are rows; merge `t` joins nodes `left[t] < right[t]` into node `n + t`.
 */
export interface Linkage {
  /** The lower node of each merge. */
  readonly left: Int32Array;
  /** The higher node of each merge. */
  readonly right: Int32Array;
  /** The distance at which each merge joins; ascending, but for the methods `"centroid"` and `"median"`. */
  readonly height: Float64Array;
  /** The total weight below each merge: the number of rows when none was weighted. */
  readonly size: Float64Array;
  /** The number of rows. */
  readonly n: number;
  /** The method that was asked for. */
  readonly method: LinkageMethod;
  /** What computed the tree: `"index"`, `"scan"` or `"matrix"`; for single linkage of rows, `"prim"`. */
  readonly engine: string;
}

/** Computes Ward's tree of the rows of a matrix. Assumes validated input. */
export type WardEngine = (x: Matrix, weights: Float64Array, onProgress?: OnProgress) => Linkage;

/** Merges in the order in which an engine found them: each joins the clusters that hold the rows `a[t]` and `b[t]`. */
export interface Merges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly height: Float64Array;
}
