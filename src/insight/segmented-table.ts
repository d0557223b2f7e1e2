import { InputError } from "../core/input-error.ts";
import { checkRows, checkSegmentation } from "../segment/check-result.ts";
import type { SegmentModel } from "../segment/model.ts";
import { checkModel } from "../segment/read-model.ts";
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

/** Checks a segmentation and the table that it was made of: it must have the rows that were segmented, some of them in segments. */
export function segmentedTable(where: string, result: Segmentation, given: SegmentSource): SegmentedTable {
  checkSegmentation(where, result);
  if (Array.prototype.every.call(result.labels, (label: number) => label < 0))
    throw new InputError("not-a-segmentation", where, "`result` must be what clusterSegments gives", "an object whose `labels` are all -1");
  const model = checkModel(where, result.model);
  const source = isPrepared(given) ? given : tableOf(given);
  const frame = toFrame(where, isPrepared(source) ? source.table : source);
  checkRows(where, frame.rows, result);
  return { result, model, source, frame };
}
