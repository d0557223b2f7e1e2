/**
 * @module audience-segmentation/async
 * @mergeModuleWith <project>
 */
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
 *
 * @group Background
 * @example
 * ```ts
 * import { clusterSegmentsAsync } from "audience-segmentation/async";
 *
 * const table = { spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] };
 * const { segments } = await clusterSegmentsAsync(table, { k: 2, signal: AbortSignal.timeout(60_000) });
 * console.log(segments.map(({ name, size }) => `${name}: ${size}`));
 * // [ 'Low spend: 3', 'High spend: 2' ]
 * ```
 */
export function clusterSegmentsAsync<T extends SegmentSource>(
  source: T,
  options: AsyncClusterOptions<ColumnName<T>> = {},
): Promise<Segmentation> {
  return inWorker(startWebWorker, { call: "clusterSegments", source, options, names: optionNames });
}

/**
 * What `assign` gives, found in a worker, as {@link clusterSegmentsAsync} does.
 *
 * @group Background
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { assignAsync } from "audience-segmentation/async";
 *
 * const { model } = clusterSegments({ spend: [10, 12, 11, 80, 82] }, { k: 2 });
 * const { labels } = await assignAsync(model, { spend: [90, 8, 11] });
 * console.log(labels);
 * // Int32Array(3) [ 1, 0, 0 ]
 * ```
 */
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
 *
 * @group Background
 * @example
 * ```ts
 * import { stabilityAsync } from "audience-segmentation/async";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 9] };
 * const { segments } = await stabilityAsync(table, { k: 2, resamples: 20 });
 * for (const { name, jaccard } of segments) console.log(name, jaccard.toFixed(2));
 * // Low spend 1.00
 * // High spend 1.00
 * ```
 */
export function stabilityAsync(source: SegmentSource, options: AsyncStabilityOptions = {}): Promise<Stability> {
  return stabilityInWorkers(startWebWorker, source, options);
}
