import { checkInteger } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { type FittedFeature, isFittedFeature, isNumbers, isTexts } from "../encode/fitted.ts";

/** The current version of the model's format. */
export const modelVersion = 1;
/** What a model's `format` says. */
export const modelFormat = "audience-segmentation";

/** A segmentation as JSON: all that {@link predict} needs, and how it was made. */
export interface SegmentModel {
  /** `"audience-segmentation"`. */
  readonly format: string;
  /** The version of this format: 1. */
  readonly version: number;
  /** The options that made it, with their defaults. */
  readonly options: {
    /** As asked for. */
    readonly k: "auto" | number | readonly [number, number];
    /** How the segments were made. */
    readonly method: string;
    /** The criterion of k. */
    readonly choose: string;
    /** What is scaled to variance 1. */
    readonly scaling: string;
    /** The least share of a segment. */
    readonly minShare: number;
    /** How long k-means searched. */
    readonly effort: string;
  };
  /** The seed that made it. */
  readonly seed: number;
  /** How each feature is encoded and scaled. */
  readonly features: readonly FittedFeature[];
  /** One centroid a segment, in the order of the segments, in standardised space. */
  readonly centroids: readonly (readonly number[])[];
  /** The segments' names. */
  readonly names: readonly string[];
  /** For the method `"ward"`: the share of training rows whose nearest centroid is their own segment's. */
  readonly agreement?: number;
}

/** Checks that `model` has the shape of a {@link SegmentModel} of this version. */
export function checkModel(where: string, model: unknown): SegmentModel {
  const { format, version, features, centroids, names } = (
    typeof model === "object" && model !== null ? model : {}
  ) as Partial<SegmentModel>;
  if (format !== modelFormat) {
    throw new InputError("not-a-model", where, `\`model\` must be the \`model\` of a segmentation, or its JSON parsed`, show(model));
  }
  checkInteger(where, "model.version", version, modelVersion, modelVersion);
  if (!Array.isArray(features) || features.length === 0 || !Array.from(features).every(isFittedFeature)) {
    throw broken(where, "must say of every feature how it is encoded");
  }
  const cols = features.reduce((sum, { center }) => sum + center.length, 0);
  const isWhole =
    Array.isArray(centroids) &&
    centroids.length > 0 &&
    Array.from(centroids).every((row) => isNumbers(row, cols)) &&
    isTexts(names, centroids.length);
  if (!isWhole) throw broken(where, `must hold one name and one centroid of ${cols} numbers a segment`);
  return model as SegmentModel;
}

function broken(where: string, rule: string): InputError {
  return new InputError("not-a-model", where, `\`model\` ${rule}`, "one that is broken");
}
