import type { Matrix } from "../core/matrix.ts";
import type { Table } from "../table/types.ts";
import type { SegmentModel } from "./model.ts";
import { placeRows } from "./place-rows.ts";

/**
 * The segment of every row of a table by a model: that of the nearest centroid, the lower one on a tie; -1 for a row that the
 * model drops. On the training table this gives exactly the labels, but for the method `"ward"`. In O(n k d).
 *
 * @param model - the `model` of a segmentation, or the same after `JSON.stringify` and `JSON.parse`
 * @param table - holds the model's columns; others are ignored
 * @throws {@link InputError} on a broken model, a column that is not there, a cell that the model cannot read, or an unseen category.
 */
export function predict(model: SegmentModel, table: Table | Matrix): Int32Array {
  const { labels, kept, rows } = placeRows("predict", model, table);
  return spread(labels, kept, rows);
}

/** Labels of the rows kept as labels of all rows, -1 where a row was dropped. */
export function spread(labels: Int32Array, kept: Int32Array | undefined, rows: number): Int32Array {
  if (kept === undefined) return labels;
  const all = new Int32Array(rows).fill(-1);
  kept.forEach((row, at) => (all[row] = labels[at]));
  return all;
}
