import { countScale } from "../core/weights.ts";
import type { Sizes } from "../kmeans/sizes.ts";
import type { ProfiledColumn } from "./profile.ts";
import type { Trait } from "./types.ts";

/** Below it a difference is one that rows drawn at random would show. */
const leastTestValue = 2;

/**
 * The traits of segment `s`, strongest first, by the test value of Lebart, Morineau and Piron (1995), FactoMineR's v-test:
 * (mean in segment - mean) / sqrt(s²/n * (N - n)/(N - 1)), s² the variance of all rows, n of N of them in the segment.
 * Weights count rows, or else are scaled to.
 */
export function traitsOf(columns: readonly ProfiledColumn[], { rows, weights, total }: Sizes, s: number): Trait[] {
  const scale = countScale(total, rows.reduce((sum, count) => sum + count, 0));
  const all = total * scale;
  const own = weights[s] * scale;
  const spread = Math.sqrt((all - own) / (own * (all - 1)));
  const traits: Trait[] = [];
  for (const { name, label, mean, deviation, means } of columns) {
    const difference = deviation > 0 ? (means[s] - mean) / deviation : 0;
    const testValue = spread > 0 ? difference / spread : 0;
    if (!(Math.abs(testValue) >= leastTestValue)) continue;
    traits.push({ feature: name, difference, testValue, ...(label === undefined ? {} : { lift: means[s] / mean }) });
  }
  return traits.sort((a, b) => Math.abs(b.testValue) - Math.abs(a.testValue));
}
