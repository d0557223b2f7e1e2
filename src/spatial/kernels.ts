import type { Rows } from "./rows.ts";

/** Centroids made ready for {@link nearestInto}: four stand side by side, and what categories add to a distance is summed up. */
export class Aims {
  /** How many they are, rounded up to a multiple of four; those beyond are infinitely far. */
  readonly padded: number;
  /** Their numbers: of each four one number after the other. */
  readonly numbers: Float64Array;
  /** For each combination its squared distance to each centroid in the dummies. */
  readonly base: Float64Array;
  /** Room for the squared distance of each slot to a centroid. */
  readonly slots: Float64Array;

  /** Room for `k` centroids. */
  constructor({ columns, start }: Rows, k: number) {
    const padded = (k + 3) & ~3;
    const combinations = start.length - 1;
    const base = new Float64Array(combinations * padded);
    for (let g = 0; g < combinations; g++) base.fill(Infinity, g * padded + k, (g + 1) * padded);
    this.padded = padded;
    this.numbers = new Float64Array(padded * columns.numbers.length);
    this.base = base;
    this.slots = new Float64Array(columns.dummies.length);
  }
}

/** Makes centroid `c` ready. In O(dummies + combinations · categories). */
export function aim({ columns, slots, start }: Rows, aims: Aims, centroids: Float64Array, c: number): void {
  const { count: d, numbers, first } = columns;
  const { padded, base } = aims;
  let to = (c >> 2) * 4 * numbers.length + (c & 3);
  for (let j = 0; j < numbers.length; j++, to += 4) aims.numbers[to] = centroids[c * d + numbers[j]];
  const q = first.length - 1;
  if (q === 0) return;
  for (let f = 0; f < q; f++) slotSquaresInto(columns, f, centroids, c * d, aims.slots);
  for (let g = 0, at = 0; g < start.length - 1; g++) {
    let sum = 0;
    for (const end = at + q; at < end; at++) sum += aims.slots[slots[at]];
    base[g * padded + c] = sum;
  }
}

/**
 * Writes how far rows of each slot of category `f` lie from the centroid at `from`, squared, in the dummies of the category: what all
 * dummies before and behind the slot's own add as zeros, and its own as one. No difference is taken, so that no digit is lost.
 */
export function slotSquaresInto(
  { first, dummies, low, high }: Rows["columns"],
  f: number,
  centroids: Float64Array,
  from: number,
  squares: Float64Array, // out
): void {
  let before = 0;
  for (let s = first[f]; s < first[f + 1]; s++) {
    squares[s] = before;
    if (dummies[s] < 0) continue;
    const zero = low[s] - centroids[from + dummies[s]];
    const one = high[s] - centroids[from + dummies[s]];
    squares[s] += one * one;
    before += zero * zero;
  }
  for (let s = first[f + 1] - 1, behind = 0; s >= first[f]; s--) {
    squares[s] += behind;
    if (dummies[s] < 0) continue;
    const zero = low[s] - centroids[from + dummies[s]];
    behind += zero * zero;
  }
}

const mostBatch = 512; // rows: what is found of them stays in the nearest cache

/** Some rows, and what {@link nearestInto} finds of each. */
export class Batch {
  readonly rows: Int32Array;
  /** The nearest centroid, the lower one on a tie. */
  readonly nearest: Int32Array;
  /** The squared distance to it, and to the next nearest; Infinity where there is none. */
  readonly least: Float64Array;
  readonly next: Float64Array;

  /** Room for some of so many rows. */
  constructor(count: number) {
    const size = Math.min(count, mostBatch);
    this.rows = new Int32Array(size);
    this.nearest = new Int32Array(size);
    this.least = new Float64Array(size);
    this.next = new Float64Array(size);
  }
}

/**
 * Finds the nearest centroid of the first `count` rows of a batch: two rows and four centroids at a time, so that eight sums are
 * under way at once. Each sum is that of the plain loop, term by term: that of the dummies, then the numbers in turn.
 */
