import { checkInteger, checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { InputError, received, show, type Words } from "../core/input-error.ts";
import { largestMagnitude } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { isWeight, weightRule } from "../core/weights.ts";
import { checkDisplayNames, isMissing, levelOf } from "../table/cell.ts";
import { type EncodedType, encodedTypes, infer } from "../table/infer.ts";
import { columnOf, type Frame } from "../table/table.ts";

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

const policies: Readonly<Record<EncodedType, readonly string[]>> = {
  number: ["error", "mean", "median", "mode", "drop"],
  category: ["error", "mode", "category", "drop"],
};

/** The level that missing cells make under the policy `"category"`. */
export const missingLevel = "(missing)";

/** Checks that a policy is one for the column's type and returns it. */
function checkMissing(where: string, column: string, type: EncodedType, policy: MissingPolicy): MissingPolicy {
  if (typeof policy === "object" && policy !== null) {
    checkKeys(where, `\`missing\` of column \`${column}\``, policy, ["fill"], { column });
    const { fill } = policy;
    const isNumber = typeof fill === "number" && Math.abs(fill) <= largestMagnitude;
    if (isNumber || (type === "category" && typeof fill === "string" && !isMissing(fill)))
      return { fill: type === "number" ? fill : levelOf(fill)! };
    const rule = `\`missing.fill\` must be ${type === "number" ? "a finite number" : "a category that is not blank"}`;
    throw new InputError("unknown-value", where, rule, received(fill, []), { column }, "");
  }
  if (policies[type].includes(policy)) return policy;
  const words = policies[type].map((word) => `"${word}"`).join(", ");
  const rule = `\`missing\` must be one of ${words} or { fill } for a ${type} column`;
  throw new InputError("unknown-value", where, rule, received(policy, policies[type]), { column }, "");
}

/** The error of a missing cell where no policy allows one. */
export function missingError(where: string, column: string, row: number, type: EncodedType): InputError {
  const ways = type === "number" ? '"mean", "median", "drop" or { fill: 0 }' : '"mode", "category", "drop" or { fill: "…" }';
  const rule: Words = ["must not be missing unless ", { advice: "policy", column, ways }];
  return new InputError("missing-value", where, rule, "a missing value", { column, row }, "");
}

/** A column of the table as the segmentation is to see it. */
export interface Feature<Column extends string = string> {
  /** The column's name. A column may be listed twice, once as each type. */
  readonly column: Column;
  /**
   * `"number"`: a quantity. `"category"`: one dummy (0 or 1) a level.
   * @defaultValue inferred: numeric when every cell is a number, else categorical
   */
  readonly type?: EncodedType | undefined;
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
  readonly type: EncodedType;
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

const everyType = ["column", "type", "missing", "weight"];
const keysOf: Readonly<Record<EncodedType, readonly string[]>> = {
  number: [...everyType, "transform", "winsorise", "scale"],
  category: [...everyType, "labels", "maxCategories", "poolBelow", "unseen"],
};

/** Checks a feature's options, which are those of its type alone, and fills in the defaults. */
export function resolveFeature(where: string, feature: Feature, type: EncodedType): ResolvedFeature {
  const { column, missing = "error", transform, winsorise, scale = "standard", weight = 1 } = feature;
  const { labels = {}, maxCategories = 50, poolBelow = 0, unseen = "error" } = feature;
  const place = { column };
  const given = Object.fromEntries(Object.entries(feature).filter(([, value]) => value !== undefined));
  checkKeys(where, `the ${type} feature \`${column}\``, given, keysOf[type], place);
  const named = (option: string): string => `${option}\` of column \`${column}`;
  if (transform !== undefined) checkOneOf(where, named("transform"), transform, transforms, place);
  checkOneOf(where, named("scale"), scale, scales, place);
  if (!isWeight(weight)) throw new InputError("bad-weight", where, `\`${named("weight")}\` ${weightRule}`, show(weight), place);
  checkInteger(where, named("maxCategories"), maxCategories, 1, Infinity, place);
  checkNumber(where, named("poolBelow"), poolBelow, 0, 1, place);
  checkOneOf(where, named("unseen"), unseen, unseens, place);
  if (winsorise !== undefined) checkQuantiles(where, column, winsorise);
  checkDisplayNames(where, column, labels);
  return {
    column,
    type,
    missing: checkMissing(where, column, type, missing),
    transform,
    winsorise,
    scale,
    weight,
    labels,
    maxCategories,
    poolBelow,
    unseen,
  };
}

function checkQuantiles(where: string, column: string, winsorise: unknown): void {
  const [low, high] = Array.isArray(winsorise) && winsorise.length === 2 ? (winsorise as unknown[]) : [];
  if (typeof low === "number" && typeof high === "number" && low >= 0 && low < high && high <= 1) return;
  const received = Array.isArray(winsorise) ? `[${winsorise.map(show).join(", ")}]` : show(winsorise);
  const rule = `\`winsorise\` must be two shares [low, high] with 0 <= low < high <= 1`;
  throw new InputError("unknown-value", where, rule, received, { column }, "");
}

/** The features of a segmentation, and what there is to say about how they were found. */
export interface ResolvedFeatures {
  readonly features: readonly ResolvedFeature[];
  readonly notices: readonly Notice[];
}

/** The features asked for, their types inferred where they are not given. */
export function resolveListed(where: string, frame: Frame, listed: readonly (string | Feature)[]): ResolvedFeatures {
  if (!Array.isArray(listed) || listed.length === 0) {
    throw new InputError("no-features", where, `\`features\` must list at least one column`, show(listed));
  }
  const notices: Notice[] = [];
  const features = Array.from(listed as readonly unknown[], (item, at) => {
    const feature = typeof item === "string" ? { column: item } : (item as Feature | null);
    if (typeof feature !== "object" || feature === null || typeof feature.column !== "string") {
      throw new InputError("not-a-feature", where, `\`features\`, item ${at}: must be a column's name or an object with one`, show(item));
    }
    const { column, type } = feature;
    const inferred = infer(where, column, columnOf(where, frame, column));
    if (type !== undefined)
      return resolveFeature(where, feature, checkOneOf(where, `type\` of column \`${column}`, type, encodedTypes, { column }));
    if (inferred.codes !== undefined) notices.push(fewValues(column, inferred.codes));
    return resolveFeature(where, feature, inferred.type);
  });
  features.forEach(({ column, type }, at) => {
    if (features.findIndex((other) => other.column === column && other.type === type) === at) return;
    throw new InputError("duplicate-feature", where, `column \`${column}\` must be listed once as ${type}`, `${show(column)} twice`, { column });
  });
  return { features, notices };
}

/** Every column that does not look like an identifier, but the one that holds the weights. */
export function resolveAll(where: string, frame: Frame, weightColumn: string | undefined): ResolvedFeatures {
  const features: ResolvedFeature[] = [];
  const notices: Notice[] = [];
  const leftOut: string[] = [];
  for (const column of frame.names) {
    if (column === weightColumn) continue;
    const { type, idLike, codes } = infer(where, column, frame.valuesOf(column));
    if (idLike !== undefined) {
      notices.push({ code: "looks-like-id", column, figures: { reason: idLike } });
      leftOut.push(`\`${column}\``);
      continue;
    }
    if (codes !== undefined) notices.push(fewValues(column, codes));
    features.push(resolveFeature(where, { column }, type));
  }
  if (features.length > 0) return { features, notices };
  const found = leftOut.length === 0 ? "no columns" : `nothing but ${leftOut.join(", ")}; list what to keep in \`features\``;
  throw new InputError("no-features", where, `\`table\` must have at least one column that does not look like an identifier`, found);
}

const fewValues = (column: string, values: number): Notice => ({ code: "few-values", column, figures: { values } });
