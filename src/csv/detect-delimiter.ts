import { isRestBlank } from "./csv-field.ts";
import { emptyIndex, indexInto } from "./index-fields.ts";

const comma = 44;
const others = [59, 9, 124]; // semicolon, tab, bar
const mostRows = 10;

/**
 * The delimiter of a text whose first record begins at `from`: the comma, unless the header holds none and another character
 * splits it and at least half of the next rows into equally many fields, two or more; the one that makes the most. Rows that
 * differ are then told of, where a comma would make one column of it all.
 */
export function detectDelimiter(text: string, from: number, isLast: boolean): number {
  const index = emptyIndex();
  indexInto(index, text, from, comma, isLast);
  if (index.width > 1) return comma;
  let best = comma;
  let most = 1;
  for (const delimiter of others) {
    const width = commonWidth(text, from, delimiter, isLast);
    if (width > most) [best, most] = [delimiter, width];
  }
  return best;
}

/** The number of fields of the header, if at least half of the next rows have as many; else 0. */
function commonWidth(text: string, from: number, delimiter: number, isLast: boolean): number {
  let width = 0;
  let records = 0;
  let alike = 0;
  for (let at = from; records <= mostRows && !isRestBlank(text, at); ) {
    const index = emptyIndex(); // it stops at a record of another width, with which the next begins
    if (indexInto(index, text, at, delimiter, isLast) !== undefined || index.records === 0) break;
    const counted = Math.min(index.records, mostRows + 1 - records);
    width ||= index.width;
    records += counted;
    if (index.width === width) alike += counted;
    at = index.next;
  }
  return 2 * (alike - 1) >= records - 1 ? width : 0;
}
