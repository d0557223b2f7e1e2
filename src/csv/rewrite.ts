import { looseRecords } from "./loose.ts";

/** Rewrites a text as it comes, piece by piece, so that it is CSV: gives what is sure, and keeps the rest until more comes. */
export type Rewrite = (piece: string, isLast: boolean) => string;

const batch = 1000;
const controlZ = "\u001a"; // ends the files of some old programs

/** Takes the quotes off records that stand in quotes as a whole: `"a,""b"""` becomes `a,"b"`. */
export function unwrapped(delimiter: number): Rewrite {
  let held = "";
  return (piece, isLast) => {
    const text = held + piece;
    let out = "", at = 0;
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

/** A field that held a backslash, in quotes; any other as it was written. */
function written(field: string, isEscaped: boolean): string {
  return isEscaped ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * Makes CSV of a text in which a backslash says that a quote, a delimiter, a line end, a tab or a backslash is text: it is left out, and
 * the field is put in quotes. Before anything else a backslash stays as it is, as in `\N`. Lines that begin with `comment` stay, too.
 */
export function unescaped(delimiter: string, escape: string, comment: string): Rewrite {
  const special = `"\r\n\t${escape}${delimiter}`;
  const isPlain = Uint8Array.from({ length: 128 }, (_, code) => Number(!special.includes(String.fromCharCode(code)))); // most characters
  let held = ""; // of which it depends on what comes next what it is
  let field = ""; // as far as it was read before, or without a backslash
  let isEscaped = false; // outside of quotes
  let place: "line" | "comment" | "start" | "plain" | "quoted" | "closed" = "line";
  return (piece, isLast) => {
    const text = held + piece;
    let out = "", from = 0, begin = 0, at = 0; // `from`: what is not given yet; `begin`: what is of the field
    for (; at < text.length; at++) {
      if (place !== "line" && place !== "start") while (isPlain[text.charCodeAt(at)] === 1) at++;
      const c = text.charAt(at);
      const isEnd = c === "\n" || c === "\r";
      if (place === "line") {
        const isComment = comment !== "" && text.startsWith(comment, at);
        if (!isComment && !isLast && comment.startsWith(text.slice(at, at + comment.length + 1))) break;
        place = isComment ? "comment" : "start";
      }
      if ((c === escape && place !== "comment" && place !== "closed") || (c === '"' && place === "quoted")) {
        const hasReturn = text[at + 1] === "\r";
        if (!isLast && at + (hasReturn ? 2 : 1) >= text.length) break;
        const next = hasReturn && text[at + 2] === "\n" ? "\r\n" : text.charAt(at + 1);
        if (c === '"') {
          if (next === '"') at++;
          else place = "closed";
          continue;
        }
        if (place !== "quoted") place = "plain";
        if (next === "" || !special.includes(next)) continue;
        isEscaped ||= place === "plain";
        out += text.slice(from, begin);
        field += text.slice(begin, at) + (place === "quoted" && next === '"' ? '""' : next);
        at += next.length;
        from = begin = at + 1;
      } else if (place !== "quoted" && (isEnd || (c === delimiter && place !== "comment"))) {
        if (field !== "") {
          out += written(field + text.slice(begin, at), isEscaped);
          from = at;
        }
        [field, isEscaped, begin, place] = ["", false, at + 1, isEnd ? "line" : "start"];
      } else if (place === "start" && c !== " " && c !== "\t") place = c === '"' ? "quoted" : "plain";
    }
    out += text.slice(from, begin);
    field += text.slice(begin, at);
    held = text.slice(at);
    return isLast ? out + written(field.endsWith(controlZ) ? field.slice(0, -1) : field, isEscaped) : out;
  };
}
