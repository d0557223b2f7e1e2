import { optionNamed, type RuleWords } from "../core/advice.ts";
import { checkInteger, checkKeys, checkOneOf } from "../core/check.ts";
import { type ErrorCode, InputError, type Place, show } from "../core/input-error.ts";
import { type Decimal, decimals } from "../table/number-text.ts";

/** The error of a CSV text that breaks `rule` on a 1-based line. */
export function csvError(
  where: string,
  code: ErrorCode,
  line: number,
  rule: string | RuleWords,
  got: string,
  place: Omit<Place, "line"> = {},
): InputError {
  return new InputError(code, where, rule, got, { ...place, line }, "");
}

/** Whether `source` from `start` to before `end` is a missing field. */
type MissingTest = (source: string, start: number, end: number) => boolean;

/** A test for fields of white space only, and for those that are one of `words` once both are trimmed. */
function createMissingTest(words: readonly string[]): MissingTest {
  const trimmed = new Set(words.map((word) => word.trim()));
  const lengths = new Set([...trimmed].map((word) => word.length)); // most fields differ from every word in length

  return (source, start, end) => {
    if (trimmed.size === 0 && start < end && isInk(source.charCodeAt(start))) return false; // most fields
    while (start < end && isBlank(source, start)) start++;
    if (start === end) return true;
    if (trimmed.size === 0) return false;
    while (isBlank(source, end - 1)) end--;
    return lengths.has(end - start) && trimmed.has(source.slice(start, end));
  };
}

function isInk(code: number): boolean {
  return code > 32 && code < 128;
}

/** Whether `trim` would take the character at `at`. */
function isBlank(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return source[at].trim() === "";
}

/** Options for {@link parseCsv}. */
export interface ParseCsvOptions {
  /**
   * The one character between fields: all but a quote and a line end.
   * @defaultValue the one that a first line `sep=;` names; else, of comma, semicolon, tab and bar, the one that splits the first records
   * alike, and into the most fields; at a tie not the comma. Where none does, the one that splits the most of them alike; of a header
   * without rows the one that splits it into the most fields, at a tie the comma
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
  /**
   * Lines above the header, or the first row, that are not read.
   * @defaultValue those that are plainly titles: a few narrow lines above a header and rows of another width; none without a header
   */
  readonly skip?: number | undefined;
  /**
   * How a line begins that is not read, such as `"#"`.
   * @defaultValue none does
   */
  readonly comment?: string | undefined;
  /**
   * What stands before a quote, a delimiter, a line end, a tab or a backslash that is text, beside the doubled quotes of a field in quotes:
   * `"\\"` where MySQL or PHP wrote the file. It is left out there, and stays before anything else: `\N` is a word for missing.
   * @defaultValue a backslash, where the text cannot be read otherwise; else none
   */
  readonly escape?: "\\" | undefined;
  /**
   * What becomes of a name that an earlier column has: `"number"` makes it `Email (2)`, `"error"` refuses it.
   * @defaultValue "number"
   */
  readonly duplicates?: "number" | "error" | undefined;
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
  readonly skip: number | undefined;
  /** Empty for none. */
  readonly comment: string;
  readonly escape: string | undefined;
  readonly duplicates: "number" | "error";
}

const keys = ["delimiter", "header", "missing", "decimal", "skip", "comment", "escape", "duplicates"];

/** Checks the options, `more` of which the caller knows. */
export function resolveCsvOptions(where: string, options: ParseCsvOptions, more: readonly string[] = []): CsvRules {
  checkKeys(where, "the options", options, [...keys, ...more]);
  const { delimiter, header = true, missing = [], decimal = ".", skip, comment, escape, duplicates = "number" } = options;
  if (delimiter !== undefined) checkDelimiter(where, delimiter);
  if (typeof header !== "boolean") throw new InputError("not-a-boolean", where, `\`header\` must be true or false`, show(header));
  checkWords(where, missing);
  checkOneOf(where, "decimal", decimal, decimals);
  if (options.decimal !== undefined && decimal === delimiter)
    throw new InputError("bad-delimiter", where, [optionNamed("decimal"), " must not be the ", optionNamed("delimiter")], show(decimal));
  if (skip !== undefined) checkInteger(where, "skip", skip, 0);
  checkComment(where, comment);
  if (escape !== undefined) checkOneOf(where, "escape", escape, ["\\"]);
  checkOneOf(where, "duplicates", duplicates, ["number", "error"]);
  return {
    delimiter: delimiter?.charCodeAt(0), header, decimal, isMissing: createMissingTest(missing), hasWords: missing.length > 0,
    skip, comment: comment ?? "", escape, duplicates,
  };
}

function checkDelimiter(where: string, delimiter: unknown): void {
  if (typeof delimiter === "string" && delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return;
  throw new InputError("bad-delimiter", where, `\`delimiter\` must be one character, not a quote or a line end`, show(delimiter));
}

function checkComment(where: string, comment: unknown): void {
  if (comment === undefined || (typeof comment === "string" && /^[^\r\n]+$/.test(comment))) return;
  throw new InputError("not-a-text", where, "`comment` must be a text on one line, such as \"#\"", show(comment));
}

function checkWords(where: string, words: unknown): void {
  if (!Array.isArray(words)) throw new InputError("not-an-array", where, `\`missing\` must be an array of words`, show(words));
  const at = words.findIndex((word) => typeof word !== "string");
  if (at >= 0) throw new InputError("not-a-string", where, `\`missing[${at}]\` must be a string`, show(words[at]));
}
