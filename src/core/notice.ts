import { inOptions, sayWords, type Voice, type Words } from "./advice.ts";
import { show } from "./input-error.ts";
import type { InsightFigures } from "./insight-figures.ts";
import type { NoticeFigures } from "./notice-figures.ts";
import { counted, listOf, sayNumber, sayShare, sayShareBelow, shorten } from "./text.ts";

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

/** The names are cut to what a sentence can bear; `whole` is the column's, for advice. */
type Say<Figures> = (figures: Figures, column: string, segment: string, whole: string) => Words;

/** What is said of the notices of some codes. */
export type Sentences<Code extends NoticeCode> = { readonly [Key in Code]: Say<NoticeFigures[Key]> };

const roundDown = (share: number): number => Math.floor(100 * share) / 100; // 0.749 must not read as 0.75
const cellsOf = (count: number): string => `${sayNumber(count)} ${count === 1 ? "cell" : "cells"}`;
const sayValue = (value: number | string): string => (typeof value === "number" ? sayNumber(value) : show(value));
const ticked = (names: readonly string[], most?: number): string => listOf(names.map((name) => `\`${shorten(name, 50)}\``), most);
const was = (count: number): string => (count === 1 ? "was" : "were");
const quoted = (words: readonly string[]): string => listOf(words.map((word) => `"${shorten(word, 50)}"`));

