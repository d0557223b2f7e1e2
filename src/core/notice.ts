import { asOption, sayWords, show, type Voice, type Words } from "./input-error.ts";
import { listOf, sayNumber, sayShare, sayShareBelow, shorten } from "./text.ts";

/** The figures behind each notice, by its code. */
export interface NoticeFigures {
  /** Rows left out for a missing cell. */
  readonly "rows-dropped": {
    /** Rows left out. */
    readonly dropped: number;
    /** Rows of the table. */
    readonly rows: number;
  };
  /** Missing cells that were filled. */
  readonly "gaps-filled": {
    /** How many cells. */
    readonly cells: number;
    /** What fills them. */
    readonly fill: number | string;
  };
  /** Rare levels that became one. */
  readonly "levels-pooled": {
    /** How many levels. */
    readonly levels: number;
  };
  /** A column with whole numbers of few values, or a code's name, that is used as a quantity. */
  readonly "codes-as-number": {
    /** Why they may be codes, in words. */
    readonly reason: string;
  };
  /** Numbers with a code's name that are used as categories. */
  readonly "codes-as-category": {
    /** Why, in words. */
    readonly reason: string;
  };
  /** Numbers taken on a log scale, by default: a few large values would decide everything. */
  readonly "log-scale": {
    /** The columns. */
    readonly columns: readonly string[];
  };
  /** Numbers whose lowest and highest hundredth was held at the quantiles there, by default. */
  readonly "ends-held": {
    /** The columns. */
    readonly columns: readonly string[];
  };
  /** A number that says nearly the same as another. */
  readonly "near-copy": {
    /** The other column. */
    readonly of: string;
    /** The rank correlation of the two. */
    readonly correlation: number;
  };
  /** A column that is not used. */
  readonly "not-used": {
    /** Why, as a word such as `id` or `outcome`. */
    readonly why: string;
    /** Why, in words. */
    readonly reason: string;
  };
  /** Texts that were read as numbers. */
  readonly "read-as-numbers": {
    /** Why, in words. */
    readonly reason: string;
  };
  /** Dates that became days before one day. */
  readonly "became-days": {
    /** The day that is counted from. */
    readonly from: string;
    /** Why, in words. */
    readonly reason: string;
    /** Dates after that day. */
    readonly later: number;
  };
  /** A table whose first row may be no header. */
  readonly "named-by-numbers": Readonly<Record<string, never>>;
  /** Numbers read with points beside columns with commas. */
  readonly "read-with-points": Readonly<Record<string, never>>;
  /** Cells whose blanks around the text were cut. */
  readonly "blanks-trimmed": {
    /** How many cells. */
    readonly cells: number;
  };
  /** Cells that hold a word which means missing. */
  readonly "missing-words": {
    /** How many cells. */
    readonly cells: number;
  };
  /** Cells taken as missing by the words in them. */
  readonly "taken-as-missing": {
    /** How many cells. */
    readonly cells: number;
    /** The words. */
    readonly words: readonly string[];
  };
  /** Levels that differ in case alone. */
  readonly "differ-in-case": {
    /** The levels. */
    readonly levels: readonly string[];
  };
  /** Categories most of which are numbers; `other` is a cell that is not. */
  readonly "mostly-numbers": {
    /** A share between 0 and 1. */
    readonly share: number;
    /** A cell that is not a number. */
    readonly other: string | number | boolean;
  };
  /** Texts that begin with numbers; a few of them. */
  readonly "begin-with-numbers": {
    /** A few of the texts. */
    readonly cells: readonly string[];
  };
  /** Categories that often mean missing. */
  readonly "words-kept": {
    /** The words. */
    readonly words: readonly string[];
  };
  /** A feature with one value. */
  readonly constant: Readonly<Record<string, never>>;
  /** A tree of cells of nearby rows. */
  readonly "tree-of-cells": Readonly<Record<string, never>>;
  /** A segment smaller than asked for. */
  readonly "small-segment": {
    /** A share between 0 and 1. */
    readonly share: number;
    /** The least share asked for. */
    readonly asked: number;
  };
  /** Rows that predict places elsewhere than the tree does. */
  readonly "nearer-another": {
    /** A share between 0 and 1. */
    readonly share: number;
  };
  /** A segment of less than 1 % of the rows. */
  readonly "outlier-segment": {
    /** Rows in it. */
    readonly rows: number;
    /** A share between 0 and 1, by weight. */
    readonly share: number;
  };
  /** Segments that only repeat categories. */
  readonly restated: {
    /** The columns that say the same as the segments. */
    readonly columns: readonly string[];
    /** Cramér's V of each of them and the segments, from 0.8 to 1. */
    readonly cramersV: readonly number[];
    /** The numbers that hardly count. */
    readonly numbers: readonly string[];
  };
  /** Segments that differ in no number; `column` is the one that differs most. */
  readonly "no-number": {
    /** A share between 0 and 1. */
    readonly share: number;
  };
  /** A number whose few largest rows hold most of its variance, and the number of segments without and with the advice. */
  readonly skewed: {
    /** A share between 0 and 1. */
    readonly share: number;
    /** The transform that would help. */
    readonly transform?: string;
    /** The quantiles that would help. */
    readonly winsorise?: readonly [low: number, high: number];
    /** The number of segments without it. */
    readonly before: number;
    /** The number of segments with it. */
    readonly after: number;
  };
  /** A mean that one row makes. */
  readonly outlier: {
    /** The mean. */
    readonly mean: number;
    /** The one value. */
    readonly value: number;
    /** The mean without it. */
    readonly without: number;
    /** The median. */
    readonly median: number;
  };
  /** Missing cells of rows that a model placed. */
  readonly "gaps-placed": {
    /** How many cells. */
    readonly cells: number;
    /** Rows of the table. */
    readonly rows: number;
    /** What they count as; absent for none of the categories. */
    readonly as?: number | string;
  };
  /** Categories that the model has not seen. */
  readonly "unseen-placed": {
    /** How many cells. */
    readonly cells: number;
    /** Rows of the table. */
    readonly rows: number;
    /** Some of the categories. */
    readonly examples: readonly string[];
    /** What they count as; absent for none of the categories. */
    readonly as?: number | string;
  };
  /** A segment that is not found again. */
  readonly unstable: {
    /** How unstable it is. */
    readonly verdict: "unstable" | "doubtful";
    /** The mean overlap. */
    readonly jaccard: number;
    /** The overlap that it falls short of. */
    readonly mark: number;
    /** How many resamples there were. */
    readonly resamples: number;
    /** How rows were drawn. */
    readonly scheme: string;
    /** The share of resamples in which it was found again. */
    readonly recovered: number;
    /** The share in which it was lost. */
    readonly dissolved: number;
  };
}

