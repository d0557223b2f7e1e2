import type { WriteStream } from "node:tty";
import { asFileError } from "./file-error.ts";
import { createProgressLine, noProgress, type ProgressLine } from "./progress-line.ts";

/** Writes to standard output. Where nobody reads on, as after `| head`, that is the end of it, and no error. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown): void => {
      const isClosed = (error as { readonly code?: unknown } | null | undefined)?.code === "EPIPE";
      if (error === undefined || error === null || isClosed) resolve();
      else reject(asFileError(error, "standard output", "write"));
    };
    process.stdout.on("error", done);
    process.stdout.write(text, done);
  });
}

/** Writes to standard error, as far as anybody reads it. */
export function complain(text: string): void {
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => {});
  process.stderr.write(text);
}

/** A line of progress on standard error where that is a terminal. The clock decides nothing but when to write; some terminals say that they are 0 wide. */
export function progressLine(stream: Partial<WriteStream> = process.stderr): ProgressLine {
  if (stream.isTTY !== true) return noProgress;
  return createProgressLine({ write: complain, now: () => performance.now(), columns: stream.columns || 80 });
}
