import { Worker } from "node:worker_threads";
import type { WorkerLike } from "../../src/async/options.ts";
import { serve } from "../../src/async/serve.ts";

/** A worker of the built package, by the caller's hand: the caller's side is the source, the thread's is what is built. */
export const thread = (): Worker => new Worker(new URL("../../dist/worker-node.js", import.meta.url));

interface Mock extends WorkerLike {
  readonly addEventListener: (type: string, listener: (event: { data: unknown }) => void) => void;
}

/** What looks like a Web Worker and works in this thread: messages are copied and come later, as there. */
export function mockWorker(): Mock {
  let isOver = false;
  let toCaller = (_: { data: unknown }): void => {};
  let toWorker = (_: never): void => {};
  const later = (call: () => void): void => queueMicrotask(() => void (isOver || call()));
  later(() => serve({
    post: (answer, transfer) => {
      const data = structuredClone(answer, { transfer });
      later(() => toCaller({ data }));
    },
    listen: (listener) => (toWorker = listener),
  }));
  return {
    addEventListener: (type, listener) => void (type === "message" && (toCaller = listener)),
    postMessage: (message, transfer) => {
      const copy = structuredClone(message, { transfer });
      later(() => toWorker(copy as never));
    },
    terminate: () => (isOver = true),
  };
}

/** What a call gives, or what it throws: an error with all its fields. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error instanceof Error ? { ...error, is: error.constructor.name, message: error.message } : error;
  }
}