export function nearestInto(
  { numbers, combinationOf, columns }: Rows,
  { padded, numbers: centres, base }: Aims,
  batch: Batch, // in and out
  count: number,
): void {
  const p = columns.numbers.length;
  const { rows, nearest, least, next } = batch;
  for (let s = 0; s < count; s += 2) {
    const t = s + 1 < count ? s + 1 : s;
    const at = rows[s] * p;
    const gap = (rows[t] - rows[s]) * p;
    const from = combinationOf[rows[s]] * padded;
    const over = combinationOf[rows[t]] * padded - from;
    let a = Infinity, aNext = Infinity, aOwn = 0;
    let b = Infinity, bNext = Infinity, bOwn = 0;
    for (let c = 0, m = 0, g = from; c < padded; c += 4, g += 4) {
      const second = c + 1, third = c + 2, fourth = c + 3;
      let a0 = base[g], a1 = base[g + 1], a2 = base[g + 2], a3 = base[g + 3];
      let b0 = base[g + over], b1 = base[g + over + 1], b2 = base[g + over + 2], b3 = base[g + over + 3];
      for (let j = at; j < at + p; j++, m += 4) {
        const x = numbers[j], y = numbers[j + gap];
        const c0 = centres[m], c1 = centres[m + 1], c2 = centres[m + 2], c3 = centres[m + 3];
        a0 += (x - c0) * (x - c0);
        a1 += (x - c1) * (x - c1);
        a2 += (x - c2) * (x - c2);
        a3 += (x - c3) * (x - c3);
        b0 += (y - c0) * (y - c0);
        b1 += (y - c1) * (y - c1);
        b2 += (y - c2) * (y - c2);
        b3 += (y - c3) * (y - c3);
      }
      if (a0 < aNext) { if (a0 < a) { aNext = a; a = a0; aOwn = c; } else aNext = a0; }
      if (a1 < aNext) { if (a1 < a) { aNext = a; a = a1; aOwn = second; } else aNext = a1; }
      if (a2 < aNext) { if (a2 < a) { aNext = a; a = a2; aOwn = third; } else aNext = a2; }
      if (a3 < aNext) { if (a3 < a) { aNext = a; a = a3; aOwn = fourth; } else aNext = a3; }
      if (b0 < bNext) { if (b0 < b) { bNext = b; b = b0; bOwn = c; } else bNext = b0; }
      if (b1 < bNext) { if (b1 < b) { bNext = b; b = b1; bOwn = second; } else bNext = b1; }
      if (b2 < bNext) { if (b2 < b) { bNext = b; b = b2; bOwn = third; } else bNext = b2; }
      if (b3 < bNext) { if (b3 < b) { bNext = b; b = b3; bOwn = fourth; } else bNext = b3; }
    }
    nearest[s] = aOwn;
    least[s] = a;
    next[s] = aNext;
    nearest[t] = bOwn;
    least[t] = b;
    next[t] = bNext;
  }
}

/**
 * What rows cost that go each to its nearest centroid: weight times squared distance, of the bits that {@link nearestInto} finds. Two
 * rows of a combination and four centroids at a time; of an odd number the last one twice.
 */
export function leastCost({ numbers, weights, start, columns }: Rows, { padded, numbers: centres, base }: Aims): number {
  const p = columns.numbers.length;
  let cost = 0;
  for (let g = 0, from = 0, i = 0; g < start.length - 1; g++, from += padded) {
    for (const end = start[g + 1]; i < end; i += 2) {
      const isPair = i + 1 < end;
      const gap = isPair ? p : 0;
      let a = Infinity, b = Infinity;
      for (let c = from, m = 0; c < from + padded; c += 4) {
        let a0 = base[c], a1 = base[c + 1], a2 = base[c + 2], a3 = base[c + 3];
        let b0 = a0, b1 = a1, b2 = a2, b3 = a3;
        for (let j = i * p, last = j + p; j < last; j++, m += 4) {
          const x = numbers[j], y = numbers[j + gap];
          const c0 = centres[m], c1 = centres[m + 1], c2 = centres[m + 2], c3 = centres[m + 3];
          a0 += (x - c0) * (x - c0);
          a1 += (x - c1) * (x - c1);
          a2 += (x - c2) * (x - c2);
          a3 += (x - c3) * (x - c3);
          b0 += (y - c0) * (y - c0);
          b1 += (y - c1) * (y - c1);
          b2 += (y - c2) * (y - c2);
          b3 += (y - c3) * (y - c3);
        }
        if (a0 < a) a = a0;
        if (a1 < a) a = a1;
        if (a2 < a) a = a2;
        if (a3 < a) a = a3;
        if (b0 < b) b = b0;
        if (b1 < b) b = b1;
        if (b2 < b) b = b2;
        if (b3 < b) b = b3;
      }
      cost += weights[i] * a;
      if (isPair) cost += weights[i + 1] * b;
    }
    i = start[g + 1];
  }
  return cost;
}

