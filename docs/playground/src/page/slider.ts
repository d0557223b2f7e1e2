// The slider for the number of segments: the tree is cut at once, and when the slider rests, k-means refines the cut in the background.
import type { ShownSegments } from "../protocol.ts";
import { Cancelled, type Client } from "./client.ts";
import type { Store } from "./state.ts";
import { faultIn } from "./waiting.ts";

export interface Slider {
  moveTo(k: number): void;
  /** Ends what it has begun. */
  stop(): void;
}

const restBeforeRefining = 500; // ms

/** `onShown` is called with every cut, and with what became of it. */
export function createSlider({ get, set }: Store, client: Client, onShown: (k: number) => Promise<void>): Slider {
  let isCutting = false;
  let round = 0; // of the table and its segments: what comes for an earlier one is not shown
  let rest: ReturnType<typeof setTimeout> | undefined;
  let cancelRefining: (() => void) | undefined;

  const endRefining = (): void => {
    clearTimeout(rest);
    cancelRefining?.();
    cancelRefining = undefined;
    set({ isRefining: false });
  };

  const show = async (shown: ShownSegments, how: string): Promise<void> => {
    set({ shown, pinned: undefined, said: `${shown.k} segments, ${how}.` });
    await onShown(shown.k);
  };

  const cut = async (): Promise<void> => {
    if (isCutting) return; // the k where the slider stands is taken when this cut is there
    isCutting = true;
    const { k } = get();
    const own = round;
    try {
      const shown = await client.call("cut", { k }).done;
      if (own !== round) return;
      const isRough = shown.madeBy === "tree" || shown.madeBy === "sample";
      if (isRough && get().k === k) rest = setTimeout(() => void refine(k), restBeforeRefining);
      void show(shown, isRough ? "cut from the tree" : "as found before");
    } catch (error) {
      if (own !== round) return;
      set({ fault: faultIn(error) });
    } finally {
      isCutting = false;
    }
    if (get().k !== k) await cut();
  };

  const refine = async (k: number): Promise<void> => {
    set({ isRefining: true });
    const { done, cancel } = client.call("refine", { k });
    cancelRefining = cancel;
    try {
      const shown = await done;
      if (cancelRefining !== cancel) return;
      set({ isRefining: false });
      await show(shown, "refined by k-means");
    } catch (error) {
      if (cancelRefining === cancel) set({ isRefining: false, ...(error instanceof Cancelled ? {} : { fault: faultIn(error) }) });
    }
  };

  return {
    moveTo: (k) => {
      endRefining();
      set({ k, fault: undefined });
      void cut();
    },
    stop: () => {
      round++;
      endRefining();
    },
  };
}
