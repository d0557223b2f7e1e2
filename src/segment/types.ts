import type { Matrix } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import type { Watch } from "../core/progress.ts";
import type { FeatureDefaults } from "../encode/feature.ts";
import type { Scaling } from "../encode/fit.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import type { Feature, ReadingOptions } from "../prepare/spec.ts";
import type { Chooser, Criterion } from "../validity/choose-k.ts";
import type { Elbow } from "../validity/elbow.ts";
import type { SegmentModel } from "./model.ts";

/** What sets a segment apart from the rows outside it. */
export interface Trait {
  /** An encoded feature: `column`, or `column: label`. */
  readonly feature: string;
  /**
   * How far the segment stands apart, from -1 to 1, on one scale for all features; traits are ordered by its size. A number: Cliff's
   * delta (1993), the share of pairs of a row inside and a row outside in which the one inside is higher, less the share in which it
   * is lower. A level: its share inside less its share outside.
   */
  readonly strength: number;
  /** Mean in the segment less mean of all, in standard deviations of all. */
  readonly difference: number;
  /**
   * The test value of Lebart, Morineau and Piron (1995): how unlikely so large a difference would be in as many rows drawn at random,
   * as a normal deviate. It grows with the segment, orders nothing, and is no test.
   */
  readonly testValue: number;
  /** The mean of all rows; of a level the share of all rows. */
  readonly overall: number;
  /** The mean in the segment as a percentage of the mean of all: 100 is like all. Absent where the column has negative numbers. */
  readonly index?: number;
  /** Of a level: its share in the segment over its share of all. */
  readonly lift?: number;
  /** Of a level: the share of all rows of the level that are in the segment ("Cla/Mod"). */
  readonly captured?: number;
}

/** A group of rows that are alike. */
export interface Segment {
  /** The segment's label, and its place in `segments`. */
  readonly id: number;
  /** Made from what sets the segment apart, unless the caller named it. */
  readonly name: string;
  /** The number of rows. */
  readonly size: number;
  /** The share of the total weight, between 0 and 1; of the rows where none is weighted. */
  readonly share: number;
  /** The mean of every encoded feature, in original units; a category's is its share of the segment. */
  readonly means: Readonly<Record<string, number>>;
  /** The median of every numeric column, in original units. */
  readonly medians: Readonly<Record<string, number>>;
  /** What sets the segment apart (a strength of 0.1 or more, either way), strongest first. */
  readonly traits: readonly Trait[];
  /** A sentence or two in plain words. */
  readonly description: string;
}

/** How many segments, and why. */
export interface Choice {
  /** The number of segments. */
  readonly k: number;
  /** The criterion that chose, or `"caller"`. */
  readonly by: Chooser | "caller";
  /** Why this k, who disagrees, and what a bound or `minShare` changed. */
  readonly reason: string;
  /** Whether there is anything to segment, as {@link structure} says. Absent: not examined. */
  readonly structure?: "clear" | "weak" | "none";
  /** The figures behind `structure`. */
  readonly evidence?: StructureEvidence;
  /** What each criterion says; empty when the caller gave k and named no criterion. */
  readonly criteria: readonly Criterion[];
}

/** What {@link clusterSegments} gives. */
export interface Segmentation {
  /** The number of segments. */
  readonly k: number;
  /** The segment of each row; -1 for a row that a missing policy dropped. */
  readonly labels: Int32Array;
  /** Largest first, ties by first row; labels refer to this order. */
  readonly segments: readonly Segment[];
  /** The encoded features in order: `column` for a number, `column: label` for a category's level. */
  readonly features: readonly string[];
  /** The within-cluster sum of squares in standardised space. */
  readonly inertia: number;
  /** The inertia of one segment. */
  readonly totalInertia: number;
  /** In standardised space, in the order of `segments`. */
  readonly centroids: Matrix;
  /** For the method `"mixture"`: the probability of each segment, a row each, in the order of `segments`; NaN for a dropped row. */
  readonly memberships?: Matrix;
  /** Ward's tree, where one was built of all rows. */
  readonly linkage?: Linkage;
  /** The inertia for each k, where k was chosen. */
  readonly elbow?: Elbow;
  /** How k was chosen. */
  readonly choice: Choice;
  /** What was repaired, left out, or needs care, in sentences. */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
  /** All that prediction needs, as JSON. */
  readonly model: SegmentModel;
}

/** Options for {@link structure}; each as in {@link clusterSegments}. */
export interface StructureOptions<Column extends string = string> extends ReadingOptions<Column>, FeatureDefaults, Watch {
  /** The columns. */
  readonly features?: readonly (Column | Feature<Column>)[] | undefined;
  /** What is scaled to variance 1. */
  readonly scaling?: Scaling | undefined;
  /** Seed of the random numbers. */
  readonly seed?: number | undefined;
}

/** How a table clusters beside tables of the same columns and correlations in which there is nothing else. */
export interface Structure {
  /** Of the score *separated*: `"none"` up to 3, `"weak"` up to 6, `"clear"` above. */
  readonly structure: "clear" | "weak" | "none";
  /** The figures behind it. */
  readonly evidence: StructureEvidence;
  /**
   * The gap statistic: its k, which may be 1, and how much further the inertia falls than in the null tables, as a logarithm, for
   * k = 1 to 10.
   */
  readonly gap: Criterion;
  /** The most by which a rank correlation that is expected of a null table differs from the table's. */
  readonly error: number;
}

/** How much better a table clusters than tables without groups, in standard deviations of those. */
export interface StructureEvidence {
  /** Beside tables of the same columns that have nothing to do with each other. */
  readonly associated: number;
  /** Beside tables of the same columns and rank correlations. */
  readonly separated: number;
  /** The number of clusters at which `separated` is reached. */
  readonly k: number;
  /** The largest of the gaps: how much further the inertia falls than in the tables with the same correlations, as a logarithm. */
  readonly largestGap: number;
}