/** The squared distance of row `i` to centroid `c`: the bits that {@link nearestInto} finds. */
export function squareTo({ numbers, combinationOf, columns }: Rows, aims: Aims, i: number, c: number): number {
  const { padded, numbers: centres, base } = aims;
  const p = columns.numbers.length;
  let sum = base[combinationOf[i] * padded + c];
  for (let j = i * p, end = j + p, m = (c >> 2) * 4 * p + (c & 3); j < end; j++, m += 4) {
    const difference = numbers[j] - centres[m];
    sum += difference * difference;
  }
  return sum;
}

/**
 * What four centroids would save if they were added, one by one: by how much the squared distances to them are below `least`, summed up
 * by weight. A row that the categories alone keep too far from all four saves nothing, and is not looked at. Whether another row saves
 * anything is not branched on, as nothing foretells it: what it saves is half of the difference and its magnitude together.
 */
export function savingsInto(
  { numbers, weights, start, columns }: Rows,
  { padded, numbers: centres, base }: Aims,
  c: number,
  least: Float64Array,
  savings: Float64Array, // out
): void {
  const p = columns.numbers.length;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (let g = 0, from = c, i = 0; g < start.length - 1; g++, from += padded) {
    const b0 = base[from], b1 = base[from + 1], b2 = base[from + 2], b3 = base[from + 3];
    const nearest = Math.min(b0, b1, b2, b3);
    for (const end = start[g + 1]; i < end; i++) {
      const most = least[i], weight = weights[i];
      if (most <= nearest) continue;
      let a0 = b0, a1 = b1, a2 = b2, a3 = b3;
      for (let at = i * p, m = c * p, last = at + p; at < last; at++, m += 4) {
        const x = numbers[at];
        a0 += (x - centres[m]) * (x - centres[m]);
        a1 += (x - centres[m + 1]) * (x - centres[m + 1]);
        a2 += (x - centres[m + 2]) * (x - centres[m + 2]);
        a3 += (x - centres[m + 3]) * (x - centres[m + 3]);
      }
      s0 += weight * (most - a0 + Math.abs(most - a0));
      s1 += weight * (most - a1 + Math.abs(most - a1));
      s2 += weight * (most - a2 + Math.abs(most - a2));
      s3 += weight * (most - a3 + Math.abs(most - a3));
    }
  }
  savings[c] = s0 / 2;
  savings[c + 1] = s1 / 2;
  savings[c + 2] = s2 / 2;
  savings[c + 3] = s3 / 2;
}

/**
 * Lowers each row's squared distance to its nearest centroid by one more centroid, number `c` of `aims`, and sums them up by weight:
 * `upTo` is that of a row and all before it. Returns the whole.
 */
export function lowerInto(
  { numbers, weights, start, columns }: Rows,
  { padded, numbers: centres, base }: Aims,
  c: number,
  least: Float64Array, // out
  upTo: Float64Array, // out
): number {
  const p = columns.numbers.length;
  const first = (c >> 2) * 4 * p + (c & 3);
  let sum = 0;
  for (let g = 0, i = 0; g < start.length - 1; g++) {
    const nearest = base[g * padded + c];
    for (const end = start[g + 1]; i < end; i++) {
      let most = least[i];
      if (nearest < most) {
        let square = nearest;
        for (let at = i * p, m = first, last = at + p; at < last; at++, m += 4) {
          const difference = numbers[at] - centres[m];
          square += difference * difference;
        }
        if (square < most) least[i] = most = square;
      }
      sum += weights[i] * most;
      upTo[i] = sum;
    }
  }
  return sum;
}
