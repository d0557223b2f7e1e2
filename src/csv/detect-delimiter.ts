import { isRestBlank } from "./csv-field.ts";
import { emptyIndex, indexInto } from "./index-fields.ts";

const comma = 44;
const others = [59, 9, 124]; // semicolon, tab, bar
const mostRows = 10;

/** How a character splits the header, and the next rows. */
interface Split {
  /** Fields of the header. */
  readonly width: number;
  readonly rows: number;
  /** Rows of as many fields as the header. */
  readonly alike: number;
}

/**
 * The delimiter of a text whose first record begins at `from`: the comma, unless the header holds none and another character
 * splits it and at least half of the next rows alike; or the header holds some, but they split the rows unevenly, or into fewer
 * fields, where another splits all alike. The one that makes the most fields. Rows that differ are then told of, where a comma would
 * make one column of it all. A header alone is too little to go by: undefined where rows are still to come.
 */
export function detectDelimiter(text: string, from: number, isLast: boolean): number | undefined {
  const [byComma, ...byOther] = [comma, ...others].map((delimiter) => splitBy(text, from, delimiter, isLast));
  if (!isLast && [byComma, ...byOther].every(({ rows }) => rows === 0)) return undefined;
  let best = comma;
  let most = byComma.alike < byComma.rows ? 1 : Math.max(1, byComma.width);
  for (const [at, { width, rows, alike }] of byOther.entries()) {
    const least = byComma.width > 1 || rows < 3 ? rows : rows / 2;
    if (width > most && alike >= least && rows > 0) [best, most] = [others[at], width];
  }
  return best;
}

function splitBy(text: string, from: number, delimiter: number, isLast: boolean): Split {
  let [width, records, alike] = [0, 0, 0];
  for (let at = from; records <= mostRows && !isRestBlank(text, at); ) {
    const index = emptyIndex(); // it stops at a record of another width, with which the next begins
    if (indexInto(index, text, at, delimiter, isLast) !== undefined || index.records === 0) break;
    const counted = Math.min(index.records, mostRows + 1 - records);
    width ||= index.width;
    records += counted;
    if (index.width === width) alike += counted;
    at = index.next;
  }
  return { width, rows: Math.max(0, records - 1), alike: Math.max(0, alike - 1) };
}
