import { asOption, sayWords, show, type Voice, type Words } from "./input-error.ts";
import { formatNumber, formatShare, listOf, sayNumber, sayShare } from "./text.ts";

/** The figures behind each notice, by its code. */
export interface NoticeFigures {
  /** Rows left out for a missing cell. */
  readonly "rows-dropped": { readonly dropped: number; readonly rows: number };
  /** Missing cells that were filled. */
  readonly "gaps-filled": { readonly cells: number; readonly fill: number | string };
  /** Rare levels that became one. */
  readonly "levels-pooled": { readonly levels: number };
  /** A column with whole numbers of few values, or a code's name, that is used as a quantity. */
  readonly "codes-as-number": { readonly values: number; readonly reason: "few-values" | "name" };
  /** A feature with whole numbers of few values. */
  readonly "few-values": { readonly values: number };
  /** A column that looks like an identifier. */
  readonly "looks-like-id": { readonly reason: string };
  /** A column that is not used. */
  readonly "not-used": { readonly reason: string };
  /** Texts that were read as numbers. */
  readonly "read-as-numbers": { readonly reason: string };
  /** Dates that became days before one day. */
  readonly "became-days": { readonly from: string; readonly reason: string; readonly later: number };
  /** A column to leave out that is not there. */
  readonly "not-there": Readonly<Record<string, never>>;
  /** A table whose first row may be no header. */
  readonly "named-by-numbers": Readonly<Record<string, never>>;
  /** Numbers read with points beside columns with commas. */
  readonly "read-with-points": Readonly<Record<string, never>>;
  readonly "blanks-trimmed": { readonly cells: number };
  /** Cells that hold a word which means missing. */
  readonly "missing-words": { readonly cells: number };
  /** Cells taken as missing by the words in them. */
  readonly "taken-as-missing": { readonly cells: number; readonly words: readonly string[] };
  readonly "differ-in-case": { readonly levels: readonly string[] };
  /** Categories most of which are numbers; `other` is a cell that is not. */
  readonly "mostly-numbers": { readonly share: number; readonly other: string | number | boolean };
  /** Texts that begin with numbers; a few of them. */
  readonly "begin-with-numbers": { readonly cells: readonly string[] };
  /** Categories that often mean missing. */
  readonly "words-kept": { readonly words: readonly string[] };
  readonly constant: Readonly<Record<string, never>>;
  /** A tree of cells of nearby rows. */
  readonly "tree-of-cells": Readonly<Record<string, never>>;
  readonly "small-segment": { readonly share: number; readonly asked: number };
  /** Rows that predict places elsewhere than the tree does. */
  readonly "nearer-another": { readonly share: number };
  /** A segment of less than 1 % of the rows. */
  readonly "outlier-segment": { readonly rows: number; readonly share: number };
  /** Segments that only repeat categories: those, how nearly each says the same as the segments, and the numbers that hardly count. */
  readonly restated: { readonly columns: readonly string[]; readonly cramersV: readonly number[]; readonly numbers: readonly string[] };
  /** Segments that differ in no number; `column` is the one that differs most. */
  readonly "no-number": { readonly share: number };
  /** A number whose few largest rows hold most of its variance, and the number of segments without and with the advice. */
  readonly skewed: {
    readonly share: number;
    readonly transform?: string;
    readonly winsorise?: readonly [low: number, high: number];
    readonly before: number;
    readonly after: number;
  };
  /** A mean that one row makes. */
  readonly outlier: { readonly mean: number; readonly value: number; readonly without: number; readonly median: number };
  /** A segment that is not found again. */
  readonly unstable: {
    readonly verdict: "unstable" | "doubtful";
    readonly jaccard: number;
    readonly mark: number;
    readonly resamples: number;
    readonly scheme: string;
    readonly recovered: number;
    readonly dissolved: number;
  };
}

/** Every {@link Notice.code}. */
export type NoticeCode = keyof NoticeFigures;

