import { highWord } from "../core/numbers.ts";
import { binOf, type CategoryGrid, type Grid, type GridStep, mostBits, type NumberGrid } from "./grid.ts";

/**
 * Weighted cells of encoded rows: rows of one bin of every number and of one level of every category that the grid still tells apart.
 * All arrays hold one cell after the other; room is made as cells come.
 */
export interface CellTable {
  readonly grid: Grid;
  /** The most cells there may be. */
  readonly budget: number;
  /** Steps of the grid that were taken. */
  step: number;
  count: number;
  /** The numbers of features: of each its place among the numbers, or among the categories. */
  readonly numbers: readonly number[];
  readonly categories: readonly number[];
  /** Bits of each number (Infinity: its own double), and whether each category is told apart. */
  readonly bits: Float64Array;
  readonly isKept: Uint8Array;
  arrays: CellArrays;
  places: Int32Array;
}

interface CellArrays {
  /** What tells cells apart: of each number its bin (or the upper word of its double), codes of levels, the lower words. */
  keys: Int32Array;
  /** How many rows. */
  weights: Float64Array;
  /** Of each number: that of the first row, and the sums of what the others differ from it by, and of the squares of that. */
  first: Float64Array;
  sums: Float64Array;
  squares: Float64Array;
  /** Of each number in original units: the sum of what it differs from its mean by. */
  raw: Float64Array;
  /** Of each category that is left out: how many rows have each level. */
  readonly held: (Float64Array | undefined)[];
}

const leastRoom = 1024;

/** A table of no cells yet. */
export function cellTable(grid: Grid, budget: number): CellTable {
  const numbers = placesWhere(grid, "number");
  const categories = placesWhere(grid, "category");
  const room = Math.min(leastRoom, budget + 1);
  return {
    grid, budget, numbers, categories,
    step: 0,
    count: 0,
    bits: new Float64Array(numbers.length).fill(Infinity),
    isKept: new Uint8Array(categories.length).fill(1),
    arrays: withRoom(undefined, room, numbers.length, categories.length),
    places: new Int32Array(placesFor(room)).fill(-1),
  };
}

function placesWhere({ features }: Grid, type: "number" | "category"): number[] {
  return features.flatMap((feature, f) => (feature.type === type ? [f] : []));
}

function placesFor(room: number): number {
  let places = 2;
  while (places < 2 * room) places *= 2;
  return places;
}

/** The arrays with room for so many cells. */
function withRoom(old: CellArrays | undefined, room: number, p: number, q: number): CellArrays {
  const grown = (own: Float64Array | undefined, width: number): Float64Array => {
    const next = new Float64Array(room * width);
    if (own !== undefined) next.set(own);
    return next;
  };
  const keys = new Int32Array(room * (2 * p + q));
  if (old !== undefined) keys.set(old.keys);
  const before = old === undefined ? 1 : old.weights.length;
  return {
    keys,
    weights: grown(old?.weights, 1),
    first: grown(old?.first, p),
    sums: grown(old?.sums, p),
    squares: grown(old?.squares, p),
    raw: grown(old?.raw, p),
    held: old === undefined ? new Array<undefined>(q).fill(undefined) : old.held.map((own) => own && grown(own, own.length / before)),
  };
}

/** Rows to be added: encoded numbers and the same in original units, row after row, and one array of codes a category (-1: no level). */
export interface RowsToAdd {
  readonly count: number;
  readonly z: Float64Array;
  readonly raw: Float64Array;
  readonly codes: readonly Int32Array[];
}

const own = /* @__PURE__ */ new Float64Array(1);
const words = /* @__PURE__ */ (() => new Int32Array(own.buffer))();

/** Adds rows, each to its cell; where cells become too many the grid becomes coarser. */
export function addRows(table: CellTable /* out */, { count, z, raw, codes }: RowsToAdd): void {
  const { numbers, grid } = table;
  const p = numbers.length;
  const shifts = numbers.map((f) => (grid.features[f] as NumberGrid).shift);
  const key = new Int32Array(2 * p + codes.length);
  for (let i = 0, row = 0; i < count; i++, row += p) {
    keyInto(table, z, row, codes, i, key);
    const cell = cellWith(table, key);
    const { weights, first, sums, squares, raw: ofRaw, held } = table.arrays;
    const at = cell * p;
    const isNew = weights[cell] === 0;
    weights[cell]++;
    for (let j = 0; j < p; j++) {
      const x = z[row + j];
      if (isNew) first[at + j] = x;
      const difference = x - first[at + j];
      sums[at + j] += difference;
      squares[at + j] += difference * difference;
      ofRaw[at + j] += raw[row + j] - shifts[j];
    }
    for (let c = 0; c < codes.length; c++) {
      const own = held[c];
      if (own !== undefined && codes[c][i] >= 0) own[cell * (own.length / weights.length) + codes[c][i]]++;
    }
    if (table.count > table.budget) coarsen(table);
  }
}

