import { digit, digitValues, startsIn } from "../core/whole-sort.ts";
import type { CutKind } from "./cut-between.ts";

/** A column as a tree sees it: each row's place among the column's distinct values, or its category. */
export interface TreeColumn {
  /** What the values are; a category has no order. */
  readonly kind: CutKind | "category";
  /** The place of each row's value, or its level; -1 where the cell is missing. */
  readonly codes: Int32Array;
  /** The number of distinct values, or of levels. */
  readonly count: number;
  /** The distinct values, ascending; of a category its levels' numbers. */
  readonly values: Float64Array;
  /** Whether a cell is missing in any row. */
  readonly hasGaps: boolean;
}

/** A table for trees: rows of classes 0 to `k` - 1. */
export interface TreeTable {
  readonly classes: Int32Array;
  readonly k: number;
  readonly columns: readonly TreeColumn[];
}

/** How rows are parted. Those of the codes up to `upTo`, or of the `levels`, go to yes; where both are absent, all that are not missing. */
export interface TreeSplit {
  readonly column: number;
  /** The two neighbouring codes between which an ordered column is cut. */
  readonly between?: readonly [low: number, high: number];
  /** The levels that go to yes, ascending; those of which the node holds none go to no. */
  readonly levels?: readonly number[];
  /** Whether missing cells go to yes; undefined where the node has none, and either would do. */
  readonly missing: boolean | undefined;
  /** By how much the Gini impurity falls, times the rows. */
  readonly gain: number;
}

/** Arrays that all nodes of a tree take turns to use. */
export interface SplitRoom {
  /** Rows of each level and class, the missing first. */
  readonly cells: Int32Array;
  readonly words: readonly [Int32Array, Int32Array];
  readonly left: Float64Array;
}

/** Room for the splits of nodes of at most so many rows. */
export function splitRoom({ columns, k }: TreeTable, rows: number): SplitRoom {
  const most = columns.reduce((most, column) => (isCounted(column, k, rows) ? Math.max(most, (column.count + 1) * k) : most), k);
  return { cells: new Int32Array(most), words: [new Int32Array(rows), new Int32Array(rows)], left: new Float64Array(k) };
}

/** Whether rows are counted by value rather than sorted. */
function isCounted({ kind, count }: TreeColumn, k: number, rows: number): boolean {
  return kind === "category" || (count + 1) * k <= 4 * rows || (count + 1) * levelStep(k) > 0x7fffffff;
}

/** The least power of two that is at least k. */
function levelStep(k: number): number {
  return 1 << (32 - Math.clz32(k - 1));
}

/** The best split so far. */
interface Best {
  score: number;
  column: number;
  between: readonly [number, number] | undefined;
  levels: readonly number[] | undefined;
  missing: boolean | undefined;
}

/** Of the rows of a node: how many are in each class, by whether the column's cell is missing, and what the sweep needs of that. */
interface Parts {
  readonly known: Float64Array;
  readonly gaps: Float64Array;
  /** Rows that are not missing, and those that are. */
  readonly rows: number;
  readonly missing: number;
  /** Sums of squares of both, and of their products. */
  readonly squares: number;
  readonly gapSquares: number;
  readonly products: number;
}

/**
 * The split of some rows that lessens the Gini impurity most (Breiman, Friedman, Olshen and Stone 1984): of numbers each cut between two
 * neighbouring values, of categories each level against the rest and, up to `mostListed` levels, those in which a class is most or least
 * frequent. Missing cells are tried on either side, and against all others. The first column wins a tie, in it the lowest cut or the fewest
 * levels, whatever the order of rows: all sums are of whole numbers. Undefined where the rows cannot be parted.
 *
 * In O(rows) a column whose values are few, else by a radix sort.
 */
export function bestSplit(
  table: TreeTable,
  rows: Int32Array,
  totals: Float64Array,
  mostListed: number,
  room: SplitRoom,
): TreeSplit | undefined {
  const { k, columns } = table;
  const best: Best = { score: -Infinity, column: -1, between: undefined, levels: undefined, missing: undefined };
  columns.forEach((column, at) => {
    if (column.count + Number(column.hasGaps) < 2) return;
    const before = best.score;
    if (isCounted(column, k, rows.length)) {
      const parts = partsOf(totals, countInto(room.cells, table, column, rows));
      if (parts.missing > 0 && parts.rows > 0) offerKnown(best, parts);
      if (column.kind === "category") sweepLevels(best, parts, room.cells, column.count, k, mostListed);
      else sweepCounts(best, parts, room, column.count, k);
    } else {
      sweepSorted(best, table, column, rows, totals, room);
    }
    if (best.score > before) best.column = at;
  });
  if (best.column < 0) return undefined;
  const { column, between, levels, missing, score } = best;
  const gain = score - squaresOf(totals) / rows.length;
  return { column, ...(between === undefined ? {} : { between }), ...(levels === undefined ? {} : { levels }), missing, gain };
}

