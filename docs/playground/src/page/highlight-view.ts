import type { Actions } from "./actions.ts";
import { part, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** A segment that is pointed at, or that the focus is in, is lit everywhere: the style sheet fades all others. */
export function highlightView({ point }: Actions): View {
  const results = part("results");
  const pointAt = ({ target }: Event): void => {
    const own = (target as Element).closest("[data-segment]")?.getAttribute("data-segment");
    point(own === null || own === undefined ? undefined : Number(own));
  };
  results.addEventListener("pointerover", pointAt);
  results.addEventListener("focusin", pointAt);
  results.addEventListener("pointerleave", () => point(undefined));
  results.addEventListener("focusout", () => point(undefined));
  return whenChanged(
    ({ pointed, pinned }: State) => pointed ?? pinned,
    (lit) => (lit === undefined ? results.removeAttribute("data-lit") : results.setAttribute("data-lit", String(lit))),
  );
}
