/** What a node splits by, where it is not a dimension. */
export const Split = { leaf: -1, weight: -2 } as const;

/**
 * A kd-tree over weighted points in flat arrays. Nodes stand in preorder: the left child of `node` is `node + 1`.
 *
 * Points are laid out in tree order, those of a node side by side. A node keeps how far its children reach towards each other
 * in the dimension it splits, so that a search knows its distance to a child from one subtraction.
 */
export interface KdTree {
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
  nodes: number;
}

/** A tree without nodes, with room for `count` points of `d` numbers. */
export function createKdTree(count: number, d: number): KdTree {
  const nodes = 2 * count;
  return {
    d,
    points: new Float64Array(count * d),
    weights: new Float64Array(count),
    ids: new Int32Array(count),
    dimension: new Int32Array(nodes),
    low: new Float64Array(nodes),
    high: new Float64Array(nodes),
    right: new Int32Array(nodes),
    parent: new Int32Array(nodes),
    start: new Int32Array(nodes),
    end: new Int32Array(nodes),
    stop: new Int32Array(nodes),
    leastWeight: new Float64Array(nodes),
    leafOf: new Int32Array(count),
    nodes: 0,
  };
}

/** The level from which nodes are split at the median: no sane data reaches it by splits at the middle. */
export function medianLevel(count: number): number {
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
export function swapPoints({ d, points, weights, ids }: KdTree, i: number, j: number): void {
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
