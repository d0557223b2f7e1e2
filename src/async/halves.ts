import type { StopSignal } from "../core/progress.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import type { SegmentSource } from "../segment/options.ts";
import { joinParts, type Stability, stabilityKeys, type StabilityPart, usual } from "../segment/stability.ts";
import { inWorker, type Listening } from "./in-worker.ts";
import type { AsyncProgress, AsyncStabilityOptions, WorkerLike } from "./options.ts";

const leastResamples = 8; // for two workers: each of them makes the segmentation of the whole table

/**
 * Resamples in two workers, half of them each, and the same to the bit: the more resamples, the nearer to half of the time. One worker
 * where the source is handed over, which can be done once, and where there are few.
 */
export async function stabilityInWorkers(
  start: () => WorkerLike,
  given: SegmentSource,
  options: AsyncStabilityOptions,
): Promise<Stability> {
  const source = isPrepared(given) ? given : tableOf(given); // what gives its rows once alone, such as a generator, is to last for two
  const job = { call: "stability", source, names: stabilityKeys } as const;
  const { resamples = usual.resamples, onProgress } = options ?? {};
  if (!canBeHalved(options)) return inWorker(start, { ...job, options });
  const half = Math.ceil(resamples / 2);
  const bounds = [[0, half], [half, resamples]] as const;
  const latest: AsyncProgress[] = bounds.map(() => ({ stage: "read", done: 0, total: 1, share: 0 }));
  const link = linkTo(options.signal);
  const parts = bounds.map(([from, to], at) => {
    const report = onProgress && ((progress: AsyncProgress): void => {
      latest[at] = progress;
      onProgress(together(latest));
    });
    const own = { ...options, signal: link.signal, onProgress: report };
    return inWorker<StabilityPart>(start, { ...job, options: own, part: [from, to] });
  });
  try {
    return joinParts(await Promise.all(parts), options);
  } catch (error) {
    link.abort(error); // the other has no reason to go on
    await Promise.allSettled(parts);
    throw error;
  } finally {
    link.release();
  }
}

/** How far both are: as far as the slower, and of the resamples as many as both have done. */
function together([one, other]: readonly AsyncProgress[]): AsyncProgress {
  const slower = other.share < one.share ? other : one;
  if (one.stage !== other.stage) return slower;
  return { stage: one.stage, done: one.done + other.done, total: one.total + other.total, share: slower.share };
}

/** Whether the call is large enough, and its options are such as one worker would take: it is who says what is wrong with them. */
function canBeHalved(options: AsyncStabilityOptions): boolean {
  const { resamples = usual.resamples, transfer = false, onProgress = () => {}, signal = { aborted: false } } = options ?? {};
  if (!Number.isInteger(resamples) || resamples < leastResamples || transfer !== false) return false;
  return typeof onProgress === "function" && typeof signal?.aborted === "boolean";
}

interface Link {
  readonly signal: StopSignal & Listening;
  readonly abort: (reason: unknown) => void;
  readonly release: () => void;
}

/** A signal that is aborted where the caller's is, or by what is found here. */
function linkTo(outer: (StopSignal & Partial<Listening>) | undefined): Link {
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  let own: { readonly reason: unknown } | undefined;
  if (typeof outer?.addEventListener === "function") outer.addEventListener("abort", tell);
  return {
    signal: {
      get aborted() { return own !== undefined || outer?.aborted === true; },
      get reason() { return own === undefined ? outer?.reason : own.reason; },
      addEventListener: (_, listener) => void listeners.add(listener),
      removeEventListener: (_, listener) => void listeners.delete(listener),
    },
    abort: (reason) => {
      own = { reason };
      tell();
    },
    release: () => {
      if (typeof outer?.removeEventListener === "function") outer.removeEventListener("abort", tell);
    },
  };
}
