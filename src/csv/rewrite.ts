import { looseRecords } from "./loose.ts";

/** Rewrites a text as it comes, piece by piece, so that it is CSV: gives what is sure, and keeps the rest until more comes. */
export type Rewrite = (piece: string, isLast: boolean) => string;

const batch = 1000;

/** Takes the quotes off records that stand in quotes as a whole: `"a,""b"""` becomes `a,"b"`. */
export function unwrapped(delimiter: number): Rewrite {
  let held = "";
  return (piece, isLast) => {
    const text = held + piece;
    let [out, at] = ["", 0];
    for (;;) {
      const records = looseRecords(text, at, delimiter, isLast, batch, "");
      for (const { start, end, next, cells } of records) {
        const isWrapped = cells.length === 1 && text.slice(start, end).trimStart().startsWith('"');
        out += text.slice(at, start) + (isWrapped ? cells[0] : text.slice(start, end)) + text.slice(end, next);
        at = next;
      }
      if (records.length < batch) break;
    }
    held = isLast ? "" : text.slice(at);
    return isLast ? out + text.slice(at) : out;
  };
}

/** Doubles the quotes that a backslash stands before, in fields in quotes; of two backslashes there one stays. */
export function unescaped(delimiters: string, escape: string): Rewrite {
  let held = "";
  let isInside = false;
  let before = "\n"; // the character before
  return (piece, isLast) => {
    const text = held + piece;
    let [out, from, at] = ["", 0, 0];
    for (; at < text.length; at++) {
      const c = text[at];
      if (!isInside) {
        if (c === '"' && (before === "\n" || before === "\r" || delimiters.includes(before))) isInside = true;
        else if (c === '"') before = "x";
        else if (c !== " ") before = c;
        continue;
      }
      if (c !== escape && c !== '"') continue;
      if (at + 1 === text.length && !isLast) break;
      const next = text[at + 1];
      if (c === escape && (next === '"' || next === escape)) {
        out += text.slice(from, at) + (next === '"' ? '""' : escape);
        from = at + 2;
        at++;
      } else if (c === '"' && next === '"') at++;
      else if (c === '"') [isInside, before] = [false, "x"];
    }
    out += text.slice(from, Math.max(from, at));
    held = text.slice(at);
    return isLast ? out + held : out;
  };
}