/** Writes what tells the cell of a row apart. */
function keyInto(
  { numbers, bits, isKept, grid: { features } }: CellTable,
  z: Float64Array,
  row: number,
  codes: readonly Int32Array[],
  i: number,
  key: Int32Array, // out
): void {
  const p = numbers.length;
  for (let j = 0; j < p; j++) {
    if (bits[j] <= mostBits) {
      key[j] = bits[j] === 0 ? 0 : binOf(features[numbers[j]] as NumberGrid, z[row + j]) >> (mostBits - bits[j]);
      key[p + codes.length + j] = 0;
    } else {
      own[0] = z[row + j] + 0; // -0 is 0
      key[j] = words[highWord];
      key[p + codes.length + j] = words[1 - highWord];
    }
  }
  for (let c = 0; c < codes.length; c++) key[p + c] = isKept[c] === 1 ? codes[c][i] + 1 : 0;
}

/** The cell of a key; a new one of weight 0 where there is none. */
function cellWith(table: CellTable /* out */, key: Int32Array): number {
  const width = key.length;
  const { places, arrays: { keys } } = table;
  const mask = places.length - 1;
  let place = hashOf(key, 0, width) & mask;
  for (; places[place] >= 0; place = (place + 1) & mask) {
    const cell = places[place];
    let j = 0;
    for (let at = cell * width; j < width && keys[at] === key[j]; at++) j++;
    if (j === width) return cell;
  }
  if (table.count === table.arrays.weights.length) {
    grow(table);
    return cellWith(table, key);
  }
  const cell = table.count++;
  places[place] = cell;
  keys.set(key, cell * width);
  return cell;
}

function hashOf(key: Int32Array, from: number, width: number): number {
  let hash = 0;
  for (let at = from, end = from + width; at < end; at++) hash = Math.imul(hash ^ key[at] ^ (key[at] >>> 15), 0x21f0aaad) ^ (hash >>> 13);
  return hash ^ (hash >>> 16);
}

function grow(table: CellTable /* out */): void {
  const room = 2 * table.arrays.weights.length;
  table.arrays = withRoom(table.arrays, room, table.numbers.length, table.categories.length);
  table.places = new Int32Array(placesFor(room));
  place(table, table.count);
}

/** Finds a place for the first `count` cells, whose keys differ. */
function place(table: CellTable /* out */, count: number): void {
  const { places, arrays: { keys }, numbers, categories } = table;
  const width = 2 * numbers.length + categories.length;
  const mask = places.length - 1;
  places.fill(-1);
  for (let cell = 0; cell < count; cell++) {
    let at = hashOf(keys, cell * width, width) & mask;
    while (places[at] >= 0) at = (at + 1) & mask;
    places[at] = cell;
  }
}

/** Takes the next steps of the grid, until there are few enough cells. */
export function coarsen(table: CellTable /* out */): void {
  while (table.count > table.budget) takeStep(table, table.grid.steps[table.step++]);
}

/** Takes one step: the keys of all cells change, and those of one key become one. */
function takeStep(table: CellTable /* out */, { feature, bits }: GridStep): void {
  const { numbers, categories, grid: { features }, arrays } = table;
  const p = numbers.length, q = categories.length;
  const width = 2 * p + q;
  const of = features[feature];
  if (of.type === "category") {
    const c = categories.indexOf(feature);
    table.isKept[c] = 0;
    const held = (arrays.held[c] = new Float64Array(arrays.weights.length * of.levels));
    for (let cell = 0, at = p + c; cell < table.count; cell++, at += width) {
      if (arrays.keys[at] > 0) held[cell * of.levels + arrays.keys[at] - 1] = arrays.weights[cell];
      arrays.keys[at] = 0;
    }
  } else {
    const j = numbers.indexOf(feature);
    const shift = table.bits[j] - bits;
    table.bits[j] = bits;
    for (let cell = 0, at = j; cell < table.count; cell++, at += width) {
      if (shift === 1) arrays.keys[at] >>= 1;
      else arrays.keys[at] = binOf(of, arrays.first[cell * p + j]) >> (mostBits - bits);
      arrays.keys[at + p + q] = 0;
    }
  }
  mergeAlike(table);
}

