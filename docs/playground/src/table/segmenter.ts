import type { WorkerLike } from "audience-segmentation/async";
import type { Scope } from "./worker.ts";

/**
 * A worker for one segmentation, which the page starts: Firefox now and then never starts a worker within a worker whose script is no file.
 * Requests and answers go over a line of their own, past the page; over another one the page hears when it is to end, and says what failed.
 */
export function askForWorker(scope: Scope): WorkerLike {
  const [line, control] = [new MessageChannel(), new MessageChannel()];
  scope.postMessage({ kind: "start" }, [line.port2, control.port2]);
  const listen = (type: string, listener: (event: { readonly data?: unknown; readonly message?: string }) => void): void => {
    const port = type === "error" ? control.port1 : line.port1;
    const heard = ({ data }: MessageEvent): void => listener(type === "error" ? { message: String(data) } : { data });
    port.addEventListener(type === "error" ? "message" : type, heard as EventListener);
    port.start();
  };
  const worker = {
    postMessage: (message: unknown, transfer: ArrayBuffer[]) => line.port1.postMessage(message, transfer),
    terminate: () => control.port1.postMessage("end"),
    addEventListener: listen,
  };
  return worker;
}
