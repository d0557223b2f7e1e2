/** Text on one line, without control characters, cut to a number of characters. */
export function shorten(text: string, most: number): string {
  const characters = [...text.replace(/[\s\p{Cc}]+/gu, " ").trim()]; // not to cut a character in two
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}

/** The number of characters, however many code units each takes. */
export function lengthOf(text: string): number {
  return [...text].length;
}
