// What a Web Worker runs. It is loaded as a module by `audience-segmentation/async`. Where that cannot be, a file of the caller's own is
// the worker, of the one line
//
//   import "audience-segmentation/worker";
//
// and the calls have `worker: () => new Worker("/that-file.js", { type: "module" })`.
import type { Answer, Request } from "./messages.ts";
import { serve } from "./serve.ts";

/** What of a worker's scope is used. */
interface Scope {
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: Request }) => void): void;
}

/** Serves the page that made this worker. */
function serveScope(scope: Scope): void {
  if ("document" in scope) throw new Error("audience-segmentation/worker is to be run in a worker, not imported by a page");
  serve({
    post: (answer, transfer) => scope.postMessage(answer, transfer),
    listen: (listener) => scope.addEventListener("message", ({ data }) => listener(data)),
  });
}

serveScope(globalThis as unknown as Scope);
