import type { Reading, Unseen } from "../prepare/spec.ts";
import { columnTypes, type EncodedType } from "../table/column-type.ts";
import { unseens } from "./feature.ts";

/** How a number is transformed. */
export type FittedTransform = "log1p" | "sqrt" | "rank";
const fittedTransforms: readonly FittedTransform[] = ["log1p", "sqrt", "rank"];

/** A missing cell: an error, left out with its row, or replaced. */
export type FittedMissing =
  | {
      /** The cell is an error, or its row is left out. */
      readonly policy: "error" | "drop";
    }
  | {
      /** The cell is replaced. */
      readonly policy: "fill";
      /** What replaces it: a number, or a level. */
      readonly fill: number | string;
    };

/** How a number was encoded, as JSON: filled, winsorised, transformed, then `(x - center) / scale`. */
export interface FittedNumber {
  /** `"number"`. */
  readonly type: "number";
  /** What the column is called once it is read. */
  readonly column: string;
  /** How the column is read. */
  readonly reading: Reading;
  /** What a missing cell becomes. */
  readonly missing: FittedMissing;
  /** The values beyond which numbers are pulled back. */
  readonly winsorise?: readonly [number, number];
  /** Applied after winsorising. */
  readonly transform?: FittedTransform;
  /** For the transforms `"log1p"` and `"sqrt"`: the least value of the training rows; lesser ones count as it. */
  readonly least?: number;
  /** For the transform `"rank"`: values and the share of rows below each. */
  readonly knots?: {
    /** Ascending values of the training rows. */
    readonly values: readonly number[];
    /** The share of rows below each value. */
    readonly shares: readonly number[];
  };
  /** One number, subtracted. */
  readonly center: readonly number[];
  /** One number, divided by; the feature's weight is in it. */
  readonly scale: readonly number[];
}

/** How a category was encoded, as JSON: one dummy a level, then `(dummy - center) / scale`. */
export interface FittedCategory {
  /** `"category"`. */
  readonly type: "category";
  /** What the column is called once it is read. */
  readonly column: string;
  /** How the column is read. */
  readonly reading: Reading;
  /** What a missing cell becomes. */
  readonly missing: FittedMissing;
  /** The levels, in the order of their dummies. */
  readonly levels: readonly string[];
  /** What each level is called. */
  readonly labels: readonly string[];
  /** Levels that count as `"(rare)"`. */
  readonly pooled: readonly string[];
  /** What a level that is not among `levels` and `pooled` does. */
  readonly unseen: Unseen;
  /** One number a level, subtracted from its dummy. */
  readonly center: readonly number[];
  /** One number a level, divided by; the feature's weight is in it. */
  readonly scale: readonly number[];
}

/** How a feature was encoded; all that prediction needs. */
export type FittedFeature = FittedNumber | FittedCategory;

/** The rows of a feature in original units, missing cells dealt with: numbers, or the index of each row's level (-1: no dummy is 1). */
export type EncodedFeature =
  | { readonly type: "number"; readonly values: Float64Array }
  | { readonly type: "category"; readonly codes: Int32Array };

/** The names of a feature's encoded columns: `column` for a number, `column: label` for each level of a category. */
export function encodedNames(feature: FittedFeature): string[] {
  if (feature.type === "number") return [feature.column];
  return feature.labels.map((label) => `${feature.column}: ${label}`);
}

/** Where the dummies of each category stand among the encoded columns. */
export function dummiesOf(features: readonly FittedFeature[]): { readonly first: number; readonly levels: number }[] {
  let first = 0;
  return features.flatMap(({ type, center }) => {
    const own = { first, levels: center.length };
    first += center.length;
    return type === "category" ? [own] : [];
  });
}

/** Whether `value` has the shape of a {@link FittedFeature}: a model comes from JSON, and may be anyone's. */
export function isFittedFeature(value: unknown): value is FittedFeature {
  if (typeof value !== "object" || value === null) return false;
  const { type, column, reading, missing, center, scale } = value as Partial<FittedFeature>;
  if (typeof column !== "string" || !isReading(reading) || (type !== "number" && type !== "category") || !isPolicy(missing, type)) return false;
  if (!isNumbers(center) || !isNumbers(scale, center.length) || !scale.every((by) => by > 0)) return false;
  return type === "number"
    ? center.length === 1 && isNumber(value as Partial<FittedNumber>)
    : isCategory(value as Partial<FittedCategory>, center.length);
}

function isReading(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { column, type, order } = value as Partial<Reading>;
  return typeof column === "string" && columnTypes.includes(type!) && (type !== "ordered" || isTexts(order));
}

function isPolicy(value: unknown, type: EncodedType): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { policy, fill } = value as { policy?: unknown; fill?: unknown };
  if (policy !== "fill") return policy === "error" || policy === "drop";
  return type === "number" ? Number.isFinite(fill) : typeof fill === "string";
}

function isNumber({ winsorise, transform, knots, least }: Partial<FittedNumber>): boolean {
  if (least !== undefined && !Number.isFinite(least)) return false;
  if (winsorise !== undefined && !isNumbers(winsorise, 2)) return false;
  if (transform !== undefined && !fittedTransforms.includes(transform)) return false;
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
  return (
    Array.isArray(value) && Array.from(value).every((text) => typeof text === "string") && (length === undefined || value.length === length)
  );
}
