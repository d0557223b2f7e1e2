/** A query that {@link segmentInDatabase} will send. */
export interface PlannedQuery {
  /** What it asks for, as `onProgress` names it. */
  readonly stage: "sample" | "counts" | "values" | "levels" | "count" | "cells" | "passes" | "segments";
  /** The SQL, where it can be known before anything was sent. */
  readonly sql?: string;
  /** How many such queries there are, and what their SQL depends on. */
  readonly remark: string;
}

/** The queries of a run with so many `passes`, of which the first is known. */
export function plannedQueries(sample: string, passes: number): PlannedQuery[] {
  const further: readonly PlannedQuery[] = [
    { stage: "passes", remark: `at most ${passes - 1}, until no centroid moves; its SQL holds the centroids found so far` },
  ];
  const last: readonly PlannedQuery[] = [
    { stage: "segments", remark: "one, for the figures of the segments; its SQL holds the last centroids" },
  ];
  return [
    { stage: "sample", sql: sample, remark: "one; its rows decide what each column holds" },
    { stage: "counts", remark: "one, for rows, gaps and extremes; its SQL depends on what each column holds" },
    { stage: "values", remark: "one or two for each number; its SQL depends on the extremes, and on how many values the sample shows" },
    { stage: "levels", remark: "one for each category; its SQL depends on what each column holds" },
    { stage: "cells", remark: "one, or a few until a grid has nearly as many as `cells` says; their SQL depends on the values" },
    { stage: "count", remark: "one after each of those that had more" },
    ...(passes > 1 ? further : []),
    ...(passes > 0 ? last : []),
  ];
}
