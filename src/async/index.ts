import type { ColumnName, Row } from "../table/table.ts";
import { type Assigned, assignKeys } from "../segment/predict.ts";
import type { SegmentModel } from "../segment/model.ts";
import { optionNames, type SegmentSource } from "../segment/options.ts";
import type { Stability } from "../segment/stability.ts";
import type { Segmentation } from "../segment/types.ts";
import { stabilityInWorkers } from "./halves.ts";
import { inWorker } from "./in-worker.ts";
import type { AsyncAssignOptions, AsyncClusterOptions, AsyncStabilityOptions, WorkerLike } from "./options.ts";

export type {
  AsyncAssignOptions, AsyncClusterOptions, AsyncOptions, AsyncProgress, AsyncStabilityOptions, WorkerLike,
} from "./options.ts";

// what a page has, as far as it is used
declare const Worker: new (url: object, options: { type: "module" }) => WorkerLike;
declare const URL: new (path: string, base: string) => object;
interface Meta {
  readonly url: string;
}

/** A worker of the file that stands beside this one; bundlers know it by exactly these words. */
function startWebWorker(): WorkerLike {
  if (typeof Worker !== "function") throw new Error("there are no Web Workers here");
  return new Worker(new URL("./worker.js", (import.meta as unknown as Meta).url), { type: "module" });
}

/**
 * What `clusterSegments` gives, to the bit, found in a worker: the caller's thread stays free.
 *
 * A worker is started for the call and gone when the promise is settled. Typed arrays are copied when it is called; the cells of other
 * arrays and of row objects are read piece by piece in the first moments, so that no moment is long: leave them as they are until
 * then. Functions cannot be sent: `names` is an array of texts, or the segments of the result are renamed.
 *
 * Where there are no such workers, or a page's policy forbids to load them from there, the caller makes one, of
 * `audience-segmentation/worker`, and gives it as `worker`.
 *
 * Rejects with an `InputError` where `clusterSegments` throws one, with the reason of `signal` when that aborts, and with an
 * Error named `"WorkerError"` when the worker cannot be loaded, or dies.
 */
export function clusterSegmentsAsync<T extends SegmentSource>(
  source: T,
  options: AsyncClusterOptions<ColumnName<T>> = {},
): Promise<Segmentation> {
  return inWorker(startWebWorker, { call: "clusterSegments", source, options, names: optionNames });
}

/** What `assign` gives, found in a worker, as {@link clusterSegmentsAsync} does. */
export function assignAsync(
  model: SegmentModel | Segmentation,
  source: SegmentSource | Row,
  options: AsyncAssignOptions = {},
): Promise<Assigned> {
  return inWorker(startWebWorker, { call: "assign", source, options, names: assignKeys, model });
}

/**
 * What `stability` gives, found in two workers, half of the resamples each, as {@link clusterSegmentsAsync} does in one; in one where the
 * source is transferred or less than 8 resamples are asked for.
 */
export function stabilityAsync(source: SegmentSource, options: AsyncStabilityOptions = {}): Promise<Stability> {
  return stabilityInWorkers(startWebWorker, source, options);
}
