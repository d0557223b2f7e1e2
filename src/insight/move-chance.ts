// What moves although nothing has changed: by making the segments anew, and by moves that come and go.
import { integers } from "../core/numbers.ts";
import { distribution, quantile } from "../core/quantile.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, Purpose, sfc32, type Random } from "../core/random.ts";
import { partnersOf, placedByResamples, sampledRows } from "../segment/chance-matches.ts";
import type { SegmentModel } from "../segment/model.ts";
import type { Rows } from "../spatial/rows.ts";
import { jaccardOf } from "../validity/overlap.ts";

/** How many customers re-fitting the segments would move, if nothing had changed. */
export interface RefittedMoves {
  /** The mean share over the pairs of resamples; NaN where it could not be found. */
  readonly moved: number;
  /** What re-fitting passes in 5 of 100 cases at most: the quantile at 99 % over the pairs, since resamples vary less than tables. */
  readonly upper: number;
}

/** What the segments are held against each other by. */
interface Refitting {
  readonly model: SegmentModel;
  /** The number of segments after, and before. */
  readonly sizes: readonly [k: number, previous: number];
  readonly resamples: number;
  readonly minOverlap: number;
  readonly onProgress?: OnProgress | undefined;
}

const tail = 0.99; // of what chance gives

/**
 * The share of customers whom two segmentations of bootstrap resamples of the rows place otherwise: `previous` segments in one, `k` in the
 * other, matched one to one by all rows. Only those in `isCounted`, in the rows' order, count: the fewer they are, the more their share
 * varies. Resamples of one table vary less than tables do, so `upper` is taken at 99 %, which new tables pass in 0 to 5 of 100 cases
 * (bench/results/transitions.md). NaN where fewer than two resamples can be clustered.
 */
export function refittedMoves(where: string, all: Rows, isCounted: Uint8Array, refitting: Refitting): RefittedMoves {
  const { model, sizes: [k, previous], resamples, minOverlap, onProgress } = refitting;
  const { rows, drawn } = sampledRows(all, createRandom(model.seed, Purpose.sample));
  const randomOf = (t: number): Random => createRandom(model.seed, Purpose.moves, t);
  const tick = createTicker("resamples", (previous === k ? 1 : 2) * resamples, onProgress);
  const later = placedByResamples(where, rows, model, k, resamples, randomOf, tick);
  const tickOn = (done: number): void => tick(resamples + done);
  const earlier = previous === k ? later : placedByResamples(where, rows, model, previous, resamples, randomOf, tickOn);
  const counted = integers(rows.count).filter((i) => isCounted[all.ids[drawn?.[i] ?? i]] === 1);
  const shares: number[] = [];
  for (let t = 0; t < later.length && counted.length > 0; t++) {
    for (let u = 0; u < (earlier === later ? t : earlier.length); u++) {
      if (t === u) continue; // the same rows
      const partners = partnersOf(jaccardOf(later[t], k, earlier[u], previous), k, previous, minOverlap);
      shares.push(shareMoved(counted, earlier[u], later[t], partners));
    }
  }
  if (shares.length === 0) return { moved: NaN, upper: NaN };
  const upper = quantile(distribution(Float64Array.from(shares)), tail);
  return { moved: shares.reduce((sum, share) => sum + share, 0) / shares.length, upper };
}

/** The share of some rows whose later segment carries on another than their earlier one, or none. */
function shareMoved(rows: Int32Array, earlier: Int32Array, later: Int32Array, partners: Int32Array): number {
  let moved = 0;
  for (const row of rows) if (partners[later[row]] !== earlier[row]) moved++;
  return moved / rows.length;
}

/** How far moves are one-way. */
export interface OneWayMoves {
  /** Of all pairs of segments: how many more customers went one way than the other, as a share of all customers. */
  readonly share: number;
  /** The share that is passed in 1 of 100 rounds at most, in each of which a coin says of all who moved which way it was. */
  readonly upper: number;
  /** The pair of segments between which most more went one way than came back; absent where as many came back as went, in all pairs. */
  readonly largest?: {
    /** The label of the segment that they left. */
    readonly from: number;
    /** The label of the segment that they went to. */
    readonly to: number;
    /** How many went that way. */
    readonly went: number;
    /** How many came back. */
    readonly back: number;
  };
}

const rounds = 999;

/**
 * How many more customers moved one way than came the other, from the table of moves between the same segments before and after, row-major.
 * If nothing has changed but what comes and goes, a customer's before and after could as well be the other way round; so `upper` is that
 * of tables in which each who moved is turned round by a coin (a test of symmetry as Bowker's of 1948, by permutation). In
 * O(moved / 32) a round.
 */
export function oneWayMoves(counts: Float64Array, k: number, seed: number): OneWayMoves {
  const moves: number[] = [];
  let all = 0, surplus = 0;
  let largest: OneWayMoves["largest"];
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) all += counts[a * k + b];
    for (let b = 0; b < a; b++) {
      const there = counts[a * k + b], back = counts[b * k + a];
      if (there + back > 0) moves.push(there + back);
      surplus += Math.abs(there - back);
      const [from, to] = there > back ? [a, b] : [b, a];
      const [went, came] = there > back ? [there, back] : [back, there];
      if (went - came > (largest === undefined ? 0 : largest.went - largest.back)) largest = { from, to, went, back: came };
    }
  }
  if (moves.length === 0) return { share: 0, upper: 0 };
  const random = createRandom(seed, Purpose.swapsOfMoves);
  const seedWord = (): number => Math.floor(4294967296 * random());
  const word = sfc32(seedWord(), seedWord(), seedWord());
  const surplusDrawn = (): number => moves.reduce((sum, count) => sum + Math.abs(2 * headsOf(count, word) - count), 0);
  const drawn = Float64Array.from({ length: rounds }, surplusDrawn).sort();
  const upper = drawn[Math.ceil(tail * (rounds + 1)) - 1] / all;
  return { share: surplus / all, upper, ...(largest === undefined ? {} : { largest }) };
}

/** How many of so many coins show heads: a bit of a word each. */
function headsOf(coins: number, word: () => number): number {
  let heads = 0;
  for (let left = coins; left > 0; left -= 32) heads += bitsIn(left >= 32 ? word() : word() >>> (32 - left));
  return heads;
}

/** The bits of a word that are set. */
function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
