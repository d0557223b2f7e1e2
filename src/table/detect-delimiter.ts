import { emptyIndex, indexInto } from "./index-fields.ts";

const comma = 44;
const others = [59, 9, 124]; // semicolon, tab, bar
const mostRows = 10;

/**
 * The delimiter of a text whose first record begins at `from`: the comma, unless the header holds none and another character
 * splits it and each of the next rows into equally many fields, two or more; the one that makes the most.
 */
export function detectDelimiter(text: string, from: number, isLast: boolean): number {
  const index = emptyIndex();
  indexInto(index, text, from, comma, isLast);
  if (index.width !== 1) return comma;
  let best = comma;
  let most = 1;
  for (const delimiter of others) {
    const width = commonWidth(text, from, delimiter, isLast);
    if (width > most) [best, most] = [delimiter, width];
  }
  return best;
}

/** The number of fields that the first records have in common; 0 where they differ. */
function commonWidth(text: string, from: number, delimiter: number, isLast: boolean): number {
  const index = emptyIndex();
  let fault = indexInto(index, text, from, delimiter, isLast);
  if (index.records <= mostRows) fault ??= indexInto(index, text, index.next, delimiter, isLast);
  return fault === undefined ? index.width : 0;
}
