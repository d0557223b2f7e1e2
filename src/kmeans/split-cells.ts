import { Greatest, placeOfGreatest, setNumber } from "../core/greatest.ts";
import { integers } from "../core/numbers.ts";
import { pickRows, plainRows, type Rows } from "../spatial/rows.ts";
import { dummiesInto } from "./fit.ts";

const sampled = 65_536; // rows that shape the tree, at least: every so-manieth of more

/**
 * Cells of rows whose combinations are many: the leaves of a tree that splits, again and again, the node of the greatest sum of squares, at
 * the mean of a number or into one level and the rest, whichever column varies most. A sample shapes the tree; all rows
 * fall through it, and give the weights and the means. The sample is given as well, unless it is all rows. In
 * O(n depth + cells · columns).
 */
export function splitCells(rows: Rows, wanted: number): { readonly cells: Rows; readonly sample: Rows | undefined } {
  const step = Math.floor(rows.count / sampled);
  const sample = step > 1 ? pickRows(rows, integers(Math.ceil(rows.count / step), 0, step)) : undefined;
  const tree = growTree(sample ?? rows, wanted);
  const { count: d, numbers: numberColumns, dummies, first } = rows.columns;
  const p = numberColumns.length, s = dummies.length, q = first.length - 1;
  const sums = new Float64Array(tree.leaves * p), held = new Float64Array(tree.leaves * s), sizes = new Float64Array(tree.leaves);
  const origin = new Int32Array(tree.leaves).fill(-1);
  const { numbers, weights, combinationOf, slots } = rows;
  for (let i = 0; i < rows.count; i++) {
    const leaf = leafOf(tree, numbers, i * p, slots, combinationOf[i] * q);
    if (origin[leaf] < 0) origin[leaf] = i * p;
    const weight = weights[i];
    sizes[leaf] += weight;
    for (let j = 0; j < p; j++) sums[leaf * p + j] += weight * (numbers[i * p + j] - numbers[origin[leaf] + j]);
    for (let f = 0, slot = combinationOf[i] * q; f < q; f++, slot++) held[leaf * s + slots[slot]] += weight;
  }
  const kept = Int32Array.from(sizes.keys()).filter((leaf) => sizes[leaf] > 0); // the sample's leaves hold rows, but for none
  const data = new Float64Array(kept.length * d);
  kept.forEach((leaf, c) => {
    for (let j = 0; j < p; j++) data[c * d + numberColumns[j]] = numbers[origin[leaf] + j] + sums[leaf * p + j] / sizes[leaf];
    dummiesInto(rows, held.subarray(leaf * s, (leaf + 1) * s), c, data);
  });
  const cells = plainRows({ data, rows: kept.length, cols: d }, Float64Array.from(kept, (leaf) => sizes[leaf]));
  return { cells, sample };
}

/** A tree of splits in flat arrays: a row goes left whose number is at most `cut`, or which has the slot. */
interface SplitTree {
  /** What a node splits by: a number, or behind all numbers a slot; -1 for a leaf. */
  readonly by: number[];
  /** The category of the slot. */
  readonly category: number[];
  readonly cut: number[];
  /** The children; of a leaf `left` is its number. */
  readonly left: number[];
  readonly right: number[];
  leaves: number;
}

function leafOf({ by, category, cut, left, right }: SplitTree, numbers: Float64Array, at: number, slots: Int32Array, from: number): number {
  let node = 0;
  while (by[node] >= 0) {
    const f = category[node];
    const isLeft = f < 0 ? numbers[at + by[node]] <= cut[node] : slots[from + f] === by[node];
    node = isLeft ? left[node] : right[node];
  }
  return left[node];
}

/** A node that may be split yet: its rows in the sample, and what it would be split by. */
interface Open {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  /** The sum of its squares; 0 where there is nothing to split. */
  readonly squares: number;
  readonly by: number;
  readonly category: number;
  readonly cut: number;
}

function growTree(rows: Rows, wanted: number): SplitTree {
  const sample = integers(rows.count);
  const tree: SplitTree = { by: [-1], category: [-1], cut: [0], left: [0], right: [0], leaves: 1 };
  const open: Open[] = [];
  const squares = new Greatest(wanted);
  const put = (at: number, one: Open): void => {
    open[at] = one;
    setNumber(squares, at, one.squares);
  };
  put(0, examine(rows, sample, 0, sample.length, 0));
  while (open.length < wanted) {
    const at = placeOfGreatest(squares);
    const own = open[at];
    if (own.squares === 0) break;
    const middle = divide(rows, sample, own);
    if (middle === own.from || middle === own.to) {
      put(at, { ...own, squares: 0 }); // numbers that rounding cannot part
      continue;
    }
    const low = addLeaf(tree), high = addLeaf(tree);
    tree.by[own.node] = own.by;
    tree.category[own.node] = own.category;
    tree.cut[own.node] = own.cut;
    tree.left[own.node] = low;
    tree.right[own.node] = high;
    put(at, examine(rows, sample, own.from, middle, low));
    put(open.length, examine(rows, sample, middle, own.to, high));
  }
  open.forEach(({ node }, leaf) => (tree.left[node] = leaf));
  tree.leaves = open.length;
  return tree;
}

function addLeaf({ by, category, cut, left, right }: SplitTree): number {
  cut.push(0);
  left.push(0);
  right.push(0);
  category.push(-1);
  return by.push(-1) - 1;
}

/** The squares of some rows of the sample, and the column that has most of them. */
function examine(rows: Rows, sample: Int32Array, from: number, to: number, node: number): Open {
  const { columns: { numbers: { length: p }, first, dummies, low, high }, numbers, weights, combinationOf, slots } = rows;
  const q = first.length - 1;
  const held = new Float64Array(dummies.length);
  let size = 0;
  for (let at = from; at < to; at++) {
    const i = sample[at];
    size += weights[i];
    for (let f = 0, slot = combinationOf[i] * q; f < q; f++, slot++) held[slots[slot]] += weights[i];
  }
  let total = 0, most = 0, by = -1, category = -1, cut = 0;
  for (let j = 0; j < p; j++) {
    const origin = numbers[sample[from] * p + j];
    let sum = 0, squares = 0;
    for (let at = from; at < to; at++) sum += weights[sample[at]] * (numbers[sample[at] * p + j] - origin);
    const mean = origin + sum / size;
    for (let at = from; at < to; at++) {
      const away = numbers[sample[at] * p + j] - mean;
      squares += weights[sample[at]] * away * away;
    }
    total += squares;
    if (squares > most) [most, by, category, cut] = [squares, j, -1, mean];
  }
  for (let f = 0; f < q; f++) {
    for (let s = first[f] + 1; s < first[f + 1]; s++) {
      const share = Math.min(1, held[s] / size);
      const squares = size * share * (1 - share) * (high[s] - low[s]) * (high[s] - low[s]);
      total += squares;
      if (squares > most) [most, by, category, cut] = [squares, s, f, 0];
    }
  }
  return { node, from, to, squares: by < 0 ? 0 : total, by, category, cut };
}

/** Moves the rows that go left before the others; returns where the others start. */
function divide(
  { columns: { numbers: { length: p }, first }, numbers, combinationOf, slots }: Rows,
  sample: Int32Array, // out
  { from, to, by, category, cut }: Open,
): number {
  const q = first.length - 1;
  let low = from;
  for (let high = to - 1; low <= high; ) {
    const i = sample[low];
    if (category < 0 ? numbers[i * p + by] <= cut : slots[combinationOf[i] * q + category] === by) {
      low++;
      continue;
    }
    sample[low] = sample[high];
    sample[high--] = i;
  }
  return low;
}
