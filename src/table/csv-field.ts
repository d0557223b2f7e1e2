export const quote = 34;
export const lineFeed = 10;
export const carriageReturn = 13;
const byteOrderMark = 0xfeff;

/** Where the fields of a CSV text lie: field `c` of record `r` ends before `ends[r * width + c]`, quotes included. */
export interface FieldIndex {
  readonly text: string;
  readonly ends: Int32Array;
  readonly records: number;
  readonly width: number;
}

/** The content of a field: `source` from `start` to before `end`. */
export interface Span {
  source: string;
  start: number;
  end: number;
}

/** Writes to `span` where the content of the `f`th field of all lies: without its quotes, doubled ones taken once. */
export function spanInto({ text, ends, width }: FieldIndex, f: number, span: Span /* out */): void {
  let start = f === 0 ? skipByteOrderMark(text) : ends[f - 1];
  if (f > 0) start = f % width === 0 ? skipLineEnd(text, start) : start + 1;
  let end = ends[f];
  span.source = text;
  if (text.charCodeAt(start) === quote) {
    start++;
    end--;
    const doubled = text.indexOf('"', start);
    if (doubled < end) {
      span.source = text.slice(start, end).replaceAll('""', '"');
      start = 0;
      end = span.source.length;
    }
  }
  span.start = start;
  span.end = end;
}

/** The content of the `f`th field of all. */
export function fieldOf(index: FieldIndex, f: number): string {
  const span = { source: "", start: 0, end: 0 };
  spanInto(index, f, span);
  return span.source.slice(span.start, span.end);
}

/** Index of the text's first character that is no byte order mark. */
export function skipByteOrderMark(text: string): number {
  return text.charCodeAt(0) === byteOrderMark ? 1 : 0;
}

/** Index after the line end at `at`. */
export function skipLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

/** Whether nothing but line ends follows from `at` on. */
export function isRestBlank(text: string, at: number): boolean {
  while (text.charCodeAt(at) === lineFeed || text.charCodeAt(at) === carriageReturn) at++;
  return at === text.length;
}
