import { highWord } from "../core/numbers.ts";

/**
 * The values of a number and how often each occurs, in bounded memory: each by itself while there are few, then runs of neighbours,
 * which share the upper bits of a double. How many bits is the most at which the runs are few enough, so that the order of the values
 * decides nothing.
 */
export interface Sketch {
  /** Lower bits of the fraction that are left out: 0 where every value stands by itself. */
  dropped: number;
  count: number;
  /** Of each run the words of its bits, how many values it holds, and their sum beyond the number that the bits stand for. */
  high: Int32Array;
  low: Int32Array;
  counts: Float64Array;
  beyond: Float64Array;
  /** The places of runs by their hash, -1 for none. */
  places: Int32Array;
  min: number;
  max: number;
  /** Values that are missing. */
  missing: number;
}

/** The most runs of a sketch. */
export const mostRuns = 32_768;
const fractionBits = 52;
const placesARun = 4;
const leastRoom = 64;

/** A sketch of nothing yet. */
export function emptySketch(): Sketch {
  return {
    dropped: 0, count: 0, high: new Int32Array(leastRoom), low: new Int32Array(leastRoom), counts: new Float64Array(leastRoom),
    beyond: new Float64Array(leastRoom), places: new Int32Array(placesARun * leastRoom).fill(-1), min: Infinity, max: -Infinity, missing: 0,
  };
}

const pair = /* @__PURE__ */ new Float64Array(1);
const words = /* @__PURE__ */ (() => new Int32Array(pair.buffer))();

/** Counts values, NaN as missing, each as often as its weight says. */
export function addToSketch(sketch: Sketch /* out */, values: Float64Array, weights?: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] + 0; // -0 is 0
    const weight = weights === undefined ? 1 : weights[i];
    if (value !== value) {
      sketch.missing += weight;
      continue;
    }
    if (value < sketch.min) sketch.min = value;
    if (value > sketch.max) sketch.max = value;
    pair[0] = value;
    addRun(sketch, words[highWord], words[1 - highWord], value, weight, 0);
  }
}

/** Adds what another sketch counted. */
export function mergeSketches(sketch: Sketch /* out */, other: Sketch): void {
  while (sketch.dropped < other.dropped) drop(sketch);
  sketch.min = Math.min(sketch.min, other.min);
  sketch.max = Math.max(sketch.max, other.max);
  sketch.missing += other.missing;
  for (let at = 0; at < other.count; at++) {
    const start = startOf(other.high[at], other.low[at]);
    addRun(sketch, other.high[at], other.low[at], start, other.counts[at], other.beyond[at]);
  }
}

/** Adds `count` values that lie `beyond` (in sum) a number whose bits are these. */
function addRun(sketch: Sketch /* out */, high: number, low: number, value: number, count: number, beyond: number): void {
  for (;;) {
    const { dropped } = sketch;
    const ownLow = dropped === 0 ? low : dropped >= 32 ? 0 : low & (-1 << dropped);
    const ownHigh = dropped > 32 ? high & (-1 << (dropped - 32)) : high;
    const at = runAt(sketch, ownHigh, ownLow);
    if (at < 0) {
      drop(sketch);
      continue;
    }
    sketch.counts[at] += count;
    if (dropped > 0) sketch.beyond[at] += beyond + count * (value - startOf(ownHigh, ownLow));
    return;
  }
}

/** The run with these bits, a new one where there is none; -1 where there is no room for it. */
function runAt(sketch: Sketch /* out */, high: number, low: number): number {
  let place = placeOf(sketch, high, low);
  if (sketch.places[place] >= 0) return sketch.places[place];
  if (sketch.count === mostRuns && sketch.dropped < fractionBits) return -1;
  if (sketch.count === sketch.counts.length) {
    grow(sketch);
    place = placeOf(sketch, high, low);
  }
  const at = sketch.count++;
  sketch.places[place] = at;
  sketch.high[at] = high;
  sketch.low[at] = low;
  sketch.counts[at] = 0;
  sketch.beyond[at] = 0;
  return at;
}

/** Where the run with these bits stands among the places, or would. */
function placeOf({ places, high: ofRuns, low: ofLows }: Sketch, high: number, low: number): number {
  const mask = places.length - 1;
  let place = Math.imul(Math.imul(high, 0x21f0aaad) ^ (high >>> 15) ^ low, 0x735a2d97);
  place = (place ^ (place >>> 15)) & mask;
  for (; places[place] >= 0; place = (place + 1) & mask) {
    const at = places[place];
    if (ofRuns[at] === high && ofLows[at] === low) break;
  }
  return place;
}

function grow(sketch: Sketch /* out */): void {
  const { count, high, low, counts, beyond } = sketch;
  const room = 2 * count;
  [sketch.high, sketch.low] = [high, low].map((own) => {
    const next = new Int32Array(room);
    next.set(own);
    return next;
  });
  [sketch.counts, sketch.beyond] = [counts, beyond].map((own) => {
    const next = new Float64Array(room);
    next.set(own);
    return next;
  });
  sketch.places = new Int32Array(placesARun * room).fill(-1);
  for (let at = 0; at < count; at++) sketch.places[placeOf(sketch, high[at], low[at])] = at;
}

/** Leaves one more bit out: runs that then have the same bits become one. */
function drop(sketch: Sketch /* out */): void {
  const { count } = sketch;
  const [high, low, counts, beyond] = [sketch.high, sketch.low, sketch.counts, sketch.beyond].map((own) => own.slice(0, count));
  sketch.count = 0;
  sketch.dropped++;
  sketch.places.fill(-1);
  for (let at = 0; at < count; at++) addRun(sketch, high[at], low[at], startOf(high[at], low[at]), counts[at], beyond[at]);
}

function startOf(high: number, low: number): number {
  words[highWord] = high;
  words[1 - highWord] = low;
  return pair[0];
}

/** Values in ascending order, each with how often it occurs. */
export interface CountedValues {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** Whether these are all values; else each stands for some neighbours, but for the least and the greatest. */
  readonly isExact: boolean;
}

/** What a sketch holds: of each run the mean, and the least and the greatest value by themselves. */
export function valuesOfSketch(sketch: Sketch): CountedValues {
  const { count, min, max, dropped } = sketch;
  const runs = Array.from({ length: count }, (_, at): readonly [number, number] => {
    const start = startOf(sketch.high[at], sketch.low[at]);
    return [dropped === 0 ? start : clamp(start + sketch.beyond[at] / sketch.counts[at], min, max), sketch.counts[at]];
  }).sort(([a], [b]) => a - b);
  if (dropped > 0) return withEnds(runs, min, max);
  return { values: Float64Array.from(runs, ([value]) => value), counts: Float64Array.from(runs, ([, own]) => own), isExact: true };
}

/** Ascending runs of neighbours, each by its mean and its count, with the least and the greatest value by themselves. */
export function withEnds(given: readonly (readonly [mean: number, count: number])[], min: number, max: number): CountedValues {
  const last = given.length - 1;
  const runs = last > 0 ? [...apart(given[0], min), ...given.slice(1, last), ...apart(given[last], max).reverse()] : given;
  return { values: Float64Array.from(runs, ([value]) => value), counts: Float64Array.from(runs, ([, own]) => own), isExact: false };
}

/** A run in two: its utmost value once, and the mean of the others. */
function apart([mean, count]: readonly [number, number], utmost: number): (readonly [number, number])[] {
  return count <= 1 ? [[utmost, count]] : [[utmost, 1], [mean + (mean - utmost) / (count - 1), count - 1]];
}

function clamp(value: number, min: number, max: number): number {
  return value < min ? min : value > max ? max : value;
}
