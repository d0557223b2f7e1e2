import type { ShareDrift } from "./population-stability.ts";

/** What became of a feature. */
export interface FeatureDrift extends ShareDrift {
  /** The column's name in the table. */
  readonly column: string;
  /** Of a number the parts are those between `bounds`, upper bound included; of a category its levels, with none of them last. */
  readonly type: "number" | "category";
  /** Of a number: the bounds of ten equal parts of the training rows. Of dates these are days before a day. */
  readonly bounds?: readonly number[];
  /** Of a number: the median of the training rows, and of the table. */
  readonly medians?: readonly [before: number, after: number];
  /** Of a category: what each part is called. */
  readonly levels?: readonly string[];
  /** Cells that are missing. They count as what the model fills them with. */
  readonly gaps: number;
  /** Cells with categories that the training table did not have. */
  readonly unseen: number;
}

/** The figures of {@link drift}. */
export interface DriftFigures {
  /** The training rows. */
  readonly trained: number;
  /** The rows of the table that the model places. */
  readonly rows: number;
  /** The names of the segments. */
  readonly names: readonly string[];
  /** The shares of the segments. */
  readonly segments: ShareDrift;
  /** One a feature of the model, in its order. */
  readonly features: readonly FeatureDrift[];
  /**
   * `"anew"`: a feature or the segments changed much, so that it is time to segment anew. `"watch"`: one changed moderately. `"unknown"`:
   * of the segments, or of more than half of the features, the rows are too few to tell. `"hold"`: the segments still hold.
   */
  readonly verdict: "hold" | "watch" | "anew" | "unknown";
}
