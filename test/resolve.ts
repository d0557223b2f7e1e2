import type { Notice } from "../src/core/notice.ts";
import { type FeatureDefaults, resolveFeatures, type ResolvedFeatures } from "../src/encode/feature.ts";
import { readSource } from "../src/prepare/read-source.ts";
import type { Feature } from "../src/prepare/spec.ts";
import type { Columns } from "../src/table/table.ts";

/** Features of a table as the main call resolves them: neither winsorised nor transformed unless the defaults say so. */
export function resolveIn(where: string, columns: Columns, features?: readonly (string | Feature)[], defaults: FeatureDefaults = { winsorise: false }, weights?: string): ResolvedFeatures & { readonly notices: readonly Notice[] } {
  const read = readSource(where, columns, {}, { features, weights });
  return { ...resolveFeatures(where, read, defaults), notices: read.notices };
}
