import { expect, test } from "vitest";
import { colourCount, colourOf, diverging, inkOn, isRepeated } from "../../src/plot/colour.ts";

type Rgb = readonly [number, number, number];

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;
const linear = (rgb: Rgb): Rgb => rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as unknown as Rgb;
const luminance = (rgb: Rgb): number => linear(rgb).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

// Machado, Oliveira and Fernandes 2009, at full severity
const sights: Record<string, readonly number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  "red-blind": [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  "green-blind": [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  "blue-blind": [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** Ottosson's OKLab of what an eye makes of a colour. */
function oklab(hex: string, sight: readonly number[]): number[] {
  const colour = linear(rgbOf(hex));
  const [r, g, b] = [0, 3, 6].map((row) => colour.reduce((sum, c, i) => sum + c * sight[row + i], 0));
  const l = Math.cbrt(Math.max(0, 0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b));
  const m = Math.cbrt(Math.max(0, 0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b));
  const s = Math.cbrt(Math.max(0, 0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  ];
}

const colours = Array.from({ length: colourCount }, (_, at) => colourOf(at));

test.each(Object.keys(sights))("the twelve colours are apart for %s eyes", (sight) => {
  expect(new Set(colours).size).toBe(12);
  const seen = colours.map((colour) => oklab(colour, sights[sight]));
  seen.forEach((a, i) => seen.slice(0, i).forEach((b, j) => {
    expect(Math.hypot(...a.map((x, at) => x - b[at])), `${colours[i]} and ${colours[j]}`).toBeGreaterThan(0.09);
  }));
});

const pages: Record<string, { paper: Rgb; ink: Rgb }> = {
  light: { paper: rgbOf("#ffffff"), ink: rgbOf("#1f2328") },
  dark: { paper: rgbOf("#16181d"), ink: rgbOf("#e6e8ea") },
};

test.each(Object.keys(pages))("colours are seen, and text on every shade is legible, on a %s page", (page) => {
  const { paper, ink } = pages[page];
  for (const colour of colours) expect(contrast(rgbOf(colour), paper), colour).toBeGreaterThan(1.8);
  for (const strength of [-1, -0.5, 0, 0.5, 1]) {
    const { fill, "fill-opacity": opacity } = diverging(strength) as { fill: string; "fill-opacity": number };
    const blended = rgbOf(fill).map((c, i) => c * opacity + paper[i] * (1 - opacity)) as unknown as Rgb;
    expect(contrast(blended, ink), `${strength}`).toBeGreaterThan(4.5);
  }
});

test("text on a colour is legible", () => {
  colours.forEach((colour, at) => expect(contrast(rgbOf(colour), rgbOf(inkOn(at) === "#fff" ? "#ffffff" : "#000000")), colour).toBeGreaterThan(4));
});

test("the thirteenth segment has the first's colour, and is drawn in another way", () => {
  expect([colourOf(12), isRepeated(12), isRepeated(11), isRepeated(24)]).toEqual([colourOf(0), true, false, false]);
});
