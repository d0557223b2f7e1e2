import type { Matrix } from "../../src/core/matrix.ts";
import type { LinkageMethod } from "../../src/hierarchy/methods.ts";
import { distanceOf, meanOf, rowsOf } from "../rows.ts";

/** A cluster and all that the definitions of the methods speak of. */
export interface Cluster {
  readonly members: readonly number[];
  readonly weight: number;
  /** The weighted mean of the rows. */
  readonly centroid: readonly number[];
  /** The middle of the middles of its two parts. */
  readonly middle: readonly number[];
  /** What each row counts when at every merge both parts count the same: 2 to the power of minus its depth. */
  readonly shares: readonly number[];
}

/** The clusters of one row each. */
export function singletons(x: Matrix, weights: readonly number[]): Cluster[] {
  return rowsOf(x).map((row, i) => ({ members: [i], weight: weights[i], centroid: row, middle: row, shares: [1] }));
}

/** The union of two clusters. */
export function union(a: Cluster, b: Cluster, rows: readonly (readonly number[])[], weights: readonly number[]): Cluster {
  const members = [...a.members, ...b.members];
  return {
    members,
    weight: a.weight + b.weight,
    centroid: meanOf(rows, weights, members),
    middle: a.middle.map((entry, j) => (entry + b.middle[j]) / 2),
    shares: [...a.shares, ...b.shares].map((share) => share / 2),
  };
}

/** How far apart two clusters are, by the definition of the method and from the rows, with no update formula. */
export function dissimilarity(method: LinkageMethod, a: Cluster, b: Cluster, rows: readonly (readonly number[])[], weights: readonly number[]): number {
  const pairs = a.members.flatMap((i, p) => b.members.map((j, q) => ({ i, j, p, q, apart: distanceOf(rows[i], rows[j]) })));
  switch (method) {
    case "single":
      return Math.min(...pairs.map(({ apart }) => apart));
    case "complete":
      return Math.max(...pairs.map(({ apart }) => apart));
    case "average":
      return pairs.reduce((sum, { i, j, apart }) => sum + weights[i] * weights[j] * apart, 0) / (a.weight * b.weight);
    case "weighted":
      return pairs.reduce((sum, { p, q, apart }) => sum + a.shares[p] * b.shares[q] * apart, 0);
    case "centroid":
      return distanceOf(a.centroid, b.centroid);
    case "median":
      return distanceOf(a.middle, b.middle);
    case "ward":
      return Math.sqrt((2 * a.weight * b.weight) / (a.weight + b.weight)) * distanceOf(a.centroid, b.centroid);
  }
}

/** The heights of the greedy algorithm: join the closest two clusters, and again. O(n³) and more. */
export function naiveHeights(x: Matrix, method: LinkageMethod, weights: readonly number[] = Array<number>(x.rows).fill(1)): number[] {
  const rows = rowsOf(x);
  const alive = singletons(x, weights);
  const heights: number[] = [];
  while (alive.length > 1) {
    let best = { height: Infinity, p: 0, q: 1 };
    alive.forEach((a, p) =>
      alive.slice(p + 1).forEach((b, at) => {
        const height = dissimilarity(method, a, b, rows, weights);
        if (height < best.height) best = { height, p, q: p + 1 + at };
      }),
    );
    const [b] = alive.splice(best.q, 1);
    alive[best.p] = union(alive[best.p], b!, rows, weights);
    heights.push(best.height);
  }
  return heights;
}
