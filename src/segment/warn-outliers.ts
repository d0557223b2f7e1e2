import { formatNumber } from "../core/format.ts";
import type { Encoding } from "../table/encode.ts";
import type { ProfiledColumn } from "./profile.ts";
import { rowsOf } from "./rows-of.ts";

const mostShare = 0.01; // of a segment's rows may be its few extreme ones
const mostRows = 3;
const leastPull = 0.25; // of the way from the median to the mean, that they account for
const leastRows = 10; // in fewer, every row counts
const leastShift = 0.1; // of the mean, in standard deviations of all other rows
const leastDistance = 5; // from the others of the segment, in their standard deviations

/** A sentence for every mean that a few extreme rows make: the mean without them, and the median. */
export function warnOutliers(
  { fitted, features }: Encoding,
  columns: readonly ProfiledColumn[],
  labels: Int32Array,
  weights: Float64Array,
  names: readonly string[],
): string[] {
  const rows = rowsOf(labels, names.length);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return fitted.flatMap(({ column }, f) => {
    const feature = features[f];
    if (feature.kind !== "numeric") return [];
    const profiled = columns.find((other) => other.column === column && other.level === undefined)!;
    return names.flatMap((name, s) => (rows[s].length < leastRows ? [] : (warnOne(feature.values, weights, total, rows[s], profiled, s, name) ?? [])));
  });
}

function warnOne(
  values: Float64Array,
  weights: Float64Array,
  total: number,
  rows: Int32Array,
  column: ProfiledColumn,
  s: number,
  name: string,
): string | undefined {
  const mean = column.means[s];
  const median = column.medians![s];
  const extreme = farthestOf(values, rows, median);
  let weight = rows.reduce((sum, row) => sum + weights[row], 0);
  let sum = mean * weight;
  let squares = column.deviation * column.deviation * total; // of all rows, about their mean
  let others = total;
  const allowed = Math.min(mostRows, Math.max(1, Math.floor(mostShare * rows.length)));
  for (let few = 1; few <= allowed; few++) {
    const out = extreme[few - 1];
    sum -= weights[out] * values[out];
    weight -= weights[out];
    squares -= weights[out] * (values[out] - column.mean) * (values[out] - column.mean);
    others -= weights[out];
    const rest = sum / weight;
    const shift = Math.abs(mean - rest);
    const isFelt = shift > leastPull * Math.abs(mean - median) && shift > leastShift * Math.sqrt(Math.max(0, squares) / others);
    if (!isFelt || Math.abs(values[out] - rest) < leastDistance * deviationWithout(values, weights, rows, extreme.slice(0, few), rest)) continue;
    const cause = few === 1 ? `one outlier of ${formatNumber(values[out])}` : `${few} outliers, the largest ${formatNumber(values[extreme[0]])}`;
    const without = `without ${few === 1 ? "it" : "them"} it is ${formatNumber(rest)}`;
    return `The mean ${formatNumber(mean)} of \`${column.name}\` in "${name}" hangs on ${cause}; ${without}, and the median is ${formatNumber(median)}.`;
  }
  return undefined;
}

/** The standard deviation of the rows about the mean of all but a few, those left out. */
function deviationWithout(values: Float64Array, weights: Float64Array, rows: Int32Array, out: readonly number[], mean: number): number {
  let squares = 0;
  let weight = 0;
  for (const row of rows) {
    if (out.includes(row)) continue;
    squares += weights[row] * (values[row] - mean) * (values[row] - mean);
    weight += weights[row];
  }
  return Math.sqrt(squares / weight);
}

/** The few rows farthest from the median, farthest first, ties by row. */
function farthestOf(values: Float64Array, rows: Int32Array, median: number): number[] {
  const farthest: number[] = [];
  let bound = -1; // the distance of the last, once there are enough
  for (const row of rows) {
    const distance = Math.abs(values[row] - median);
    if (distance <= bound) continue;
    const at = farthest.findIndex((other) => distance > Math.abs(values[other] - median));
    farthest.splice(at < 0 ? farthest.length : at, 0, row);
    if (farthest.length > mostRows) farthest.pop();
    if (farthest.length === mostRows) bound = Math.abs(values[farthest[mostRows - 1]] - median);
  }
  return farthest;
}
