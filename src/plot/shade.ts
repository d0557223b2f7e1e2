import type { Attributes } from "./element.ts";

// Shades are a colour made transparent, so that they fade into the page, light or dark, and text of the page's colour stays
// legible on all of them: at full strength the contrast is at least 4.5 on white and on near-black.

const above = "#2a80d2";
const below = "#c8620f";
const strongest = 0.78;

/** The fill of a signed value of the strength -1 to 1: blue above 0, orange below. */
export function diverging(strength: number): Attributes {
  return { fill: strength < 0 ? below : above, "fill-opacity": strongest * Math.min(1, Math.abs(strength)) };
}
