import type { WorkerLike } from "./options.ts";

/** What is heard of a worker. */
export interface Hearing {
  /** It says something. */
  readonly answer: (answer: unknown) => void;
  /** It fails: an Error, or what an event says; nothing is known of a script that cannot be loaded. */
  readonly failure: (error: unknown) => void;
  /** A thread ends. */
  readonly end: (code: number) => void;
}

/** An event of a Web Worker. */
interface WorkerEvent {
  readonly data?: unknown;
  readonly message?: string;
  preventDefault?(): void;
}

/** A Web Worker's way to listen. */
interface WebSide {
  addEventListener(type: "message" | "messageerror" | "error", listener: (event: WorkerEvent) => void): void;
}

/** A thread's. */
interface NodeSide {
  on(type: string, listener: (value: never) => void): unknown;
}

const unreadable = (): Error => new Error("a message could not be read");

/** Listens to a worker of either kind. */
export function hear(worker: WorkerLike, { answer, failure, end }: Hearing): void {
  const side = worker as unknown as Partial<WebSide & NodeSide>;
  if (typeof side.on === "function") {
    side.on("message", answer);
    side.on("messageerror", () => failure(unreadable()));
    side.on("error", failure);
    side.on("exit", end);
    return;
  }
  side.addEventListener?.("message", ({ data }) => answer(data));
  side.addEventListener?.("messageerror", () => failure(unreadable()));
  side.addEventListener?.("error", (event) => {
    event.preventDefault?.(); // it is told by the promise
    failure(event.message ? new Error(event.message) : undefined);
  });
}
