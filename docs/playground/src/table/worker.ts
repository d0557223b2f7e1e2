// What runs beside the page. One script plays two parts, by its name, so that the library is loaded once: the worker that holds the table,
// and one that makes a segmentation for it, which can be ended at any moment without losing the table.
import { serve } from "../../../../src/async/serve.ts";
import { segmenterName } from "../protocol.ts";
import { createBench } from "./bench.ts";
import { hearOrders } from "./hear.ts";
import { askForWorker } from "./segmenter.ts";

/** What of a worker's scope is used. */
export interface Scope {
  readonly name: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

const scope = globalThis as unknown as Scope;

if (scope.name === segmenterName) {
  scope.addEventListener("message", ({ ports: [line] }) => {
    serve({
      post: (answer, transfer) => line.postMessage(answer, transfer),
      listen: (listener) => {
        line.addEventListener("message", ({ data }) => listener(data));
        line.start();
      },
    });
  });
} else {
  hearOrders(scope, createBench(() => askForWorker(scope)));
}
