// Advice in the words of the page, and the buttons that follow it.
import type { Advice, InputError } from "audience-segmentation";
import { inOptions, pasteable, type Voice } from "../../../../src/core/advice.ts";
import type { Way } from "../protocol.ts";

const quoted = (name: string): string => (name === "\t" ? "tab" : `"${pasteable(name)}"`);
const list = (names: readonly string[]): string => names.map((name) => `\`${pasteable(name)}\``).join(", ");

/** What the page offers is said in its own words; the rest in options of the library. */
export const inPage: Voice = {
  ...inOptions,
  category: ({ column }) => `"category" as the type of ${list([column])}`,
  ignore: ({ column }) => `taking the tick from ${list([column])}`,
  keep: () => "Tick it to use it",
  "keep-some": () => "tick the columns to use",
  profile: ({ columns }) => `taking the tick from ${list(columns)}`,
  delimiter: ({ value }) => `the delimiter ${quoted(value)}`,
  encoding: ({ value }) => `the encoding ${quoted(value)}`,
  "no-header": () => "read it without a header",
  "left-out": () => "they are in no segment",
  rows: () => "there must be a row below the header",
};

/** What a button does about a fault, by its advice; what the page cannot do has none. */
const ways: { readonly [Code in Advice["advice"]]?: (advice: Extract<Advice, { advice: Code }>) => Way } = {
  category: ({ column }) => ({ label: `Take ${pasteable(column)} as a category`, column, type: "category" }),
  ignore: ({ column }) => ({ label: `Leave ${pasteable(column)} out`, column, type: "ignore" }),
  delimiter: ({ value }) => ({ label: `Split the lines at ${quoted(value)}`, reading: { delimiter: value } }),
  encoding: ({ value }) => ({ label: `Read it as ${value}`, reading: { encoding: value } }),
  skip: ({ lines }) => ({ label: `Leave out the first ${lines === 1 ? "line" : `${lines} lines`}`, reading: { skip: lines } }),
  comment: ({ value }) => ({ label: `Leave out lines that begin with ${quoted(value)}`, reading: { comment: value } }),
  escape: ({ value }) => ({ label: "Read a backslash as what stands before a quote", reading: { escape: value as "\\" } }),
  decimal: ({ value }) => ({ label: `Read ${quoted(value)} as the decimal mark`, reading: { decimal: value as "," | "." } }),
  "column-decimal": ({ value }) => ({ label: `Read ${quoted(value)} as the decimal mark`, reading: { decimal: value as "," | "." } }),
  "date-order": ({ value }) => ({ label: dateOrders[value] ?? value, reading: { dateOrder: value as "dmy" | "mdy" | "ymd" } }),
  "no-header": () => ({ label: "Read it without a header", reading: { header: false } }),
};

const dateOrders: Readonly<Record<string, string>> = {
  dmy: "Read dates with the day first",
  mdy: "Read dates with the month first",
  ymd: "Read dates with the year first",
};

/** The ways out of a fault that the page offers. */
export function waysOut({ words = [] }: Pick<InputError, "words">): Way[] {
  return words.flatMap((word) => {
    const way = typeof word === "string" ? undefined : (ways[word.advice] as ((advice: Advice) => Way) | undefined);
    return way === undefined ? [] : [way(word as Advice)];
  });
}
