import { advise } from "../core/advice.ts";
import { checkInteger, checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { cutName, InputError, list, received, show } from "../core/input-error.ts";
import { largestMagnitude } from "../core/matrix.ts";
import { isWeight, weightRule } from "../core/weights.ts";
import { noFeatures, type ReadFeature, type ReadSource } from "../prepare/read-source.ts";
import type { MissingPolicy, Reading, Scale, Transform, Unseen, Winsorise } from "../prepare/spec.ts";
import { checkDisplayNames, isMissing, levelOf } from "../table/cell.ts";
import { type EncodedType, encodedTypeOf } from "../table/column-type.ts";
import type { Frame } from "../table/table.ts";

const policies: Readonly<Record<EncodedType, readonly string[]>> = {
  number: ["error", "mean", "median", "mode", "drop"],
  category: ["error", "mode", "category", "drop"],
};

/** The level that missing cells make under the policy `"category"`. */
export const missingLevel = "(missing)";

/** Checks that a policy is one for the column's type and returns it. */
function checkMissing(where: string, column: string, type: EncodedType, policy: MissingPolicy): MissingPolicy {
  if (typeof policy === "object" && policy !== null) {
    checkKeys(where, `\`missing\` of column ${list([column])}`, policy, ["fill"], { column });
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

/** The error of a missing cell where no policy allows one, or where the caller wants to know of each, whatever the policy. */
export function missingError(where: string, column: string, row: number, type: EncodedType, isStrict = false): InputError {
  if (isStrict) {
    const rule = 'must not be missing with `missing: "error"`; leave that out to place the row as in training';
    return new InputError("missing-value", where, rule, "a missing value", { column, row }, "");
  }
  const ways = type === "number" ? '"mean", "median", "drop" or { fill: 0 }' : '"mode", "category", "drop" or { fill: "…" }';
  const rule = ["must not be missing unless ", advise({ advice: "policy", column, ways })];
  return new InputError("missing-value", where, rule, "a missing value", { column, row }, "");
}

/** The transforms. */
export const transforms: readonly Transform[] = ["auto", "none", "log1p", "sqrt", "rank"];
/** The ways to scale. */
export const scales: readonly Scale[] = ["standard", "robust", "min-max"];
/** The ways to deal with a level that training never saw. */
export const unseens: readonly Unseen[] = ["error", "rare", "zeros"];

/** A feature with its defaults filled in. */
export interface ResolvedFeature {
  /** What the column is called once it is read. */
  readonly column: string;
  /** Under which its values are found in the frame that goes with the features. */
  readonly key: string;
  /** How it was read. */
  readonly reading: Reading;
  readonly type: EncodedType;
  readonly missing: MissingPolicy;
  readonly transform: Transform;
  /** Undefined: the usual quantiles, for numbers of many values. */
  readonly winsorise: Winsorise | undefined;
  readonly scale: Scale;
  readonly weight: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly maxCategories: number;
  readonly poolBelow: number;
  /** Undefined: as `"rare"` where levels were pooled, else as `"zeros"`. */
  readonly unseen: Unseen | undefined;
}

/** What holds for every column that does not say its own. */
export interface FeatureDefaults {
  /**
   * What a missing cell becomes in every column that does not say its own, where its type can have it.
   * @defaultValue the median of numbers, a category of its own
   */
  readonly missing?: MissingPolicy | undefined;
  /** The transform of every number that does not say its own. @defaultValue "none" */
  readonly transform?: Transform | undefined;
  /** Between which quantiles the numbers that do not say their own are held. @defaultValue false */
  readonly winsorise?: Winsorise | undefined;
  /**
   * What a category that training did not see becomes, where its column does not say.
   * @defaultValue "rare" where levels were pooled, else "zeros"
   */
  readonly unseen?: Unseen | undefined;
}

const everyType = ["column", "type", "missing", "weight"];
const keysOf: Readonly<Record<EncodedType, readonly string[]>> = {
  number: /* @__PURE__ */ everyType.concat("transform", "winsorise", "scale"),
  category: /* @__PURE__ */ everyType.concat("labels", "maxCategories", "poolBelow", "unseen"),
};

/** Checks a feature's options, which are those of its type alone, and fills in the defaults. */
export function resolveFeature(
  where: string,
  { key, feature }: Pick<ReadFeature, "key" | "feature">,
  reading: Reading,
  defaults: FeatureDefaults,
): ResolvedFeature {
  const type = encodedTypeOf(feature.type ?? reading.type);
  const { column, transform = defaults.transform ?? "none", winsorise = defaults.winsorise, scale = "standard", weight = 1 } = feature;
  const { missing = usualMissing(type, defaults.missing) } = feature;
  const { labels = {}, maxCategories = 50, poolBelow = 0, unseen = defaults.unseen } = feature;
  const place = { column };
  const given = Object.fromEntries(Object.entries(feature).filter(([, value]) => value !== undefined));
  checkKeys(where, `the ${type} feature ${list([column])}`, given, keysOf[type], place);
  const named = (option: string): string => `${option}\` of column \`${cutName(column)}`;
  checkOneOf(where, named("transform"), transform, transforms, place);
  checkOneOf(where, named("scale"), scale, scales, place);
  if (!isWeight(weight)) throw new InputError("bad-weight", where, `\`${named("weight")}\` ${weightRule}`, show(weight), place);
  checkInteger(where, named("maxCategories"), maxCategories, 1, Infinity, place);
  checkNumber(where, named("poolBelow"), poolBelow, 0, 1, place);
  if (unseen !== undefined) checkOneOf(where, named("unseen"), unseen, unseens, place);
  if (winsorise !== undefined && winsorise !== false) checkQuantiles(where, column, winsorise);
  checkDisplayNames(where, column, labels);
  return {
    column,
    key,
    reading,
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

/** The policy for all columns, where it is one for the type, else the usual one. */
function usualMissing(type: EncodedType, missing: MissingPolicy | undefined): MissingPolicy {
  const fits =
    typeof missing === "object" && missing !== null
      ? (typeof missing.fill === "number") === (type === "number")
      : missing !== undefined && policies[type].includes(missing);
  return fits ? missing! : type === "number" ? "median" : "category";
}

/** Checks what is said of all columns. */
export function checkDefaults(where: string, { missing, transform, winsorise, unseen }: FeatureDefaults): void {
  const words = [...new Set([...policies.number, ...policies.category])];
  if (typeof missing === "object" && missing !== null) checkKeys(where, "`missing`", missing, ["fill"]);
  else if (missing !== undefined) checkOneOf(where, "missing", missing, words);
  if (transform !== undefined) checkOneOf(where, "transform", transform, transforms);
  if (unseen !== undefined) checkOneOf(where, "unseen", unseen, unseens);
  if (winsorise !== undefined && winsorise !== false) checkQuantiles(where, undefined, winsorise);
}

function checkQuantiles(where: string, column: string | undefined, winsorise: unknown): void {
  const [low, high] = Array.isArray(winsorise) && winsorise.length === 2 ? (winsorise as unknown[]) : [];
  if (typeof low === "number" && typeof high === "number" && low >= 0 && low < high && high <= 1) return;
  const received = Array.isArray(winsorise) ? `[${winsorise.map(show).join(", ")}]` : show(winsorise);
  const rule = "`winsorise` must be false or two shares [low, high] with 0 <= low < high <= 1";
  if (column === undefined) throw new InputError("unknown-value", where, rule, received);
  throw new InputError("unknown-value", where, rule, received, { column }, "");
}

/** The features of what was read, and the frame of their values. */
export interface ResolvedFeatures {
  readonly features: readonly ResolvedFeature[];
  readonly frame: Frame;
}

/** Resolves the features of what was read: a Matrix is taken as it is, whatever is usual. */
export function resolveFeatures(where: string, read: ReadSource, defaults: FeatureDefaults): ResolvedFeatures {
  const held = new Map(read.columns.map((column) => [column.key, column]));
  if (read.features.length === 0) throw noFeatures(where, read.columns);
  const usual: FeatureDefaults = read.isMatrix ? { missing: "error", transform: "none", winsorise: false } : defaults;
  const features = read.features.map((feature) => resolveFeature(where, feature, held.get(feature.key)!.reading, usual));
  return {
    features,
    frame: { rows: read.rows, names: features.map(({ key }) => key), valuesOf: (key) => held.get(key)!.values },
  };
}
