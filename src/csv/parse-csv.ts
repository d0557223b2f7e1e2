import { InputError } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { noticesOfReading, type Table } from "../table/table.ts";
import { type ParseCsvOptions, resolveCsvOptions } from "./options.ts";
import { createCsvReader, type CsvColumns, finishCsv } from "./reader.ts";
import { isPath, sayGiven } from "./sniff.ts";

const where = "parseCsv";

/**
 * Reads a CSV text (RFC 4180) into columns. In time and memory of the order of the text.
 *
 * - A field in quotes may hold delimiters, line ends and doubled quotes. A quote inside a field that does not open with one is
 *   text. CR LF, LF and CR end a line. Byte order marks at the start are skipped, a first line such as `sep=;`, and blank lines
 *   before the header; a Ctrl-Z at the end.
 * - A column is a Float64Array if every field that is not missing is a number: an optional sign, digits, a fraction, an
 *   exponent, blanks around it. Whole numbers with a leading zero (`00123`) or beyond 2^53, and numbers too large for a double
 *   (`1e999`), make it text, so that no digit is lost. A column with nothing in it is numbers.
 * - Text stays as written, blanks and all. {@link prepare} reads amounts, dates and yes or no from it.
 * - Blank lines at the end of the text are no rows. In a table of one column every blank line but the end of the last line is a
 *   row with a missing field.
 * - A header without rows gives columns of length 0.
 *
 * What is plain is repaired and told ({@link csvNotices}); any other row of another length is an error, never padded:
 *
 * - titles above the header and notes below the last row, narrower than the table, are left out; so are a second row of headings (question
 *   texts, units) above columns of numbers, rows with nothing in them, and rows of totals at an end whose sums are right;
 * - a column without a name is `column3`, or left out where it is empty; the second `Email` is `Email (2)`; a header one name short above a
 *   running number is that of the columns after it;
 * - lines that stand in quotes as a whole are read without them, a backslash before quotes, delimiters or line ends is left out where
 *   the text cannot be read otherwise, and so are blanks around quotes.
 *
 * The result has no prototype, and remembers the order of the header: every name is a column like any other.
 *
 * @throws {@link InputError} with the `line` at fault, and `row` and `column` where they apply; its `code` is `"empty"`,
 * `"not-csv"` (a spreadsheet, an archive, a page of HTML, JSON, binary), `"unclosed-quote"`, `"text-after-quote"`, `"ragged-rows"` or,
 * where asked for, `"duplicate-header"`; without a line `"not-a-string"`, and `"not-csv"` for the name of a file.
 * @group Read
 * @example
 * ```ts
 * import { parseCsv } from "audience-segmentation";
 *
 * const table = parseCsv("name;spend\nAnn;12.5\nBen;\n");
 * console.log(table["name"], table["spend"]);
 * // [ 'Ann', 'Ben' ] Float64Array(2) [ 12.5, NaN ]
 * ```
 */
export function parseCsv(text: string, options: ParseCsvOptions = {}): CsvColumns {
  const rules = resolveCsvOptions(where, options);
  if (typeof text !== "string") throw new InputError("not-a-string", where, "`text` must be a string", sayGiven(text));
  if (isPath(text)) throw new InputError("not-csv", where, "`text` must be the text of a table", sayGiven(text));
  return finishCsv(createCsvReader(where, rules), text);
}

/**
 * What `parseCsv` or `readCsv` had to repair to read a text, as data; {@link prepare}, {@link clusterSegments} and {@link assign} tell it
 * first of all. Empty for a text that needed nothing, and for columns from anywhere else (a copy by `structuredClone` remembers nothing).
 *
 * @group Read
 * @example
 * ```ts
 * import { csvNotices, parseCsv } from "audience-segmentation";
 *
 * const table = parseCsv("name,spend,spend\nAnn,12.5,3\n");
 * console.log(csvNotices(table).map(({ code }) => code));
 * // [ 'columns-renamed' ]
 * ```
 */
export function csvNotices(columns: Table): readonly Notice[] {
  return noticesOfReading(columns);
}
