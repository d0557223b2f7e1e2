import { type KdTree, medianLevel, mostLevels, Split, swapPoints } from "./kd-tree.ts";

/** A node whose weights differ more is split by weight first: bounds that rest on the least weight stay sharp. */
const mostSpread = 8;

/**
 * Builds the tree over its first `count` points, and reorders them. In O(count · d · depth).
 *
 * A node is split at the middle of the widest side of its points' tight box, not at the median: on heavy-tailed data, medians make
 * boxes that reach far across the tail. Below a depth that no sane data reaches the median is taken after all, which keeps the
 * depth in O(log count); where ties still undo that, a leaf holds what is left.
 */
export function buildKdTree(tree: KdTree, count: number, leafSize = 16): void {
  const { d, weights, dimension, low, high, right, parent, start, end, stop, leastWeight, leafOf } = tree;
  const min = new Float64Array(d);
  const max = new Float64Array(d);
  const deepest = medianLevel(count);
  const last = mostLevels(count, d) - 1;
  const stack = [0, count, -1, 0, 0]; // from, to, parent, level, whether a right child
  tree.nodes = 0;

  while (stack.length > 0) {
    const isRight = stack.pop()!;
    const level = stack.pop()!;
    const above = stack.pop()!;
    const to = stack.pop()!;
    const from = stack.pop()!;
    const node = tree.nodes++;
    if (isRight === 1) right[above] = node;
    parent[node] = above;
    start[node] = from;
    end[node] = stop[node] = to;

    // the range of the weights
    let least = Infinity;
    let most = 0;
    for (let i = from; i < to; i++) {
      if (weights[i] < least) least = weights[i];
      if (weights[i] > most) most = weights[i];
    }
    leastWeight[node] = least;

    // where the right child starts, if there are to be children
    let middle = from;
    const isSplit = to - from > leafSize && level < last;
    if (isSplit && most > mostSpread * least) {
      dimension[node] = Split.weight;
      middle = splitByWeight(tree, from, to, Math.sqrt(least) * Math.sqrt(most));
    } else if (isSplit) {
      const widest = boxInto(tree, from, to, min, max);
      if (max[widest] > min[widest]) {
        const cut = level < deepest ? middleOf(min[widest], max[widest]) : medianOf(tree, from, to, widest, max[widest]);
        dimension[node] = widest;
        middle = splitAt(tree, from, to, widest, cut, node, low, high);
      }
    }

    if (middle === from) {
      dimension[node] = Split.leaf;
      leafOf.fill(node, from, to);
    } else {
      stack.push(middle, to, node, level + 1, 1, from, middle, node, level + 1, 0);
    }
  }
}

/** Writes the tight box of some points and returns its widest side, the first of them on a tie. */
function boxInto(
  { d, points }: KdTree,
  from: number,
  to: number,
  min: Float64Array, // out
  max: Float64Array, // out
): number {
  for (let k = 0, at = from * d; k < d; k++, at++) min[k] = max[k] = points[at];
  for (let i = from + 1, at = i * d; i < to; i++) {
    for (let k = 0; k < d; k++, at++) {
      const x = points[at];
      if (x < min[k]) min[k] = x;
      else if (x > max[k]) max[k] = x;
    }
  }
  let widest = 0;
  for (let k = 1; k < d; k++) if (max[k] - min[k] > max[widest] - min[widest]) widest = k;
  return widest;
}

/** The middle of two numbers, below the greater even where rounding would give that. */
function middleOf(min: number, max: number): number {
  const middle = min / 2 + max / 2;
  return middle < max ? middle : min;
}

/** The median, or the greatest number below `max` where that is the median. */
function medianOf({ d, points }: KdTree, from: number, to: number, k: number, max: number): number {
  const values = Float64Array.from({ length: to - from }, (_, i) => points[(from + i) * d + k]).sort();
  let at = values.length >> 1;
  while (values[at] >= max) at--;
  return values[at];
}

/** Moves the points up to `cut` before the others; returns where the others start, and notes how far both reach. */
function splitAt(tree: KdTree, from: number, to: number, k: number, cut: number, node: number, low: Float64Array, high: Float64Array): number {
  const { d, points } = tree;
  let left = -Infinity;
  let right = Infinity;
  let i = from;
  for (let j = to - 1; i <= j; ) {
    const x = points[i * d + k];
    if (x <= cut) {
      if (x > left) left = x;
      i++;
    } else {
      if (x < right) right = x;
      swapPoints(tree, i, j--);
    }
  }
  low[node] = left;
  high[node] = right;
  return i;
}

function splitByWeight(tree: KdTree, from: number, to: number, cut: number): number {
  let i = from;
  for (let j = to - 1; i <= j; ) {
    if (tree.weights[i] <= cut) i++;
    else swapPoints(tree, i, j--);
  }
  return i;
}
