import type { SavedFile } from "../protocol.ts";
import { el } from "./dom.ts";

const soon = 10_000; // ms after which no browser still reads the address

/** Hands a file to the browser, to be kept where downloads are kept. */
export function keepFile({ name, type, text }: SavedFile): void {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), soon);
}
