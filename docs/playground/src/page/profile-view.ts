import { colourOf } from "../../../../src/plot/colour.ts";
import type { ProfileLine } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** The profile as a table: a line a feature, a column a segment, shaded by how far the segment stands apart. */
export function profileView(_: Actions): View {
  return whenChanged(
    ({ shown }: State) => shown,
    (shown) => {
      if (shown === undefined) return;
      const heads = shown.segments.map(({ name }, s) => {
        const head = el("th", { scope: "col", "data-segment": s }, el("span", { class: "number" }, String(s + 1)), ` ${name}`);
        head.style.setProperty("--colour", colourOf(s));
        return head;
      });
      const head = el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Column"), el("th", { scope: "col" }, "All"), ...heads));
      part("profile").replaceChildren(el("table", {}, head, el("tbody", {}, ...shown.profile.map(lineOf))));
    },
  );
}

function lineOf({ feature, all, cells }: ProfileLine): HTMLElement {
  const shaded = cells.map(({ text, strength }, s) => {
    const cell = el("td", { "data-segment": s, class: strength < 0 ? "below" : "above" }, text);
    cell.style.setProperty("--strength", Math.min(1, Math.abs(strength)).toFixed(2));
    cell.style.setProperty("--colour", colourOf(s));
    return cell;
  });
  return el("tr", {}, el("th", { scope: "row" }, feature), el("td", {}, all), ...shaded);
}
