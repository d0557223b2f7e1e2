import { argsort } from "../core/numbers.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import type { TreeTable } from "./best-split.ts";
import { goesToYes, growTree, type TreeLimits, type TreeNode } from "./grow-tree.ts";

/** A tree with what pruning it costs. */
export interface Prunable {
  readonly nodes: readonly TreeNode[];
  /** The complexity at which each node becomes a leaf: 0 of a leaf, the share of rows that each leaf saved must be worth else. */
  readonly fallsAt: Float64Array;
  /** The complexities at which nodes fall, ascending; the first is 0. */
  readonly steps: readonly number[];
}

/**
 * The order in which a tree is pruned: cost-complexity pruning (Breiman, Friedman, Olshen and Stone 1984, section 3.3) by the share of rows
 * in another class than their leaf's. The weakest link falls first: the node whose leaves save the fewest rows each.
 */
export function prunable(nodes: readonly TreeNode[]): Prunable {
  const fallsAt = Float64Array.from(nodes, ({ split }) => (split === undefined ? 0 : Infinity));
  const isLeaf = nodes.map(({ split }) => split === undefined);
  const wrongAt = ({ rows, counts, label }: TreeNode): number => rows - counts[label];
  const steps = [0];
  const leaves = new Float64Array(nodes.length), wrong = new Float64Array(nodes.length);
  while (!isLeaf[0]) {
    let weakest = Infinity;
    const links = new Float64Array(nodes.length).fill(Infinity);
    for (let at = nodes.length - 1; at >= 0; at--) { // what a node is parted into stands behind it
      const { yes, no } = nodes[at];
      leaves[at] = isLeaf[at] ? 1 : leaves[yes] + leaves[no];
      wrong[at] = isLeaf[at] ? wrongAt(nodes[at]) : wrong[yes] + wrong[no];
      if (isLeaf[at]) continue;
      links[at] = (wrongAt(nodes[at]) - wrong[at]) / (leaves[at] - 1);
      weakest = Math.min(weakest, links[at]);
    }
    const step = Math.max(weakest / nodes[0].rows, steps[steps.length - 1]);
    if (step > steps[steps.length - 1]) steps.push(step);
    nodes.forEach(({ yes, no }, at) => {
      if (links[at] === weakest) [isLeaf[at], fallsAt[at]] = [true, step];
      if (isLeaf[at] && yes >= 0) isLeaf[yes] = isLeaf[no] = true; // nor does what stands below it count any more
    });
  }
  return { nodes, fallsAt, steps };
}

/** The tree that is left at a complexity: no node that has fallen, or stands below one. */
export function prunedAt({ nodes, fallsAt }: Prunable, complexity: number): TreeNode[] {
  const kept: TreeNode[] = [];
  const keep = (at: number): number => {
    const { split, ...node } = nodes[at];
    const place = kept.push({ ...node, yes: -1, no: -1 }) - 1;
    if (split === undefined || fallsAt[at] <= complexity) return place;
    const own = kept[place];
    own.split = split;
    own.yes = keep(nodes[at].yes);
    own.no = keep(nodes[at].no);
    return place;
  };
  keep(0);
  return kept;
}

/** How a tree is pruned. */
export interface Pruning extends TreeLimits {
  readonly folds: number;
  readonly seed: number;
  /** Rows by which trees are held against each other, at most. */
  readonly mostRows: number;
  readonly onProgress?: OnProgress | undefined;
}

/** A pruned tree, and how it fares with rows that it was not grown of. */
export interface PrunedTree {
  readonly nodes: readonly TreeNode[];
  /** How many rows of each class (by rows) were put into each class (by columns) by the tree of the fold that they were left out of. */
  readonly held: Int32Array;
  readonly folds: number;
  /** The rows that were held out, each once. */
  readonly rows: number;
}

/**
 * Grows a tree of some rows and prunes it by cross-validation (Breiman et al. 1984, section 3.4). Rows are dealt out to folds, each class
 * evenly. For each fold a tree is grown of the other rows, pruned at the geometric means of the whole tree's complexities, and places the
 * fold's rows. Prunings whose share of misplaced rows is within one standard error of the least do as well, as far as can be told. Of
 * these the one with the fewest leaves is taken, among those that have a leaf for the most classes: the rules are as short as can be,
 * but no class loses its rule for that.
 *
 * Folds are dealt by the seed and by what the rows hold, not by their order, so that a permutation of rows changes nothing. Above
 * `mostRows` rows the folds are made of so many, drawn likewise.
 */
