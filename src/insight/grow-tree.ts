import { bisect } from "../core/numbers.ts";
import { bestSplit, splitRoom, type TreeColumn, type TreeSplit, type TreeTable } from "./best-split.ts";
import { cutBetween } from "./cut-between.ts";

/** A split that is made. */
export interface MadeSplit extends TreeSplit {
  readonly missing: boolean;
  /** Of ordered columns: what lies below it goes to yes. */
  readonly below?: number;
  /** Of ordered columns: the codes up to this one lie below. */
  readonly upTo?: number;
}

/** A node of a tree; the root is the first. */
export interface TreeNode {
  /** Rows of each class. */
  readonly counts: Float64Array;
  readonly rows: number;
  /** The class of most rows, the lower one on a tie. */
  readonly label: number;
  /** Absent in a leaf. */
  split?: MadeSplit;
  /** The nodes that it parts its rows into, by their places; -1 in a leaf. */
  yes: number;
  no: number;
}

/** How far a tree may grow. */
export interface TreeLimits {
  /** Leaves, at most. */
  readonly maxLeaves: number;
  /** Levels that one split may list, at most. */
  readonly mostListed: number;
}

/** A leaf that may be split: its rows are those from `start` to before `end`. */
interface Open {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly split: TreeSplit;
}

/**
 * Grows a classification tree (CART; Breiman, Friedman, Olshen and Stone 1984) of some rows: again and again the leaf is split whose split
 * lessens the Gini impurity of all rows most, as scikit-learn does with `max_leaf_nodes`, until there are as many leaves as may be, or each
 * is of one class or cannot be split. The order of rows does not matter. In O(rows · columns) a level of the tree.
 */
export function growTree(table: TreeTable, given: Int32Array, { maxLeaves, mostListed }: TreeLimits): TreeNode[] {
  const rows = given.slice();
  const spare = new Int32Array(rows.length);
  const room = splitRoom(table, rows.length);
  const nodes: TreeNode[] = [];
  const open: Open[] = [];

  const add = (start: number, end: number, mayGrow: boolean): number => {
    const own = rows.subarray(start, end);
    const node = createNode(table, own);
    const at = nodes.push(node) - 1;
    const isPure = node.counts[node.label] === node.rows;
    const split = mayGrow && !isPure ? bestSplit(table, own, node.counts, mostListed, room) : undefined;
    if (split !== undefined) open.push({ node: at, start, end, split });
    return at;
  };

  add(0, rows.length, maxLeaves > 1);
  for (let leaves = 1; leaves < maxLeaves && open.length > 0; leaves++) {
    const best = open.reduce((best, other) => (other.split.gain > best.split.gain ? other : best));
    open.splice(open.indexOf(best), 1);
    const { node, start, end, split } = best;
    const column = table.columns[split.column];
    const known = cutOf(column, split);
    const made = { ...split, ...known, missing: split.missing ?? false };
    let middle = part(rows, spare, start, end, column, made);
    const own = nodes[node];
    own.split = split.missing === undefined ? { ...made, missing: middle - start > end - middle } : made;
    const mayGrow = leaves + 1 < maxLeaves;
    own.yes = add(start, middle, mayGrow);
    own.no = add(middle, end, mayGrow);
  }
  return nodes;
}

function createNode({ classes, k }: TreeTable, rows: Int32Array): TreeNode {
  const counts = new Float64Array(k);
  for (let i = 0; i < rows.length; i++) counts[classes[rows[i]]]++;
  let label = 0;
  for (let c = 1; c < k; c++) if (counts[c] > counts[label]) label = c;
  return { counts, rows: rows.length, label, yes: -1, no: -1 };
}

/** Where an ordered column is cut, in its values and in their codes. */
function cutOf({ kind, values }: TreeColumn, { between }: TreeSplit): { below: number; upTo: number } | undefined {
  if (between === undefined || kind === "category") return undefined;
  const below = cutBetween(values[between[0]], values[between[1]], kind);
  return { below, upTo: bisect(values, below, "left") - 1 };
}

/** Whether a code goes to yes. */
export function goesToYes({ upTo, levels, missing }: MadeSplit, code: number): boolean {
  if (code < 0) return missing;
  return levels === undefined ? upTo === undefined || code <= upTo : levels.includes(code);
}

/** Parts the rows from `start` to before `end`, those that go to yes first, all in their order; gives where the others begin. */
function part(
  rows: Int32Array, // out
  spare: Int32Array, // out
  start: number,
  end: number,
  { codes }: TreeColumn,
  split: MadeSplit,
): number {
  let middle = start, others = 0;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (goesToYes(split, codes[row])) rows[middle++] = row;
    else spare[others++] = row;
  }
  rows.set(spare.subarray(0, others), middle);
  return middle;
}

/** The leaf of a row of a table. */
export function leafOf({ columns }: TreeTable, nodes: readonly TreeNode[], row: number): number {
  let at = 0;
  for (let { split } = nodes[at]; split !== undefined; { split } = nodes[at]) {
    at = goesToYes(split, columns[split.column].codes[row]) ? nodes[at].yes : nodes[at].no;
  }
  return at;
}
