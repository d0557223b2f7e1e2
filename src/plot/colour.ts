import type { Attributes } from "./svg.ts";

// Twelve colours that stay apart (OKLab distance of at least 0.09) for normal sight and for red-, green- and blue-blind eyes, and
// from white and near-black pages; test/plot/palette.test.ts measures it. They were found by a search over such distances.

const colours = [
  "#29a0e1", "#d48013", "#736bcb", "#3ed2a9", "#92694e", "#c4b940", "#008390", "#7ba07a", "#74466c", "#0055a6", "#a4b8f0", "#3d6000",
];

/** How many segments have a colour of their own. */
export const colourCount = 12; // spelt out: a bundle keeps what is computed when it is loaded

/** The colour of a segment, or of another category, by its number from 0; the thirteenth has the first's again. */
export function colourOf(at: number): string {
  return colours[at % colourCount];
}

/** Whether a colour is in its second, fourth, … round: then it is drawn as a square, or dashed. */
export function isRepeated(at: number): boolean {
  return Math.floor(at / colourCount) % 2 === 1;
}

// the colours that white text is legible on; on the others it is black
const dark = [2, 4, 6, 8, 9, 11];

/** The colour of text on a segment's colour. */
export function inkOn(at: number): string {
  return dark.includes(at % colourCount) ? "#fff" : "#000";
}

// Shades are a colour made transparent, so that they fade into the page, light or dark, and text of the page's colour stays
// legible on all of them: at full strength the contrast is at least 4.5 on white and on near-black.

const above = "#2a80d2";
const below = "#c8620f";
const strongest = 0.78;

/** The fill of a signed value of the strength -1 to 1: blue above 0, orange below. */
export function diverging(strength: number): Attributes {
  return { fill: strength < 0 ? below : above, "fill-opacity": strongest * Math.min(1, Math.abs(strength)) };
}
