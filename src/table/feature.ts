import { checkInteger, checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { isWeight, weightRule } from "../core/weights.ts";
import type { Kind } from "./infer.ts";
import { checkMissing, type MissingPolicy } from "./missing.ts";

/** A column of the table as the segmentation is to see it. */
export interface Feature<Column extends string = string> {
  /** The column's name. A column may be listed twice, once as each kind. */
  readonly column: Column;
  /**
   * `"numeric"`: a quantity. `"categorical"`: one dummy (0 or 1) a level.
   * @defaultValue inferred: numeric when every cell is a number, else categorical
   */
  readonly kind?: Kind | undefined;
  /**
   * What to do about missing cells. `"mean"`, `"median"`, `"mode"` and `{ fill }` replace them, `"category"` makes them a
   * level of their own, `"drop"` leaves the row out (its label is -1). What was done is counted in `warnings`.
   * @defaultValue "error"
   */
  readonly missing?: MissingPolicy | undefined;
  /** Applied to a number before scaling, after winsorising. `"rank"` becomes the share of rows below, from at most 1 001 knots. */
  readonly transform?: Transform | undefined;
  /** Pulls numbers beyond these two quantiles (shares between 0 and 1) back to them. */
  readonly winsorise?: readonly [low: number, high: number] | undefined;
  /**
   * `"standard"`: mean and standard deviation. `"robust"`: median and interquartile range. `"min-max"`: range 0 to 1, centred.
   * @defaultValue "standard"
   */
  readonly scale?: Scale | undefined;
  /**
   * Multiplies the scaled feature: one of weight 2 counts four times in squared distances. From 1e-30 to 1e30.
   * @defaultValue 1
   */
  readonly weight?: number | undefined;
  /** Display names of the levels; a level that is not listed shows as it is. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /**
   * The most levels a category may have, after pooling.
   * @defaultValue 50
   */
  readonly maxCategories?: number | undefined;
  /** The share of rows under which a level joins `"(rare)"`. */
  readonly poolBelow?: number | undefined;
  /**
   * What a level that training never saw does in prediction: `"error"`; `"rare"`: counts as `"(rare)"`; `"zeros"`: all dummies 0.
   * @defaultValue "error"
   */
  readonly unseen?: Unseen | undefined;
}

/** See {@link Feature}. */
export type Transform = "log1p" | "sqrt" | "rank";
/** See {@link Feature}. */
export type Scale = "standard" | "robust" | "min-max";
/** See {@link Feature}. */
export type Unseen = "error" | "rare" | "zeros";

/** The transforms. */
export const transforms: readonly Transform[] = ["log1p", "sqrt", "rank"];
const scales: readonly Scale[] = ["standard", "robust", "min-max"];
/** The ways to deal with a level that training never saw. */
export const unseens: readonly Unseen[] = ["error", "rare", "zeros"];

/** A feature with its defaults filled in. */
export interface ResolvedFeature {
  readonly column: string;
  readonly kind: Kind;
  readonly missing: MissingPolicy;
  readonly transform: Transform | undefined;
  readonly winsorise: readonly [number, number] | undefined;
  readonly scale: Scale;
  readonly weight: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly maxCategories: number;
  readonly poolBelow: number;
  readonly unseen: Unseen;
}

const everyKind = ["column", "kind", "missing", "weight"];
const keysOf: Readonly<Record<Kind, readonly string[]>> = {
  numeric: [...everyKind, "transform", "winsorise", "scale"],
  categorical: [...everyKind, "labels", "maxCategories", "poolBelow", "unseen"],
};

/** Checks a feature's options, which are those of its kind alone, and fills in the defaults. */
export function resolveFeature(where: string, feature: Feature, kind: Kind): ResolvedFeature {
  const { column, missing = "error", transform, winsorise, scale = "standard", weight = 1 } = feature;
  const { labels = {}, maxCategories = 50, poolBelow = 0, unseen = "error" } = feature;
  const place = { column };
  const given = Object.fromEntries(Object.entries(feature).filter(([, value]) => value !== undefined));
  checkKeys(where, `the ${kind} feature \`${column}\``, given, keysOf[kind], place);
  const named = (option: string): string => `${option}\` of column \`${column}`;
  if (transform !== undefined) checkOneOf(where, named("transform"), transform, transforms, place);
  checkOneOf(where, named("scale"), scale, scales, place);
  if (!isWeight(weight)) throw new InputError("bad-weight", where, `\`${named("weight")}\` ${weightRule}`, show(weight), place);
  checkInteger(where, named("maxCategories"), maxCategories, 1, Infinity, place);
  checkNumber(where, named("poolBelow"), poolBelow, 0, 1, place);
  checkOneOf(where, named("unseen"), unseen, unseens, place);
  if (winsorise !== undefined) checkQuantiles(where, column, winsorise);
  checkLabels(where, column, labels);
  return {
    column, kind, missing: checkMissing(where, column, kind, missing), transform, winsorise, scale, weight, labels, maxCategories, poolBelow, unseen,
  };
}

function checkQuantiles(where: string, column: string, winsorise: unknown): void {
  const [low, high] = Array.isArray(winsorise) && winsorise.length === 2 ? (winsorise as unknown[]) : [];
  if (typeof low === "number" && typeof high === "number" && low >= 0 && low < high && high <= 1) return;
  const received = Array.isArray(winsorise) ? `[${winsorise.map(show).join(", ")}]` : show(winsorise);
  const rule = `column \`${column}\`: \`winsorise\` must be two shares [low, high] with 0 <= low < high <= 1`;
  throw new InputError("unknown-value", where, rule, received, { column });
}

/** Checks display names: a record of texts. */
export function checkLabels(where: string, column: string, labels: unknown): void {
  const isRecord = Object.prototype.toString.call(labels) === "[object Object]"; // a Map would be read as empty
  const wrong = isRecord ? Object.entries(labels as object).find(([, label]) => typeof label !== "string") : undefined;
  if (isRecord && wrong === undefined) return;
  const rule = `column \`${column}\`: \`labels\` must map levels to texts`;
  throw new InputError("unknown-value", where, rule, wrong === undefined ? show(labels) : `${show(wrong[1])} for ${show(wrong[0])}`, { column });
}
