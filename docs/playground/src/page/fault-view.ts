import type { Actions } from "./actions.ts";
import { part, sentence, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

const other = "windows-1252"; // what a file that is not UTF-8 mostly is

/** What was wrong, in the library's words. */
export function faultView({ reopen }: Actions): View {
  const retry = part("fault-retry");
  retry.addEventListener("click", () => reopen(other));
  return whenChanged(
    (state: State) => state.fault,
    (fault, { table }) => {
      part("fault").hidden = fault === undefined;
      if (fault === undefined) return;
      const place = fault.line === undefined ? "" : ` (line ${fault.line})`;
      part("fault-title").textContent = `${table === undefined ? "This file cannot be read" : "That did not work"}${place}`;
      part("fault-words").replaceChildren(...sentence(fault.message));
      retry.hidden = fault.code !== "not-text";
    },
  );
}