/** Of all but what is asked of segments once they are there: those stand with the functions that ask. */
const sentences: Sentences<Exclude<NoticeCode, keyof InsightFigures>> = {
  "lines-above": ({ lines, first }) => [
    `${lines === 1 ? "A line" : `${sayNumber(lines)} lines`} above the header ${was(lines)} left out: ${quoted([first])}. To prevent this: `,
    { advice: "skip", lines: 0 },
    ".",
  ],
  "lines-below": ({ lines, first }) => [
    `${lines === 1 ? "A line" : `${sayNumber(lines)} lines`} below the last row ${was(lines)} left out: ${quoted([first])}.`,
  ],
  "second-header": ({ rows, line, first }) => [
    `${rows === 1 ? "A second row" : `${sayNumber(rows)} more rows`} of headings ${was(rows)} left out (line ${line}): ${quoted([first])}.`,
  ],
  "header-short": (_, column) => [
    `The header has no name for the first column, which counts the rows: it is called \`${column}\`, and the names belong to the columns after it.`,
  ],
  "columns-named": ({ columns }) => [`The header does not name every column: ${columns.length === 1 ? "one is" : "the others are"} called ${ticked(columns)}.`],
  "columns-empty": ({ columns }) => [
    `${columns === 1 ? "A column" : `${sayNumber(columns)} columns`} without a name and without a value ${was(columns)} left out.`,
  ],
  "columns-renamed": ({ columns }) => [
    `The header repeats a name: the later ${columns.length === 1 ? "column is" : "columns are"} called ${ticked(columns)}.`,
  ],
  "rows-empty": ({ rows, line }) => [
    `${rows === 1 ? `An empty row was left out (line ${line})` : `${sayNumber(rows)} empty rows were left out (the first is line ${line})`}.`,
  ],
  "lines-unwrapped": () => ["Whole lines were in quotes; the quotes were removed."],
  "quotes-escaped": () => ["Backslashes before quotes, delimiters or line ends inside fields were removed."],
  "blanks-around-quotes": ({ fields }) => [`Blanks around ${fields === 1 ? "a quoted field" : `${sayNumber(fields)} quoted fields`} were removed.`],
  "totals-left-out": ({ place, words }) => [
    `The ${place} ${words.length === 1 ? "row was" : `${words.length} rows were`} left out, since ${words.length === 1 ? "its" : "their"} numbers are totals${words[0] === "" ? " and it has no name" : `: ${quoted(words)}`}.`,
  ],
  "totals-kept": ({ place, words }) => [
    `The ${place} row, ${quoted(words)}, looks like totals, but its numbers are not the sums of the columns. If it is not a customer, leave it out.`,
  ],
  "rows-dropped": ({ dropped, rows }) => [
    `${sayNumber(dropped)} of ${sayNumber(rows)} rows were left out for a missing cell; `,
    { advice: "left-out" },
    ".",
  ],
  "gaps-filled": ({ cells, fill }, column) => [
    `${sayNumber(cells)} missing ${cells === 1 ? "cell" : "cells"} of \`${column}\` ${was(cells)} filled with ${sayValue(fill)}.`,
  ],
  "levels-pooled": ({ levels }, column) => [
    `${sayNumber(levels)} rare ${levels === 1 ? "category" : "categories"} of \`${column}\` ${was(levels)} counted together as "(rare)".`,
  ],
  "labels-unused": ({ levels, held }, column) => [
    `No cell of \`${column}\` is ${levels.map(show).join(" or ")}, so ${levels.length === 1 ? "its label was" : "their labels were"} not used; it holds ${held.map(show).join(", ")}.`,
  ],
  "codes-as-number": ({ reason }, column, _, whole) => [
    `\`${column}\` ${reason} and was used as a number; if they are codes, say `,
    { advice: "category", column: whole },
    ".",
  ],
  "codes-as-category": ({ reason }, column) => [`\`${column}\` was read as categories: ${reason}.`],
  "log-scale": ({ columns }) => [
    `${ticked(columns)} ${columns.length === 1 ? "has" : "have"} a few very large values, so the logarithm was used; averages show the values themselves. To prevent this: `,
    { advice: "transform", value: "none" },
    ".",
  ],
  "ends-held": ({ columns }) => [
    `The lowest and highest 1 % of the values of ${ticked(columns)} were pulled in (winsorised); averages show the values themselves. To prevent this: `,
    { advice: "winsorise", value: false },
    ".",
  ],
  "near-copy": ({ of, correlation }, column) => [
    `\`${column}\` says nearly the same as ${ticked([of])} (rank correlation ${sayNumber(correlation)}), so together they count twice. Consider leaving one out.`,
  ],
  "not-used": ({ reason }, column, _, whole) => [`Column \`${column}\` was not used: ${reason}. `, { advice: "keep", column: whole }, "."],
  "read-as-numbers": ({ reason }, column) => [`\`${column}\` was read as numbers: ${reason}.`],
  "became-days": ({ from, reason, later }, column) => [
    `\`${column}\` became \`days since ${column}\`, counted back from ${from}: ${reason}.`,
    later === 0 ? "" : ` ${sayNumber(later)} ${later === 1 ? "lies after that day and is" : "lie after that day and are"} negative.`,
  ],
  "named-by-numbers": () => ["The columns are named by numbers: if the first row is not a header, ", { advice: "no-header" }, "."],
  "named-by-values": ({ example }) => [
    `The columns are named like cells (${show(example)} is one of them, too): if the first row is not a header, `,
    { advice: "no-header" },
    ".",
  ],
  "beyond-training": ({ cells, rows, bound, side }, column) => [
    `${sayNumber(cells)} of ${sayNumber(rows)} values of \`${column}\` are ${side} ${sayNumber(bound)}, where only a tenth of the training rows were. If the column is now in another unit, or written in another way, the segments are wrong.`,
  ],
  "transactions-dropped": ({ dropped, rows }) => [
    `${sayNumber(dropped)} of ${sayNumber(rows)} transactions were left out: their customer, date or amount is missing.`,
  ],
  refunds: ({ refunds, rows, policy, customers }) => {
    const lost = `${counted(customers, "customer")} with nothing else ${was(customers)} left out`;
    const found = `${sayNumber(refunds)} of ${sayNumber(rows)} transactions ${refunds === 1 ? "is a refund" : "are refunds"} (below 0)`;
    if (policy === "count") return [`${found}; each counts as a transaction. For refunds that only make the sum less: `, { advice: "refunds" }, "."];
    if (policy === "subtract") return [`${found}; ${lost}.`];
    return [`${found} and ${was(refunds)} left out${customers === 0 ? "" : `; ${lost}`}.`];
  },
  "uneven-scores": ({ of, value, share, score, empty }) => [
    `The scores of ${of === "monetary" ? "monetary value" : of} do not divide the customers into fifths: ${sayShare(share)} of them share one value, ${sayNumber(value)}, and so one score, ${score}`,
    empty.length === 0 ? "." : `; no customer has ${listOf(empty.map(String)).replace(" and ", " or ")}.`,
  ],
  "unnamed-scores": ({ customers, of, scores }) => [
    `No rule names the scores of ${sayNumber(customers)} of ${counted(of, "customer")} (${quoted(scores)}); their segment is "(no rule)". Add a last rule with a name alone to name all others.`,
  ],
  "rules-unreached": ({ names }) => [
    `${names.length === 1 ? "A rule names" : `${names.length} rules name`} nobody, since the rules before match all that ${names.length === 1 ? "it matches" : "they match"}: ${quoted(names)}. The first rule that matches decides; put narrow rules first.`,
  ],
  "formulas-of-text": ({ cells }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "is a formula" : "are formulas"} of a spreadsheet, such as ="0012"; the text in ${cells === 1 ? "it" : "them"} was taken.`,
  ],
  "read-with-points": (_, column) => [
    `\`${column}\` was read with decimal points, but other columns have decimal commas; if it has them too, give `,
    { advice: "decimal", value: "," },
    ".",
  ],
  "blanks-trimmed": ({ cells }, column) => [`Blanks around ${cellsOf(cells)} of \`${column}\` were removed.`],
  "missing-words": ({ cells }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "holds a word that means" : "hold words that mean"} missing.`,
  ],
  "taken-as-missing": ({ cells, words }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${was(cells)} taken as missing: ${quoted(words)}.`,
  ],
  "differ-in-case": ({ levels }, column) => [`Categories of \`${column}\` differ in case only: ${quoted(levels)}.`],
  "mostly-numbers": ({ share, other }, column) => [
    `\`${column}\` was read as categories: ${sayShare(share)} of its cells are numbers, but ${show(other)} is not. If that means missing, `,
    { advice: "missing-words", as: "say" },
    ".",
  ],
  "begin-with-numbers": ({ cells }, column) => [
    `The texts of \`${column}\` begin with numbers, but are not read as numbers: ${cells.map(show).join(", ")}.`,
  ],
  "look-like-amounts": ({ cells }, column) => [
    `The texts of \`${column}\` look like amounts, but not all are written alike: ${cells.map(show).join(", ")}. Make them numbers first.`,
  ],
  "look-like-dates": ({ cells }, column) => [
    `The texts of \`${column}\` look like dates, but not all are written alike: ${cells.map(show).join(", ")}. Write them one way first.`,
  ],
  "placeholder-days": ({ cells, days }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${was(cells)} taken as missing: ${listOf(days)} ${days.length === 1 ? "lies" : "lie"} far from all other days, and likely ${days.length === 1 ? "stands" : "stand"} for no date.`,
  ],
  "several-answers": ({ example }, column, _, whole) => [
    `\`${column}\` holds several answers in a cell, such as ${show(example)}; `,
    { advice: "split-answers", column: whole },
    ".",
  ],
  "blanks-say-no": ({ cells }, column) => [`${sayNumber(cells)} blank ${cells === 1 ? "cell" : "cells"} of \`${column}\` ${was(cells)} taken as no.`],
  "several-rows": ({ rows, customers }, column) => [
    `${sayNumber(rows)} rows belong to ${counted(customers, "customer")} by \`${column}\`, so one customer can have several rows; `,
    { advice: "one-row" },
    ".",
  ],
  "words-kept": ({ words }, column) => [
    `${words.map(show).join(", ")} of \`${column}\` ${words.length === 1 ? "is a category" : "are categories"}; if missing is meant, `,
    { advice: "missing-words", as: "say" },
    ".",
  ],
  constant: (_, column) => [`\`${column}\` has the same value in every row, so it tells no segments apart.`],
  "tree-of-cells": () => ["For speed, similar rows were grouped before the tree was built (more than 10,000 rows)."],
  compressed: ({ rows, cells, gain }) => [
    `${sayNumber(rows)} rows were summed up in ${sayNumber(cells)} groups of similar rows`,
    gain === 0 ? "." : `; placing each row by itself could lower the inertia by ${gain < 0.0005 ? "" : "at most "}${sayShare(gain)}.`,
  ],
  "typed-by-first": ({ rows }) => [`What each column holds was decided by the first ${sayNumber(rows)} rows.`],
  "small-segment": ({ share, asked }) => [
    `The smallest segment holds ${sayShareBelow(share, asked)} of the total, less than the ${sayShare(asked)} asked for.`,
  ],
  "fewer-groups": ({ asked, found }) => [
    `Only ${found} of the ${asked} groups of the mixture ${found === 1 ? "holds" : "hold"} rows, so there ${found === 1 ? "is one segment" : `are ${found} segments`}.`,
  ],
  "nearer-another": ({ share }) => [
    `${sayShare(share)} of the rows are closer to the average of another segment than to that of their own; a prediction would place them there.`,
  ],
  "outlier-segment": ({ rows, share, isRaw }, _, segment) => [
    `"${segment}" has only ${sayNumber(rows)} ${rows === 1 ? "customer" : "customers"} (${sayShare(share)}): fewer segments${isRaw ? ", or a transform of the numbers," : ""} may do better.`,
  ],
  "rare-answer": ({ level, share, captured }, column, segment, whole) => [
    `"${segment}" is one rare answer: ${sayShare(share)} of the customers have ${show(level)} in \`${column}\`, and ${sayShare(captured)} of these are in it. To let the other columns make the segments, try `,
    { advice: "profile", columns: [whole] },
    ".",
  ],
  restated: ({ columns, numbers, scaling }) => [
    `The segments only repeat ${ticked(columns)}: each ${columns.length === 1 ? "of its values" : "combination of their values"} lies in one segment. To let ${ticked(numbers, 3)} count, try `,
    scaling === "column" ? { advice: "scaling", value: "feature" } : { advice: "profile", columns },
    ".",
  ],
  "no-number": ({ share, scaling, isRaw }, column) => [
    `The segments hardly differ in any number (most in \`${column}\`: ${sayShare(share)} of its variation). Try `,
    ...(scaling === "column" ? [{ advice: "scaling", value: "feature" } as const, ", "] : []),
    isRaw ? "a transform of the numbers, or fewer categories." : scaling === "column" ? "or fewer categories." : "fewer categories.",
  ],
  skewed: ({ share, transform, winsorise = [0, 1], before, after }, column, _, whole) => [
    `A few extreme values dominate \`${column}\`: 1 % of the rows hold ${sayShare(share)} of its variation. Try `,
    transform === undefined ? { advice: "winsorise", column: whole, value: winsorise } : { advice: "transform", column: whole, value: transform },
    after === before ? `; the dendrogram then suggests ${after} segments, as before.` : `; the dendrogram then suggests ${after} segments, not ${before}.`,
  ],
  "rough-structure": ({ error }) => [
    `Whether there are real groups is only a rough answer here: the random tables used for comparison match the rank correlations of this one only to within ${sayNumber(error)}.`,
  ],
  outlier: ({ mean, value, without, median }, column, segment) => [
    `In ${segment}, one customer with ${sayNumber(value)} ${column} ${mean > without ? "raises" : "lowers"} the average from ${sayNumber(without)} to ${sayNumber(mean)}. Use the median, ${sayNumber(median)}.`,
  ],
  "gaps-placed": ({ cells, as }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "is" : "are"} missing and ${was(cells)} ${as === undefined ? "counted as none of its categories" : `filled with ${sayValue(as)}, as the model says`}.`,
  ],
  "below-training": ({ cells, least }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "lies" : "lie"} below all numbers that the model was made from and ${was(cells)} counted as the lowest of them, ${sayNumber(least)}.`,
  ],
  "unseen-placed": ({ cells, examples, as }, column) => [
    `${cellsOf(cells)} of \`${column}\` ${cells === 1 ? "holds a category" : "hold categories"} that the model has not seen (${quoted(examples)}) and ${was(cells)} counted as ${as === undefined ? "none of those it knows" : sayValue(as)}.`,
  ],
  unstable: ({ verdict, jaccard, mark, resamples, scheme, recovered, dissolved }, _, segment) => [
    `Segment "${segment}" is ${verdict}: of ${resamples} ${scheme === "bootstrap" ? "resamples" : "subsamples"}, ${sayShare(recovered)} find it again and ${sayShare(dissolved)} lose it (mean Jaccard overlap ${sayNumber(roundDown(jaccard))}, below ${mark}).`,
  ],
  "stable-without-groups": ({ stable, segments }) => [
    `${stable} of the ${segments} segments ${stable === 1 ? "is" : "are"} found again in resamples, but groups this stable also appear in data without groups, and this table has no real ones. Use the segments as a practical split, not as distinct types.`,
  ],
  "matched-by-chance": ({ fresh, of, vanished, ofPrevious, byChance }) => [
    `${fresh} of ${of} segments ${fresh === 1 ? "is" : "are"} new and ${vanished} of ${ofPrevious} ${vanished === 1 ? "is" : "are"} gone, but these segments are not stable: if nothing had changed, chance alone would make ${sayShare(byChance.new)} of them new and ${sayShare(byChance.vanished)} gone. Do not read new and gone as a change.`,
  ],
};

