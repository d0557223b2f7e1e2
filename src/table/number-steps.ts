import { log1p } from "../core/log.ts";
import type { Distribution } from "../core/quantile.ts";
import { cellError } from "./cell.ts";
import type { FittedNumber } from "./fitted.ts";

type Steps = Pick<FittedNumber, "column" | "winsorise" | "transform" | "knots">;

const mostKnots = 1001;

/** Numbers winsorised and transformed as a feature says: the array itself where it says nothing. */
export function encodeNumbers(where: string, { column, winsorise, transform, knots }: Steps, values: Float64Array, kept?: Int32Array): Float64Array {
  const [low, high] = winsorise ?? [-Infinity, Infinity];
  if (transform === undefined && winsorise === undefined) return values;
  return values.map((value, at) => {
    const x = value < low ? low : value > high ? high : value;
    if (transform === undefined) return x;
    if (transform === "rank") return rankOf(x, knots!.values, knots!.shares);
    if (transform === "log1p" && x > -1) return log1p(x);
    if (transform === "sqrt" && x >= 0) return Math.sqrt(x);
    const rule = `must be ${transform === "sqrt" ? "at least 0" : "above -1"} for the transform "${transform}"`;
    throw cellError(where, "out-of-domain", column, kept === undefined ? at : kept[at], rule, value);
  });
}

/** Values and the share of the weight below each (half of its own counted in), thinned to at most 1 001. */
export function rankKnots({ sorted, upTo }: Distribution): { values: number[]; shares: number[] } {
  const values: number[] = [];
  const shares: number[] = [];
  const total = upTo[upTo.length - 1];
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (sorted[i + 1] === sorted[i]) continue;
    values.push(sorted[i]);
    shares.push((start + upTo[i]) / 2 / total);
    start = upTo[i];
  }
  if (values.length <= mostKnots) return { values, shares };
  const kept = Array.from({ length: mostKnots }, (_, i) => Math.round((i * (values.length - 1)) / (mostKnots - 1)));
  return { values: kept.map((i) => values[i]), shares: kept.map((i) => shares[i]) };
}

/** The share at `x`, linear between knots and constant beyond them. */
function rankOf(x: number, values: readonly number[], shares: readonly number[]): number {
  let low = 0;
  let high = values.length - 1;
  if (x <= values[low]) return shares[low];
  if (x >= values[high]) return shares[high];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= x) low = middle;
    else high = middle;
  }
  return shares[low] + ((x - values[low]) / (values[high] - values[low])) * (shares[high] - shares[low]);
}
