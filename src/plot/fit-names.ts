import { oneLine } from "./escape-text.ts";
import { fitText } from "./fit-text.ts";
import { textWidth } from "./text-width.ts";

/** Names on one line each, cut where they are wider than `width`: at the end, or in the middle where different names would then look alike. */
export function fitNames(names: readonly string[], width: number, size: number): string[] {
  const cut = names.map((name) => fitText(name, width, size));
  const nameOf = new Map<string, string>();
  const alike = new Set<string>();
  cut.forEach((text, i) => {
    const other = nameOf.get(text);
    if (other !== undefined && other !== names[i]) alike.add(text);
    nameOf.set(text, names[i]);
  });
  return cut.map((text, i) => (alike.has(text) ? cutMiddle(names[i], width, size) : text));
}

/** The text with its middle replaced by an ellipsis. */
function cutMiddle(text: string, width: number, size: number): string {
  const characters = [...oneLine(text)];
  const room = width - textWidth("…", size);
  let used = 0;
  const take = (from: number, step: number, most: number): number => {
    let at = from;
    while (at >= 0 && at < characters.length && used + textWidth(characters[at], size) <= most) {
      used += textWidth(characters[at], size);
      at += step;
    }
    return at;
  };
  const end = take(characters.length - 1, -1, room / 2) + 1;
  const start = take(0, 1, room);
  return start >= end ? fitText(text, width, size) : `${characters.slice(0, start).join("").trimEnd()}…${characters.slice(end).join("").trimStart()}`;
}
