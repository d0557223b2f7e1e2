import { modelIn } from "../segment/read-model.ts";
import { checkFlag, checkFunction, checkKeys } from "../core/check.ts";
import { errorOfFields, InputError, show } from "../core/input-error.ts";
import { type StopSignal, watched } from "../core/progress.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Row } from "../table/table.ts";
import { clock, endingOf } from "./ending.ts";
import { hear } from "./hear.ts";
import type { Answer, CallName, CallRequest, Request } from "./messages.ts";
import { packSource } from "./pack-source.ts";
import { notSent } from "./not-sent.ts";
import type { AsyncOptions, WorkerLike } from "./options.ts";
import { packValue, packView } from "./pack-value.ts";

/** The options of a call in a worker that do not go into the worker. */
const ownKeys: readonly string[] = ["signal", "onProgress", "transfer", "worker"];

/** A call to be made in a worker. */
export interface Job {
  readonly call: CallName;
  readonly source: SegmentSource | Row;
  readonly options: AsyncOptions;
  /** The names of the options of the call itself. */
  readonly names: readonly string[];
  readonly model?: unknown;
  /** For stability: the resamples from one number to another, and no more. */
  readonly part?: readonly [from: number, to: number];
}

/** Checks what concerns the worker, packs the source and has the call made in a worker of its own, which is gone at the end. */
export async function inWorker<T>(start: () => WorkerLike, { call, source, options, names, model, part }: Job): Promise<T> {
  const where = `${call}Async`;
  checkKeys(where, "the options", options, [...new Set([...names, ...ownKeys])]);
  const { signal, onProgress, transfer = false, worker: make = start } = options;
  checkFunction(where, "onProgress", onProgress);
  checkFunction(where, "worker", options.worker);
  const look = watched(where, { signal });
  const hasTransfer = checkFlag(where, "transfer", transfer);

  const sent = Object.fromEntries(Object.entries(inherited(options)).filter(([name]) => !ownKeys.includes(name)));
  const moved = new Set<ArrayBuffer>();
  const packed = packValue(where, "", sent, (path, view) => packView(where, view, hasTransfer, moved, `\`${path}\``)) as object;
  const parcel = packSource(where, call, source, hasTransfer);
  const buffers = [...new Set([...moved, ...parcel.transfer])];
  const request: CallRequest = { kind: "call", call, where, model: modelIn(model as Segmentation), source: parcel.source, options: packed, part };

  const steps: Steps = { first: [request, buffers], pieces: parcel.pieces, signal };
  return (await converse(where, startWorker(where, make), steps, (progress) => {
    look?.(progress);
    onProgress?.(progress);
    look?.(progress);
  })) as T;
}

/** Options with those that they inherit. */
function inherited(options: object): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const name in options) all[name] = (options as Record<string, unknown>)[name];
  return all;
}

/** A worker of the caller's or of the library's. */
function startWorker(where: string, make: () => WorkerLike): WorkerLike {
  let worker: WorkerLike;
  try {
    worker = make();
  } catch (error) {
    throw workerError(where, `the worker could not be made${wayOut}`, error);
  }
  if (typeof worker?.postMessage === "function" && typeof worker.terminate === "function") return worker;
  throw new InputError("not-a-worker", where, "`worker` must give a new Worker", show(worker));
}

const wayOut = "; where the file of the worker lies elsewhere, or a policy of the page forbids it, give a `worker` that makes one of audience-segmentation/worker";

/** What goes wrong with a worker, and is no fault of the input. */
function workerError(where: string, said: string, cause?: unknown): Error {
  const why = cause instanceof Error && cause.message !== "" ? ` (${cause.message})` : "";
  return Object.assign(new Error(`${where}: ${said}${why}`, { cause }), { name: "WorkerError" });
}

/** What is sent, and what may end it. */
interface Steps {
  readonly first: readonly [CallRequest, ArrayBuffer[]];
  readonly pieces: ReturnType<typeof packSource>["pieces"];
  readonly signal: (StopSignal & Partial<Listening>) | undefined;
}

/** What an AbortSignal has beside its flag. */
export interface Listening {
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

const longestSilence = 30_000; // milliseconds from the start of a worker to its first word

function sendTo(worker: WorkerLike, where: string, request: Request, buffers: ArrayBuffer[]): void {
  try {
    worker.postMessage(request, buffers);
  } catch (error) {
    throw error instanceof Error && error.name === "DataCloneError" ? notSent(where, request) : error;
  }
}

type Report = (progress: (Answer & { kind: "progress" })["progress"]) => void;

/** Sends the call and its cells, and waits for the answer; the worker is gone when the promise is settled. */
function converse(where: string, worker: WorkerLike, { first, pieces, signal }: Steps, report: Report): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let isReady = false;
    let isOver = false;
    const ending = endingOf(worker);
    const finish = (settle: () => void, hasAnswered = false): void => {
      if (isOver) return;
      isOver = true;
      clock.clearTimeout(timer);
      if (typeof signal?.removeEventListener === "function") signal.removeEventListener("abort", abort);
      ending.end(settle, hasAnswered);
    };
    const fail = (error: unknown): void => finish(() => reject(error));
    const abort = (): void => fail(signal!.reason ?? Object.assign(new Error(`${where} was aborted`), { name: "AbortError" }));
    const timer = clock.setTimeout(() => fail(workerError(where, `the worker has not answered in 30 seconds${wayOut}`)), longestSilence);
    const send = (request: Request, buffers: ArrayBuffer[] = []): void => sendTo(worker, where, request, buffers);
    const take = (answer: Answer): void => {
      if (answer.kind === "ready") {
        isReady = true;
        clock.clearTimeout(timer);
        send({ ...first[0], stop: answer.endsItself ? ending.willItself() : undefined }, first[1]);
      } else if (answer.kind === "next") {
        const piece = pieces.next();
        send(piece.done ? { kind: "run" } : { kind: "cells", cells: piece.value });
      } else if (answer.kind === "progress") report(answer.progress);
      else if (answer.kind === "result") finish(() => resolve(answer.result), true);
      else if (answer.kind === "fault") finish(() => reject(errorOfFields(answer.fault)), true);
      else fail(workerError(where, `the call failed in the worker with ${answer.said}`, answer.error));
    };
    hear(worker, {
      answer: (answer) => {
        if (isOver) return;
        try {
          take(answer as Answer);
        } catch (error) {
          fail(error);
        }
      },
      failure: (error) => fail(workerError(where, isReady ? "the worker died" : `the worker could not be loaded${wayOut}`, error)),
      end: (code) => {
        fail(workerError(where, `the worker ended with code ${code} before the call did`));
        ending.hasEnded();
      },
    });
    if (typeof signal?.addEventListener === "function") signal.addEventListener("abort", abort);
  });
}
