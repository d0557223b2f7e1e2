import { countOnce } from "../core/weights.ts";
import { middleOf } from "./kd-tree.ts";
import { Rows } from "./rows.ts";

/**
 * A kd-tree over the numbers of the rows of each combination, in flat arrays. Nodes stand in preorder: the left child of `node` is
 * `node + 1`; the rows of a node stand side by side.
 */
export class Forest {
  /** The root of each combination. */
  readonly roots: Int32Array;
  /** The right child of a node, -1 of a leaf. */
  readonly right: Int32Array;
  /** The rows of a node stand from `start` up to `stop`. */
  readonly start: Int32Array;
  readonly stop: Int32Array;
  /** The tight box of its numbers: the least of each, then the greatest of each. */
  readonly box: Float64Array;
  /** The total weight of its rows, their weighted mean, and the weighted sum of their squared distances to that. */
  readonly weight: Float64Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
  /** The number of nodes. */
  readonly nodes: number;

  /** A forest that has grown over rows of `p` numbers; its nodes are not summed up yet. */
  constructor(roots: Int32Array, { right, start, stop, box, nodes }: Growing, p: number) {
    this.roots = roots;
    this.right = right;
    this.start = start;
    this.stop = stop;
    this.box = box;
    this.weight = new Float64Array(nodes);
    this.mean = new Float64Array(nodes * p);
    this.squares = new Float64Array(nodes);
    this.nodes = nodes;
  }
}

/** A forest while it grows, with room for some nodes. */
class Growing {
  right: Int32Array;
  start: Int32Array;
  stop: Int32Array;
  box: Float64Array;
  nodes = 0;

  constructor(nodes: number, p: number) {
    this.right = new Int32Array(nodes);
    this.start = new Int32Array(nodes);
    this.stop = new Int32Array(nodes);
    this.box = new Float64Array(nodes * 2 * p);
  }
}

const mostLevels = 64; // and as many again a number: by then a halved box is as narrow as a double can tell

/**
 * Grows a forest of rows, and puts the rows of each combination in its order. A node is split at the middle of the widest side of its
 * box, not at the median: on heavy-tailed numbers, medians make boxes that reach far across the tail. In O(n p depth).
 */
export function growForest(given: Rows, leafSize: number): { readonly rows: Rows; readonly forest: Forest } {
  const { count, columns, numbers, weights } = given;
  const own = countOnce(weights) ? weights : weights.slice(); // those that are alike only change places with each other
  const rows = new Rows(count, columns, numbers.slice(), own, { ...given, ids: given.ids.slice() });
  const combinations = rows.start.length - 1;
  const p = rows.columns.numbers.length;
  const tree = new Growing(Math.ceil((4 * rows.count) / leafSize) + 2 * combinations, p);
  const roots = new Int32Array(combinations);
  const stack: number[] = [];
  for (let g = 0; g < combinations; g++) {
    roots[g] = tree.nodes;
    stack.push(rows.start[g], rows.start[g + 1], -1, 0);
    while (stack.length > 0) {
      const level = stack.pop()!;
      const above = stack.pop()!;
      const to = stack.pop()!;
      const from = stack.pop()!;
      if (tree.nodes === tree.right.length) extend(tree, p);
      const node = tree.nodes++;
      if (above >= 0) tree.right[above] = node;
      tree.right[node] = -1;
      tree.start[node] = from;
      tree.stop[node] = to;
      const widest = boxInto(rows.numbers, p, from, to, tree.box, node * 2 * p);
      if (to - from <= leafSize || level >= mostLevels * (p + 1)) continue;
      const low = tree.box[node * 2 * p + widest], high = tree.box[node * 2 * p + p + widest];
      if (!(low < high)) continue;
      const middle = splitAt(rows, p, from, to, widest, middleOf(low, high));
      stack.push(middle, to, node, level + 1, from, middle, -1, level + 1);
    }
  }
  const forest = new Forest(roots, tree, p);
  summarize(rows, p, forest);
  return { rows, forest };
}

/** Doubles the room. */
function extend(
  tree: Growing, // out
  p: number,
): void {
  const { right, start, stop, box } = tree;
  Object.assign(tree, new Growing(2 * right.length + 2, p), { nodes: tree.nodes });
  tree.right.set(right);
  tree.start.set(start);
  tree.stop.set(stop);
  tree.box.set(box);
}

/** Writes the tight box of some rows and returns its widest side, the first of them on a tie; 0 where there are no numbers. */
function boxInto(
  numbers: Float64Array,
  p: number,
  from: number,
  to: number,
  box: Float64Array, // out
  at: number,
): number {
  let widest = 0;
  let width = -1;
  for (let j = 0; j < p; j++) {
    let low = Infinity, high = -Infinity;
    for (let i = from * p + j, end = to * p; i < end; i += p) {
      const value = numbers[i];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    box[at + j] = low;
    box[at + p + j] = high;
    if (high - low > width) {
      widest = j;
      width = high - low;
    }
  }
  return widest;
}

/** Moves the rows up to `cut` before the others; returns where the others start. */
function splitAt({ numbers, weights, ids }: Rows, p: number, from: number, to: number, j: number, cut: number): number {
  let low = from;
  for (let high = to - 1; low <= high; ) {
    if (numbers[low * p + j] <= cut) {
      low++;
      continue;
    }
    for (let a = low * p, b = high * p, end = a + p; a < end; a++, b++) {
      const number = numbers[a];
      numbers[a] = numbers[b];
      numbers[b] = number;
    }
    const weight = weights[low];
    weights[low] = weights[high];
    weights[high] = weight;
    const id = ids[low];
    ids[low] = ids[high];
    ids[high--] = id;
  }
  return low;
}

/** Summarises every node, leaves first; two children are merged by the formula of Chan, Golub and LeVeque (1979). In O(n p). */
function summarize(
  { numbers, weights }: Rows,
  p: number,
  { right, start, stop, weight, mean, squares, nodes }: Forest, // out
): void {
  for (let node = nodes - 1; node >= 0; node--) {
    if (right[node] < 0) squares[node] = leafInto(numbers, weights, p, start[node], stop[node], node, weight, mean);
    else {
      const a = node + 1, b = right[node];
      weight[node] = weight[a] + weight[b];
      const share = weight[b] / weight[node];
      let apart = 0;
      for (let j = 0; j < p; j++) {
        const difference = mean[b * p + j] - mean[a * p + j];
        apart += difference * difference;
        mean[node * p + j] = mean[a * p + j] + share * difference;
      }
      squares[node] = squares[a] + squares[b] + weight[a] * share * apart;
    }
  }
}

/** Writes the weight and the mean of a leaf; returns the sum of its squares. */
function leafInto(
  numbers: Float64Array,
  weights: Float64Array,
  p: number,
  from: number,
  to: number,
  node: number,
  weight: Float64Array, // out
  mean: Float64Array, // out
): number {
  let total = 0;
  for (let i = from; i < to; i++) total += weights[i];
  weight[node] = total;
  let squares = 0;
  for (let j = 0; j < p; j++) {
    const origin = numbers[from * p + j];
    let sum = 0;
    for (let i = from, at = from * p + j; i < to; i++, at += p) sum += weights[i] * (numbers[at] - origin);
    const center = origin + sum / total;
    mean[node * p + j] = center;
    for (let i = from, at = from * p + j; i < to; i++, at += p) squares += weights[i] * (numbers[at] - center) * (numbers[at] - center);
  }
  return squares;
}
