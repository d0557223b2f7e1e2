import type { Forest } from "../spatial/forest.ts";
import type { Aims } from "../spatial/kernels.ts";
import type { Rows } from "../spatial/rows.ts";
import { createHeld, hold } from "./fit.ts";

/** What a pass of Lloyd's algorithm over a forest of rows finds. */
export interface Pass {
  /** The weight of each cluster. */
  readonly sizes: Float64Array;
  /** The sums of the numbers of its rows, less `origin` each. */
  readonly sums: Float64Array;
  readonly origin: Float64Array;
  /** What the clusters hold of each combination, or slot. */
  readonly held: Float64Array;
  /** The label of each row, if they are asked for. */
  readonly labels: Int32Array | undefined;
  inertia: number;
  /** How many centroids were looked at in all, by boxes and by rows. */
  looks: number;
}

/** Room for a pass of `k` clusters. */
export function createPass(rows: Rows, { roots, mean }: Forest, k: number, withLabels = false): Pass {
  const { columns, count } = rows;
  const p = columns.numbers.length;
  return {
    sizes: new Float64Array(k),
    sums: new Float64Array(k * p),
    origin: mean.slice(roots[0] * p, (roots[0] + 1) * p),
    held: createHeld(rows, k),
    labels: withLabels ? new Int32Array(count) : undefined,
    inertia: 0,
    looks: 0,
  };
}

/**
 * The filtering algorithm of Kanungo et al. (2002), combination by combination: a node is handed the centroids that may still own some of
 * it, namely the one nearest to the middle of its box and every other that is not farther than that one from the whole box. Where one is
 * left the node is counted as a whole. Every row goes to its nearest centroid, the lower on a tie, but for rounding.
 */
export function filterInto(
  rows: Rows,
  forest: Forest,
  aims: Aims,
  centres: Float64Array,
  k: number,
  pass: Pass, // out
): void {
  const own = new Float64Array(k); // the weight of each cluster in a combination
  const work: Work = { candidates: new Int32Array(64 * k), todo: [], middle: new Float64Array(pass.origin.length) };
  for (let c = 0; c < k; c++) work.candidates[c] = c;
  pass.sizes.fill(0);
  pass.sums.fill(0);
  pass.held.fill(0);
  pass.inertia = pass.looks = 0;
  for (let g = 0; g < forest.roots.length; g++) {
    own.fill(0);
    descend(rows, forest, aims, centres, k, g, work, pass, own);
    for (let c = 0; c < k; c++) {
      if (own[c] === 0) continue;
      pass.sizes[c] += own[c];
      hold(rows, pass.held, c, g, own[c]);
    }
  }
}

/** The centroids that are left to each node on the way down, and the nodes to come, with where their centroids stand and how many. */
interface Work {
  candidates: Int32Array;
  readonly todo: number[];
  /** Room for the middle of a box. */
  readonly middle: Float64Array;
}

function descend(
  { numbers, weights }: Rows,
  { roots, right, start, stop, box, weight, mean, squares }: Forest,
  { padded, base }: Aims,
  centres: Float64Array,
  k: number,
  g: number,
  work: Work,
  pass: Pass, // out
  own: Float64Array, // out
): void {
  const p = pass.origin.length;
  const { todo } = work;
  const row = g * padded;
  let node = roots[g];
  let from = 0;
  let several = k;
  for (;;) {
    if (from + 2 * several > work.candidates.length) work.candidates = extended(work.candidates);
    const { candidates } = work;
    const left = several > 1 ? keepInto(candidates, from, several, base, row, centres, p, box, node * 2 * p, work.middle) : several;
    const first = several > 1 ? from + several : from;
    pass.looks += several > 1 ? several : 0;
    if (left === 1) {
      const c = candidates[first];
      pass.inertia += squares[node] + countIn(pass, own, c, weight[node], base[row + c], mean, node * p, centres, p);
      if (pass.labels !== undefined) pass.labels.fill(c, start[node], stop[node]);
    } else if (right[node] < 0) {
      pass.looks += left * (stop[node] - start[node]);
      for (let i = start[node]; i < stop[node]; i++) {
        const c = nearest(candidates, first, left, base, row, centres, p, numbers, i * p);
        pass.inertia += countIn(pass, own, c, weights[i], base[row + c], numbers, i * p, centres, p);
        if (pass.labels !== undefined) pass.labels[i] = c;
      }
    } else {
      todo.push(right[node++], first, left);
      from = first;
      several = left;
      continue;
    }
    if (todo.length === 0) return;
    several = todo.pop()!;
    from = todo.pop()!;
    node = todo.pop()!;
  }
}

function extended(candidates: Int32Array): Int32Array {
  const more = new Int32Array(2 * candidates.length);
  more.set(candidates);
  return more;
}

/** Counts some weight at a place into cluster `c`; returns what it costs there. */
function countIn(
  { sums, origin }: Pass, // out
  own: Float64Array, // out
  c: number,
  weight: number,
  square: number,
  from: Float64Array,
  at: number,
  centres: Float64Array,
  p: number,
): number {
  own[c] += weight;
  for (let j = 0, to = c * p; j < p; j++, to++) {
    const value = from[at + j];
    sums[to] += weight * (value - origin[j]);
    square += (value - centres[to]) * (value - centres[to]);
  }
  return weight * square;
}

/** The nearest of some candidates to a place, the first of them on a tie. */
function nearest(
  candidates: Int32Array,
  from: number,
  several: number,
  base: Float64Array,
  row: number,
  centres: Float64Array,
  p: number,
  numbers: Float64Array,
  at: number,
): number {
  let best = -1;
  let least = Infinity;
  for (let s = from; s < from + several; s++) {
    const c = candidates[s];
    let square = base[row + c];
    for (let j = 0, centre = c * p; j < p; j++, centre++) {
      const away = numbers[at + j] - centres[centre];
      square += away * away;
    }
    if (square >= least) continue;
    least = square;
    best = c;
  }
  return best;
}

/** Writes those of the candidates that may own some of a box behind them; returns how many they are. */
function keepInto(
  candidates: Int32Array, // out
  from: number,
  several: number,
  base: Float64Array,
  row: number,
  centres: Float64Array,
  p: number,
  box: Float64Array,
  at: number,
  middle: Float64Array, // room
): number {
  for (let j = 0; j < p; j++) middle[j] = (box[at + j] + box[at + p + j]) / 2;
  const best = nearest(candidates, from, several, base, row, centres, p, middle, 0);
  let kept = from + several;
  for (let s = from; s < from + several; s++) {
    // how much nearer the best one is to the corner of the box that lies farthest towards the other
    const c = candidates[s];
    let nearer = base[row + c] - base[row + best];
    for (let j = 0, a = c * p, b = best * p; j < p && c !== best; j++, a++, b++) {
      const corner = centres[a] > centres[b] ? box[at + p + j] : box[at + j];
      nearer += (corner - centres[a]) * (corner - centres[a]) - (corner - centres[b]) * (corner - centres[b]);
    }
    if (nearer <= 0) candidates[kept++] = c;
  }
  return kept - from - several;
}
