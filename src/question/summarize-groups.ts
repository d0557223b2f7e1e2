import { moments } from "../core/moments.ts";
import { distribution, quantile } from "../core/quantile.ts";
import type { InfluenceGroup } from "./influence-types.ts";

/** Size, mean and median of every group. In O(n log n). */
export function summarizeGroups(values: Float64Array, codes: Int32Array, names: readonly string[]): InfluenceGroup[] {
  const ends = new Int32Array(names.length);
  for (const code of codes) ends[code]++;
  for (let g = 1; g < ends.length; g++) ends[g] += ends[g - 1];
  const starts = ends.slice();
  const grouped = new Float64Array(values.length);
  for (let i = values.length - 1; i >= 0; i--) grouped[--starts[codes[i]]] = values[i];
  return names.map((name, g) => {
    const own = grouped.subarray(starts[g], ends[g]);
    const { mean } = moments(own, new Float64Array(own.length).fill(1));
    return { name, size: own.length, mean, median: quantile(distribution(own), 0.5) };
  });
}