/** Whether a value is a notice whose code is known, and whose figures are those of its sentence. */
export function isNotice(value: unknown): value is Notice {
  const { code, figures, column, segment } = (value ?? {}) as Partial<Notice>;
  const isShaped = typeof code === "string" && Object.hasOwn(sentences, code) && typeof figures === "object" && figures !== null;
  if (!isShaped || typeof (column ?? "") !== "string" || typeof (segment ?? 0) !== "number") return false;
  try {
    sayNotice(value as Notice);
    return true;
  } catch {
    return false; // figures of another kind: the sentence is what knows which it needs
  }
}

/** More sentences than those here. */
type More = Partial<Sentences<NoticeCode>>;

/** A notice as a sentence, with the segments' names; advice in the library's options, or in another voice. */
export function sayNotice(
  { code, column = "", segment, figures }: Notice,
  names: readonly string[] = [],
  voice: Voice = inOptions,
  more: More = {},
): string {
  const say = (more[code] ?? (sentences as More)[code]) as Say<NoticeFigures[NoticeCode]>;
  const name = segment === undefined ? "" : (names[segment] ?? String(segment));
  return sayWords(say(figures, shorten(column), shorten(name), column), voice);
}

/** Notices as what a result carries: the sentences, and the data behind them. */
export function told(
  notices: readonly Notice[],
  names: readonly string[] = [],
  more: More = {},
): { warnings: string[]; notices: readonly Notice[] } {
  return { warnings: notices.map((notice) => sayNotice(notice, names, inOptions, more)), notices };
}
