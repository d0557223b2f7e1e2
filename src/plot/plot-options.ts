import { checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";

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

/** Checks the options that every plot has, and that there are none but these and the plot's `own`. */
export function resolvePlotOptions(where: string, options: PlotOptions, own: readonly string[] = []): Canvas {
  checkKeys(where, "the options", options, [...own, ...common]);
  const { title, width = 720, height, theme = "page" } = options;
  checkText(where, "title", title);
  checkNumber(where, "width", width, 240, 2000);
  if (height !== undefined) checkNumber(where, "height", height, 0, 4000);
  return { title, width, height, theme: checkOneOf(where, "theme", theme, ["page", "system", "light", "dark"]) };
}

/** Checks that `value` is a text or absent. */
export function checkText(where: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "string") return;
  throw new InputError("not-a-text", where, `\`${name}\` must be a text`, show(value));
}