/** The sum of squares of some counts. */
function squaresOf(counts: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < counts.length; c++) sum += counts[c] * counts[c];
  return sum;
}

/** Counts the rows of each value and class, the missing first; gives the missing of each class. */
function countInto(cells: Int32Array /* out */, { classes, k }: TreeTable, { codes, count }: TreeColumn, rows: Int32Array): Int32Array {
  cells.fill(0, 0, (count + 1) * k);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    cells[(codes[row] + 1) * k + classes[row]]++;
  }
  return cells;
}

function partsOf(totals: Float64Array, gapCounts: ArrayLike<number>): Parts {
  const gaps = totals.map((_, c) => gapCounts[c]);
  const known = totals.map((total, c) => total - gaps[c]);
  const sum = (counts: Float64Array): number => counts.reduce((all, count) => all + count, 0);
  const products = known.reduce((all, count, c) => all + count * gaps[c], 0);
  return { known, gaps, rows: sum(known), missing: sum(gaps), squares: squaresOf(known), gapSquares: squaresOf(gaps), products };
}

/** All that is not missing against all that is. */
function offerKnown(best: Best, { rows, missing, squares, gapSquares }: Parts): void {
  const score = squares / rows + gapSquares / missing;
  if (!(score > best.score)) return;
  Object.assign(best, { score, between: undefined, levels: undefined, missing: false });
}

/** Rows on one side: how many, the sums of squares of their classes and of the others', and of their products with the missing. */
type Side = readonly [yes: number, squares: number, others: number, product: number];

/** What is scored of a split where the missing cells go to no, or to yes: each side's sum of squares over its rows. */
function scoreWith(
  { rows, missing, gapSquares, products }: Parts,
  yes: number,
  squares: number,
  others: number,
  product: number,
  toYes: boolean,
): number {
  return toYes
    ? (squares + 2 * product + gapSquares) / (yes + missing) + others / (rows - yes)
    : squares / yes + (others + 2 * (products - product) + gapSquares) / (rows - yes + missing);
}

/** The score of a split with the missing cells where they fit better. */
function scoreOf(parts: Parts, yes: number, squares: number, others: number, product: number): number {
  if (parts.missing === 0) return squares / yes + others / (parts.rows - yes);
  return Math.max(scoreWith(parts, yes, squares, others, product, false), scoreWith(parts, yes, squares, others, product, true));
}

/** Makes a split the best one. */
function take(best: Best, parts: Parts, score: number, side: Side, split: Pick<Best, "between" | "levels">): void {
  const missing = parts.missing === 0 ? undefined : scoreWith(parts, ...side, true) > scoreWith(parts, ...side, false);
  Object.assign(best, { score, missing, ...split });
}

/** Sweeps the values from the lowest up, by counts. */
function sweepCounts(best: Best, parts: Parts, { cells, left }: SplitRoom, count: number, k: number): void {
  const { known, gaps, rows } = parts;
  left.fill(0);
  let yes = 0, squares = 0, others = parts.squares, product = 0, last = -1;
  for (let code = 0, at = k; code < count; code++, at += k) {
    let found = 0;
    for (let c = 0; c < k; c++) found += cells[at + c];
    if (found === 0) continue;
    if (last >= 0) {
      const score = scoreOf(parts, yes, squares, others, product);
      if (score > best.score) take(best, parts, score, [yes, squares, others, product], { between: [last, code], levels: undefined });
    }
    for (let c = 0; c < k; c++) {
      const own = cells[at + c];
      squares += own * (2 * left[c] + own);
      others -= own * (2 * (known[c] - left[c]) - own);
      product += own * gaps[c];
      left[c] += own;
    }
    yes += found;
    last = code;
    if (yes === rows) break;
  }
}

