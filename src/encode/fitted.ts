import {
  aNumber, anObject, aText, byWord, checkAt, checked, PartFault, finite, lengthIn, listOfAll, numbersOf, oneOf, positive, type JsonShape,
} from "../core/json-shape.ts";
import type { Reading, Unseen } from "../prepare/spec.ts";
import { unseens } from "./feature.ts";
import { readingShape } from "./spec-shapes.ts";

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

/** Numbers of the table, which are at most 1e100 in magnitude, and what is made of them. */
const cell = /* @__PURE__ */ finite({ min: -1e101, max: 1e101 });
const share = /* @__PURE__ */ finite({ min: 0, max: 1 });
const texts = /* @__PURE__ */ (() => listOfAll(aText()))();

const nearly = 1e-12; // what a rounded interpolation may lack

/** Numbers of a column that ascend, two alike allowed. */
export function ascending(exactly: number): JsonShape {
  return checked(numbersOf(cell, { exactly }), (numbers: readonly number[]) => {
    const wrong = numbers.findIndex((x, i) => i > 0 && x < numbers[i - 1] - nearly * Math.abs(x));
    if (wrong >= 0) throw new PartFault("must be at least the number before it", String(numbers[wrong]), wrong);
  });
}

const knotsShape: JsonShape = /* @__PURE__ */ (() => {
  const shape = anObject({ values: numbersOf(cell, { least: 1 }), shares: numbersOf(share) });
  return checked(shape, ({ values, shares }: NonNullable<FittedNumber["knots"]>) => {
    const wrong = values.findIndex((x, i) => i > 0 && !(x > values[i - 1]));
    if (wrong >= 0) throw new PartFault("must be more than the number before it", String(values[wrong]), "values", wrong);
    checkAt(["shares"], () => lengthIn(shares, { exactly: values.length }));
  });
})();

/** What a missing cell becomes. */
function missingShape(fill: JsonShape): JsonShape {
  const policy = aText();
  const dealt = anObject({ policy });
  return byWord("policy", { error: dealt, drop: dealt, fill: anObject({ policy, fill }) });
}

const numberShape: JsonShape = /* @__PURE__ */ (() => {
  const one = { exactly: 1 };
  const shape = anObject({
    type: aText(),
    column: aText(),
    reading: readingShape,
    missing: missingShape(aNumber(cell)),
    center: numbersOf(cell, one),
    scale: numbersOf(positive(), one),
  }, { winsorise: ascending(2), transform: oneOf(fittedTransforms), least: aNumber(cell), knots: knotsShape });
  return checked(shape, ({ transform, knots }: FittedNumber) => {
    if (transform === "rank" && knots === undefined) throw new PartFault("must be an object", "undefined", "knots");
  });
})();

const categoryShape: JsonShape = /* @__PURE__ */ (() => {
  const shape = anObject({
    type: aText(),
    column: aText(),
    reading: readingShape,
    missing: missingShape(aText()),
    levels: listOfAll(aText(), { least: 1 }),
    labels: texts,
    pooled: texts,
    unseen: oneOf(unseens),
    center: numbersOf(cell),
    scale: numbersOf(positive()),
  });
  return checked(shape, (feature: FittedCategory) => {
    const exactly = feature.levels.length;
    for (const part of ["labels", "center", "scale"] as const) checkAt([part], () => lengthIn(feature[part], { exactly }));
  });
})();

/** How a feature is encoded, as a model holds it. */
export const fittedShape: JsonShape = /* @__PURE__ */ byWord("type", { number: numberShape, category: categoryShape });
