import type { Matrix } from "../core/matrix.ts";
import { assigned } from "../kmeans/bounded.ts";
import { applyEncoding, toMatrix } from "../table/encode.ts";
import { toFrame } from "../table/frame.ts";
import type { Table } from "../table/types.ts";
import { checkModel } from "./model.ts";

/** The rows of a table that a model keeps, in its standardised space, each at its nearest centroid. */
export interface PlacedRows {
  readonly x: Matrix;
  /** The segment of each row kept. */
  readonly labels: Int32Array;
  /** The distance of each to its centroid. */
  readonly distances: Float64Array;
  /** The segments' centroids, one after the other. */
  readonly centroids: Float64Array;
  /** The number of segments. */
  readonly k: number;
  /** The rows kept, ascending; absent when all were. */
  readonly kept: Int32Array | undefined;
  /** The number of rows of the table. */
  readonly rows: number;
}

/** Checks a model, encodes a table by it, and finds each row's nearest centroid. */
export function placeRows(where: string, model: unknown, table: Table | Matrix): PlacedRows {
  const { features, centroids: given } = checkModel(where, model);
  const frame = toFrame(where, table);
  const encoding = applyEncoding(where, frame, features);
  const x = toMatrix(where, encoding);
  const k = given.length;
  const centroids = Float64Array.from(given.flat());
  const { labels, upper: distances } = assigned({ x, weights: new Float64Array(x.rows).fill(1) }, centroids, k);
  return { x, labels, distances, centroids, k, kept: encoding.kept, rows: frame.rows };
}
