import { type KdTree, mostLevels, Split } from "../spatial/kd-tree.ts";

/** What searches for the nearest neighbour of a cluster need: what they are in, what they find, and room for what is left to do. */
export class WardSearch {
  readonly tree: KdTree;
  readonly position: Int32Array;
  readonly neighbour: Int32Array;
  readonly dissimilarity: Float64Array;
  readonly query: Float64Array;
  /** The distance to the current node, by dimension. */
  readonly offset: Float64Array;
  /** A node, at a distance, and the dimension whose offset it has; or, as -1 - dimension, an offset to restore. */
  readonly todo: Int32Array;
  readonly todoDistance: Float64Array;
  readonly todoDimension: Int32Array;
  readonly todoOffset: Float64Array;
  /** How many tree nodes the searches have looked at. */
  visited = 0;

  /** Room for searches in a tree, which write what they find of a cluster. */
  constructor(
    tree: KdTree,
    position: Int32Array,
    neighbour: Int32Array, // out
    dissimilarity: Float64Array, // out
  ) {
    const room = 2 * mostLevels(tree.ids.length, tree.d);
    this.tree = tree;
    this.position = position;
    this.neighbour = neighbour;
    this.dissimilarity = dissimilarity;
    this.query = new Float64Array(tree.d);
    this.offset = new Float64Array(tree.d);
    this.todo = new Int32Array(room);
    this.todoDistance = new Float64Array(room);
    this.todoDimension = new Int32Array(room);
    this.todoOffset = new Float64Array(room);
  }
}

/** A lower bound is held against the best so far with this slack: rounding must not prune one side of a tie. */
export const slack = 1.0000000001;

/**
 * Searches for the nearest neighbour of cluster `id` over the centroids in a kd-tree, given one that is `bound` away (-1 and Infinity
 * where none is known). A node is passed over when 2 w m / (w + m) * distance² is above the best so far, m
 * its least weight; the distance to a node grows by one dimension a step down (Arya and Mount 1993). The nearer child comes
 * first, from an explicit stack. Ties go to the pair that {@link comesFirst}.
 *
 * No closure over its arrays: an engine makes the code of a closure for the first tree, and slower code for all others.
 */
export function findNeighbour(search: WardSearch, id: number, hint: number, bound: number): void {
  const { tree, position, query, offset, todo, todoDistance, todoDimension, todoOffset } = search;
  const { d, points, weights, ids, dimension, low, high, right, start, end, leastWeight, leafOf } = tree;
  const whole = d - (d % 4);
  let visited = 0;
  const own = position[id];
  const weight = weights[own];
  for (let k = 0, at = own * d; k < d; k++, at++) {
    query[k] = points[at];
    offset[k] = 0;
  }
  let nearest = hint;
  let best = bound;
  let most = best * slack; // bounds are multiplied out, 2 w m distance² against most (w + m): divisions are slow
  // the own leaf comes first, for a bound; then the tree from its root, but for that leaf
  todo[0] = 0;
  todoDistance[0] = 0;
  todoDimension[0] = -1;
  let depth = 1;
  let node = leafOf[own];
  let seen = -1;
  let distance = 0;

  for (;;) {
    visited++;
    const least = leastWeight[node];
    const split = dimension[node];
    if (2 * weight * least * distance <= most * (weight + least)) {
      if (split >= 0) {
        // one step down: how far each child is in the dimension that this node splits
        const old = offset[split];
        const toLeft = query[split] - low[node];
        const toRight = high[node] - query[split];
        const isLeftNear = toLeft <= toRight;
        const far = isLeftNear ? right[node] : node + 1;
        const nearOffset = Math.max(old, isLeftNear ? toLeft : toRight);
        const farOffset = Math.max(old, isLeftNear ? toRight : toLeft);
        const others = distance - old * old;
        const farDistance = farOffset === old ? distance : others + farOffset * farOffset;
        const farLeast = leastWeight[far];
        const isFarOpen = 2 * weight * farLeast * farDistance <= most * (weight + farLeast);
        if (nearOffset !== old || (isFarOpen && farOffset !== old)) {
          todo[depth] = -1 - split;
          todoOffset[depth++] = old;
        }
        if (isFarOpen) {
          todo[depth] = far;
          todoDistance[depth] = farDistance;
          todoDimension[depth] = split;
          todoOffset[depth++] = farOffset;
        }
        if (nearOffset !== old) {
          offset[split] = nearOffset;
          distance = others + nearOffset * nearOffset;
        }
        node = isLeftNear ? node + 1 : right[node];
        continue;
      }
      if (split === Split.weight) {
        const isHeavy = weight >= leastWeight[right[node]];
        todo[depth] = isHeavy ? node + 1 : right[node];
        todoDistance[depth] = distance;
        todoDimension[depth++] = -1;
        node = isHeavy ? right[node] : node + 1;
        continue;
      }

      // a leaf: partial distances, given up once they pass the best
      const last = node === seen ? 0 : end[node];
      seen = leafOf[own];
      for (let i = start[node], at = i * d; i < last; i++, at += d) {
        const other = weights[i];
        const scale = 2 * weight * other;
        const limit = most * (weight + other);
        let sum = 0;
        let k = 0;
        for (; k < whole; k += 4) {
          const p = query[k] - points[at + k];
          const q = query[k + 1] - points[at + k + 1];
          const r = query[k + 2] - points[at + k + 2];
          const s = query[k + 3] - points[at + k + 3];
          sum += p * p + q * q + (r * r + s * s);
          if (scale * sum > limit) break;
        }
        if (k < whole || i === own) continue;
        for (; k < d; k++) sum += (query[k] - points[at + k]) * (query[k] - points[at + k]);
        if (scale * sum > limit) continue;
        const found = (scale / (weight + other)) * sum;
        const isFirst = nearest < 0 || comesFirst(ids[i], nearest, id);
        if (found > best || (found === best && !isFirst)) continue;
        best = found;
        most = found * slack;
        nearest = ids[i];
      }
    }

    // the next node that is left to do, offsets restored on the way
    for (node = -1; node < 0 && depth > 0; ) {
      node = todo[--depth];
      if (node < 0) offset[-1 - node] = todoOffset[depth];
      else if (todoDimension[depth] >= 0) offset[todoDimension[depth]] = todoOffset[depth];
    }
    if (node < 0) break;
    distance = todoDistance[depth];
  }
  search.neighbour[id] = nearest;
  search.dissimilarity[id] = best;
  search.visited += visited;
}

/**
 * Orders the pairs (a, x) and (b, x) of equal dissimilarity: whether (a, x) comes first.
 *
 * By a hash of each pair, then by the numbers: symmetric in the members of a pair, so that of all tied pairs one is the least
 * for both of its members, and random, so that equal distances do not line up into chains of one merge a round.
 */
export function comesFirst(a: number, b: number, x: number): boolean {
  const p = hashPair(a, x);
  const q = hashPair(b, x);
  const isLower = a < b;
  return p < q || (p === q && isLower);
}

function hashPair(a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  let hash = Math.imul(low ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul((high + 0x7f4a7c15) | 0, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
