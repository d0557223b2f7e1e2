import { type PictureName, pictures } from "../protocol.ts";
import type { Client } from "./client.ts";
import type { Store } from "./state.ts";

export interface Drawing {
  drawAll(): Promise<void>;
  /** Takes the pictures away. */
  drop(): void;
}

/** Draws the pictures of what is shown, one after the other; what comes after a newer drawing has begun is not shown. */
export function createDrawing({ get, set }: Store, client: Client, widthOf: (picture: PictureName) => number): Drawing {
  let turn = 0;
  return {
    drawAll: async () => {
      const own = ++turn;
      await laidOut();
      if (own !== turn) return;
      for (const picture of pictures) {
        const drawn = await client.call("draw", { picture, width: widthOf(picture) }).done.catch(() => undefined);
        if (own !== turn) return;
        if (drawn !== undefined) set({ pictures: { ...get().pictures, [picture]: drawn } });
      }
    },
    drop: () => {
      turn++;
      set({ pictures: {} });
    },
  };
}

const soon = 200; // ms: a page that nobody sees has no frames

/** Waits until the page is laid out as it is now: who asks for a width earlier makes the browser do it at once, in one long task. */
function laidOut(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, soon);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
