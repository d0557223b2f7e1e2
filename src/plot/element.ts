import { escapeText } from "./escape-text.ts";
import { round } from "./round.ts";

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
