import { InputError, show } from "../core/input-error.ts";
import { type ParseCsvOptions, resolveCsvOptions } from "./options.ts";
import { createCsvReader, type CsvColumns, finishCsv } from "./reader.ts";

const where = "parseCsv";

/**
 * Reads a CSV text (RFC 4180) into columns. In time and memory of the order of the text.
 *
 * - A field in quotes may hold delimiters, line ends and doubled quotes. A quote inside a field that does not open with one is
 *   text. CR LF, LF and CR end a line. Byte order marks at the start are skipped, a first line such as `sep=;`, and blank lines
 *   before the header.
 * - A column is a Float64Array if every field that is not missing is a number: an optional sign, digits, a fraction, an
 *   exponent, blanks around it. Whole numbers with a leading zero (`00123`) or beyond 2^53, and numbers too large for a double
 *   (`1e999`), make it text, so that no digit is lost. A column with nothing in it is numbers.
 * - Text stays as written, blanks and all. {@link prepare} reads amounts, dates and yes or no from it.
 * - Blank lines at the end of the text are no rows. In a table of one column every blank line but the end of the last line is a
 *   row with a missing field; in a wider one a blank line between rows is an error, as is any row of another length.
 * - A header without rows gives columns of length 0.
 *
 * The result has no prototype, and remembers the order of the header: every name is a column like any other.
 *
 * @throws {@link InputError} with the `line` at fault, and `row` and `column` where they apply; its `code` is `"empty"`,
 * `"not-csv"` (a spreadsheet, an archive, a page of HTML, JSON, binary), `"unclosed-quote"`, `"text-after-quote"`, `"ragged-rows"` or
 * `"duplicate-header"`.
 */
export function parseCsv(text: string, options: ParseCsvOptions = {}): CsvColumns {
  const rules = resolveCsvOptions(where, options);
  if (typeof text !== "string") throw new InputError("not-a-string", where, `\`text\` must be a string`, show(text));
  return finishCsv(createCsvReader(where, rules), text);
}
