import { integers } from "../core/numbers.ts";

/** What a node splits by, where it is not a dimension. */
export const Split = { leaf: -1, weight: -2 } as const;

/**
 * A kd-tree over weighted points in flat arrays. Nodes stand in preorder: the left child of `node` is `node + 1`.
 *
 * Points are laid out in tree order, those of a node side by side. A node keeps how far its children reach towards each other
 * in the dimension it splits, so that a search knows its distance to a child from one subtraction.
 */
export class KdTree {
  /** Numbers a point. */
  readonly d: number;
  /** `d` numbers a point, in tree order. */
  readonly points: Float64Array;
  /** One weight a point, in tree order. */
  readonly weights: Float64Array;
  /** The caller's number of each point, in tree order. */
  readonly ids: Int32Array;
  /** The dimension a node splits, or one of {@link Split}. */
  readonly dimension: Int32Array;
  /** The greatest coordinate of the left child in that dimension. */
  readonly low: Float64Array;
  /** The least coordinate of the right child in that dimension. */
  readonly high: Float64Array;
  readonly right: Int32Array;
  /** -1 for the root. */
  readonly parent: Int32Array;
  /** The points of a node stand from `start` up to `stop`; those that a leaf still has, up to `end`. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly stop: Int32Array;
  /** The least weight below a node when the tree was built: a lower bound while weights only grow. */
  readonly leastWeight: Float64Array;
  /** The leaf of each point. */
  readonly leafOf: Int32Array;
  /** The number of nodes. */
  nodes = 0;

  /** A tree without nodes, with room for `count` points of `d` numbers. */
  constructor(count: number, d: number) {
    const nodes = 2 * count;
    this.d = d;
    this.points = new Float64Array(count * d);
    this.weights = new Float64Array(count);
    this.ids = new Int32Array(count);
    this.dimension = new Int32Array(nodes);
    this.low = new Float64Array(nodes);
    this.high = new Float64Array(nodes);
    this.right = new Int32Array(nodes);
    this.parent = new Int32Array(nodes);
    this.start = new Int32Array(nodes);
    this.end = new Int32Array(nodes);
    this.stop = new Int32Array(nodes);
    this.leastWeight = new Float64Array(nodes);
    this.leafOf = new Int32Array(count);
  }
}

/** The level from which nodes are split at the median: no sane data reaches it by splits at the middle. */
function medianLevel(count: number): number {
  return 2 * (32 - Math.clz32(count)) + 16;
}

/**
 * The most levels that a tree can have: below the level of medians each split halves its points or rids them of a dimension's
 * greatest values, and a dozen splits by weight leave no spread.
 */
export function mostLevels(count: number, d: number): number {
  return medianLevel(count) + (32 - Math.clz32(count)) + 2 * d + 16;
}

/** Exchanges two points, their weights and their numbers. */
function swapPoints({ d, points, weights, ids }: KdTree, i: number, j: number): void {
  for (let k = 0, a = i * d, b = j * d; k < d; k++, a++, b++) {
    const coordinate = points[a];
    points[a] = points[b];
    points[b] = coordinate;
  }
  const weight = weights[i];
  weights[i] = weights[j];
  weights[j] = weight;
  const id = ids[i];
  ids[i] = ids[j];
  ids[j] = id;
}

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
  const { d, weights, dimension, right, parent, start, end, stop, leastWeight, leafOf } = tree;
  const box = [new Float64Array(d), new Float64Array(d)] as const;
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
    leastWeight[node] = leastOf(weights, from, to);
    const middle = to - from > leafSize && level < last ? splitNode(tree, node, from, to, level < deepest, box) : from;
    if (middle === from) {
      dimension[node] = Split.leaf;
      leafOf.fill(node, from, to);
    } else {
      stack.push(middle, to, node, level + 1, 1, from, middle, node, level + 1, 0);
    }
  }
}

