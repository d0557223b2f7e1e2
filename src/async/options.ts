import type { Progress, StopSignal, Watch } from "../core/progress.ts";
import type { ClusterOptions } from "../segment/options.ts";
import type { AssignOptions } from "../segment/predict.ts";
import type { StabilityOptions } from "../segment/stability.ts";

/** How far a call in a worker has come. */
export interface AsyncProgress extends Progress {
  /** The share of the whole call that is done: from 0 to 1, never less than before. */
  readonly share: number;
}

/** A worker, as far as it is used: a Web Worker, or one of Node's `worker_threads`. */
export interface WorkerLike {
  /** Sends a message. */
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  /** Ends it at once. */
  terminate(): unknown;
}

/** Options of a call that is made in a worker. */
export interface AsyncOptions {
  /**
   * Ends the call: the promise is rejected with the signal's reason within a tenth of a second. A Web Worker is terminated at once; a
   * thread of Node stops at the next step of its work, which is a tenth of a second away at most for some hundred thousand rows.
   */
  readonly signal?: StopSignal | undefined;
  /** Called with the stage, and the share of the whole call that is done. */
  readonly onProgress?: ((progress: AsyncProgress) => void) | undefined;
  /**
   * `true`: the buffers of typed arrays (columns, weights, a matrix) are handed over to the worker and are of length 0 afterwards, which
   * saves the copy. Those of a SharedArrayBuffer are shared in any case; arrays and row objects are copied in any case.
   * @defaultValue false
   */
  readonly transfer?: boolean | undefined;
  /**
   * Makes the worker, which must run `audience-segmentation/worker`; it serves this call alone and is gone at its end. `stabilityAsync`
   * asks for two.
   * @defaultValue one of the file beside this one, as a module
   */
  readonly worker?: (() => WorkerLike) | undefined;
}

/** What is said otherwise where a call is made in a worker. */
type Replaced = keyof Watch | "names";

/** Names as data. */
interface NamesAsData {
  /** Names of the segments, largest first; made from the traits when absent. A function cannot be sent to a worker. */
  readonly names?: readonly string[] | undefined;
}

/** Options for {@link clusterSegmentsAsync}: those of `clusterSegments`, and how the worker is made and heard. */
export interface AsyncClusterOptions<Column extends string = string>
  extends Omit<ClusterOptions<Column>, Replaced>, NamesAsData, AsyncOptions {}

/** Options for {@link assignAsync}: those of `assign`, and how the worker is made and heard. */
export interface AsyncAssignOptions extends AssignOptions, AsyncOptions {}

/** Options for {@link stabilityAsync}: those of `stability`, and how the worker is made and heard. */
export interface AsyncStabilityOptions extends Omit<StabilityOptions, Replaced>, NamesAsData, AsyncOptions {}
