import { element } from "./element.ts";
import { escapeText } from "./escape-text.ts";

/** The size of text that is no title. */
export const textSize = 12;
/** The size of the numbers at axes and in cells. */
export const smallSize = 11;

/** How a piece of text stands. */
export interface LabelStyle {
  readonly size?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly isBold?: boolean;
  readonly isFaint?: boolean;
  /** Turned to be read from below. */
  readonly isUpright?: boolean;
}

// half the height of capitals: text is centred on its y without a property that browsers read in their own ways
const halfCapital = 0.36;

/** Text centred vertically on `y`, or across `x` where it stands upright. */
export function label(x: number, y: number, text: string, style: LabelStyle = {}): string {
  const { size = textSize, anchor = "start", isBold = false, isFaint = false, isUpright = false } = style;
  const drop = halfCapital * size;
  const attributes = {
    x: isUpright ? x + drop : x,
    y: isUpright ? y : y + drop,
    "font-size": size === textSize ? undefined : size,
    "text-anchor": anchor === "start" ? undefined : anchor,
    "font-weight": isBold ? "bold" : undefined,
    opacity: isFaint ? 0.75 : undefined,
    transform: isUpright ? `rotate(-90 ${Math.round(100 * (x + drop)) / 100} ${Math.round(100 * y) / 100})` : undefined,
  };
  return element("text", attributes, escapeText(text));
}
