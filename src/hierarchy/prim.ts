import { condensedIndex } from "../core/distances.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Merges } from "./tree.ts";

/** The rows that are not in the tree yet: 1, 2, … at first, then in whatever order their leaving makes. */
interface Outside {
  /** Lowers the dissimilarity of each of the first `count` rows to the tree, now that `row` is in it. */
  lowerInto(row: number, count: number, least: Float64Array): void;
  /** The row at `position` leaves, and the one at `last` takes its place. */
  leave(position: number, last: number): void;
}

/**
 * Single linkage by Prim's minimum spanning tree (Rohlf 1973; Müllner 2011, figure 4): O(n²) distances, O(n) memory.
 *
 * On a tie the lower row is joined first. Each row is recorded as joining the one before it, not the one nearest to it: at
 * every height, clusters are runs of rows in the order in which they join, so that both give the same tree.
 * Assumes validated input.
 */
export function prim(n: number, outside: Outside, tick: (merges: number) => void): Merges {
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const rows = new Int32Array(n - 1); // outside the tree
  for (let i = 1; i < n; i++) rows[i - 1] = i;
  const least = new Float64Array(n - 1).fill(Infinity); // dissimilarity of each to the tree

  let row = 0;
  for (let t = 0, count = n - 1; t < n - 1; t++) {
    outside.lowerInto(row, count, least);

    // the row nearest to the tree
    let best = 0;
    let height = least[0];
    for (let p = 1; p < count; p++) {
      if (least[p] > height || (least[p] === height && rows[p] > rows[best])) continue;
      best = p;
      height = least[p];
    }
    merges.a[t] = row;
    row = rows[best];
    merges.b[t] = row;
    merges.height[t] = height;

    // the last row takes its place
    outside.leave(best, --count);
    rows[best] = rows[count];
    least[best] = least[count];
    tick(t + 1);
  }
  return merges;
}

/** Squared Euclidean distances of the rows of a matrix, computed when they are asked for. */
export function outsideOfRows({ data, cols }: Matrix): Outside {
  const packed = data.slice(cols); // side by side, as they stand outside
  return {
    lowerInto(row, count, least) {
      // squaredDistance, written out: a call costs more than a short row does
      const from = row * cols;
      for (let p = 0, other = 0; p < count; p++) {
        let distance = 0;
        for (let at = from; at < from + cols; at++, other++) {
          const difference = data[at] - packed[other];
          distance += difference * difference;
        }
        if (distance < least[p]) least[p] = distance;
      }
    },
    leave(position, last) {
      packed.copyWithin(position * cols, last * cols, (last + 1) * cols);
    },
  };
}

/** Distances read from a condensed vector of `n` rows. */
export function outsideOfCondensed(n: number, condensed: Float64Array): Outside {
  const rows = new Int32Array(n - 1);
  for (let i = 1; i < n; i++) rows[i - 1] = i;
  return {
    lowerInto(row, count, least) {
      for (let p = 0; p < count; p++) {
        const distance = condensed[row < rows[p] ? condensedIndex(n, row, rows[p]) : condensedIndex(n, rows[p], row)];
        if (distance < least[p]) least[p] = distance;
      }
    },
    leave(position, last) {
      rows[position] = rows[last];
    },
  };
}
