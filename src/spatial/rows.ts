import type { Matrix } from "../core/matrix.ts";
import { argsort, integers } from "../core/numbers.ts";
import { countOnce } from "../core/weights.ts";
import { Layout } from "./layout.ts";

/** How rows are put side by side by their combinations of levels, which ascend by the first category, then by the next. */
export interface Order {
  /** The caller's number of each row. */
  readonly ids: Int32Array;
  /** The combination of each row, ascending. */
  readonly combinationOf: Int32Array;
  /** The first row of each combination, and the number of rows. */
  readonly start: Int32Array;
  /** The slot of each combination in every category. */
  readonly slots: Int32Array;
}

/**
 * Weighted rows in factors: each is a few numbers and a combination of categories. Rows of one combination stand side by side, so that
 * what categories add to a distance is computed once a combination, and nothing as wide as all dummies is kept.
 */
export class Rows implements Order {
  /** How many there are. */
  readonly count: number;
  readonly columns: Layout;
  /** The numbers of each row, row after row. */
  readonly numbers: Float64Array;
  /** One weight a row. */
  readonly weights: Float64Array;
  readonly ids: Int32Array;
  readonly combinationOf: Int32Array;
  readonly start: Int32Array;
  readonly slots: Int32Array;

  /** Rows of what they hold. */
  constructor(count: number, columns: Layout, numbers: Float64Array, weights: Float64Array, order: Order) {
    this.count = count;
    this.columns = columns;
    this.numbers = numbers;
    this.weights = weights;
    this.ids = order.ids;
    this.combinationOf = order.combinationOf;
    this.start = order.start;
    this.slots = order.slots;
  }
}

/** Sorts rows by their combination of levels (codes from 0 on, -1 for none); those of one keep their order. In O(n) a category. */
export function orderByCodes(rows: number, codes: readonly Int32Array[], { first }: Layout): Order {
  let keys: Float64Array = new Float64Array(rows);
  let span = 1; // keys are below
  codes.forEach((own, f) => {
    const size = first[f + 1] - first[f];
    if (span * size > Number.MAX_SAFE_INTEGER) [keys, span] = ranksOf(keys);
    appendCodes(keys, own, size);
    span *= size;
  });
  return orderByKeys(keys, span, codes.length, (row, f) => first[f] + codes[f][row] + 1);
}

/** Makes room below each key for `size` values, and puts a code, from -1 on, there. */
function appendCodes(keys: Float64Array, codes: Int32Array, size: number): void {
  for (let i = 0; i < keys.length; i++) keys[i] = keys[i] * size + codes[i] + 1;
}

/** Each key as its place among the distinct ones, and how many these are. */
function ranksOf(keys: Float64Array): [ranks: Float64Array, count: number] {
  const ranks = new Float64Array(keys.length);
  let count = 0;
  let last = NaN;
  const order = argsort(keys);
  for (let at = 0; at < order.length; at++) {
    const key = keys[order[at]];
    if (key !== last) count++;
    last = key;
    ranks[order[at]] = count - 1;
  }
  return [ranks, count];
}

const fewKeys = 1024;
const mostKeys = 4; // a row: up to so many are counted in place

/** Sorts rows by keys below `span`; `slotOf` says which slot a row has in each of `q` categories. */
function orderByKeys(keys: Float64Array, span: number, q: number, slotOf: (row: number, f: number) => number): Order {
  const rows = keys.length;
  const ids = span <= Math.max(fewKeys, mostKeys * rows) ? countingSort(keys, span) : argsort(keys);
  const combinationOf = new Int32Array(rows);
  const start = runsInto(combinationOf, keys, ids);
  const slots = new Int32Array((start.length - 1) * q);
  for (let g = 0, to = 0; g < start.length - 1; g++) for (let f = 0; f < q; f++) slots[to++] = slotOf(ids[start[g]], f);
  return { ids, combinationOf, start, slots };
}

/** Numbers the runs of equal keys in an order; returns where each begins, and where the last one ends. */
function runsInto(
  runOf: Int32Array, // out
  keys: Float64Array,
  order: Int32Array,
): Int32Array {
  const start: number[] = [];
  let last = NaN;
  for (let at = 0; at < order.length; at++) {
    const key = keys[order[at]];
    if (key !== last) start.push(at);
    last = key;
    runOf[at] = start.length - 1;
  }
  return Int32Array.from([...start, order.length]);
}

function countingSort(keys: Float64Array, span: number): Int32Array {
  const next = new Int32Array(span + 1);
  for (let i = 0; i < keys.length; i++) next[keys[i] + 1]++;
  for (let key = 0; key < span; key++) next[key + 1] += next[key];
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[next[keys[i]]++] = i;
  return order;
}

