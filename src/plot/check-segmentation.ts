import { isArrayLike } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { Segmentation } from "../segment/types.ts";

/** Checks that `result` has the parts of a {@link Segmentation} that are drawn. */
export function checkSegmentation(where: string, result: unknown, name = "result"): Segmentation {
  const { segments, features, labels, centroids } = (result ?? {}) as Partial<Segmentation>;
  const isWhole = Array.isArray(segments) && segments.length > 0 && Array.isArray(features) && isArrayLike(labels) && centroids !== undefined;
  if (isWhole) return result as Segmentation;
  throw new InputError("not-a-segmentation", where, `\`${name}\` must be what clusterSegments gives`, show(result));
}

/** The segments' names with their numbers from 1, which is how every picture names them. */
export function numberedNames({ segments }: Segmentation): string[] {
  return segments.map(({ name }, s) => `${s + 1}. ${name}`);
}
