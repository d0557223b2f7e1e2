import { segmenterName } from "../protocol.ts";

/** Starts a worker for a segmentation whenever the one that holds the table asks for it, and ends it when it is told to. */
export function startSegmenters(table: Worker, script: string): void {
  table.addEventListener("message", ({ data, ports: [line, control] }: MessageEvent) => {
    if (data.kind !== "start") return;
    const worker = new Worker(script, { name: segmenterName });
    worker.addEventListener("error", ({ message }) => control.postMessage(message));
    control.addEventListener("message", () => worker.terminate());
    control.start();
    worker.postMessage("line", [line]);
  });
}
