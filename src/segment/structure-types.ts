import type { OnProgress } from "../core/progress.ts";
import type { Criterion } from "../select/criteria.ts";
import type { Feature } from "../table/feature.ts";
import type { Scaling } from "../table/fit-category.ts";

/** Options for {@link structure}; each as in {@link clusterSegments}. */
export interface StructureOptions<Column extends string = string> {
  /** The columns. */
  readonly features?: readonly (Column | Feature<Column>)[] | undefined;
  /** What is scaled to variance 1. */
  readonly scaling?: Scaling | undefined;
  /** Seed of the random numbers. */
  readonly seed?: number | undefined;
  /** Called after each null table. */
  readonly onProgress?: OnProgress | undefined;
}

/** How a table clusters beside tables of the same columns and correlations in which there is nothing else. */
export interface Structure {
  /** `"none"` for a score up to 3, `"weak"` up to 6, `"clear"` above. */
  readonly structure: "clear" | "weak" | "none";
  /** The score, the k at which it is reached, and the largest gap. */
  readonly evidence: readonly {
    /** What was measured. */
    readonly name: string;
    /** The figure. */
    readonly value: number;
  }[];
  /** Skewed numbers, in sentences: what their few largest rows hold, what to do, and whether that changes the dendrogram's k. */
  readonly warnings: readonly string[];
  /** The gap statistic: its k, which may be 1, and how much further the inertia falls than in the null tables, as a logarithm, for k = 1 to 10. */
  readonly gap: Criterion;
}
