import { encodeCells, type FittedEncoding } from "../encode/encode.ts";
import { toRows } from "../encode/encoded-rows.ts";
import type { ReadSource } from "../prepare/read-source.ts";
import type { Scaling } from "../encode/fit.ts";
import type { Partition } from "../segment/partition.ts";
import type { Segmentation, Structure } from "../segment/types.ts";
import type { Rows } from "../spatial/rows.ts";
import type { SegmentSums, WeightedCells } from "./cell-rows.ts";
import type { FittedProfile } from "./fit-profile.ts";

/** What each column was taken for. */
export type ReadTypes = Pick<ReadSource, "columns" | "features" | "missingWords" | "idLike" | "notices">;

/** A table of any length as weighted cells, and what a pass over it taught. */
export interface CompressedTable {
  /** The rows that are in the cells. */
  readonly rows: number;
  /** What a pass over all rows found of each feature, and some of the rows. */
  readonly profile: FittedProfile;
  /** The cells. */
  readonly cells: WeightedCells;
  /** How the columns were read. */
  readonly read: ReadTypes;
  /** The rows that decided what each column holds, where these are not all. */
  readonly typedBy?: number;
  /** What is scaled to variance 1. */
  readonly scaling: Scaling;
}

/** How far the cells of a segmentation stand for its rows. */
export interface CellFigures {
  /** How many cells there are. */
  readonly count: number;
  /** The part of the inertia that lies inside of cells. */
  readonly within: number;
  /**
   * By how much the inertia falls at most when each row goes to its nearest centroid, as `predict` places it, rather than where its cell
   * goes. 0 where every cell holds equal rows, and after exact passes.
   */
  readonly gain: number;
}

/** A segmentation of cells: what `clusterSegments` gives, but for what stands by single rows. */
export interface CellSegmentation extends Omit<Segmentation, "labels" | "memberships" | "linkage"> {
  /** The rows that were segmented. */
  readonly rows: number;
  /** What the cells keep of the rows. */
  readonly cells: CellFigures;
}

/** Cells in segments. */
export interface PartitionedCells {
  readonly k: number;
  readonly centroids: Float64Array;
  /** The segment of each cell. */
  readonly labels: Int32Array;
  readonly sums: SegmentSums;
  readonly inertia: number;
  readonly totalInertia: number;
  readonly cells: CellFigures;
  readonly choice: Partition["choice"];
  readonly elbow: Partition["elbow"];
  readonly found: Structure | undefined;
  /** Of each number feature the medians of the segments over all rows, where they are known. */
  readonly medians?: readonly Float64Array[] | undefined;
}

/** Customers that were drawn, encoded. */
export interface EncodedSample {
  readonly encoding: FittedEncoding;
  readonly rows: Rows;
}

/** Encodes the customers that were drawn. */
export function encodeSample(where: string, { fitted, profile: { sample } }: FittedProfile): EncodedSample {
  const weights = new Float64Array(sample.rows).fill(1);
  const features = sample.cells.map((cells, f) => encodeCells(where, fitted[f], cells));
  const encoding = { fitted, features, kept: undefined, rows: sample.rows, weights, notices: [] };
  return { encoding, rows: toRows(where, encoding, weights) };
}

