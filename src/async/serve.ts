import { fieldsOf, InputError, within } from "../core/input-error.ts";
import type { Watch } from "../core/progress.ts";
import { clusterSegments } from "../segment/cluster-segments.ts";
import type { SegmentModel } from "../segment/model.ts";
import type { SegmentSource } from "../segment/options.ts";
import { assign } from "../segment/predict.ts";
import { stability, stabilityPart } from "../segment/stability.ts";
import type { Answer, CallName, CallRequest, Request } from "./messages.ts";
import { withShares } from "./shares.ts";
import { unpackSource, type Unpacking } from "./unpack-source.ts";

/** The worker's side of the channel. */
export interface Port {
  /** Answers. */
  readonly post: (answer: Answer, transfer: ArrayBuffer[]) => void;
  /** Takes what hears the orders. */
  readonly listen: (listener: (request: Request) => void) => void;
  /** Ends the worker by its own will; absent where the caller ends it. */
  readonly leave?: (() => void) | undefined;
}

type Call = (source: SegmentSource, options: object, watch: Required<Watch>, model: unknown, part: CallRequest["part"]) => unknown;

const calls: Readonly<Record<CallName, Call>> = {
  clusterSegments: (source, options, watch) => clusterSegments(source, { ...options, ...watch }),
  stability: (source, options, watch, _, part) => {
    const asked = { ...options, ...watch };
    return part === undefined ? stability(source, asked) : stabilityPart("stability", source, asked, ...part);
  },
  assign: (source, options, { onProgress }, model) => {
    onProgress!({ stage: "assign", done: 0, total: 1 });
    const assigned = assign(model as SegmentModel, source, options);
    onProgress!({ stage: "assign", done: 1, total: 1 });
    return assigned;
  },
};

/** Makes one call that comes over a port: takes the call, then its cells, and answers with the result or with what was wrong. */
export function serve({ post, listen, leave }: Port): void {
  let request: CallRequest | undefined;
  let unpacking: Unpacking | undefined;
  const take = (next: Request): void => {
    if (next.kind === "call") {
      request = next;
      unpacking = unpackSource(next.source);
    } else if (next.kind === "leave") return leave?.();
    else if (next.kind === "cells") unpacking!.add(next.cells);
    else return answer(request!, unpacking!.source());
    post({ kind: "next" }, []);
  };
  const answer = ({ call, where, model, options, part, stop }: CallRequest, source: SegmentSource): void => {
    const resampled = part === undefined ? options : { ...options, resamples: part[1] - part[0] };
    const onProgress = withShares(call, resampled, (progress) => post({ kind: "progress", progress }, []));
    const signal = { get aborted() { return stop !== undefined && Atomics.load(stop, 0) === 1; } };
    const result = within(where, call, () => calls[call](source, options, { onProgress, signal }, model, part));
    post({ kind: "result", result }, buffersIn(result));
  };
  listen((next) => {
    try {
      take(next);
    } catch (error) {
      if (error instanceof InputError) post({ kind: "fault", fault: fieldsOf(error) }, []);
      else post({ kind: "failure", said: String(error), error: error instanceof Error ? error : undefined }, []);
    }
  });
  post({ kind: "ready", endsItself: leave !== undefined }, []);
}

/** The buffers of the typed arrays of a result, each once; they go over to the caller. */
function buffersIn(result: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!ArrayBuffer.isView(value)) Object.values(value).forEach(look);
    else if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  };
  look(result);
  return [...found];
}
