import { lower, settled } from "../core/letters.ts";
import { saysTotal } from "../table/totals.ts";
import { endOfHollow, endOfLine, skipLineEnd } from "./fields.ts";
import { filled, isNumberLike, looseRecords } from "./loose.ts";

/** Lines below the last row of a table that are no rows of it. */
export interface Below {
  readonly lines: number;
  /** What the first says. */
  readonly first: string;
}

const mostLines = 10;

/**
 * The lines from `at` on, where they are the last of a text and plainly no rows: narrower than the table and, but for those behind an
 * empty line or another such line, notes by how they look. `"more"` where more must be seen; undefined where they are rows, if cut short.
 * `hasPhrases`: texts of several words stand in the first column.
 */
export function linesBelow(
  text: string,
  at: number,
  delimiter: number,
  width: number,
  isLast: boolean,
  isApart: boolean,
  hasPhrases: boolean,
): Below | "more" | undefined {
  let lines = 0;
  let first = "";
  for (let start = at; start < text.length; ) {
    const hollow = endOfHollow(text, start, delimiter);
    const end = hollow < 0 ? endOfLine(text, start) : hollow;
    if (!isLast && end >= text.length - 1) return "more";
    if (hollow < 0) {
      const line = text.slice(start, end);
      const records = looseRecords(line, 0, delimiter, true, 1, "");
      const cells = records.length === 0 ? [line] : records.flatMap(filled); // none of a rule
      const isSure = isApart || lines > 0 || isNoteLike(cells, hasPhrases);
      const isNarrow = cells.length > 0 && 2 * cells.length <= Math.max(2, width);
      if (lines === mostLines || !isNarrow || isNumberLike(cells[0]) || !isSure) return undefined;
      if (cells.length === 1 && line.split(String.fromCharCode(delimiter)).length >= width) return undefined; // a row, if a poor one
      if (lines++ === 0) first = saying(line);
    } else if (lines === 0) isApart = true;
    start = skipLineEnd(text, end);
  }
  return isLast ? { lines, first } : "more";
}

/** What a line says, without the quotes around it and what pads it to a table's width. */
export function saying(line: string): string {
  return /^\s*"([^"]*)"[\s,;|]*$/.exec(line)?.[1] ?? line.replace(/(?:[,;|\t]\s*)+$/, "");
}

const rowsWord = /^\W*\d[\d.,\s]*(?:rows?|records?|lines?|customers?|results?|entries|items|zeilen|datensätze|lignes?|filas|righe)\b/;
const noteWord =
  /^(?:sources?|notes?|footnotes?|generated|exported|created|printed|downloaded|end of|as of|data (?:as of|from)|report|page|copyright|disclaimer|quelle|stand|hinweis|erstellt|seite|fuente|nota|fonte|généré|rows|records|rows? count|count)\b/;

const beginsOddly = /* @__PURE__ */ settled(/^[^\p{L}\p{N}\p{Sc}"'+]/u);
const hasLetter = /* @__PURE__ */ settled(/\p{L}/u);

/** Whether the cells of a narrow line look like a note; one plain word or number may be a row that is cut short, as may a name. */
function isNoteLike([first, ...others]: readonly string[], hasPhrases: boolean): boolean {
  if (beginsOddly.test(first) && !isNumberLike(first)) return true;
  if (saysTotal([first, ...others].join(" "))) return true;
  if (others.length > 0) return false;
  return saysNote(first) || (hasLetter.test(first) && (/[:!?\])}>*]$/.test(first) || (!hasPhrases && /\S\s+\S/.test(first))));
}

/** Whether a text says that it is about the table, as `24 rows` and `Source: shop` do. */
export function saysNote(text: string): boolean {
  const said = lower(text);
  return rowsWord.test(said) || (noteWord.test(said) && /[\s:]/.test(said)) || saysTotal(said);
}
