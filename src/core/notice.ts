import { asOption, sayWords, show, type Voice, type Words } from "./input-error.ts";
import { formatNumber, formatShare } from "./text.ts";

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
    /** How many values there are. */
    readonly values: number;
    /** Why, in words. */
    readonly reason: "few-values" | "name";
  };
  /** A feature with whole numbers of few values. */
  readonly "few-values": {
    /** How many values there are. */
    readonly values: number;
  };
  /** A column that looks like an identifier. */
  readonly "looks-like-id": {
    /** Why, in words. */
    readonly reason: string;
  };
  /** A column that is not used. */
  readonly "not-used": {
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
  /** A column to leave out that is not there. */
  readonly "not-there": Readonly<Record<string, never>>;
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
  /** Segments that repeat categories. */
  readonly restated: {
    /** The columns. */
    readonly columns: readonly string[];
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
  /** Segments that are found again in a table that has no groups; how many of them. */
  readonly "stable-without-groups": { readonly stable: number; readonly segments: number };
  /** Segments new and gone, of how many, and which share of them chance alone would make new and gone. */
  readonly "matched-by-chance": {
    readonly fresh: number;
    readonly of: number;
    readonly vanished: number;
    readonly ofPrevious: number;
    readonly byChance: { readonly new: number; readonly vanished: number };
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
const wholePercent = (share: number): string => `${Math.round(100 * share)} %`;
const cellsOf = (count: number): string => `${count} ${count === 1 ? "cell" : "cells"}`;
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
  restated: ({ columns }) => [
    `The segments restate ${columns.map((column) => `\`${column}\``).join(" and ")}: every combination of their levels lies in one. Try `,
    { advice: "scaling", value: "feature" },
    ", or a transform of the numbers.",
  ],
  "no-number": ({ share }, column) => [
    `The segments explain no number: ${formatShare(share)} of \`${column}\` at most. Try `,
    { advice: "scaling", value: "feature" },
    ", or a transform of the numbers.",
  ],
  skewed: ({ share, transform, winsorise = [0, 1], before, after }, column) => [
    `1% of the rows hold ${formatShare(share)} of the variance of \`${column}\`. Try `,
    transform === undefined ? { advice: "winsorise", column, value: winsorise } : { advice: "transform", column, value: transform },
    after === before ? `; the dendrogram says ${after} with it as without.` : `; the dendrogram then says ${after}, not ${before}.`,
  ],
  outlier: ({ mean, value, without, median }, column, segment) => [
    `The mean ${formatNumber(mean)} of \`${column}\` in "${segment}" hangs on one outlier of ${formatNumber(value)}; without it it is ${formatNumber(without)}, and the median is ${formatNumber(median)}.`,
  ],
  unstable: ({ verdict, jaccard, mark, resamples, scheme, recovered, dissolved }, _, segment) => [
    `Segment "${segment}" is ${verdict}: its mean Jaccard overlap in ${resamples} ${scheme === "bootstrap" ? "bootstrap resamples" : "subsamples"} is ${formatNumber(roundDown(jaccard))}, below ${mark}; it was found again in ${formatShare(recovered)} of them and lost in ${formatShare(dissolved)}.`,
  ],
  "stable-without-groups": ({ stable, segments }) => [
    `${stable} of the ${segments} segments ${stable === 1 ? "is" : "are"} found again in resamples, but groups this stable also appear in data without groups, and this table has no real ones. Use the segments as a practical split, not as distinct types.`,
  ],
  "matched-by-chance": ({ fresh, of, vanished, ofPrevious, byChance }) => [
    `${fresh} of ${of} segments ${fresh === 1 ? "is" : "are"} new and ${vanished} of ${ofPrevious} ${vanished === 1 ? "is" : "are"} gone, but these segments are not stable: if nothing had changed, chance alone would make ${wholePercent(byChance.new)} of them new and ${wholePercent(byChance.vanished)} gone. Do not read new and gone as a change.`,
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
