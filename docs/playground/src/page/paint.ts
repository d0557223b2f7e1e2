import type { State } from "./state.ts";
import type { View } from "./views.ts";

const budget = 12; // ms of one task

/** Shows the newest state, view by view, and lets the browser paint and hear in between where that takes long. */
export function createPainter(views: readonly View[]): (state: State) => void {
  let newest: State | undefined;
  let isAtWork = false;
  const paint = async (): Promise<void> => {
    isAtWork = true;
    let start = performance.now();
    while (newest !== undefined) {
      const state = newest;
      newest = undefined;
      for (const show of views) {
        show(state);
        if (performance.now() - start < budget) continue;
        await nextTask();
        start = performance.now();
      }
    }
    isAtWork = false;
  };
  return (state) => {
    newest = state;
    if (!isAtWork) void paint();
  };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
