// Where the parts of a picture stand, by their attributes alone.
import { textWidth } from "../../src/plot/measure-text.ts";
import { flatten, type Node, parseXml } from "./well-formed.ts";

/** A rectangle, and what fills it. */
export interface Extent {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A number of an attribute; one that is none, or not finite, is an error. */
function numberOf(text: string | undefined, what: string): number {
  if (text === undefined || !/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`${what} is ${text}`);
  return Number(text);
}

/** The extents of the texts, of which upright ones are known by their transform. */
function textExtent({ attributes, text }: Node): Extent {
  const [x, y, size] = [numberOf(attributes["x"], "x"), numberOf(attributes["y"], "y"), Number(attributes["font-size"] ?? 12)];
  const width = textWidth(text, size, attributes["font-weight"] === "bold");
  const before = { start: 0, middle: width / 2, end: width }[attributes["text-anchor"] ?? "start"]!;
  const [rise, fall] = [0.8 * size, 0.2 * size];
  if (attributes["transform"] !== undefined) return { what: text, left: x - rise, right: x + fall, top: y - (width - before), bottom: y + before };
  return { what: text, left: x - before, right: x - before + width, top: y - rise, bottom: y + fall };
}

function pathExtent({ attributes: { d } }: Node): Extent {
  const rest = d.replace(/([MLHVhvl])(-?\d+(?:\.\d+)?)(?: (-?\d+(?:\.\d+)?))?|[Zz]/g, "");
  if (rest !== "" && !/^( ?-?\d+(\.\d+)?)*$/.test(rest)) throw new Error(`not a path: ${d.slice(0, 60)}`);
  let [x, y] = [0, 0];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [, command, a, b] of d.matchAll(/([MLHVhvl])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const [p, q] = [Number(a), Number(b ?? 0)];
    if (command === "M" || command === "L") [x, y] = [p, q];
    else if (command === "H") x = p;
    else if (command === "V") y = p;
    else if (command === "h") x += p;
    else if (command === "v") y += p;
    else [x, y] = [x + p, y + q];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return { what: `path ${d.slice(0, 20)}`, left, top, right, bottom };
}

function extentOf(node: Node): Extent[] {
  const { name, attributes } = node;
  const of = (key: string): number => numberOf(attributes[key], `${name} ${key}`);
  if (name === "text") return [textExtent(node)];
  if (name === "path") return [pathExtent(node)];
  if (name === "rect") return [{ what: "rect", left: of("x"), top: of("y"), right: of("x") + of("width"), bottom: of("y") + of("height") }];
  if (name === "circle") return [{ what: "circle", left: of("cx") - of("r"), right: of("cx") + of("r"), top: of("cy") - of("r"), bottom: of("cy") + of("r") }];
  return [];
}

/** What is wrong with a picture: what leaves it, texts that overlap, a missing title or description. */
export function faultsOf(svg: string): string[] {
  const root = parseXml(svg);
  const [, , width, height] = root.attributes["viewBox"].split(" ").map(Number);
  const nodes = flatten(root);
  const faults = ["title", "desc"].filter((name) => !(root.children.find((node) => node.name === name)?.text.length! > 0)).map((name) => `no ${name}`);
  if (root.attributes["role"] !== "img") faults.push("no role");
  if (/NaN|Infinity|undefined|null|\[object/.test(svg.replace(/<text[^>]*>[^<]*|<title>[^<]*|<desc>[^<]*/g, ""))) faults.push("not a number");
  for (const { what, left, top, right, bottom } of nodes.flatMap(extentOf)) {
    if (!(left >= -0.5 && top >= -0.5 && right <= width + 0.5 && bottom <= height + 0.5)) faults.push(`${what} leaves the picture`);
  }
  const texts = nodes.filter(({ name }) => name === "text").map(textExtent);
  texts.forEach((a, i) => texts.slice(0, i).forEach((b) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 0.5 && down > 0.5) faults.push(`"${a.what}" overlaps "${b.what}"`);
  }));
  return faults;
}

/** The texts of a picture. */
export function textsOf(svg: string): string[] {
  return flatten(parseXml(svg)).filter(({ name }) => name === "text").map(({ text }) => text);
}

/** What a picture says of itself. */
export function descriptionOf(svg: string): string {
  return parseXml(svg).children.find(({ name }) => name === "desc")!.text;
}
