import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { type Decimal, decimals } from "../table/read-number.ts";
import { createMissingTest, type MissingTest } from "./missing-words.ts";

/** Options for {@link parseCsv}. */
export interface ParseCsvOptions {
  /**
   * The one character between fields: all but a quote and a line end.
   * @defaultValue the one that a first line `sep=;` names; else `","`, unless a semicolon, tab or bar splits the header and the next
   * rows (ten at most) alike and a comma does not, or into fewer fields
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
  /**
   * What stands before the fraction of a number: `","` for 12,5.
   * @defaultValue "."
   */
  readonly decimal?: Decimal | undefined;
}

/** How a CSV text is to be read: checked options. */
export interface CsvRules {
  /** The code of the delimiter, where it was given. */
  readonly delimiter: number | undefined;
  readonly header: boolean;
  readonly decimal: Decimal;
  readonly isMissing: MissingTest;
  /** Whether there are words that mean missing: one may look like a number. */
  readonly hasWords: boolean;
}

/** Checks the options, `more` of which the caller knows. */
export function resolveCsvOptions(where: string, options: ParseCsvOptions, more: readonly string[] = []): CsvRules {
  checkKeys(where, "the options", options, ["delimiter", "header", "missing", "decimal", ...more]);
  const { delimiter, header = true, missing = [], decimal = "." } = options;
  if (delimiter !== undefined) checkDelimiter(where, delimiter);
  if (typeof header !== "boolean") throw new InputError("not-a-boolean", where, `\`header\` must be true or false`, show(header));
  checkWords(where, missing);
  checkOneOf(where, "decimal", decimal, decimals);
  if (options.decimal !== undefined && decimal === delimiter) throw new InputError("bad-delimiter", where, `\`decimal\` must not be the \`delimiter\``, show(decimal));
  return { delimiter: delimiter?.charCodeAt(0), header, decimal, isMissing: createMissingTest(missing), hasWords: missing.length > 0 };
}

function checkDelimiter(where: string, delimiter: unknown): void {
  if (typeof delimiter === "string" && delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return;
  throw new InputError("bad-delimiter", where, `\`delimiter\` must be one character, not a quote or a line end`, show(delimiter));
}

function checkWords(where: string, words: unknown): void {
  if (!Array.isArray(words)) throw new InputError("not-an-array", where, `\`missing\` must be an array of words`, show(words));
  const at = words.findIndex((word) => typeof word !== "string");
  if (at >= 0) throw new InputError("not-a-string", where, `\`missing[${at}]\` must be a string`, show(words[at]));
}
