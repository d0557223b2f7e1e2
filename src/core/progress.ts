/** How far a call has come. */
export interface Progress {
  /** What is being done, such as `"linkage"`. */
  readonly stage: string;
  /** Units of work done; a unit's length depends on the stage. */
  readonly done: number;
  /** Units of work in this stage. */
  readonly total: number;
}

/** Called with the {@link Progress} of a long call, about a hundred times a stage at most. */
export type OnProgress = (progress: Progress) => void;

/** A counter for a hot loop: `tick(done)` reports only when another hundredth is done, and never reads a clock. */
export function createTicker(stage: string, total: number, onProgress: OnProgress | undefined): (done: number) => void {
  if (onProgress === undefined) return () => {};
  const step = Math.max(1, Math.floor(total / 100));
  let next = 0;
  return (done) => {
    if (done < next && done !== total) return;
    next = done + step;
    onProgress({ stage, done, total });
  };
}
