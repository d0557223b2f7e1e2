// The same as index.ts by threads of Node, which Bun and Deno have, too.
import { Worker } from "node:worker_threads";
import { type Assigned, assignKeys } from "../segment/predict.ts";
import type { SegmentModel } from "../segment/model.ts";
import { optionNames, type SegmentSource } from "../segment/options.ts";
import type { Stability } from "../segment/stability.ts";
import type { Segmentation } from "../segment/types.ts";
import type { ColumnName, Row } from "../table/table.ts";
import { stabilityInWorkers } from "./halves.ts";
import { inWorker } from "./in-worker.ts";
import type { AsyncAssignOptions, AsyncClusterOptions, AsyncStabilityOptions, WorkerLike } from "./options.ts";

/** A thread of the file that stands beside this one, without the flags that this process was started with, which are for its own script. */
function startThread(): WorkerLike {
  const file = typeof __dirname === "string" ? `${__dirname}/worker-node.js` : new URL("./worker-node.js", import.meta.url);
  return new Worker(file, { execArgv: [] });
}

/** See `clusterSegmentsAsync` of index.ts. */
export function clusterSegmentsAsync<T extends SegmentSource>(
  source: T,
  options: AsyncClusterOptions<ColumnName<T>> = {},
): Promise<Segmentation> {
  return inWorker(startThread, { call: "clusterSegments", source, options, names: optionNames });
}

/** See `assignAsync` of index.ts. */
export function assignAsync(
  model: SegmentModel | Segmentation,
  source: SegmentSource | Row,
  options: AsyncAssignOptions = {},
): Promise<Assigned> {
  return inWorker(startThread, { call: "assign", source, options, names: assignKeys, model });
}

/** See `stabilityAsync` of index.ts. */
export function stabilityAsync(source: SegmentSource, options: AsyncStabilityOptions = {}): Promise<Stability> {
  return stabilityInWorkers(startThread, source, options);
}
