import { isLineEnd } from "./csv-field.ts";

const byteOrderMark = 0xfeff;
const directive = /^("?)sep=([^"\r\n])\1(?:\r\n|\n|\r|$)/i; // spreadsheets write it, some of them in quotes
const longestDirective = 9;

/** What stands before the first record of a CSV text. */
export interface CsvStart {
  /** Where the first record begins; the text's length if there is none. */
  readonly firstRecord: number;
  /** The code of the delimiter that a first line such as `sep=;` names. */
  readonly delimiter: number | undefined;
}

/** Skips byte order marks (joined files have several), a line that names the delimiter, and before a header blank lines. */
export function startOfCsv(text: string, hasHeader: boolean): CsvStart {
  let at = 0;
  while (text.charCodeAt(at) === byteOrderMark) at++;
  const found = directive.exec(text.slice(at, at + longestDirective + 1));
  at += found?.[0].length ?? 0;
  const isBlank = text.slice(at).trim() === "";
  while (hasHeader && isLineEnd(text.charCodeAt(at))) at++;
  return { firstRecord: isBlank ? text.length : at, delimiter: found?.[2].charCodeAt(0) };
}
