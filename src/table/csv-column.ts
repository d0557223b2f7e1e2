import { type FieldIndex, spanInto } from "./csv-field.ts";
import type { MissingTest } from "./missing-words.ts";
import { readNumber } from "./read-number.ts";

/** A column of a CSV text: numbers with NaN for missing, or texts with null for missing. */
export type CsvColumn = Float64Array | (string | null)[];

const mostInterned = 65536;

/** Reads column `c` from record `first` on: as numbers if every field that is not missing is one, else as text. */
export function readColumn(index: FieldIndex, c: number, first: number, isMissing: MissingTest): CsvColumn {
  return readNumbers(index, c, first, isMissing) ?? readTexts(index, c, first, isMissing);
}

function readNumbers(index: FieldIndex, c: number, first: number, isMissing: MissingTest): Float64Array | undefined {
  const { records, width } = index;
  const numbers = new Float64Array(records - first);
  const span = { source: "", start: 0, end: 0 };
  for (let i = 0, f = first * width + c; i < numbers.length; i++, f += width) {
    spanInto(index, f, span);
    const { source, start, end } = span;
    if (isMissing(source, start, end)) numbers[i] = NaN;
    else if (Number.isNaN((numbers[i] = readNumber(source, start, end)))) return undefined;
  }
  return numbers;
}

function readTexts(index: FieldIndex, c: number, first: number, isMissing: MissingTest): (string | null)[] {
  const { records, width } = index;
  const texts: (string | null)[] = [];
  const span = { source: "", start: 0, end: 0 };
  const interned = new Map<string, string>(); // a category repeated a million times is one string
  for (let r = first, f = first * width + c; r < records; r++, f += width) {
    spanInto(index, f, span);
    const { source, start, end } = span;
    if (isMissing(source, start, end)) {
      texts.push(null);
      continue;
    }
    const slice = source.slice(start, end);
    let text = interned.get(slice);
    if (text === undefined) {
      text = copyOf(slice);
      if (interned.size < mostInterned) interned.set(text, text);
    }
    texts.push(text);
  }
  return texts;
}

/** The same characters in a string of their own: engines let a slice keep the whole text it was cut from in memory. */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}
