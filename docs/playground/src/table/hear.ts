import { InputError } from "audience-segmentation";
import { fieldsOf, sayFault } from "../../../../src/core/input-error.ts";
import type { Fault, News, Order, ProgressNews } from "../protocol.ts";
import type { Bench, Watch } from "./bench.ts";
import { inPage, waysOut } from "./voice.ts";
import type { Scope } from "./worker.ts";

/** Answers the page's orders by the bench; each can be cancelled while it waits for something. */
export function hearOrders(scope: Scope, bench: Bench): void {
  const running = new Map<number, AbortController>();
  const tell = (news: News): void => scope.postMessage(news, []);

  const answer = async (id: number, call: keyof Bench, takes: never): Promise<void> => {
    const control = new AbortController();
    running.set(id, control);
    const watch: Watch = { signal: control.signal, onProgress: (progress: ProgressNews) => tell({ id, kind: "progress", progress }) };
    try {
      tell({ id, kind: "done", gives: await bench[call](takes, watch) });
    } catch (error) {
      tell(control.signal.aborted ? { id, kind: "cancelled" } : { id, kind: "fault", fault: faultOf(error) });
    }
    running.delete(id);
  };

  scope.addEventListener("message", ({ data }) => {
    const order = data as Order;
    if (order.call === "cancel") running.get(order.id)?.abort();
    else void answer(order.id, order.call, order.takes as never);
  });
}

/** The library's sentence in the page's words, without the name of the function that was called, which no reader of the page knows. */
function faultOf(error: unknown): Fault {
  if (!(error instanceof InputError)) return { message: error instanceof Error ? error.message : String(error), code: "" };
  const { row, ...fields } = fieldsOf(error);
  const { code, line } = fields;
  const said = sayFault(line === undefined && row !== undefined ? { ...fields, row } : fields, 1, inPage); // a line is what an editor shows
  return { message: `${said[0].toUpperCase()}${said.slice(1)}`, code, ways: waysOut(error), ...(line === undefined ? {} : { line }) };
}
