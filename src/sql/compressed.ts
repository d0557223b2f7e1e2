import { encodeCells, type FittedEncoding, toRows } from "../encode/encode.ts";
import type { ReadSource } from "../prepare/read-source.ts";
import type { Scaling } from "../encode/fit.ts";
import type { Rows } from "../spatial/rows.ts";
import type { Cells } from "./cell-rows.ts";
import type { FittedProfile } from "./fit-profile.ts";

/** A table of any length as weighted cells, and what a pass over it taught. */
export interface CompressedTable {
  /** The rows that are in the cells. */
  readonly rows: number;
  /** What a pass over all rows found of each feature, and some of the rows. */
  readonly profile: FittedProfile;
  /** The cells. */
  readonly cells: Cells;
  /** How the columns were read. */
  readonly read: ReadSource;
  /** The rows that decided what each column holds, where these are not all. */
  readonly typedBy?: number;
  /** What is scaled to variance 1. */
  readonly scaling: Scaling;
}

/** The customers that were drawn, encoded. */
export function encodeSample(where: string, { fitted, profile: { sample } }: FittedProfile): { readonly encoding: FittedEncoding; readonly rows: Rows } {
  const weights = new Float64Array(sample.rows).fill(1);
  const features = sample.cells.map((cells, f) => encodeCells(where, fitted[f], cells));
  const encoding = { fitted, features, kept: undefined, rows: sample.rows, weights, notices: [] };
  return { encoding, rows: toRows(where, encoding, weights) };
}

