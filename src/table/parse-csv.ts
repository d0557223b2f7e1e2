import { checkKeys } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { withOrder } from "./column-order.ts";
import { type CsvColumn, readColumn } from "./csv-column.ts";
import { csvError } from "./csv-error.ts";
import { fieldOf, type FieldIndex } from "./csv-field.ts";
import { indexFields } from "./index-fields.ts";
import { createMissingTest } from "./missing-words.ts";

/** Options for {@link parseCsv}. */
export interface ParseCsvOptions {
  /**
   * The one character between fields: all but a quote and a line end.
   * @defaultValue ","
   */
  readonly delimiter?: string | undefined;
  /**
   * Whether the first line names the columns; without it they are `column1`, `column2`, …
   * @defaultValue true
   */
  readonly header?: boolean | undefined;
  /**
   * Words that mean missing, such as `["NA", "-999"]`, beside fields of white space only. Compared after trimming, case and all.
   * @defaultValue []
   */
  readonly missing?: readonly string[] | undefined;
}

/** What {@link parseCsv} gives: equally long columns, numbers with NaN or texts with null where a field is missing. */
export type CsvColumns = Readonly<Record<string, CsvColumn>>;

const where = "parseCsv";

/**
 * Reads a CSV text (RFC 4180) into columns. In time and memory of the order of the text.
 *
 * - A field in quotes may hold delimiters, line ends and doubled quotes. A quote inside a field that does not open with one is
 *   text. CR LF, LF and CR end a line; a byte order mark at the start is skipped.
 * - A column is a Float64Array if every field that is not missing is a number: an optional sign, digits, a fraction, an
 *   exponent, blanks around it. Whole numbers with a leading zero (`00123`) or beyond 2^53, and numbers too large for a double
 *   (`1e999`), make it text, so that no digit is lost. A column with nothing in it is numbers.
 * - Text stays as written, blanks and all.
 * - Blank lines at the end of the text are no rows. In a table of one column every blank line but the end of the last line is a
 *   row with a missing field; in a wider one a blank line between rows is an error, as is any row of another length.
 * - A header without rows gives columns of length 0.
 *
 * The result has no prototype, and remembers the order of the header: every name is a column like any other.
 *
 * @throws {@link InputError} with the `line` at fault, and `row` and `column` where they apply; its `code` is `"empty"`,
 * `"unclosed-quote"`, `"text-after-quote"`, `"ragged-rows"` or `"duplicate-header"`.
 */
export function parseCsv(text: string, options: ParseCsvOptions = {}): CsvColumns {
  checkKeys(where, "the options", options, ["delimiter", "header", "missing"]);
  const { delimiter = ",", header = true, missing = [] } = options;
  checkDelimiter(delimiter);
  if (typeof header !== "boolean") throw new InputError("not-a-boolean", where, `\`header\` must be true or false`, show(header));
  checkWords(missing);
  checkText(text);

  const index = indexFields(text, delimiter.charCodeAt(0), header);
  const names = header ? readHeader(index) : Array.from({ length: index.width }, (_, c) => `column${c + 1}`);
  const isMissing = createMissingTest(missing);
  return withOrder(names.map((name, c) => [name, readColumn(index, c, header ? 1 : 0, isMissing)]));
}

/** The names in the first record, each of which must be there once. */
function readHeader(index: FieldIndex): string[] {
  const fields = new Map<string, number>();
  for (let c = 0; c < index.width; c++) {
    const name = fieldOf(index, c);
    const earlier = fields.get(name);
    fields.set(name, c);
    if (earlier === undefined) continue;
    const got = `it as fields ${earlier + 1} and ${c + 1}`;
    throw csvError("duplicate-header", index.text, index.ends[c], "must be in the header once", got, { column: name });
  }
  return [...fields.keys()];
}

function checkText(text: unknown): void {
  if (typeof text !== "string") throw new InputError("not-a-string", where, `\`text\` must be a string`, show(text));
  if (text.trim() !== "") return;
  const received = text === "" ? "an empty string" : "white space only";
  throw new InputError("empty", where, `\`text\` must not be empty: it needs a header at least`, received, { line: 1 });
}

function checkDelimiter(delimiter: unknown): void {
  if (typeof delimiter === "string" && delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return;
  throw new InputError("bad-delimiter", where, `\`delimiter\` must be one character, not a quote or a line end`, show(delimiter));
}

function checkWords(words: unknown): void {
  if (!Array.isArray(words)) throw new InputError("not-an-array", where, `\`missing\` must be an array of words`, show(words));
  const at = words.findIndex((word) => typeof word !== "string");
  if (at >= 0) throw new InputError("not-a-string", where, `\`missing[${at}]\` must be a string`, show(words[at]));
}
