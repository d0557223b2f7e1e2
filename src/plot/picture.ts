import { checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { escapeText } from "../core/text.ts";
import { wrapText } from "./measure-text.ts";
import { element, label, rect, round, textSize, titleOf } from "./svg.ts";

/** Options of every plot. */
export interface PlotOptions {
  /**
   * The heading, also read out by screen readers; an empty text leaves the heading out of the picture.
   * @defaultValue says what the plot shows
   */
  readonly title?: string | undefined;
  /**
   * The width that the picture is laid out for, in CSS pixels at which its text is 12 pixels high, from 240 to 2000. The picture
   * shrinks with its page and does not grow beyond it. For a phone ask for 360.
   * @defaultValue 720
   */
  readonly width?: number | undefined;
  /**
   * The height of the picture, in the unit of `width`, up to 4000. A picture whose labels need more is higher.
   * @defaultValue what the plot needs
   */
  readonly height?: number | undefined;
  /**
   * `"page"`: text and axes have the colour of the page around (`currentColor`), nothing stands behind them; for an SVG inside a
   * page. `"system"`: dark or light as the reader's system is; for a file shown as an image. `"light"`, `"dark"`: that, on a
   * background of its own.
   * @defaultValue "page"
   */
  readonly theme?: Theme | undefined;
}

/** See {@link PlotOptions}. */
export type Theme = "page" | "system" | "light" | "dark";

/** Checked options, with their defaults. */
export interface Canvas {
  readonly title: string | undefined;
  readonly width: number;
  readonly height: number | undefined;
  readonly theme: Theme;
}

/** The names of the options of every plot. */
const common = ["title", "width", "height", "theme"];

/** Checks the options that every plot has, and that there are none but these and the plot's `own`; the width may be `least` or more. */
export function resolvePlotOptions(where: string, options: PlotOptions, own: readonly string[] = [], least = 240): Canvas {
  checkKeys(where, "the options", options, [...own, ...common]);
  const { title, width = 720, height, theme = "page" } = options;
  checkText(where, "title", title);
  checkNumber(where, "width", width, least, 2000);
  if (height !== undefined) checkNumber(where, "height", height, 0, 4000);
  return { title, width, height, theme: checkOneOf(where, "theme", theme, ["page", "system", "light", "dark"]) };
}

/** Checks that `value` is a text or absent. */
export function checkText(where: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "string") return;
  throw new InputError("not-a-text", where, `\`${name}\` must be a text`, show(value));
}

/** The room between a picture's edge and what it shows. */
export const margin = 12;

const titleSize = 16;
const titleLine = 21;
const fonts = "Arial, Helvetica, 'Liberation Sans', sans-serif";
const ink = { light: "#1f2328", dark: "#e6e8ea" };
const paper = { light: "#ffffff", dark: "#16181d" };

/** A picture's heading and where the rest begins. */
export interface Heading {
  readonly title: string;
  readonly parts: readonly string[];
  /** The y below the heading. */
  readonly bottom: number;
}

/** Lays the heading out in up to two lines: the caller's, or else the plot's. */
export function headingOf(canvas: Canvas, title: string): Heading {
  if (canvas.title === "") return { title, parts: [], bottom: margin };
  const words = canvas.title ?? title;
  const lines = wrapText(words, canvas.width - 2 * margin, titleSize, 2, true);
  const parts = lines.map((line, i) => label(margin, margin + titleLine * (i + 0.5), line, { size: titleSize, isBold: true }));
  return { title: words, parts, bottom: margin + titleLine * lines.length + 9 };
}

/** The SVG: what is in `parts` on a canvas as high as `height`, with its title and, in words, what it shows. */
export function picture(canvas: Canvas, heading: Heading, description: string, parts: readonly string[], height: number): string {
  const { width, theme } = canvas;
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${round(width)} ${round(height)}`,
    role: "img",
    "aria-label": heading.title,
    class: "audience-plot",
    style: `width:100%;max-width:${round(width)}px;height:auto${theme === "light" || theme === "dark" ? `;color:${ink[theme]}` : ""}`,
    fill: "currentColor",
    "font-family": fonts,
    "font-size": textSize,
  };
  const words = [...titleOf(heading.title), `<desc>${escapeText(description)}</desc>`];
  const body = [...words, ...themed(theme, width, height), ...heading.parts, ...parts].join("\n");
  return `${element("svg", attributes, `\n${body}\n`)}\n`;
}

function themed(theme: Theme, width: number, height: number): string[] {
  if (theme === "page") return [];
  const rule = (mode: "light" | "dark"): string => `.audience-plot{color:${ink[mode]}}`;
  if (theme === "system") return [`<style>${rule("light")}@media(prefers-color-scheme:dark){${rule("dark")}}</style>`];
  return [rect(0, 0, width, height, { fill: paper[theme] })];
}
