import { argsort, crossCounts, highestOf } from "../core/numbers.ts";
import { countOnce } from "../core/weights.ts";
import type { EncodedFeature } from "../encode/fitted.ts";

const mostAlike = 0.8; // above this correlation two parts say the same
const nearly = 1e-6; // what rounding may do to a sum of many rows is far less

/** What may be said of a segment, as far as it is compared: a number, or which levels of a category, or values of a number, are meant. */
interface Comparable {
  readonly column: string;
  readonly feature: EncodedFeature;
  /** The codes of the levels, or the values; of a number as a whole none. */
  readonly members: ReadonlySet<number>;
}

/**
 * Whether two parts say nearly the same: by the largest correlation, either way, of their numbers, their ranks, or who is of the levels. Of
 * levels it is told by how many rows are of both, where each counts once; only near the bound, which rounding may decide, rows are summed.
 */
export function createRelation(weights: Float64Array): (a: Comparable, b: Comparable) => boolean {
  const scores = new Map<string, readonly Float64Array[]>();
  const pairs = new Map<string, Pairs>();
  const areCounted = countOnce(weights);
  const scoresOf = (part: Comparable): readonly Float64Array[] => {
    return known(scores, [part.column, ...part.members], () => scoresIn(part, weights));
  };
  return (a, b) => {
    if (areCounted && a.members.size > 0 && b.members.size > 0) {
      const found = known(pairs, [a.column, b.column], () => countPairs(a.feature, b.feature));
      const size = Math.abs(correlationIn(found, a.members, b.members));
      if (Math.abs(size - mostAlike) > nearly) return size > mostAlike;
    }
    return !(mostRelated(scoresOf(a), scoresOf(b), weights) <= mostAlike);
  };
}

function known<T>(found: Map<string, T>, key: readonly (string | number)[], find: () => T): T {
  const text = JSON.stringify(key);
  const one = found.get(text) ?? find();
  found.set(text, one);
  return one;
}

/** How many rows have each pair of cells of two columns, those without a level first. */
interface Pairs {
  readonly counts: Int32Array;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

function countPairs(a: EncodedFeature, b: EncodedFeature): Pairs {
  const left = levelsIn(a), right = levelsIn(b);
  const counts = crossCounts(left.codes, right.codes, left.levels.length + 1, right.levels.length + 1);
  return { counts, left: left.levels, right: right.levels };
}

/** The codes of a category, or the values of a number that takes few; and each row's place among them, -1 for none. */
function levelsIn(feature: EncodedFeature): { readonly levels: readonly number[]; readonly codes: Int32Array } {
  if (feature.type === "category") return { levels: Array.from({ length: highestOf(feature.codes) + 1 }, (_, code) => code), codes: feature.codes };
  const levels: number[] = [];
  const codes = new Int32Array(feature.values.length);
  for (let i = 0, place = 0; i < codes.length; i++) {
    const value = feature.values[i];
    if (value !== levels[place]) place = levels.indexOf(value);
    if (place < 0) place = levels.push(value) - 1;
    codes[i] = place;
  }
  return { levels, codes };
}

/** The correlation of who is of some levels of one column and who is of some of another; 0 where all or none are. */
function correlationIn({ counts, left, right }: Pairs, a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const width = right.length + 1;
  let all = 0, inA = 0, inB = 0, inBoth = 0;
  counts.forEach((count, at) => {
    const isA = a.has(left[Math.floor(at / width) - 1]);
    const isB = b.has(right[(at % width) - 1]);
    all += count;
    if (isA) inA += count;
    if (isB) inB += count;
    if (isA && isB) inBoth += count;
  });
  return (all * inBoth - inA * inB) / (Math.sqrt(inA * (all - inA)) * Math.sqrt(inB * (all - inB)) || 1);
}

/** The largest of the correlations, either way: of the numbers of both, of the ranks of both. */
function mostRelated(a: readonly Float64Array[], b: readonly Float64Array[], weights: Float64Array): number {
  let most = 0;
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    most = Math.max(most, Math.abs(productOf(a[Math.min(at, a.length - 1)], b[Math.min(at, b.length - 1)], weights)));
  }
  return most;
}

function productOf(x: Float64Array, y: Float64Array, weights: Float64Array): number {
  let product = 0;
  for (let i = 0; i < x.length; i++) product += weights[i] * x[i] * y[i];
  return product;
}

/** A number's values and ranks, or who is of the levels; centred, their squares summing to 1. */
function scoresIn({ feature, members }: Comparable, weights: Float64Array): Float64Array[] {
  const values = new Float64Array(feature.type === "number" ? feature.values : feature.codes);
  if (members.size > 0) {
    for (let i = 0; i < values.length; i++) values[i] = members.has(values[i]) ? 1 : 0;
    return [unit(values, weights)];
  }
  const ranks = weightedRanks(values, weights, argsort(values));
  return [unit(values, weights), unit(ranks, weights)];
}

/** The weight below each value and half of that which is equal to it. */
function weightedRanks(values: Float64Array, weights: Float64Array, order: Int32Array): Float64Array {
  const ranks = new Float64Array(values.length);
  let below = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = values[order[from]];
    let tied = 0;
    for (; to < order.length && values[order[to]] === value; to++) tied += weights[order[to]];
    for (let at = from; at < to; at++) ranks[order[at]] = below + tied / 2;
    below += tied;
  }
  return ranks;
}

/** Centres values, and divides them so that their squares sum to 1: in place. */
function unit(values: Float64Array, weights: Float64Array): Float64Array {
  const first = values[0];
  let total = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    total += weights[i];
    mean += weights[i] * (values[i] - first);
  }
  mean = first + mean / total;
  for (let i = 0; i < values.length; i++) squares += weights[i] * (values[i] - mean) * (values[i] - mean);
  const norm = Math.sqrt(squares) || 1;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - mean) / norm;
  return values;
}
