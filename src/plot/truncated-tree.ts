import type { Linkage } from "../hierarchy/types.ts";

/** What of a tree is shown: all of it, the merges down to a level below the top one, or the last ones, down to so many leaves. */
export type Truncation =
  | "none"
  | {
      /** Merges up to so many merges below the top one; from 0 to 8. */
      readonly level: number;
    }
  | {
      /** The last merges, down to so many leaves; from 2 to 400. */
      readonly last: number;
    };

/** The part of a tree that is drawn. */
export interface ShownTree {
  /** The nodes drawn as leaves, from left to right: rows, and clusters of which no more is shown. */
  readonly leaves: number[];
  /** The merges shown, parents first. */
  readonly merges: number[];
}

/**
 * Cuts a tree down, as SciPy's `truncate_mode`: `"level"` shows the merges up to `level` merges away from the top one, `"lastp"` the
 * `last - 1` last merges. The lower node stands left. Without recursion.
 */
export function truncateTree({ left, right, n }: Linkage, truncation: Truncation): ShownTree {
  const leaves: number[] = [];
  const merges: number[] = [];
  const isShown = (node: number, level: number): boolean => {
    if (node < n) return false;
    if (truncation === "none") return true;
    return "level" in truncation ? level <= truncation.level : node > 2 * n - 1 - truncation.last;
  };
  const stack: { node: number; level: number }[] = [{ node: 2 * n - 2, level: 0 }];
  while (stack.length > 0) {
    const { node, level } = stack.pop()!;
    if (!isShown(node, level)) {
      leaves.push(node);
      continue;
    }
    merges.push(node - n);
    stack.push({ node: right[node - n], level: level + 1 }, { node: left[node - n], level: level + 1 });
  }
  return { leaves, merges };
}

/** The cluster of every node of a cut into `k`, or -1 above the cut; clusters are numbered by weight, heaviest first. */
export function clustersOf({ left, right, size, n }: Linkage, k: number): Int32Array {
  const cluster = new Int32Array(2 * n - 1).fill(-1);
  const tops: number[] = k === 1 ? [2 * n - 2] : [];
  for (let t = n - 2; t > n - 1 - k; t--) {
    for (const node of [left[t], right[t]]) if (node <= 2 * n - 1 - k) tops.push(node);
  }
  const weight = (node: number): number => (node < n ? 0 : size[node - n]); // a single row comes last
  tops.sort((a, b) => weight(b) - weight(a) || a - b);
  tops.forEach((node, c) => (cluster[node] = c));
  for (let t = n - 1 - k; t >= 0; t--) cluster[left[t]] = cluster[right[t]] = cluster[n + t];
  return cluster;
}
