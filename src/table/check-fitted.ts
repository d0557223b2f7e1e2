import { transforms, unseens } from "./feature.ts";
import type { FittedCategory, FittedFeature, FittedNumber } from "./fitted.ts";
import type { Kind } from "./infer.ts";

/** Whether `value` has the shape of a {@link FittedFeature}: a model comes from JSON, and may be anyone's. */
export function isFittedFeature(value: unknown): value is FittedFeature {
  if (typeof value !== "object" || value === null) return false;
  const { kind, column, missing, center, scale } = value as Partial<FittedFeature>;
  if (typeof column !== "string" || (kind !== "numeric" && kind !== "categorical") || !isPolicy(missing, kind)) return false;
  if (!isNumbers(center) || !isNumbers(scale, center.length) || !scale.every((by) => by > 0)) return false;
  return kind === "numeric" ? center.length === 1 && isNumber(value as Partial<FittedNumber>) : isCategory(value as Partial<FittedCategory>, center.length);
}

function isPolicy(value: unknown, kind: Kind): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { policy, fill } = value as { policy?: unknown; fill?: unknown };
  if (policy !== "fill") return policy === "error" || policy === "drop";
  return kind === "numeric" ? Number.isFinite(fill) : typeof fill === "string";
}

function isNumber({ winsorise, transform, knots }: Partial<FittedNumber>): boolean {
  if (winsorise !== undefined && !isNumbers(winsorise, 2)) return false;
  if (transform !== undefined && !transforms.includes(transform)) return false;
  return transform !== "rank" || (isNumbers(knots?.values) && knots.values.length > 0 && isNumbers(knots.shares, knots.values.length));
}

function isCategory({ levels, labels, pooled, unseen }: Partial<FittedCategory>, count: number): boolean {
  return count > 0 && isTexts(levels, count) && isTexts(labels, count) && isTexts(pooled) && unseens.includes(unseen!);
}

/** Whether `value` is an array of finite numbers without a hole, `length` of them where that is given. */
export function isNumbers(value: unknown, length?: number): value is number[] {
  return Array.isArray(value) && Array.from(value).every(Number.isFinite) && (length === undefined || value.length === length);
}

/** Whether `value` is an array of texts without a hole, `length` of them where that is given. */
export function isTexts(value: unknown, length?: number): value is string[] {
  return Array.isArray(value) && Array.from(value).every((text) => typeof text === "string") && (length === undefined || value.length === length);
}
