// Numbers as people read them, without a locale: the same text on every machine.

import { settled } from "./letters.ts";

/** At most two decimals, no trailing zeros: 1230, 0.4, 22288.44; very large and very small ones in powers of ten. */
export function formatNumber(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e15 || (size > 0 && size < 0.005)) return x.toExponential(2);
  return trimZeros(x.toFixed(2));
}

function trimZeros(text: string): string {
  const trimmed = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return trimmed === "-0" ? "0" : trimmed;
}

// Names come from tables, so any of them may be markup, a formula, a control character, or half a character.

/** Text on one line: no control characters, none that XML forbids or that turn the direction of writing, never empty. */
export function oneLine(text: string): string {
  const legal = text.replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
  return legal.replace(/(?:[^\S\u00a0]|[\0-\x1f\x7f-\x9f])+/g, " ").trim() || "(blank)";
}

/** Text on one line, cut to a number of characters; by default to what a sentence can bear. */
export function shorten(text: string, most: number = 60): string {
  const characters = [...oneLine(text)]; // not to cut a character in two
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}

/** The number of characters, however many code units each takes. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** A number of things: "1 row", "3,834 rows". */
export function counted(count: number, one: string): string {
  return `${sayNumber(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** Names in a sentence: "a, b and c"; of many the first and how many more. */
export function listOf(names: readonly string[], most: number = 12): string {
  const shown = names.slice(0, most).map((name) => shorten(name));
  if (names.length > most) return `${shown.join(", ")} and ${names.length - most} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}`;
}

/** Parts that may hold commas, in a sentence: "a; b; c"; of many the first and how many more. */
export function listParts(parts: readonly string[], most: number = 20): string {
  return [...parts.slice(0, most), ...(parts.length > most ? [`${parts.length - most} more`] : [])].join("; ");
}

/** A heading that none of the others is: underscores are added until it differs. */
export function unlike(heading: string, others: readonly string[]): string {
  return others.includes(heading) ? unlike(`${heading}_`, others) : heading;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it stands between tags or quotes of XML and HTML. */
export function escapeText(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => entities[character]);
}

/** Code as it stands between tags of HTML: its lines and blanks stay. */
export function escapeCode(code: string): string {
  return legible(code).replace(/[&<>"']/g, (character) => entities[character]);
}

/** Code in which no character is one that XML forbids or that turns the direction of writing. */
export function legible(code: string): string {
  return code.replace(/[\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]|(?![\n\t])[\0-\x1f\x7f-\x9f]/gu, "\ufffd");
}

const markup = /* @__PURE__ */ settled(/[\\`*[\]<>|#~]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu);

/** Text in which nothing is markup of Markdown; an underscore inside a word is none. */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(markup, "\\$&");
}

/** A Markdown table: the first column to the left, the others to the right. An empty cell stays one. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => (cell === "" ? " " : escapeMarkdown(cell))).join(" | ")} |`;
  const rule = `| ${head.map((_, at) => (at === 0 ? "---" : "--:")).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Below it a link or an influence is called measurable. */
export const level = 0.05;

/** Groups of fewer rows, or pairs of which chance would give fewer, make p rough. */
export const fewRows = 5;

/** A p-value with four decimals. */
export function sayP(p: number): string {
  return p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`;
}

/**
 * A number in a sentence: three digits, more only where they are whole, thousands grouped: "288,508", "2,022", "38.9", "0.0018";
 * "almost 0" of what is less than 0.00005.
 */
export function sayNumber(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size >= 1e21) return String(x);
  if (size < 0.00005) return x === 0 ? "0" : "almost 0";
  let places = 0;
  for (let bound = 100; bound > size && places < 4; bound /= 10) places++;
  return groupThousands(trimZeros(x.toFixed(places)));
}

/** A number in a sentence, as exact as it is: "1,203.74". */
export function sayExactly(x: number): string {
  const text = String(x);
  return text.includes("e") ? text : groupThousands(text);
}

function groupThousands(text: string): string {
  const [whole, part] = text.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** A share that is below another, in a sentence in which both stand: cut, not rounded, so that it reads as below. */
export function sayShareBelow(share: number, mark: number): string {
  const said = sayShare(share);
  return said === sayShare(mark) ? `${trimZeros((Math.floor(1000 * share) / 10).toFixed(1))} %` : said;
}

/** A share between 0 and 1 in a sentence: "56 %", with a decimal where it would round to none or all: "0.4 %", "99.6 %". */
export function sayShare(share: number): string {
  if (share > 0 && share < 0.0005) return "less than 0.1 %";
  if (share < 1 && share > 0.9995) return "more than 99.9 %";
  const isNearEnd = share > 0 && share < 1 && (share < 0.01 || share > 0.99);
  return `${trimZeros((100 * share).toFixed(isNearEnd ? 1 : 0))} %`;
}
