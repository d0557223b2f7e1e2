import { escapeText } from "../core/text.ts";

// Coordinates are written with two decimals at most: the difference is not to be seen, and the file is half as large.

/** A coordinate as it is written. */
export function round(x: number): string {
  return String(Math.round(100 * x) / 100 + 0);
}

/** A coordinate of one of many points: one decimal. */
export function roundPoint(x: number): string {
  return String(Math.round(10 * x) / 10 + 0);
}

/** Attributes by their names: numbers are rounded, text is escaped, what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of an SVG; its children are markup. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [` ${key}="${typeof value === "number" ? round(value) : escapeText(value)}"`];
  });
  const start = `<${name}${written.join("")}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return element("path", { d: `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`, stroke: "currentColor", ...attributes });
}

/** A filled rectangle. */
export function rect(x: number, y: number, width: number, height: number, attributes: Attributes): string {
  return element("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), ...attributes });
}

/** The size of text that is no title. */
export const textSize = 12;
/** The size of the numbers at axes and in cells. */
export const smallSize = 11;

/** How a piece of text stands. */
interface LabelStyle {
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

/** What the pointer says of a mark, as a child of its element; nothing where there is nothing to say. */
export function titleOf(words: string | undefined): string[] {
  return words ? [`<title>${escapeText(words)}</title>`] : [];
}
