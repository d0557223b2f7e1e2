// What a thread of Node runs. It is loaded by `audience-segmentation/async`. Where that cannot be, as where all is bundled into one
// file, a file of the caller's own is the thread, of the one line
//
//   import "audience-segmentation/worker";
//
// and the calls have `worker: () => new Worker(thatFile)`.
import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import type { Answer, Request } from "./messages.ts";
import { serve } from "./serve.ts";

/** What of the port to the thread that made this one is used. */
interface ThreadPort {
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
  on(type: "message", listener: (order: Request) => void): unknown;
  close(): void;
}

const slack = 32_768; // bytes: less than any compilation takes

/** What V8 holds outside of its heap: what it compiles in the background, above all. */
const held = (): number => getHeapStatistics().malloced_memory;

/**
 * Ends this thread once V8 compiles nothing in the background. In Node 20 a thread that ends before takes the whole process with it, now
 * and then: the compiler wants memory of a heap that the platform has forgotten (`NodePlatform::ForIsolate`). `atRest` is what is held by a
 * thread that compiles nothing.
 */
function leaveWhenCompiled(port: ThreadPort, atRest: number): void {
  if (held() <= atRest + slack) port.close();
  else setTimeout(() => leaveWhenCompiled(port, atRest), 2);
}

/** Serves the thread that made this one. */
function servePort(port: ThreadPort | null): void {
  if (port === null) throw new Error("audience-segmentation/worker is to be run in a worker, not imported");
  const endsItself = process.versions["bun"] === undefined && process.versions["deno"] === undefined; // theirs is another platform
  let atRest = Infinity;
  serve({
    post: (answer, transfer) => port.postMessage(answer, transfer),
    listen: (listener) => port.on("message", (request) => {
      atRest = Math.min(atRest, held());
      listener(request);
    }),
    leave: endsItself ? () => leaveWhenCompiled(port, atRest) : undefined,
  });
}

servePort(parentPort);
