// What runs beside the page. One script plays two parts, by its name, so that the library is loaded once: the worker that holds the table,
// and the one that it starts for a segmentation, which can be ended at any moment without losing the table.
import { serve } from "../../../../src/async/serve.ts";
import { createBench } from "./bench.ts";
import { hearOrders } from "./hear.ts";

/** What of a worker's scope is used. */
export interface Scope {
  readonly name: string;
  readonly location: { readonly href: string };
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: never }) => void): void;
}

const scope = globalThis as unknown as Scope;
const segmenter = "segments";

if (scope.name === segmenter) {
  serve({
    post: (answer, transfer) => scope.postMessage(answer, transfer),
    listen: (listener) => scope.addEventListener("message", ({ data }) => listener(data)),
  });
} else {
  hearOrders(scope, createBench(() => new Worker(scope.location.href, { name: segmenter })));
}
