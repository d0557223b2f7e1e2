import { InputError } from "../core/input-error.ts";
import type { ResolvedFeature } from "./feature.ts";
import type { FittedCategory, FittedMissing } from "./fitted.ts";
import { missingLevel } from "./missing.ts";
import type { Levels } from "./read-column.ts";

/** The level that rare ones join. */
export const rareLevel = "(rare)";

/** How dummies are scaled: each column by its own deviation, or all of a feature by one number. */
export type Scaling = "column" | "feature";

/** Learns how to encode a categorical column from its rows and their weights. */
export function fitCategory(where: string, feature: ResolvedFeature, read: Levels, weights: Float64Array, scaling: Scaling): FittedCategory {
  const { column, labels, unseen, weight } = feature;
  const { share, missing: gaps } = sharesOf(read, weights);
  const missing = fitMissing(where, feature, share);
  if (gaps > 0 && missing.policy === "fill") share.set(String(missing.fill), (share.get(String(missing.fill)) ?? 0) + gaps);
  const pooled = pool(feature, share);
  const levels = [...share.keys()];
  if (levels.length === 0) {
    throw new InputError("no-values", where, `column \`${column}\` must have at least one category`, "missing cells only", { column });
  }
  checkCount(where, feature, levels.length);
  const shown = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));

  const center = levels.length === 1 ? [1] : [...share.values()];
  const variance = center.map((p) => p * Math.max(1 - p, Number.EPSILON)); // 1 - p may be 0 beside a weight that is far greater than the others
  const common = Math.sqrt(variance.reduce((sum, v) => sum + v, 0));
  const scale = variance.map((v) => (levels.length === 1 ? 1 : scaling === "feature" ? common : Math.sqrt(v)) / weight);
  return { kind: "categorical", column, missing, levels, labels: shown, pooled, unseen, center, scale };
}

/** The share of the weight of each level that a row has, in the order of the levels, and that of missing cells. */
function sharesOf({ levels, codes }: Levels, weights: Float64Array): { readonly share: Map<string, number>; readonly missing: number } {
  const sums = new Float64Array(1 + levels.length); // missing cells first
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    sums[1 + codes[i]] += weights[i];
    total += weights[i];
  }
  const found = levels.map((level, at) => [level, sums[1 + at] / total] as const).filter(([, of]) => of > 0); // one may be gone with its rows
  return { share: new Map(found), missing: sums[0] / total };
}

function fitMissing(where: string, { column, missing }: ResolvedFeature, share: Map<string, number>): FittedMissing {
  if (missing === "error" || missing === "drop") return { policy: missing };
  if (typeof missing === "object") return { policy: "fill", fill: missing.fill };
  if (missing === "category") return { policy: "fill", fill: missingLevel };
  let mode: string | undefined;
  for (const [level, of] of share) if (mode === undefined || of > share.get(mode)!) mode = level;
  if (mode !== undefined) return { policy: "fill", fill: mode };
  throw new InputError("no-values", where, `column \`${column}\` must have values to take a mode of`, "missing cells only", { column });
}

/** Moves the levels under the feature's share into one, last level; returns which. */
function pool({ poolBelow }: ResolvedFeature, share: Map<string, number>): string[] {
  const rare = [...share].filter(([level, of]) => of < poolBelow && level !== rareLevel);
  if (rare.length === 0) return [];
  let sum = share.get(rareLevel) ?? 0;
  share.delete(rareLevel);
  for (const [level, of] of rare) {
    sum += of;
    share.delete(level);
  }
  share.set(rareLevel, sum);
  return rare.map(([level]) => level);
}

function checkCount(where: string, { column, maxCategories }: ResolvedFeature, count: number): void {
  if (count <= maxCategories) return;
  const rule = `column \`${column}\` must have at most ${maxCategories} categories; pool the rare ones with \`poolBelow: 0.01\` or raise \`maxCategories\``;
  throw new InputError("too-many-categories", where, rule, count, { column });
}

/** Checks that no two levels show as the same name. */