export function prunedTree(table: TreeTable, rows: Int32Array, pruning: Pruning): PrunedTree {
  const { k } = table;
  const tick = createTicker("rules", 1 + pruning.folds, pruning.onProgress);
  tick(0);
  const whole = prunable(growTree(table, rows, pruning));
  const drawn = drawnRows(table, rows, pruning.seed).subarray(0, pruning.mostRows);
  const folds = Math.min(pruning.folds, drawn.length);
  const complexities = complexitiesBetween(whole.steps);
  const held = complexities.map(() => new Int32Array(k * k));
  const foldOf = dealt(table, drawn, folds);
  for (let fold = 0; fold < folds; fold++) {
    tick(1 + fold);
    const tree = prunable(growTree(table, drawn.filter((_, i) => foldOf[i] !== fold), pruning));
    drawn.forEach((row, i) => foldOf[i] === fold && placeInto(held, table, tree, complexities, row));
  }
  tick(1 + pruning.folds);
  const at = chosen(whole, held, k, drawn.length);
  return { nodes: prunedAt(whole, whole.steps[at]), held: held[at], folds, rows: drawn.length };
}

/** A complexity for each step, between it and the next: their geometric mean. */
export function complexitiesBetween(steps: readonly number[]): number[] {
  return steps.map((step, at) => (at + 1 < steps.length ? Math.sqrt(step * steps[at + 1]) : Infinity));
}

/** The pruning that is taken, by its place; `held` has how the trees of the folds place rows, for each. */
export function chosen(whole: Prunable, held: readonly Int32Array[], k: number, rows: number): number {
  const errors = held.map((counts) => {
    let right = 0;
    for (let c = 0; c < k; c++) right += counts[c * k + c];
    return 1 - right / rows;
  });
  const least = errors.reduce((least, error) => Math.min(least, error), Infinity);
  const bound = least + Math.sqrt((least * (1 - least)) / rows);
  let best = -1, most = -1;
  whole.steps.forEach((step, at) => {
    if (errors[at] > bound) return;
    const classes = new Set(prunedAt(whole, step).flatMap(({ split, label }) => (split === undefined ? [label] : []))).size;
    if (classes >= most) [best, most] = [at, classes]; // later ones have fewer leaves
  });
  return best;
}

/** Counts, for each complexity, where a row is placed by the tree pruned at it. */
function placeInto(
  held: readonly Int32Array[], // out
  { classes, k, columns }: TreeTable,
  { nodes, fallsAt }: Prunable,
  complexities: readonly number[],
  row: number,
): void {
  const path: number[] = [];
  for (let at = 0; at >= 0; ) {
    path.push(at);
    const { split, yes, no }: TreeNode = nodes[at];
    at = split === undefined ? -1 : goesToYes(split, columns[split.column].codes[row]) ? yes : no;
  }
  complexities.forEach((complexity, at) => {
    const end = path.find((node) => fallsAt[node] <= complexity)!;
    held[at][classes[row] * k + nodes[end].label]++;
  });
}

/** Rows in an order drawn by the seed and what they hold: that of equal rows does not matter, since they are alike. */
function drawnRows(table: TreeTable, rows: Int32Array, seed: number): Int32Array {
  const random = createRandom(seed, Purpose.ruleFolds);
  const [a, b] = [0, 1].map(() => new Int32Array(rows.length).fill(Math.floor(random() * 0x7fffffff)));
  for (const codes of [table.classes, ...table.columns.map((column) => column.codes)]) {
    for (let i = 0; i < rows.length; i++) {
      const code = codes[rows[i]];
      a[i] = stir(a[i] ^ code);
      b[i] = stir((b[i] + Math.imul(code, 0x85ebca6b)) | 0);
    }
  }
  const first = keysOf(a, b);
  const order = argsort(first);
  for (let i = 1, alike = 0; i < order.length; i++) { // equal rows are not to stay together
    alike = first[order[i]] === first[order[i - 1]] ? alike + 1 : 0;
    if (alike === 0) continue;
    a[order[i]] = stir(a[order[i]] ^ alike);
    b[order[i]] = stir((b[order[i]] + Math.imul(alike, 0x85ebca6b)) | 0);
  }
  return argsort(keysOf(a, b)).map((at) => rows[at]);
}

/** Two words as a number of 53 bits. */
function keysOf(a: Int32Array, b: Int32Array): Float64Array {
  const keys = new Float64Array(a.length);
  for (let i = 0; i < keys.length; i++) keys[i] = (a[i] >>> 0) * 2097152 + (b[i] >>> 11);
  return keys;
}

/** The finaliser of murmur3: each bit of a word changes about half of the bits. */
function stir(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The fold of each row: those of a class are dealt out in turn, and so are the classes, so that folds are as large as can be alike. */
function dealt({ classes, k }: TreeTable, rows: Int32Array, folds: number): Int32Array {
  const next = new Int32Array(k + 1);
  for (let i = 0; i < rows.length; i++) next[classes[rows[i]] + 1]++;
  for (let c = 0; c < k; c++) next[c + 1] += next[c];
  return Int32Array.from(rows, (row) => next[classes[row]]++ % folds);
}
