export const quote = 34;
export const lineFeed = 10;
export const carriageReturn = 13;

/** Where the fields of some whole records of a text lie: field `c` of record `r` ends before `ends[r * width + c]`, quotes included. */
export interface FieldIndex {
  text: string;
  /** Where the first of the records begins. */
  start: number;
  /** Where the record after the last begins. */
  next: number;
  ends: Int32Array;
  records: number;
  /** Fields a record, 0 until the first is read. */
  width: number;
}

/** The content of a field: `source` from `start` to before `end`. */
export interface Span {
  source: string;
  start: number;
  end: number;
}

/** Index where the `f`th field of all begins, its quotes included; `isFirst`: it is the first of its record. */
export function startOfField({ text, start, ends }: FieldIndex, f: number, isFirst: boolean): number {
  if (!isFirst) return ends[f - 1] + 1;
  return f === 0 ? start : skipLineEnd(text, ends[f - 1]);
}

/** Writes to `span` where the content of the field in quotes from `start` to before `end` lies: without them, doubled ones taken once. */
export function unquoteInto(text: string, start: number, end: number, span: Span /* out */): void {
  span.source = text;
  span.start = start + 1;
  span.end = end - 1;
  const doubled = text.indexOf('"', start + 1);
  if (doubled >= end - 1) return;
  span.source = text.slice(start + 1, end - 1).replaceAll('""', '"');
  span.start = 0;
  span.end = span.source.length;
}

/** The content of the `f`th field of the first record. */
export function headerField(index: FieldIndex, f: number): string {
  const { text, ends } = index;
  const start = startOfField(index, f, f === 0);
  if (text.charCodeAt(start) !== quote) return text.slice(start, ends[f]);
  const span = { source: "", start: 0, end: 0 };
  unquoteInto(text, start, ends[f], span);
  return span.source.slice(span.start, span.end);
}

/** Whether the character of a code ends a line, or begins the end of one. */
export function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

/** Index after the line end at `at`. */
export function skipLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

/** Whether nothing but line ends follows from `at` on. */
export function isRestBlank(text: string, at: number): boolean {
  while (isLineEnd(text.charCodeAt(at))) at++;
  return at === text.length;
}

/** The number of line ends from `start` to before `end`; CR LF, LF and CR each are one. */
export function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  for (let at = text.indexOf("\r", start); at >= 0 && at < end; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== lineFeed) count++;
  }
  return count;
}