/** Makes one cell of those of one key, in the order in which the first of them came. */
function mergeAlike(table: CellTable /* out */): void {
  const { places, arrays, numbers, categories } = table;
  const width = 2 * numbers.length + categories.length;
  const mask = places.length - 1;
  const { keys } = arrays;
  const count = table.count;
  places.fill(-1);
  let kept = 0;
  for (let cell = 0; cell < count; cell++) {
    let at = hashOf(keys, cell * width, width) & mask;
    while (places[at] >= 0 && !areAlike(keys, places[at] * width, cell * width, width)) at = (at + 1) & mask;
    if (places[at] >= 0) mergeInto(arrays, places[at], arrays, cell, numbers.length);
    else {
      places[at] = kept;
      if (kept < cell) move(arrays, kept, cell, width, numbers.length);
      kept++;
    }
  }
  arrays.weights.fill(0, kept, count);
  for (const own of [arrays.sums, arrays.squares, arrays.raw]) own.fill(0, kept * numbers.length, count * numbers.length);
  for (const own of arrays.held) own?.fill(0, (kept * own.length) / arrays.weights.length, (count * own.length) / arrays.weights.length);
  table.count = kept;
}

function areAlike(keys: Int32Array, a: number, b: number, width: number): boolean {
  for (let j = 0; j < width; j++) if (keys[a + j] !== keys[b + j]) return false;
  return true;
}

function move(arrays: CellArrays /* out */, to: number, from: number, width: number, p: number): void {
  arrays.keys.copyWithin(to * width, from * width, (from + 1) * width);
  arrays.weights[to] = arrays.weights[from];
  for (const own of [arrays.first, arrays.sums, arrays.squares, arrays.raw]) own.copyWithin(to * p, from * p, (from + 1) * p);
  for (const own of arrays.held) {
    const levels = own === undefined ? 0 : own.length / arrays.weights.length;
    own?.copyWithin(to * levels, from * levels, (from + 1) * levels);
  }
}

/** Adds a cell to another: sums are counted from the first row of the latter. */
function mergeInto(arrays: CellArrays /* out */, to: number, from: CellArrays, cell: number, p: number): void {
  const weight = from.weights[cell];
  for (let j = 0, a = to * p, b = cell * p; j < p; j++, a++, b++) {
    const apart = from.first[b] - arrays.first[a];
    arrays.sums[a] += from.sums[b] + weight * apart;
    arrays.squares[a] += from.squares[b] + apart * (2 * from.sums[b] + weight * apart);
    arrays.raw[a] += from.raw[b];
  }
  arrays.weights[to] += weight;
  arrays.held.forEach((own, c) => {
    const other = from.held[c];
    if (own === undefined || other === undefined) return;
    const levels = own.length / arrays.weights.length;
    for (let l = 0; l < levels; l++) own[to * levels + l] += other[cell * levels + l];
  });
}

/** Adds the cells of another table of the same grid. */
export function mergeTables(table: CellTable /* out */, other: CellTable /* out */): void {
  catchUp(other, table.step);
  catchUp(table, other.step);
  const p = table.numbers.length;
  const width = 2 * p + table.categories.length;
  const from = other.arrays;
  for (let cell = 0; cell < other.count; cell++) {
    const to = cellWith(table, from.keys.subarray(cell * width, (cell + 1) * width));
    const { arrays } = table;
    if (arrays.weights[to] === 0) arrays.first.set(from.first.subarray(cell * p, (cell + 1) * p), to * p);
    mergeInto(arrays, to, from, cell, p);
  }
  coarsen(table);
}

/** Takes all steps up to one. */
export function catchUp(table: CellTable /* out */, step: number): void {
  while (table.step < step) takeStep(table, table.grid.steps[table.step++]);
}

/** A cell that somebody else summed up: of each number the mean, the squares about it, and the sum in original units. */
export interface SummedCell {
  readonly weight: number;
  readonly means: Float64Array;
  readonly squares: Float64Array;
  readonly raw: Float64Array;
  /** The level of each category that the grid tells apart; -1 for none. */
  readonly codes: Int32Array;
  /** How many rows have each level of the others. */
  readonly held: readonly (Float64Array | undefined)[];
}

/** Adds a cell of a grid that is as fine as the table's, or finer. */
export function addSummed(table: CellTable /* out */, { weight, means, squares, raw, codes, held }: SummedCell): void {
  const { numbers, grid } = table;
  const p = numbers.length;
  const key = new Int32Array(2 * p + codes.length);
  keyInto(table, means, 0, Array.from(codes, (code) => Int32Array.of(code)), 0, key);
  const to = cellWith(table, key);
  const { arrays } = table;
  if (arrays.weights[to] === 0) arrays.first.set(means, to * p);
  const shifted = raw.map((sum, j) => sum - weight * (grid.features[numbers[j]] as NumberGrid).shift);
  const levels = codes.map((_, c) => (grid.features[table.categories[c]] as CategoryGrid).levels);
  const counts = held.map((own, c) => own ?? Float64Array.from({ length: levels[c] }, (_, l) => (l === codes[c] ? weight : 0)));
  const one = { keys: key, weights: Float64Array.of(weight), first: means, sums: new Float64Array(p), squares, raw: shifted, held: counts };
  mergeInto(arrays, to, one, 0, p);
  coarsen(table);
}
