import type { CallName, Calls, Fault, News, ProgressNews } from "../protocol.ts";

/** Thrown where the worker answers with a fault. */
export class CallFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Thrown where a call was cancelled. */
export class Cancelled extends Error {}

/** A call that is under way. */
export interface Running<T> {
  readonly done: Promise<T>;
  readonly cancel: () => void;
}

/** Calls what the worker offers. */
export interface Client {
  call<Name extends CallName>(
    call: Name,
    takes: Calls[Name]["takes"],
    onProgress?: (progress: ProgressNews) => void,
  ): Running<Calls[Name]["gives"]>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: ProgressNews) => void) | undefined;
}

/** The page's end of the line to the worker that holds the table. */
export function createClient(worker: Worker): Client {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<News>) => {
    const one = waiting.get(data.id);
    if (one === undefined) return;
    if (data.kind === "progress") return one.onProgress?.(data.progress);
    waiting.delete(data.id);
    if (data.kind === "done") one.resolve(data.gives as never);
    else one.reject(data.kind === "fault" ? new CallFault(data.fault) : new Cancelled());
  });
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values()) reject(new CallFault({ message: `The worker stopped: ${message}`, code: "" }));
    waiting.clear();
  });
  return {
    call: (call, takes, onProgress) => {
      const id = ++last;
      const done = new Promise((resolve, reject) => waiting.set(id, { resolve, reject, onProgress }));
      worker.postMessage({ id, call, takes });
      return { done: done as never, cancel: () => worker.postMessage({ id, call: "cancel" }) };
    },
  };
}
