import { InputError } from "../core/input-error.ts";
import { checkRows, checkSegmentation } from "../segment/check-result.ts";
import { checkModel, type SegmentModel } from "../segment/model.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { type Frame, toFrame } from "../table/table.ts";

/** A segmentation and the table that it was made of. */
export interface SegmentedTable {
  readonly result: Segmentation;
  readonly model: SegmentModel;
  /** The table in a form that can be read again. */
  readonly source: SegmentSource;
  /** Its columns as they stand there: those that are no features, too. */
  readonly frame: Frame;
}

/** Checks a segmentation and the table that it was made of: it must have the rows that were segmented, some of them in each segment. */
export function segmentedTable(where: string, result: Segmentation, given: SegmentSource): SegmentedTable {
  checkSegmentation(where, result);
  checkInhabited(where, result);
  const model = checkModel(where, result.model);
  const source = isPrepared(given) ? given : tableOf(given);
  const frame = toFrame(where, isPrepared(source) ? source.table : source);
  checkRows(where, frame.rows, result);
  return { result, model, source, frame };
}

/** No segment may be empty: a result whose labels were changed since has figures of segments that are not there. */
function checkInhabited(where: string, { labels, k }: Segmentation): void {
  const isUsed = new Uint8Array(k);
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) isUsed[labels[i]] = 1;
  const empty = isUsed.indexOf(0);
  if (empty < 0) return;
  throw new InputError("not-a-segmentation", where, "`result` must be what clusterSegments gives", `no row with the label ${empty}`);
}
