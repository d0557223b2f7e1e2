import { inOptions, pasteable, type Voice } from "../core/advice.ts";
import { InputError, sayFault } from "../core/input-error.ts";
import { type Notice, sayNotice } from "../core/notice.ts";
import { insightSentences } from "../insight/notices.ts";
import { FileError } from "./files.ts";
import { commandOptions } from "./options.ts";
import { printableLine } from "./terminal.ts";

/** A name as a shell takes it. */
function quoted(name: string): string {
  const short = pasteable(name);
  return /^[\w.:,-]+$/.test(short) ? short : `'${short.replaceAll("'", `'\\''`)}'`;
}

/** Names as `--columns` takes them. */
function listed(names: readonly string[]): string {
  return quoted(names.map((name) => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(","));
}

/** A value of one column, or of all where none is named. */
function pairOf(column: string | undefined, value: string): string {
  return column === undefined ? value : `${listed([column])}=${value}`;
}

/** The options of the library that are flags of the command, by their names there. */
const flagOf: ReadonlyMap<string, string> = new Map([
  ...commandOptions.flatMap(({ name, into }) => (into === undefined ? [] : [[into.key, name] as const])),
  ...["profile", "transform", "weights", "winsorise"].map((name) => [name, name] as const),
  ["missingWords", "missing-word"],
]);

/** Advice in the flags of the command. */
export const inFlags: Voice = {
  category: ({ column }) => `--categorical ${listed([column])}`,
  ignore: ({ column }) => `--id ${listed([column])}`,
  keep: () => "Name it in --columns to keep it",
  "keep-some": () => "name what to keep in --columns",
  "date-order": ({ column, value }) => `--date ${listed([column])}=${value}`,
  transform: ({ column, value }) => `--transform ${pairOf(column, value)}`,
  winsorise: ({ column, value }) => `--winsorise ${pairOf(column, value === false ? "none" : value.join(".."))}`,
  profile: ({ columns }) => `--profile ${listed(columns)}`,
  scaling: ({ value }) => `--scaling ${value}`,
  decimal: ({ value }) => `--decimal ${value}`,
  "column-decimal": ({ value }) => `--decimal ${value}`,
  delimiter: ({ value }) => `--delimiter ${value === "\t" ? "tab" : quoted(value)}`,
  encoding: ({ value }) => `--encoding ${value}`,
  skip: ({ lines }) => `--skip ${lines}`,
  comment: ({ value }) => `--comment ${quoted(value)}`,
  escape: ({ value }) => `\`escape: ${JSON.stringify(value)}\` to the library in a program of your own`,
  "no-header": () => "put one above it",
  "missing-words": ({ as }) =>
    ({ add: "name the words by --missing-word", say: "name it by --missing-word" })[as],
  policy: ({ column }) => `--missing says what replaces it, such as --missing ${listed([column])}=median`,
  pool: () => 'pool the rare ones with "poolBelow": 0.01 or raise "maxCategories" in the recipe',
  "left-out": () => "they are in no segment",
  "one-row": () => "make one row of each customer first",
  refunds: () => "take them off the purchases first",
  "split-answers": () => "give each a column of yes and no first",
  rows: () => "there must be a row below the header",
  moment: ({ when }) => ({ before: "the file of --before", after: "the file that is placed" })[when],
  option: ({ name }) => (flagOf.has(name) ? `--${flagOf.get(name)}` : inOptions.option({ name })),
};

/** What is said of a table and its segments, in the words of the command. */
export function noticeText(notice: Notice, names: readonly string[]): string {
  return sayNotice(notice, names, inFlags, insightSentences);
}

/** What is said of an error that the caller can mend, on one line; undefined of any other, which is a fault of this command. */
export function sentenceOf(error: unknown, source: string): string | undefined {
  if (error instanceof FileError) return printableLine(error.message);
  if (!(error instanceof InputError)) return undefined;
  const said = sayFault(error, 1, inFlags); // rows count from 1, as in the labels
  return printableLine(`${error.where.startsWith("--") ? error.where : source}: ${said}`); // of an option, or of the table
}
