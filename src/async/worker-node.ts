// What a thread of Node runs. It is loaded by `audience-segmentation/async`. Where that cannot be, as where all is bundled into one
// file, a file of the caller's own is the thread, of the one line
//
//   import "audience-segmentation/worker";
//
// and the calls have `worker: () => new Worker(thatFile)`.
import { parentPort } from "node:worker_threads";
import type { Answer, Request } from "./messages.ts";
import { serve } from "./serve.ts";

/** What of the port to the thread that made this one is used. */
interface ThreadPort {
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
  on(type: "message", listener: (order: Request) => void): unknown;
}

/** Serves the thread that made this one. */
function servePort(port: ThreadPort | null): void {
  if (port === null) throw new Error("audience-segmentation/worker is to be run in a worker, not imported");
  serve({
    post: (answer, transfer) => port.postMessage(answer, transfer),
    listen: (listener) => port.on("message", listener),
  });
}

servePort(parentPort);
