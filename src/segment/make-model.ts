import type { ResolvedFeature } from "../encode/feature.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import type { ReadSource } from "../prepare/read-source.ts";
import { copied, type Feature } from "../prepare/spec.ts";
import { encodedTypeOf } from "../table/column-type.ts";
import type { MixtureModel } from "./mixture-segments.ts";
import { asJson, libraryVersion, modelFormat, modelVersion, type SegmentModel, type Training } from "./model.ts";
import type { ClusterOptions, ResolvedOptions } from "./options.ts";

/** What places rows, and what is told of where they are placed. */
interface Placing {
  /** One a segment, one after the other. */
  readonly centroids: Float64Array;
  readonly names: readonly string[];
  readonly training: Training;
  readonly agreement?: number | undefined;
  readonly mixture?: MixtureModel | undefined;
}

/** The model of a segmentation. */
export function modelOf(
  read: Pick<ReadSource, "columns" | "features" | "missingWords" | "idLike">,
  features: readonly ResolvedFeature[],
  fitted: readonly FittedFeature[],
  { centroids, names, training, agreement, mixture }: Placing,
  options: ResolvedOptions,
  weights?: ClusterOptions["weights"],
): SegmentModel {
  const weighed = weights === undefined ? {} : { weights: typeof weights === "string" ? weights : (true as const) };
  const { k, method, choose, scaling, minShare, effort, seed } = options;
  const cols = centroids.length / names.length;
  const ids = read.columns.filter(({ type, reading }) => type === "id" || read.idLike.has(reading.column)).map(({ column }) => column);
  return asJson<SegmentModel>({
    format: modelFormat,
    version: modelVersion,
    library: libraryVersion,
    options: { k: Array.isArray(k) ? [k[0], k[1]] : k, method, choose, scaling, minShare, effort, ...weighed },
    seed,
    asked: askedOf(read, features),
    reading: { missingWords: read.missingWords, ids },
    features: fitted,
    centroids: names.map((_, s) => Array.from(centroids.subarray(s * cols, (s + 1) * cols))),
    names,
    training,
    ...(agreement === undefined ? {} : { agreement }),
    ...(mixture === undefined ? {} : { mixture }),
  });
}

/** What was said and found of each feature, by its name in the source. */
function askedOf({ columns, features }: Pick<ReadSource, "columns" | "features">, resolved: readonly ResolvedFeature[]): Feature[] {
  return features.map(({ key, feature: { column: _, type, ...said } }, f) => {
    const { column, type: read, asOf: _asOf, span: _span, ...style } = columns.find((held) => held.key === key)!.reading;
    const isAsRead = type === undefined || encodedTypeOf(type) === encodedTypeOf(read);
    const { type: encoded, transform, winsorise } = resolved[f];
    const ofAll = encoded === "number" ? { ...(transform === "auto" ? {} : { transform }), ...(winsorise === undefined ? {} : { winsorise }) } : {};
    return copied({ column, type: isAsRead ? read : type, ...(isAsRead ? style : {}), ...ofAll, ...said });
  });
}
