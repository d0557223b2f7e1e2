import { checkFunction } from "./check.ts";
import { InputError, show } from "./input-error.ts";

/** How far a call has come. */
export interface Progress {
  /** What is being done, such as `"linkage"`. */
  readonly stage: string;
  /** Units of work done, in whole or in part; a unit's length depends on the stage. */
  readonly done: number;
  /** Units of work in this stage. */
  readonly total: number;
}

/** Called with the {@link Progress} of a long call, about a hundred times a stage at most. */
export type OnProgress = (progress: Progress) => void;

/** What says that a call is to end: an AbortSignal, or an object of the caller's. */
export interface StopSignal {
  /** Whether to end. */
  readonly aborted: boolean;
  /** What is thrown then; an Error named `"AbortError"` when absent. */
  readonly reason?: unknown;
}

/** Options of a call that can last over a second. */
export interface Watch {
  /** Called with the stage and its share done. */
  readonly onProgress?: OnProgress | undefined;
  /**
   * Ends the call: it is looked at after each progress event, and its reason is thrown. A call does not let other code run, so that only
   * `onProgress`, or a flag in shared memory, can abort in between.
   */
  readonly signal?: StopSignal | undefined;
}

/** The names of the options of {@link Watch}. */
export const watchKeys: readonly string[] = ["onProgress", "signal"];

/**
 * Checks these options and gives the one listener of both, if there is any: it calls the caller's, then throws the signal's reason where
 * that is aborted. So it does here, where it is already.
 */
export function watched(where: string, { onProgress, signal }: Watch): OnProgress | undefined {
  checkFunction(where, "onProgress", onProgress);
  if (signal === undefined) return onProgress;
  if (typeof signal !== "object" || signal === null || typeof signal.aborted !== "boolean") {
    throw new InputError("not-an-object", where, "`signal` must be an AbortSignal, or an object of `aborted`, true or false", show(signal));
  }
  const look = (): void => {
    if (signal.aborted) throw signal.reason ?? Object.assign(new Error(`${where} was aborted`), { name: "AbortError" });
  };
  look();
  return (progress) => {
    onProgress?.(progress);
    look();
  };
}

/** A counter for a hot loop: `tick(done)` reports only when another hundredth is done, and never reads a clock. */
export function createTicker(stage: string, total: number, onProgress: OnProgress | undefined): (done: number) => void {
  if (onProgress === undefined) return () => {};
  const step = Math.max(1, Math.floor(total / 100));
  let next = 0;
  return (done) => {
    if (done < next && done !== total) return;
    next = done + step;
    onProgress({ stage, done, total });
  };
}
