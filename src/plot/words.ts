import { oneLine } from "./escape-text.ts";

const longest = 60;

/** Names in a sentence: "a, b and c"; of many the first and how many more. */
export function listOf(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(shorten);
  if (names.length > most) return `${shown.join(", ")} and ${names.length - most} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}`;
}

/** A name as a sentence can bear it. */
export function shorten(name: string): string {
  const characters = [...oneLine(name)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
}
