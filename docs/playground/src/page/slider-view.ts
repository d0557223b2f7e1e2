import { sayNumber } from "../../../../src/core/text.ts";
import type { MadeBy } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { part } from "./dom.ts";
import type { View } from "./views.ts";

const made: Readonly<Record<MadeBy, string>> = {
  chosen: "The number that the library chose.",
  tree: "The tree of all customers, cut again. When you rest, k-means refines the cut.",
  sample: "", // says how many rows
  "k-means": "Refined by k-means, for the number that you chose.",
};

/** The slider for the number of segments. */
export function sliderView({ moveK }: Actions): View {
  const input = part<HTMLInputElement>("k");
  input.addEventListener("input", () => moveK(Number(input.value)));
  return ({ k, shown, isRefining }) => {
    if (document.activeElement !== input || Number(input.value) !== k) input.value = String(k);
    input.setAttribute("aria-valuetext", `${k} segments`);
    part("k-value").textContent = String(k);
    if (shown === undefined) return;
    const sample = `The tree of a sample of ${sayNumber(shown.rows)} customers, cut again. When you rest, k-means segments all of them.`;
    const words = shown.madeBy === "sample" ? sample : made[shown.madeBy];
    part("k-words").textContent = isRefining ? "Cut from the tree; k-means is refining the cut in the background …" : words;
  };
}
