import type { WorkerLike } from "./options.ts";

interface Clock {
  setTimeout(call: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The timers of any engine. */
export const clock = globalThis as unknown as Clock;

const longestFinish = 1000; // milliseconds for a worker that ends by itself, after its answer; the promise waits no longer
const longestStop = 80; // for one that is to stop at its next step

/** The end of a worker: by force, or by its own will where force would be a risk (see worker-node.ts). */
export interface Ending {
  /** The worker ends by itself: gives the memory in which it looks whether it is to stop. */
  readonly willItself: () => Int32Array;
  /** Ends it, then settles. */
  readonly end: (settle: () => void, hasAnswered: boolean) => void;
  /** It has ended. */
  readonly hasEnded: () => void;
}

/** See {@link Ending}. */
export function endingOf(worker: WorkerLike): Ending {
  let stop: Int32Array | undefined;
  let hasEnded = (): void => {};
  return {
    willItself: () => (stop = new Int32Array(new SharedArrayBuffer(4))),
    end: (settle, hasAnswered) => {
      if (stop === undefined) return void Promise.resolve(worker.terminate()).then(settle, settle);
      Atomics.store(stop, 0, 1);
      worker.postMessage({ kind: "leave" }, []);
      const late = clock.setTimeout(settle, hasAnswered ? longestFinish : longestStop);
      hasEnded = () => {
        clock.clearTimeout(late);
        settle();
      };
    },
    hasEnded: () => hasEnded(),
  };
}
