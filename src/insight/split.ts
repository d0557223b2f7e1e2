import type { Notice } from "../core/notice.ts";
import { pick, rowsByGroup } from "../core/numbers.ts";
import { countScale } from "../core/weights.ts";
import { weightsOf } from "../segment/options.ts";
import type { SegmentedTable } from "./segmented-table.ts";

/** The rows of a segmentation that are in segments: those that the model dropped are left out. */
export interface SegmentSplit {
  /** The rows of the table, ascending; absent where all are in segments. */
  readonly kept: Int32Array | undefined;
  /** How many others there are. */
  readonly dropped: number;
  /** The segment of each of them. */
  readonly labels: Int32Array;
  readonly k: number;
  readonly names: readonly string[];
  /** The weight of each. */
  readonly weights: Float64Array;
  /** Whether some weight differs from 1. */
  readonly isWeighted: boolean;
  /** What a weight is multiplied by to count rows. */
  readonly scale: number;
  /** The rows of each segment among these, ascending. */
  readonly rowsOf: readonly Int32Array[];
}

/** Splits the rows of a table by segment. */
export function splitRows(where: string, { result, frame }: SegmentedTable, weights?: string | ArrayLike<number>): SegmentSplit {
  const { labels, k, segments } = result;
  const all = weightsOf(where, frame, weights);
  let count = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) count++;
  const kept = count === labels.length ? undefined : Int32Array.from(labels.keys()).filter((i) => labels[i] >= 0);
  const own = kept === undefined ? Int32Array.from(labels) : kept.map((row) => labels[row]);
  const weighed = kept === undefined ? all : pick(all, kept);
  return {
    kept,
    dropped: labels.length - count,
    labels: own,
    k,
    names: segments.map(({ name }) => name),
    weights: weighed,
    isWeighted: weighed.some((weight) => weight !== 1),
    scale: countScale(sumsBySegment(undefined, weighed, own, k).reduce((sum, part) => sum + part, 0), count),
    rowsOf: rowsByGroup(own, k),
  };
}

/** That rows are in no segment. */
export function noticesOfRows({ kept, dropped }: SegmentSplit): Notice[] {
  return kept === undefined ? [] : [{ code: "rows-dropped", figures: { dropped, rows: kept.length + dropped } }];
}

/** The numbers of the rows that are in segments. */
export function keptNumbers(numbers: Float64Array, { kept }: SegmentSplit): Float64Array {
  return kept === undefined ? numbers : pick(numbers, kept);
}

/** The codes of the rows that are in segments. */
export function keptCodes(codes: Int32Array, { kept }: SegmentSplit): Int32Array {
  return kept === undefined ? codes : kept.map((row) => codes[row]);
}

/**
 * The sum of the weighted values of each segment, or of the weights where there are no values; a NaN counts for nothing. What rounding
 * loses is summed, too (Neumaier 1974), so that the order of the rows changes a sum in its last digit at most.
 */
export function sumsBySegment(values: Float64Array | undefined, weights: Float64Array, labels: Int32Array, k: number): Float64Array {
  const sums = new Float64Array(k), lost = new Float64Array(k);
  for (let i = 0; i < labels.length; i++) {
    const term = values === undefined ? weights[i] : weights[i] * values[i];
    if (term !== term) continue;
    const s = labels[i];
    const sum = sums[s] + term;
    lost[s] += Math.abs(sums[s]) >= Math.abs(term) ? sums[s] - sum + term : term - sum + sums[s];
    sums[s] = sum;
  }
  return sums.map((sum, s) => sum + lost[s]);
}
