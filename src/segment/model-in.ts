import type { SegmentModel } from "./model.ts";
import type { Segmentation } from "./types.ts";

/** The model of a segmentation, or else what was given, which may be a model. */
export function modelIn(given: SegmentModel | Segmentation): unknown {
  return typeof given === "object" && given !== null && "model" in given ? given.model : given;
}
