import { checkKeys } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { largestMagnitude } from "../core/magnitude.ts";
import { received } from "../core/show.ts";
import { isMissing, levelOf } from "./cell.ts";
import type { Kind } from "./infer.ts";

/** What to do about a missing cell. */
export type MissingPolicy =
  | "error"
  | "mean"
  | "median"
  | "mode"
  | "category"
  | "drop"
  | {
      /** What replaces the cell: a number, or a category. */
      readonly fill: number | string;
    };

const policies: Readonly<Record<Kind, readonly string[]>> = {
  numeric: ["error", "mean", "median", "mode", "drop"],
  categorical: ["error", "mode", "category", "drop"],
};

/** The level that missing cells make under the policy `"category"`. */
export const missingLevel = "(missing)";

/** Checks that a policy is one for the column's kind and returns it. */
export function checkMissing(where: string, column: string, kind: Kind, policy: MissingPolicy): MissingPolicy {
  if (typeof policy === "object" && policy !== null) {
    checkKeys(where, `\`missing\` of column \`${column}\``, policy, ["fill"], { column });
    const { fill } = policy;
    const isNumber = typeof fill === "number" && Math.abs(fill) <= largestMagnitude;
    if (isNumber || (kind === "categorical" && typeof fill === "string" && !isMissing(fill))) return { fill: kind === "numeric" ? fill : levelOf(fill)! };
    const rule = `column \`${column}\`: \`missing.fill\` must be ${kind === "numeric" ? "a finite number" : "a category that is not blank"}`;
    throw new InputError("unknown-value", where, rule, received(fill, []), { column });
  }
  if (policies[kind].includes(policy)) return policy;
  const words = policies[kind].map((word) => `"${word}"`).join(", ");
  const rule = `column \`${column}\`: \`missing\` must be one of ${words} or { fill } for a ${kind} column`;
  throw new InputError("unknown-value", where, rule, received(policy, policies[kind]), { column });
}

/** The error of a missing cell where no policy allows one. */
export function missingError(where: string, column: string, row: number, kind: Kind): InputError {
  const ways = kind === "numeric" ? '"mean", "median", "drop" or { fill: 0 }' : '"mode", "category", "drop" or { fill: "…" }';
  const rule = `column \`${column}\`, row ${row}: must not be missing unless the feature has a \`missing\` policy, such as ${ways}`;
  return new InputError("missing-value", where, rule, "a missing value", { column, row });
}
