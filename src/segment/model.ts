import { bisect } from "../core/numbers.ts";
import { distribution } from "../core/quantile.ts";
import { countOnce, weightsOfCodes } from "../core/weights.ts";
import type { Encoding } from "../encode/encode.ts";
import type { Scaling } from "../encode/fit.ts";
import type { EncodedFeature, FittedFeature } from "../encode/fitted.ts";
import type { Effort } from "../kmeans/fit.ts";
import type { Feature } from "../prepare/spec.ts";
import type { Chooser } from "../validity/choose-k.ts";
import type { MixtureModel } from "./mixture-segments.ts";
import { decilesOf, spreadOf } from "./spread.ts";

/** How segments are made: see the option `method` of {@link clusterSegments}. */
export type Method = "ward-kmeans" | "ward" | "kmeans" | "mixture";

/** The methods. */
export const segmentMethods: readonly Method[] = ["ward-kmeans", "ward", "kmeans", "mixture"];

/** The current version of the model's format. */
export const modelVersion = 1;
/** What a model's `format` says. */
export const modelFormat = "audience-segmentation";

/** The version of the library, as package.json has it. */
export const libraryVersion = "0.1.0";

/**
 * A segmentation as JSON: all that {@link predict} needs, and how it was made. docs/model.schema.json is its JSON Schema.
 *
 * Keep it as text (`JSON.stringify(model)`), and read it with {@link readModel}, which checks all of it. Numbers are kept to the last
 * digit, none of them is -0, and nothing in it is of the machine or the day that made it.
 *
 * `version` is that of this format. It grows only when a library that knows the older format could not read the newer one, or would read
 * it wrongly; every version of the format that was ever released can be read by all later libraries, and gives the labels that it gave.
 * `library` says which version of the library wrote it, and decides nothing.
 */
export interface SegmentModel {
  /** `"audience-segmentation"`. */
  readonly format: string;
  /** The version of this format: 1. */
  readonly version: number;
  /** The version of the library that made it, such as `"0.2.0"`. */
  readonly library: string;
  /** The options that made it, with their defaults. */
  readonly options: {
    /** As asked for. */
    readonly k: "auto" | number | readonly [number, number];
    /** How the segments were made. */
    readonly method: Method;
    /** The criterion of k. */
    readonly choose: Chooser;
    /** What is scaled to variance 1. */
    readonly scaling: Scaling;
    /** The least share of a segment. */
    readonly minShare: number;
    /** How long k-means searched. */
    readonly effort: Effort;
    /** The column of the weights, or `true` where they were given by themselves; absent where all rows weighed the same. */
    readonly weights?: string | true;
  };
  /** The seed that made it. */
  readonly seed: number;
  /**
   * The columns and what was said and found of each, as `clusterSegments` takes it: another table is read and used in the same way by
   * `clusterSegments(table, { features: model.asked })`.
   */
  readonly asked: readonly Feature[];
  /** How the table is read, beside what each feature says. */
  readonly reading: {
    /** Words that mean missing in every column. */
    readonly missingWords: readonly string[];
    /** The columns that name the rows, as far as they were seen. */
    readonly ids: readonly string[];
  };
  /** How each feature is read, encoded and scaled. */
  readonly features: readonly FittedFeature[];
  /** One centroid a segment, in the order of the segments, in standardised space. */
  readonly centroids: readonly (readonly number[])[];
  /** The segments' names. */
  readonly names: readonly string[];
  /** Where the training rows lay, for a later table to be held against. */
  readonly training: Training;
  /** For the method `"mixture"`: what places a row, in place of the nearest centroid. */
  readonly mixture?: MixtureModel;
  /** For the method `"ward"`: the share of training rows whose nearest centroid is their own segment's. */
  readonly agreement?: number;
  /** How the file of the training table was read, where the command wrote the model. The library does not look at it. */
  readonly read?: Readonly<Record<string, string | number | boolean>>;
}

/** A value as JSON keeps it: what is undefined is left out, and -0 is 0, which nothing that is made of a model tells apart. */
export function asJson<T>(value: T): T {
  if (typeof value === "number") return (value + 0) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, asJson) as T;
  return Object.fromEntries(Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, asJson(part)]]))) as T;
}

/** What a model says of how columns are read. */
export interface KnownReadings {
  /** One a column. */
  readonly features: readonly Pick<FittedFeature, "reading">[];
  /** The words that mean missing in each of them. */
  readonly reading: Pick<SegmentModel["reading"], "missingWords">;
}

/** What a later table is held against: where the training rows lay. */
export interface Training {
  /** The rows that were segmented. */
  readonly rows: number;
  /** The share of the weight in each segment, as {@link predict} places the rows. */
  readonly shares: readonly number[];
  /** One entry a feature: for a number the bounds of ten equal parts and the share in each, for a category the share of each level. */
  readonly features: readonly {
    /** Nine ascending bounds; absent for a category. */
    readonly bounds?: readonly number[];
    /** Of the parts between the bounds, upper bound included; or of the levels in their order, with the rest last. */
    readonly shares: readonly number[];
  }[];
}

/** Describes the training rows, in original units. */
export function trainingOf({ fitted, features, rows }: Encoding, weights: Float64Array, labels: Int32Array, k: number): Training {
  const partsOf = (feature: EncodedFeature, f: number): Training["features"][number] => trainingPartsOf(fitted[f], feature, weights);
  return { rows, shares: sharesOf(labels, weights, k), features: features.map(partsOf) };
}

/** Where the cells of a feature lay, each as often as its weight says. */
export function trainingPartsOf({ center }: FittedFeature, feature: EncodedFeature, weights: Float64Array): Training["features"][number] {
  if (feature.type === "category") return { shares: sharesOf(feature.codes, weights, center.length + 1) };
  return weights[0] === 1 && countOnce(weights) ? countedParts(feature.values) : weighedParts(feature.values, weights);
}

function countedParts(values: Float64Array): Training["features"][number] {
  const { deciles, upTo } = spreadOf(values);
  return { bounds: deciles, shares: [...upTo, values.length].map((end, part) => (end - (upTo[part - 1] ?? 0)) / values.length) };
}

function weighedParts(values: Float64Array, weights: Float64Array): Training["features"][number] {
  const spread = distribution(values, weights);
  const bounds = decilesOf(spread);
  const part = new Int32Array(values.length);
  for (let i = 0; i < part.length; i++) part[i] = bisect(bounds, values[i], "left");
  return { bounds, shares: sharesOf(part, weights, bounds.length + 1) };
}

/** The share of the weight of each code; what is none, below 0, counts as the last. */
function sharesOf(codes: Int32Array, weights: Float64Array, count: number): number[] {
  const { sums: [none, ...sums], total } = weightsOfCodes(codes, weights, count);
  sums[count - 1] += none;
  return sums.map((sum) => sum / total);
}