const leastRows = 4; // a combination, on average: with fewer there is nothing to gain

/**
 * The rows of a matrix. A column of at most two values is the dummy of a category of its own, unless that would leave fewer than four
 * rows to a combination. Where all columns are numbers the matrix's own array is kept. In O(n d).
 */
export function rowsOfMatrix({ data, rows, cols }: Matrix, weights: Float64Array): Rows {
  const { twoValued, keys } = twoValuedColumns(data, rows, cols);
  const isNumber = new Uint8Array(cols).fill(1);
  for (const { column } of twoValued) isNumber[column] = 0;
  const columns = new Layout(
    cols,
    Int32Array.from(isNumber.keys()).filter((j) => isNumber[j] === 1),
    twoValued.map(({ column, low, high }) => ({ from: column, low: [low], high: [high] })),
  );
  const slotOf = (row: number, f: number): number => 2 * f + Number(data[row * cols + twoValued[f].column] !== twoValued[f].low);
  const span = twoValued.reduce((product) => 2 * product, 1);
  const order = twoValued.length === 0 ? undefined : orderByKeys(keys, span, twoValued.length, slotOf);
  if (order === undefined || leastRows * (order.start.length - 1) > rows) return plainRows({ data, rows, cols }, weights);

  const places = placesOf(order);
  return new Rows(rows, columns, columnsOf(data, cols, columns.numbers, places), inPlace(weights, places), order);
}

/** Some columns of a matrix, each row where it stands. */
function columnsOf(data: Float64Array, cols: number, kept: Int32Array, places: Int32Array): Float64Array {
  const found = new Float64Array(places.length * kept.length);
  for (let i = 0, row = 0; i < places.length; i++, row += cols) {
    for (let j = 0, to = places[i] * kept.length; j < kept.length; j++) found[to++] = data[row + kept[j]];
  }
  return found;
}

/** Where each of the caller's rows stands: to read rows in the caller's order, and write them there, is faster than the other way round. */
export function placesOf({ ids }: Pick<Order, "ids">): Int32Array {
  const places = new Int32Array(ids.length);
  for (let at = 0; at < ids.length; at++) places[ids[at]] = at;
  return places;
}

/** Weights in the caller's order, as the rows stand: the same array where all are alike, to which nobody writes. */
export function inPlace(weights: Float64Array, places: Int32Array): Float64Array {
  if (countOnce(weights)) return weights;
  const placed = new Float64Array(weights.length);
  for (let i = 0; i < placed.length; i++) placed[places[i]] = weights[i];
  return placed;
}

/** The rows of a matrix, all of whose columns are taken as numbers. */
export function plainRows({ data, rows, cols }: Matrix, weights: Float64Array): Rows {
  const order = { ids: integers(rows), combinationOf: new Int32Array(rows), start: Int32Array.of(0, rows), slots: new Int32Array(0) };
  return new Rows(rows, new Layout(cols, integers(cols), []), data, weights, order);
}

/** A column of at most two values. */
interface TwoValued {
  readonly column: number;
  /** What its first row holds. */
  readonly low: number;
  /** The other value; the same where there is none. */
  high: number;
}

const firstRows = 64; // that say which columns may hold two values only
const someRows = 64; // whose keys grow column by column while their values are in the nearest cache
const mostBits = 53; // of a key

/** The columns of at most two values, and for each row a key with a bit for each of them. */
function twoValuedColumns(data: Float64Array, rows: number, cols: number): { twoValued: TwoValued[]; keys: Float64Array } {
  let twoValued: TwoValued[] = [];
  for (let column = 0; column < cols && twoValued.length < mostBits; column++) {
    const found = { column, low: data[column], high: data[column] };
    if (isTwoValued(data.subarray(0, firstRows * cols), cols, found)) twoValued.push(found);
  }
  const keys = new Float64Array(rows);
  for (let failed = -1; ; ) {
    failed = keysInto(keys, data, cols, twoValued);
    if (failed < 0) return { twoValued, keys };
    const { column } = twoValued[failed];
    twoValued = twoValued.filter((one) => one.column !== column && isTwoValued(data, cols, one));
  }
}

/** Whether a column holds two values at most; the second is noted. */
function isTwoValued(data: Float64Array, cols: number, found: TwoValued): boolean {
  const { column, low } = found;
  for (let at = column; at < data.length; at += cols) {
    if (data[at] === low || data[at] === found.high) continue;
    if (found.high !== low) return false;
    found.high = data[at];
  }
  return true;
}