/** Splits a node by its weights, or at the middle of its box or the median; returns where the right child starts, or `from` for a leaf. */
function splitNode(
  tree: KdTree,
  node: number,
  from: number,
  to: number,
  isShallow: boolean,
  box: readonly [min: Float64Array, max: Float64Array], // room
): number {
  const min = box[0], max = box[1];
  const least = tree.leastWeight[node];
  const most = mostOf(tree.weights, from, to);
  if (most > mostSpread * least) {
    tree.dimension[node] = Split.weight;
    return splitByWeight(tree, from, to, Math.sqrt(least) * Math.sqrt(most));
  }
  const widest = boxInto(tree, from, to, min, max);
  if (!(max[widest] > min[widest])) return from;
  const cut = isShallow ? middleOf(min[widest], max[widest]) : medianOf(tree, from, to, widest, max[widest]);
  tree.dimension[node] = widest;
  return splitAt(tree, from, to, widest, cut, node);
}

function leastOf(weights: Float64Array, from: number, to: number): number {
  let least = Infinity;
  for (let i = from; i < to; i++) if (weights[i] < least) least = weights[i];
  return least;
}

function mostOf(weights: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) if (weights[i] > most) most = weights[i];
  return most;
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
export function middleOf(min: number, max: number): number {
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
function splitAt(
  tree: KdTree,
  from: number,
  to: number,
  k: number,
  cut: number,
  node: number,
): number {
  const { d, points, low, high } = tree;
  let left = -Infinity;
  let right = Infinity;
  let i = from;
  for (let j = to - 1; i <= j;) {
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

/**
 * Takes the point at `at` out of its leaf and puts the leaf's last point in its place; returns the number of the point that
 * moved, or -1. What a node knows of its least weight and its children's reach still holds as a bound.
 */
export function removePoint({ d, points, weights, ids, leafOf, end }: KdTree, at: number): number {
  const last = --end[leafOf[at]];
  const moves = last !== at;
  if (moves) {
    for (let k = 0, to = at * d, from = last * d; k < d; k++) points[to++] = points[from++];
    weights[at] = weights[last];
    ids[at] = ids[last];
  }
  weights[last] = 0;
  return moves ? ids[at] : -1;
}

/**
 * After the point at `at` has moved to somewhere between itself and the point that was at `other`, stretches the reach of the
 * nodes above it; those that hold both places already reach far enough.
 */
export function stretch({ d, points, dimension, low, high, parent, start, stop, leafOf }: KdTree, at: number, other: number): void {
  let child = leafOf[at];
  while (!(start[child] <= other && other < stop[child])) {
    const node = parent[child];
    const split = dimension[node];
    if (split !== Split.weight) {
      const x = points[at * d + split];
      if (child === node + 1) {
        if (x > low[node]) low[node] = x;
      } else if (x < high[node]) high[node] = x;
    }
    child = node;
  }
}

/** Moves the points that are left to the front, in tree order, and returns their number; the tree must then be built anew. */
export function compact({ d, points, weights, ids }: KdTree, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (weights[i] === 0) continue;
    if (kept !== i) {
      points.copyWithin(kept * d, i * d, (i + 1) * d);
      weights[kept] = weights[i];
      ids[kept] = ids[i];
    }
    kept++;
  }
  return kept;
}

/** Puts the dimensions that vary most within leaves first, so that partial distances are given up early; returns the new order. */
export function orderDimensions({ d, points, dimension, start, end, nodes }: KdTree, count: number): Int32Array {
  const spread = new Float64Array(d);
  const mean = new Float64Array(d);
  for (let node = 0; node < nodes; node++) {
    if (dimension[node] !== Split.leaf) continue;
    mean.fill(0);
    const size = end[node] - start[node];
    for (let i = start[node], at = i * d; i < end[node]; i++) for (let k = 0; k < d; k++) mean[k] += points[at++] / size;
    for (let i = start[node], at = i * d; i < end[node]; i++)
      for (let k = 0; k < d; k++, at++) spread[k] += (points[at] - mean[k]) * (points[at] - mean[k]);
  }
  const order = integers(d).sort((a, b) => spread[b] - spread[a] || a - b);
  const place = new Int32Array(d);
  order.forEach((k, at) => (place[k] = at));

  const row = new Float64Array(d);
  for (let at = 0; at < count * d; at += d) {
    for (let k = 0; k < d; k++) row[k] = points[at + order[k]];
    points.set(row, at);
  }
  for (let node = 0; node < nodes; node++) if (dimension[node] >= 0) dimension[node] = place[dimension[node]];
  return order;
}