/** A notice of one code. */
export interface NoticeOf<Code extends NoticeCode> {
  /** What is told, such as `"gaps-filled"`. */
  readonly code: Code;
  /** The column that it is about. */
  readonly column?: string;
  /** The label of the segment that it is about. */
  readonly segment?: number;
  /** The figures in it; which, the code says. */
  readonly figures: NoticeFigures[Code];
}

/** What was repaired, left out, or needs care, as data: JSON, and never read from a sentence. */
export type Notice = { [Code in NoticeCode]: NoticeOf<Code> }[NoticeCode];

type Sentences = { readonly [Code in NoticeCode]: (figures: NoticeFigures[Code], column: string, segment: string) => Words };

const roundDown = (share: number): number => Math.floor(100 * share) / 100; // 0.749 must not read as 0.75
const cellsOf = (count: number): string => `${count} ${count === 1 ? "cell" : "cells"}`;
const ticked = (name: string): string => `\`${name}\``;
const was = (count: number): string => (count === 1 ? "was" : "were");
const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(", ");

const sentences: Sentences = {
  "rows-dropped": ({ dropped, rows }) => [`${dropped} of ${rows} rows were left out for a missing cell; their label is -1.`],
  "gaps-filled": ({ cells, fill }, column) => [
    `${cells} missing ${cells === 1 ? "cell" : "cells"} of \`${column}\` ${was(cells)} filled with ${typeof fill === "number" ? formatNumber(fill) : JSON.stringify(fill)}.`,
  ],
  "levels-pooled": ({ levels }, column) => [
    `${levels} rare ${levels === 1 ? "level" : "levels"} of \`${column}\` ${was(levels)} pooled into "(rare)".`,
  ],
  "codes-as-number": ({ values, reason }, column) => [
    `\`${column}\` ${reason === "name" ? "holds whole numbers under the name of a code" : `takes ${values} whole ${values === 1 ? "number" : "numbers"}`} and was taken for a quantity; if they are codes, say `,
    { advice: "category", column },
    ".",
  ],
  "few-values": ({ values }, column) => [
    `Column \`${column}\` takes ${values} whole numbers and was taken for a quantity; if they are codes, `,
    { advice: "list-category", column },
    ".",
  ],
  "looks-like-id": ({ reason }, column) => [
    `Column \`${column}\` was left out, since it looks like an identifier: ${reason}. List it in \`features\` to keep it.`,
  ],
  "not-used": ({ reason }, column) => [`Column \`${column}\` is no feature: ${reason}.`],
  "read-as-numbers": ({ reason }, column) => [`\`${column}\` was read as numbers: ${reason}.`],
  "became-days": ({ from, reason, later }, column) => [
    `\`${column}\` became \`days since ${column}\`, counted back from ${from}: ${reason}.`,
    later === 0 ? "" : ` ${later} ${later === 1 ? "lies" : "lie"} after it: negative numbers.`,
  ],
  "not-there": (_, column) => [`\`leaveOut\` names \`${column}\`, which is not in the table.`],
  "named-by-numbers": () => ["The columns are named by numbers: if the first row is no header, read it with `header: false`."],
  "read-with-points": (_, column) => [
    `\`${column}\` was read with decimal points, but other columns have decimal commas; if it has too, give `,
    { advice: "decimal", value: "," },
    ".",
  ],
  "blanks-trimmed": ({ cells }, column) => [`Blanks around ${cellsOf(cells)} of \`${column}\` were taken off.`],
  "missing-words": ({ cells }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "holds a word that means" : "hold words that mean"} missing.`,
  ],
  "taken-as-missing": ({ cells, words }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${was(cells)} taken as missing: ${quoted(words)}.`,
  ],
  "differ-in-case": ({ levels }, column) => [`Categories of \`${column}\` differ in case only: ${quoted(levels)}.`],
  "mostly-numbers": ({ share, other }, column) => [
    `\`${column}\` was taken for categories, since ${show(other)} is no number; ${Math.floor(100 * share)} % of its cells are. Words that mean missing `,
    { advice: "words-to-missing" },
    ".",
  ],
  "begin-with-numbers": ({ cells }, column) => [
    `The texts of \`${column}\` begin with numbers, but are not read as numbers: ${cells.map(show).join(", ")}.`,
  ],
  "words-kept": ({ words }, column) => [
    `${words.map(show).join(", ")} of \`${column}\` ${words.length === 1 ? "is a category" : "are categories"}; if missing is meant, say so in \`missing\`.`,
  ],
  constant: (_, column) => [`Feature \`${column}\` is constant.`],
  "tree-of-cells": () => ["Above 10 000 rows Ward's tree is grown of cells of nearby rows."],
  "small-segment": ({ share, asked }) => [
    `The smallest segment holds ${formatShare(share)} of the weight, less than the ${formatShare(asked)} asked for.`,
  ],
  "nearer-another": ({ share }) => [
    `${formatShare(share)} of the rows lie nearer the centroid of another segment than their own, and predict places them there.`,
  ],
  "outlier-segment": ({ rows, share }, _, segment) => [
    `"${segment}" has only ${sayNumber(rows)} ${rows === 1 ? "customer" : "customers"} (${sayShare(share)}): fewer segments, or a transform of the numbers, may do better.`,
  ],
  restated: ({ columns, numbers }) => [
    `The segments only repeat ${listOf(columns.map(ticked))}: each ${columns.length === 1 ? "of its values" : "combination of their values"} lies in one segment. To let ${listOf(numbers.map(ticked), 3)} count, try `,
    { advice: "scaling", value: "feature" },
    ", or a transform.",
  ],
  "no-number": ({ share }, column) => [
    `The segments hardly differ in any number (most in \`${column}\`: ${sayShare(share)} of its variation). Try `,
    { advice: "scaling", value: "feature" },
    ", or a transform of the numbers.",
  ],
  skewed: ({ share, transform, winsorise = [0, 1], before, after }, column) => [
    `1% of the rows hold ${formatShare(share)} of the variance of \`${column}\`. Try `,
    transform === undefined ? { advice: "winsorise", column, value: winsorise } : { advice: "transform", column, value: transform },
    after === before ? `; the dendrogram says ${after} with it as without.` : `; the dendrogram then says ${after}, not ${before}.`,
  ],
  outlier: ({ mean, value, without, median }, column, segment) => [
    `In "${segment}", one customer with a \`${column}\` of ${sayNumber(value)} ${mean > without ? "raises" : "lowers"} the average from ${sayNumber(without)} to ${sayNumber(mean)}. Use the median, ${sayNumber(median)}.`,
  ],
  unstable: ({ verdict, jaccard, mark, resamples, scheme, recovered, dissolved }, _, segment) => [
    `Segment "${segment}" is ${verdict}: its mean Jaccard overlap in ${resamples} ${scheme === "bootstrap" ? "bootstrap resamples" : "subsamples"} is ${formatNumber(roundDown(jaccard))}, below ${mark}; it was found again in ${formatShare(recovered)} of them and lost in ${formatShare(dissolved)}.`,
  ],
};

/** A notice as a sentence, with the segments' names; advice in the library's options, or in another voice. */
export function sayNotice({ code, column = "", segment, figures }: Notice, names: readonly string[] = [], voice: Voice = asOption): string {
  const say = sentences[code] as (figures: NoticeFigures[NoticeCode], column: string, segment: string) => Words;
  return sayWords(say(figures, column, segment === undefined ? "" : (names[segment] ?? String(segment))), voice);
}

/** Notices as what a result carries: the sentences, and the data behind them. */
export function told(notices: readonly Notice[], names: readonly string[] = []): { warnings: string[]; notices: readonly Notice[] } {
  return { warnings: notices.map((notice) => sayNotice(notice, names)), notices };
}
