import type { Transform, Unseen } from "./feature.ts";

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
  /** `"numeric"`. */
  readonly kind: "numeric";
  /** The column's name. */
  readonly column: string;
  /** What a missing cell becomes. */
  readonly missing: FittedMissing;
  /** The values beyond which numbers are pulled back. */
  readonly winsorise?: readonly [number, number];
  /** Applied after winsorising. */
  readonly transform?: Transform;
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
  /** `"categorical"`. */
  readonly kind: "categorical";
  /** The column's name. */
  readonly column: string;
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
  | { readonly kind: "numeric"; readonly values: Float64Array }
  | { readonly kind: "categorical"; readonly codes: Int32Array };

/** The names of a feature's encoded columns: `column` for a number, `column: label` for each level of a category. */
export function encodedNames(feature: FittedFeature): string[] {
  if (feature.kind === "numeric") return [feature.column];
  return feature.labels.map((label) => `${feature.column}: ${label}`);
}
