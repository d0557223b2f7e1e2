import { formatNumber } from "../core/format.ts";
import { moments } from "../core/moments.ts";
import type { Encoding } from "../table/encode.ts";
import type { ProfiledColumn } from "./profile.ts";
import { rowsOf } from "./rows-of.ts";

const leastPull = 0.3; // of the way from the median to the mean, that the outlier accounts for
const leastRows = 10; // in fewer, every row counts
const leastShift = 0.11; // of the mean, in standard deviations of the others of the segment
const leastDistance = 5; // from the others, in the same

/** A sentence for every mean that one extreme row makes: the mean without it, and the median. */
export function warnOutliers(
  { fitted, features }: Encoding,
  columns: readonly ProfiledColumn[],
  labels: Int32Array,
  weights: Float64Array,
  names: readonly string[],
): string[] {
  const rows = rowsOf(labels, names.length);
  return fitted.flatMap(({ column }, f) => {
    const feature = features[f];
    if (feature.kind !== "numeric") return [];
    const profiled = columns.find((other) => other.column === column && other.level === undefined)!;
    return names.flatMap((name, s) => warnOne(feature.values, weights, rows[s], profiled, s, name));
  });
}

function warnOne(values: Float64Array, weights: Float64Array, rows: Int32Array, { name, means, medians }: ProfiledColumn, s: number, segment: string): string[] {
  const mean = means[s];
  const median = medians![s];
  let out = rows[0];
  for (const row of rows) if (Math.abs(values[row] - median) > Math.abs(values[out] - median)) out = row;
  const others = rows.filter((row) => row !== out);
  const rest = moments(Float64Array.from(others, (row) => values[row]), Float64Array.from(others, (row) => weights[row]));
  const shift = Math.abs(mean - rest.mean);
  const isTold = rows.length >= leastRows && shift > leastPull * Math.abs(mean - median) && shift > leastShift * rest.deviation;
  if (!isTold || Math.abs(values[out] - rest.mean) < leastDistance * rest.deviation) return [];
  return [`The mean ${formatNumber(mean)} of \`${name}\` in "${segment}" hangs on one outlier of ${formatNumber(values[out])}; without it it is ${formatNumber(rest.mean)}, and the median is ${formatNumber(median)}.`];
}
