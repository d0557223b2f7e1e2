// What is written into a picture comes from tables, so any of it may be markup, a control character, or half a character.

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text on one line: no control characters, none that XML forbids or that turn the direction of writing, never empty. */
export function oneLine(text: string): string {
  const legal = text.replace(/[\p{Cs}\ufffe\uffff]/gu, "\ufffd").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
  return legal.replace(/(?:[^\S\u00a0]|\p{Cc})+/gu, " ").trim() || "(blank)";
}

/** Text as it stands between tags or quotes. */
export function escapeText(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => entities[character]);
}
