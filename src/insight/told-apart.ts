import { sumOf } from "../core/numbers.ts";
import { countScale } from "../core/weights.ts";
import { type SegmentSplit, sumsBySegment } from "./split.ts";

/** How much of a column a number of segments tells apart. */
export interface ToldColumn {
  /** Its name. */
  readonly column: string;
  /**
   * The share of the differences between customers that lies between the segments, from 0 to 1: of the variance of a number, of what the
   * levels of a category vary together (the tau of Goodman and Kruskal, 1954). Corrected for what chance gives so many segments
   * (Ezekiel 1930), so that it falls where one more tells nothing; not below 0. NaN where there is nothing to tell.
   */
  readonly explained: number;
}

/** The cells of a column: numbers with NaN, or codes with -1, for missing. */
export type ToldCells = Float64Array | Int32Array;

/** The share of the differences in a column that lies between the segments of a labelling. In O(n) and O(levels k). */
export function toldApart(cells: ToldCells, labels: Int32Array, k: number, { weights }: Pick<SegmentSplit, "weights">): number {
  const own = new Float64Array(k); // the weight of each segment, of rows that have a value
  let rows = 0, total = 0;
  const isThere = (i: number): boolean => (cells instanceof Float64Array ? cells[i] === cells[i] : cells[i] >= 0);
  for (let i = 0; i < cells.length; i++) {
    if (!isThere(i)) continue;
    own[labels[i]] += weights[i];
    total += weights[i];
    rows++;
  }
  const parts = { weights, labels, own, total };
  const { between, all } = cells instanceof Float64Array ? ofNumbers(cells, parts) : ofCodes(cells, parts);
  const n = total * countScale(total, rows);
  const groups = own.filter((weight) => weight > 0).length;
  if (!(all > 0) || !(n > groups)) return NaN;
  return Math.max(0, 1 - ((1 - between / all) * (n - 1)) / (n - groups));
}

/** Sums of squares about the mean: of all values, and of the means of segments. */
interface Squares {
  readonly between: number;
  readonly all: number;
}

/** Rows by segment, and the weight of each segment, of rows that have a value. */
interface Parts {
  readonly weights: Float64Array;
  readonly labels: Int32Array;
  readonly own: Float64Array;
  readonly total: number;
}

function ofNumbers(values: Float64Array, { weights, labels, own, total }: Parts): Squares {
  const mean = sumOf(sumsBySegment(values, weights, labels, own.length)) / total;
  const differences = values.map((value) => value - mean);
  const sums = sumsBySegment(differences, weights, labels, own.length);
  const all = sumOf(sumsBySegment(differences.map((difference) => difference * difference), weights, labels, own.length));
  return { between: own.reduce((sum, weight, s) => sum + (weight > 0 ? (sums[s] * sums[s]) / weight : 0), 0), all };
}

/** A level's dummy varies by its share times the rest. */
function ofCodes(codes: Int32Array, { weights, labels, own, total }: Parts): Squares {
  const levels = codes.reduce((most, code) => Math.max(most, code + 1), 0);
  const held = new Float64Array(levels * own.length);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) held[codes[i] * own.length + labels[i]] += weights[i];
  let between = 0, all = 0;
  for (let level = 0; level < levels; level++) {
    const inEach = held.subarray(level * own.length, (level + 1) * own.length);
    const share = sumOf(inEach) / total;
    all += total * share * (1 - share);
    own.forEach((weight, s) => {
      if (weight > 0) between += weight * (inEach[s] / weight - share) * (inEach[s] / weight - share);
    });
  }
  return { between, all };
}
