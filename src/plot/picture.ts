import { element, rect } from "./element.ts";
import { escapeText } from "./escape-text.ts";
import { wrapText } from "./fit-text.ts";
import { label, textSize } from "./label.ts";
import type { Canvas, Theme } from "./plot-options.ts";
import { round } from "./round.ts";

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
  const words = [`<title>${escapeText(heading.title)}</title>`, `<desc>${escapeText(description)}</desc>`];
  const body = [...words, ...themed(theme, width, height), ...heading.parts, ...parts].join("\n");
  return `${element("svg", attributes, `\n${body}\n`)}\n`;
}

function themed(theme: Theme, width: number, height: number): string[] {
  if (theme === "page") return [];
  const rule = (mode: "light" | "dark"): string => `.audience-plot{color:${ink[mode]}}`;
  if (theme === "system") return [`<style>${rule("light")}@media(prefers-color-scheme:dark){${rule("dark")}}</style>`];
  return [rect(0, 0, width, height, { fill: paper[theme] })];
}
