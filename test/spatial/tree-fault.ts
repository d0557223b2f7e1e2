import { type KdTree, Split } from "../../src/spatial/kd-tree.ts";

/** The points that a node still has: those of the leaves below it. */
export function pointsOf(tree: KdTree, node: number): number[] {
  if (tree.dimension[node] !== Split.leaf) return [...pointsOf(tree, node + 1), ...pointsOf(tree, tree.right[node])];
  return Array.from({ length: tree.end[node] - tree.start[node] }, (_, i) => tree.start[node] + i);
}

/** How many levels the tree has. */
export function levelsOf({ parent, nodes }: KdTree): number {
  const level = new Int32Array(nodes).fill(1);
  for (let node = 1; node < nodes; node++) level[node] = level[parent[node]] + 1; // a parent stands before its children
  return level.reduce((most, own) => Math.max(most, own), 0);
}

/** Why `tree` is not a tree over `count` places whose bounds hold, or undefined. */
export function treeFault(tree: KdTree, count: number): string | undefined {
  const { d, points, weights, dimension, low, high, right, parent, start, end, stop, leastWeight, leafOf, nodes } = tree;
  if (start[0] !== 0 || stop[0] !== count || parent[0] !== -1) return `the root holds ${start[0]} to ${stop[0]} of ${count}`;
  let next = 1; // the node that must come next in preorder
  const later: number[] = [];
  for (let node = 0; node < nodes; node++) {
    const own = pointsOf(tree, node);
    if (!own.every((at) => leastWeight[node] <= weights[at])) return `node ${node} says ${leastWeight[node]} of its least weight`;
    if (dimension[node] === Split.leaf) {
      if (!(start[node] <= end[node] && end[node] <= stop[node])) return `leaf ${node} ends at ${end[node]}`;
      if (!leafOf.subarray(start[node], stop[node]).every((leaf) => leaf === node)) return `points do not know their leaf ${node}`;
      next = later.pop() ?? nodes;
    } else {
      later.push(right[node]);
      next = node + 1;
      const [a, b] = [node + 1, right[node]];
      if (parent[a] !== node || parent[b] !== node) return `a child of ${node} has another parent`;
      if (start[a] !== start[node] || stop[a] !== start[b] || stop[b] !== stop[node]) return `the children of ${node} do not part its points`;
      if (start[a] === stop[a] || start[b] === stop[b]) return `a child of ${node} was made empty`;
      const reach = (child: number): number[] => pointsOf(tree, child).map((at) => points[at * d + dimension[node]]);
      if (dimension[node] !== Split.weight && !reach(a).every((coordinate) => coordinate <= low[node])) return `left of ${node} above ${low[node]}`;
      if (dimension[node] !== Split.weight && !reach(b).every((coordinate) => coordinate >= high[node])) return `right of ${node} below ${high[node]}`;
    }
    if (next !== node + 1) return `node ${node + 1} is not the next in preorder`;
  }
  return undefined;
}
