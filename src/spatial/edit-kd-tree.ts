import { type KdTree, Split } from "./kd-tree.ts";

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
    for (let i = start[node], at = i * d; i < end[node]; i++) for (let k = 0; k < d; k++, at++) spread[k] += (points[at] - mean[k]) * (points[at] - mean[k]);
  }
  const order = Int32Array.from({ length: d }, (_, k) => k).sort((a, b) => spread[b] - spread[a] || a - b);
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
