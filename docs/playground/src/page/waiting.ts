import type { CallName, Calls, Fault } from "../protocol.ts";
import { CallFault, Cancelled, type Client } from "./client.ts";
import { sayProgress, type Store } from "./state.ts";

/** What the page waits for: one call at a time, which can be cancelled. */
export interface Waiting {
  /** Makes a call. What goes wrong is shown; then, and when it is cancelled, undefined comes back. */
  wait<Name extends CallName>(call: Name, takes: Calls[Name]["takes"], words: string): Promise<Calls[Name]["gives"] | undefined>;
  cancel(): void;
}

export function createWaiting({ set }: Store, client: Client): Waiting {
  let cancelLast: (() => void) | undefined; // of the call that is waited for; a newer call takes its place
  return {
    wait: async (call, takes, words) => {
      cancelLast?.();
      set({ busy: { words, share: 0 }, fault: undefined, said: words });
      const { done, cancel } = client.call(call, takes, (progress) => {
        if (cancelLast === cancel) set({ busy: sayProgress(progress) });
      });
      cancelLast = cancel;
      const isLast = (): boolean => cancelLast === cancel;
      try {
        return await done;
      } catch (error) {
        if (isLast()) set(error instanceof Cancelled ? { said: "Cancelled." } : { fault: faultIn(error) });
        return undefined;
      } finally {
        if (isLast()) {
          cancelLast = undefined;
          set({ busy: undefined });
        }
      }
    },
    cancel: () => cancelLast?.(),
  };
}

/** What went wrong, as the page shows it. */
export function faultIn(error: unknown): Fault {
  return error instanceof CallFault ? error.fault : { message: String(error), code: "" };
}
