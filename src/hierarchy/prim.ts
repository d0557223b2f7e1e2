import type { Matrix } from "../core/matrix.ts";
import { condensedIndex } from "../distance/condensed.ts";
import type { Merges } from "./types.ts";

/** The rows that are not in the tree yet: 1, 2, … at first, then in whatever order their leaving makes. */
export interface Outside {
  /** Where `row` is nearer to one of the first `count` rows than the tree was so far, notes it and its dissimilarity. */
  lowerInto(row: number, count: number, nearest: Int32Array, least: Float64Array): void;
  /** The row at `position` leaves, and the one at `last` takes its place. */
  leave(position: number, last: number): void;
}

/**
 * Single linkage by Prim's minimum spanning tree (Rohlf 1973; Müllner 2011, figure 4): O(n²) distances, O(n) memory.
 *
 * On a tie the lower row is joined first. Assumes validated input.
 */
export function prim(n: number, outside: Outside, tick: (merges: number) => void): Merges {
  const merges: Merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const rows = new Int32Array(n - 1); // outside the tree
  for (let i = 1; i < n; i++) rows[i - 1] = i;
  const nearest = new Int32Array(n - 1); // of the rows in the tree, to each row outside
  const least = new Float64Array(n - 1).fill(Infinity);

  let row = 0;
  for (let t = 0, count = n - 1; t < n - 1; t++) {
    outside.lowerInto(row, count, nearest, least);

    // the row nearest to the tree
    let best = 0;
    let height = least[0];
    for (let p = 1; p < count; p++) {
      if (least[p] > height || (least[p] === height && rows[p] > rows[best])) continue;
      best = p;
      height = least[p];
    }
    row = rows[best];
    merges.a[t] = nearest[best];
    merges.b[t] = row;
    merges.height[t] = height;

    // the last row takes its place
    outside.leave(best, --count);
    rows[best] = rows[count];
    nearest[best] = nearest[count];
    least[best] = least[count];
    tick(t + 1);
  }
  return merges;
}

/** Squared Euclidean distances of the rows of a matrix, computed when they are asked for. */
export function outsideOfRows({ data, cols }: Matrix): Outside {
  const packed = data.slice(cols); // side by side, as they stand outside
  return {
    lowerInto(row, count, nearest, least) {
      // squaredDistance, written out: a call costs more than a short row does
      const from = row * cols;
      for (let p = 0, other = 0; p < count; p++) {
        let distance = 0;
        for (let at = from; at < from + cols; at++, other++) {
          const difference = data[at] - packed[other];
          distance += difference * difference;
        }
        if (distance >= least[p]) continue;
        least[p] = distance;
        nearest[p] = row;
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
    lowerInto(row, count, nearest, least) {
      for (let p = 0; p < count; p++) {
        const distance = condensed[row < rows[p] ? condensedIndex(n, row, rows[p]) : condensedIndex(n, rows[p], row)];
        if (distance >= least[p]) continue;
        least[p] = distance;
        nearest[p] = row;
      }
    },
    leave(position, last) {
      rows[position] = rows[last];
    },
  };
}
