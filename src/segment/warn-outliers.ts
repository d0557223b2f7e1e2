import { formatNumber } from "../core/format.ts";
import { moments } from "../core/moments.ts";
import { argsort } from "../core/sort.ts";
import type { Encoding } from "../table/encode.ts";
import type { ProfiledColumn } from "./profile.ts";
import { rowsOf } from "./rows-of.ts";

const mostShare = 0.01; // of a segment's rows may be its few extreme ones
const mostRows = 3;
const leastPull = 0.3; // of the way from the median to the mean, that they account for
const leastRows = 10; // in fewer, every row counts
const leastShift = 0.11; // of the mean, in standard deviations of the others of the segment
const leastDistance = 5; // from the others, in the same

/** A sentence for every mean that a few extreme rows make: the mean without them, and the median. */
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
  const order = argsort(Float64Array.from(rows, (row) => -Math.abs(values[row] - median))); // farthest first
  const most = rows.length < leastRows ? 0 : Math.min(mostRows, Math.max(1, Math.floor(mostShare * rows.length)));
  for (let few = 1; few <= most; few++) {
    const others = rows.filter((_, at) => !order.subarray(0, few).includes(at));
    const rest = moments(Float64Array.from(others, (row) => values[row]), Float64Array.from(others, (row) => weights[row]));
    const shift = Math.abs(mean - rest.mean);
    const distance = Math.abs(values[rows[order[few - 1]]] - rest.mean);
    if (!(shift > leastPull * Math.abs(mean - median) && shift > leastShift * rest.deviation && distance >= leastDistance * rest.deviation)) continue;
    const largest = formatNumber(values[rows[order[0]]]);
    const cause = few === 1 ? `one outlier of ${largest}; without it` : `${few} outliers, the largest ${largest}; without them`;
    return [`The mean ${formatNumber(mean)} of \`${name}\` in "${segment}" hangs on ${cause} it is ${formatNumber(rest.mean)}, and the median is ${formatNumber(median)}.`];
  }
  return [];
}