/** The same by sorted words of a value and a class each. */
function sweepSorted(best: Best, table: TreeTable, column: TreeColumn, rows: Int32Array, totals: Float64Array, room: SplitRoom): void {
  const { classes, k } = table;
  const bits = 32 - Math.clz32(k - 1);
  const mask = (1 << bits) - 1;
  const gapCounts = new Float64Array(k);
  const words = room.words[0].subarray(0, rows.length);
  let known = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const code = column.codes[row];
    if (code < 0) gapCounts[classes[row]]++;
    else words[known++] = (code << bits) | classes[row];
  }
  const parts = partsOf(totals, gapCounts);
  if (known === 0) return;
  if (parts.missing > 0) offerKnown(best, parts);
  const sorted = sortWords(room.words, known);
  const { left } = room;
  left.fill(0);
  let squares = 0, others = parts.squares, product = 0, last = sorted[0] >>> bits;
  for (let i = 0; i < known; i++) {
    const code = sorted[i] >>> bits;
    const c = sorted[i] & mask;
    if (code !== last) {
      const score = scoreOf(parts, i, squares, others, product);
      if (score > best.score) take(best, parts, score, [i, squares, others, product], { between: [last, code], levels: undefined });
      last = code;
    }
    squares += 2 * left[c] + 1;
    others -= 2 * (parts.known[c] - left[c]) - 1;
    product += parts.gaps[c];
    left[c]++;
  }
}

/** The first `n` words in ascending order, by a radix sort between two arrays: gives the one in which they stand. */
function sortWords(arrays: readonly [Int32Array, Int32Array], n: number): Int32Array {
  let [words, spare] = arrays;
  const counts = new Int32Array(3 * digitValues);
  for (let i = 0; i < n; i++) {
    const word = words[i];
    counts[word & (digitValues - 1)]++;
    counts[digitValues + ((word >>> digit) & (digitValues - 1))]++;
    counts[2 * digitValues + (word >>> (2 * digit))]++;
  }
  for (let d = 0; d < 3; d++) {
    const next = startsIn(counts, d, n);
    if (next === undefined) continue;
    for (let i = 0, shift = d * digit; i < n; i++) spare[next[(words[i] >>> shift) & (digitValues - 1)]++] = words[i];
    [words, spare] = [spare, words];
  }
  return words;
}

/** Each level against the rest, then the few in which a class is least or most frequent. */
function sweepLevels(best: Best, parts: Parts, cells: Int32Array, count: number, k: number, mostListed: number): void {
  const sizes = new Float64Array(count);
  for (let level = 0; level < count; level++) for (let c = 0; c < k; c++) sizes[level] += cells[(level + 1) * k + c];
  const present = Array.from(sizes, (_, level) => level).filter((level) => sizes[level] > 0);
  if (present.length < 2) return;
  const offer = (levels: readonly number[]): void => offerLevels(best, parts, cells, k, levels);
  for (const level of present) offer([level]);
  if (mostListed < 2 || present.length < 4) return; // a pair of three is one level against the rest
  const shareOf = (c: number) => (level: number): number => cells[(level + 1) * k + c] / sizes[level];
  const orders = Array.from(parts.known, (total, c) => (total === 0 ? [] : byShare(present, shareOf(c))));
  for (let size = 2; size <= mostListed && size < present.length - 1; size++) {
    for (const order of orders) {
      if (order.length === 0) continue;
      offer(order.slice(0, size));
      offer(order.slice(-size));
    }
  }
}

/** Levels by a share, ascending, those of the same share in their order. */
function byShare(levels: readonly number[], shareOf: (level: number) => number): number[] {
  const shares = new Map(levels.map((level) => [level, shareOf(level)]));
  return levels.slice().sort((a, b) => shares.get(a)! - shares.get(b)! || a - b);
}

function offerLevels(best: Best, parts: Parts, cells: Int32Array, k: number, levels: readonly number[]): void {
  let yes = 0, squares = 0, others = 0, product = 0;
  for (let c = 0; c < k; c++) {
    let own = 0;
    for (const level of levels) own += cells[(level + 1) * k + c];
    const rest = parts.known[c] - own;
    yes += own;
    squares += own * own;
    others += rest * rest;
    product += own * parts.gaps[c];
  }
  const score = scoreOf(parts, yes, squares, others, product);
  if (!(score > best.score)) return;
  take(best, parts, score, [yes, squares, others, product], { between: undefined, levels: levels.slice().sort((a, b) => a - b) });
}
