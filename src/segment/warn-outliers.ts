import { formatNumber } from "../core/format.ts";
import type { Encoding } from "../table/encode.ts";
import type { ProfiledColumn } from "./profile.ts";

const mostShare = 0.01; // of a segment's rows may be its few extreme ones
const mostRows = 3;
const leastPull = 0.25; // of the way from the median to the mean, that they account for
const leastRows = 10; // in fewer, every row counts
const leastShift = 0.1; // of the mean, in standard deviations of all rows

/** A sentence for every mean that a few extreme rows make: the mean without them, and the median. */
export function warnOutliers(
  { fitted, features }: Encoding,
  columns: readonly ProfiledColumn[],
  labels: Int32Array,
  weights: Float64Array,
  names: readonly string[],
): string[] {
  return fitted.flatMap(({ column }, f) => {
    const feature = features[f];
    if (feature.kind !== "numeric") return [];
    const profiled = columns.find((other) => other.column === column && other.level === undefined)!;
    return names.flatMap((name, s) => {
      const rows = labels.reduce<number[]>((own, label, i) => (label === s ? (own.push(i), own) : own), []);
      return rows.length < leastRows ? [] : (warnOne(feature.values, weights, rows, profiled, s, name) ?? []);
    });
  });
}

function warnOne(values: Float64Array, weights: Float64Array, rows: number[], column: ProfiledColumn, s: number, name: string): string | undefined {
  const mean = column.means[s];
  const median = column.medians![s];
  const distance = (row: number): number => Math.abs(values[row] - median);
  const extreme = rows.sort((a, b) => distance(b) - distance(a) || a - b);
  let weight = rows.reduce((sum, row) => sum + weights[row], 0);
  let sum = mean * weight;
  const allowed = Math.min(mostRows, Math.max(1, Math.floor(mostShare * rows.length)));
  for (let few = 1; few <= allowed; few++) {
    const out = extreme[few - 1];
    sum -= weights[out] * values[out];
    weight -= weights[out];
    const rest = sum / weight;
    const shift = Math.abs(mean - rest);
    if (shift < leastPull * Math.abs(mean - median) || shift < leastShift * column.deviation) continue;
    const cause = few === 1 ? `one outlier of ${formatNumber(values[out])}` : `${few} outliers, the largest ${formatNumber(values[extreme[0]])}`;
    const without = `without ${few === 1 ? "it" : "them"} it is ${formatNumber(rest)}`;
    return `The mean ${formatNumber(mean)} of \`${column.name}\` in "${name}" hangs on ${cause}; ${without}, and the median is ${formatNumber(median)}.`;
  }
  return undefined;
}
