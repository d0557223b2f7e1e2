import { sayNumber } from "../../../../src/core/text.ts";
import type { Actions } from "./actions.ts";
import { el, part, sentence, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** How many segments there are, how firm they are, why so many, and what is to be checked. */
export function summaryView(_: Actions): View {
  return whenChanged(
    ({ shown }: State) => shown,
    (shown, { table }) => {
      part("results").hidden = shown === undefined;
      if (shown === undefined || table === undefined) return;
      part("segments-title").textContent = `${shown.k} segments of ${sayNumber(table.rows)} customers`;
      part("firm").textContent = shown.firm;
      part("reason").replaceChildren(...sentence(shown.reason));
      part("checks").hidden = shown.warnings.length === 0;
      part("warnings").replaceChildren(...shown.warnings.map((warning) => el("li", {}, ...sentence(warning))));
    },
  );
}
