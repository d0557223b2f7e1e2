import type { Fault } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, sentence, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** What was wrong, in the library's words, and a button for each way out that the page knows. */
export function faultView({ mend }: Actions): View {
  const buttonsOf = ({ ways = [] }: Fault): HTMLElement[] =>
    ways.map((way) => el("button", { type: "button", on: { click: () => mend(way) } }, way.label));
  return whenChanged(
    (state: State) => state.fault,
    (fault, { table, name = "This file" }) => {
      part("fault").hidden = fault === undefined;
      if (fault === undefined) return;
      const place = fault.line === undefined ? "" : ` (line ${fault.line})`;
      part("fault-title").textContent = `${table === undefined ? `${name} cannot be read` : "That did not work"}${place}`;
      part("fault-words").replaceChildren(...sentence(fault.message));
      part("fault-ways").replaceChildren(...buttonsOf(fault));
    },
  );
}