/** Every `code` of a {@link Notice}. */
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
const cellsOf = (count: number): string => `${sayNumber(count)} ${count === 1 ? "cell" : "cells"}`;
const sayValue = (value: number | string): string => (typeof value === "number" ? sayNumber(value) : show(value));
const ticked = (name: string): string => `\`${name}\``;
const was = (count: number): string => (count === 1 ? "was" : "were");
const namesOf = (columns: readonly string[]): string => listOf(columns.map(ticked));
const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(", ");

const sentences: Sentences = {
  "rows-dropped": ({ dropped, rows }) => [`${sayNumber(dropped)} of ${sayNumber(rows)} rows were left out for a missing cell; their label is -1.`],
  "gaps-filled": ({ cells, fill }, column) => [
    `${sayNumber(cells)} missing ${cells === 1 ? "cell" : "cells"} of \`${column}\` ${was(cells)} filled with ${sayValue(fill)}.`,
  ],
  "levels-pooled": ({ levels }, column) => [
    `${sayNumber(levels)} rare ${levels === 1 ? "level" : "levels"} of \`${column}\` ${was(levels)} pooled into "(rare)".`,
  ],
  "codes-as-number": ({ reason }, column) => [
    `\`${column}\` ${reason} and was taken for a quantity; if they are codes, say `,
    { advice: "category", column },
    ".",
  ],
  "codes-as-category": ({ reason }, column) => [`\`${column}\` was taken for categories: ${reason}.`],
  "log-scale": ({ columns }) => [
    `${namesOf(columns)} ${columns.length === 1 ? "has" : "have"} a few very large values, so the logarithm was used; averages show the values themselves. To prevent this: `,
    { advice: "transform", value: "none" },
    ".",
  ],
  "ends-held": ({ columns }) => [
    `The lowest and highest 1 % of the values of ${namesOf(columns)} were pulled in (winsorised); averages show the values themselves. To prevent this: `,
    { advice: "winsorise", value: false },
    ".",
  ],
  "near-copy": ({ of, correlation }, column) => [
    `\`${column}\` says nearly the same as \`${of}\` (rank correlation ${sayNumber(correlation)}), so that together they count twice. Consider leaving one out.`,
  ],
  "not-used": ({ reason }, column) => [`Column \`${column}\` was not used: ${reason}. List it in \`features\` to keep it.`],
  "read-as-numbers": ({ reason }, column) => [`\`${column}\` was read as numbers: ${reason}.`],
  "became-days": ({ from, reason, later }, column) => [
    `\`${column}\` became \`days since ${column}\`, counted back from ${from}: ${reason}.`,
    later === 0 ? "" : ` ${sayNumber(later)} ${later === 1 ? "lies" : "lie"} after it: negative numbers.`,
  ],
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
    `${words.map(show).join(", ")} of \`${column}\` ${words.length === 1 ? "is a category" : "are categories"}; if missing is meant, say so in \`missingWords\`.`,
  ],
  constant: (_, column) => [`Feature \`${column}\` is constant.`],
  "tree-of-cells": () => ["For speed, similar rows were grouped before the tree was built (more than 10,000 rows)."],
  "small-segment": ({ share, asked }) => [
    `The smallest segment holds ${sayShareBelow(share, asked)} of the weight, less than the ${sayShare(asked)} asked for.`,
  ],
  "nearer-another": ({ share }) => [
    `${sayShare(share)} of the rows lie nearer the centroid of another segment than their own, and predict places them there.`,
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
    `1 % of the rows hold ${sayShare(share)} of the variance of \`${column}\`. Try `,
    transform === undefined ? { advice: "winsorise", column, value: winsorise } : { advice: "transform", column, value: transform },
    after === before ? `; the dendrogram says ${after} with it as without.` : `; the dendrogram then says ${after}, not ${before}.`,
  ],
  outlier: ({ mean, value, without, median }, column, segment) => [
    `In ${shorten(segment)}, one customer with ${sayNumber(value)} ${shorten(column)} ${mean > without ? "raises" : "lowers"} the average from ${sayNumber(without)} to ${sayNumber(mean)}. Use the median, ${sayNumber(median)}.`,
  ],
  "gaps-placed": ({ cells, as }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "is" : "are"} missing and ${was(cells)} ${as === undefined ? "counted as none of its categories" : `filled with ${sayValue(as)}, as in training`}.`,
  ],
  "unseen-placed": ({ cells, examples, as }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "holds" : "hold"} what the model has not seen (${quoted(examples)}) and ${was(cells)} counted as ${as === undefined ? "none of its categories" : sayValue(as)}.`,
  ],
  unstable: ({ verdict, jaccard, mark, resamples, scheme, recovered, dissolved }, _, segment) => [
    `Segment "${segment}" is ${verdict}: its mean Jaccard overlap in ${resamples} ${scheme === "bootstrap" ? "bootstrap resamples" : "subsamples"} is ${sayNumber(roundDown(jaccard))}, below ${mark}; it was found again in ${sayShare(recovered)} of them and lost in ${sayShare(dissolved)}.`,
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