/** Writes the keys of rows; stops at a value that is the third one of a column, and returns whose that is, or -1. */
function keysInto(
  keys: Float64Array, // out
  data: Float64Array,
  cols: number,
  twoValued: readonly TwoValued[],
): number {
  for (let from = 0; from < keys.length; ) {
    const some = keys.subarray(from, from + someRows);
    const values = data.subarray(from * cols, (from + some.length) * cols);
    some.fill(0);
    const odd = twoValued.findIndex((one) => !bitsInto(some, values, cols, one));
    if (odd < 0) from += some.length;
    else if (!isTwoValued(values, cols, twoValued[odd])) return odd; // else the second value was not known yet
  }
  return -1;
}

/** Adds a bit to the keys of rows; whether their values are the two. No branch for each: nothing foretells which of the two it is. */
function bitsInto(
  keys: Float64Array, // out
  values: Float64Array,
  cols: number,
  { column, low, high }: TwoValued,
): boolean {
  let others = 0;
  for (let i = 0, at = column; i < keys.length; i++, at += cols) {
    const value = values[at];
    keys[i] = 2 * keys[i] + Number(value !== low);
    others |= Number(value !== low) & Number(value !== high);
  }
  return others === 0;
}

/** Writes row `i` column by column from `at` on. */
export function rowInto(
  { columns, numbers: values, combinationOf, slots }: Rows,
  i: number,
  out: Float64Array, // out
  at: number,
): void {
  const { numbers, first, dummies, low, high } = columns;
  for (let j = 0, from = i * numbers.length; j < numbers.length; j++) out[at + numbers[j]] = values[from + j];
  const q = first.length - 1;
  for (let s = 0; s < dummies.length; s++) if (dummies[s] >= 0) out[at + dummies[s]] = low[s];
  for (let f = 0, slot = combinationOf[i] * q; f < q; f++, slot++) {
    const own = slots[slot];
    if (dummies[own] >= 0) out[at + dummies[own]] = high[own];
  }
}

/** The rows as a matrix, in the caller's order. */
export function matrixOfRows(rows: Rows): Matrix {
  const { count, ids, columns: { count: cols } } = rows;
  const data = new Float64Array(count * cols);
  for (let i = 0; i < count; i++) rowInto(rows, i, data, ids[i] * cols);
  return { data, rows: count, cols };
}

/** What is known of each row, `width` numbers a row, in the caller's order. */
export function inOrder<T extends Int32Array | Float64Array>(values: T, { ids }: Pick<Rows, "ids">, width = 1): T {
  const ordered = values.slice() as T;
  for (let i = 0, from = 0; i < ids.length; i++) for (let to = ids[i] * width, end = to + width; to < end; ) ordered[to++] = values[from++];
  return ordered;
}

/**
 * Some rows, ascending, of their own weights or of the given ones; `ids` then count the rows that are left in the caller's order.
 * Combinations of which no row is left are left out.
 */
export function pickRows(rows: Rows, picked: Int32Array, weights?: Float64Array): Rows {
  const { columns, numbers, combinationOf, slots, ids } = rows;
  const p = columns.numbers.length, q = columns.first.length - 1;
  const count = picked.length;
  const own = new Float64Array(count * p);
  const combinations = new Int32Array(count);
  const ownWeights = weights ?? new Float64Array(count);
  const start: number[] = [];
  for (let at = 0, to = 0; at < count; at++) {
    const row = picked[at];
    if (weights === undefined) ownWeights[at] = rows.weights[row];
    if (at === 0 || combinationOf[row] !== combinationOf[picked[at - 1]]) start.push(at);
    combinations[at] = start.length - 1;
    for (let from = row * p, end = from + p; from < end; ) own[to++] = numbers[from++];
  }
  const kept = new Int32Array(start.length * q);
  start.forEach((at, g) => kept.set(slots.subarray(combinationOf[picked[at]] * q, (combinationOf[picked[at]] + 1) * q), g * q));
  const order = { ids: ranksOfIds(picked, ids), combinationOf: combinations, start: Int32Array.from([...start, count]), slots: kept };
  return new Rows(count, columns, own, ownWeights, order);
}

/** The place of each picked row among the picked, as the caller counts. */
function ranksOfIds(picked: Int32Array, ids: Int32Array): Int32Array {
  const placeOf = new Int32Array(ids.length).fill(-1); // by the caller's number
  for (let at = 0; at < picked.length; at++) placeOf[ids[picked[at]]] = at;
  const ranks = new Int32Array(picked.length);
  for (let id = 0, rank = 0; id < placeOf.length; id++) if (placeOf[id] >= 0) ranks[placeOf[id]] = rank++;
  return ranks;
}
