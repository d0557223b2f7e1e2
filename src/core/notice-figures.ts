import type { CustomerFigures } from "./customer-figures.ts";
import type { InsightFigures } from "./insight-figures.ts";
import type { ReadingFigures } from "./reading-figures.ts";

/** The figures behind each notice, by its code. */
export interface NoticeFigures extends ReadingFigures, CustomerFigures, InsightFigures {
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
  /** Labels of levels that a column does not hold. */
  readonly "labels-unused": {
    /** The first few of the levels. */
    readonly levels: readonly string[];
    /** The first few levels that it holds. */
    readonly held: readonly string[];
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
  /** Cells such as `="0012"`, of which the text was taken. */
  readonly "formulas-of-text": {
    /** How many cells. */
    readonly cells: number;
  };
  /** A table whose first row may be no header: a name is a category of its column, too. */
  readonly "named-by-values": {
    /** The name. */
    readonly example: string;
  };
  /** A number of rows that a model placed, which lies mostly where few training rows did. */
  readonly "beyond-training": {
    /** Cells beyond the bound. */
    readonly cells: number;
    /** Rows of the table. */
    readonly rows: number;
    /** The first or last tenth part of the training rows begins there. */
    readonly bound: number;
    /** On which side of it. */
    readonly side: "above" | "below";
  };
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
  /** Texts that look like amounts, and cannot be read as such; a few of them. */
  readonly "look-like-amounts": {
    /** A few of the texts. */
    readonly cells: readonly string[];
  };
  /** Texts most of which are dates, in several orders or beside others; one of each. */
  readonly "look-like-dates": {
    /** Two of the texts. */
    readonly cells: readonly string[];
  };
  /** Days far from all others, which stand for none. */
  readonly "placeholder-days": {
    /** How many cells hold them. */
    readonly cells: number;
    /** The days, such as `9999-12-31`. */
    readonly days: readonly string[];
  };
  /** Cells that hold several answers each. */
  readonly "several-answers": {
    /** The character between them. */
    readonly separator: string;
    /** How many answers there are. */
    readonly answers: number;
    /** A cell with several. */
    readonly example: string;
  };
  /** Cells without a tick, where others have one. */
  readonly "blanks-say-no": {
    /** How many cells. */
    readonly cells: number;
  };
  /** Rows that are several of the same customer: orders, or the like. */
  readonly "several-rows": {
    /** Rows that name a customer. */
    readonly rows: number;
    /** Customers. */
    readonly customers: number;
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
  /** Groups of a mixture that no row is likeliest in. */
  readonly "fewer-groups": {
    /** The number of groups that it grew from. */
    readonly asked: number;
    /** The number of those that hold rows. */
    readonly found: number;
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
    /** Whether some number of many values is neither transformed nor winsorised. */
    readonly isRaw: boolean;
  };
  /** A segment that is those who gave one rare answer. */
  readonly "rare-answer": {
    /** The answer, as it is shown. */
    readonly level: string;
    /** Its share of all rows, between 0 and 1, by weight. */
    readonly share: number;
    /** The share of its rows that the segment holds. */
    readonly captured: number;
  };
  /** Segments that only repeat categories. */
  readonly restated: {
    /** The columns that say the same as the segments. */
    readonly columns: readonly string[];
    /** Cramér's V of each of them and the segments, from 0.8 to 1. */
    readonly cramersV: readonly number[];
    /** The numbers that hardly count. */
    readonly numbers: readonly string[];
    /** How the features are scaled. */
    readonly scaling: "feature" | "column";
  };
  /** Segments that differ in no number; `column` is the one that differs most. */
  readonly "no-number": {
    /** A share between 0 and 1. */
    readonly share: number;
    /** How the features are scaled. */
    readonly scaling: "feature" | "column";
    /** Whether some number of many values is neither transformed nor winsorised. */
    readonly isRaw: boolean;
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
  /** Tables without groups that keep the rank correlations of the columns only so nearly. */
  readonly "rough-structure": {
    /** By how much a rank correlation may differ. */
    readonly error: number;
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
  /** Numbers below the least of the training table, by a model that takes logarithms or roots. */
  readonly "below-training": {
    /** How many cells. */
    readonly cells: number;
    /** Rows of the table. */
    readonly rows: number;
    /** What they count as. */
    readonly least: number;
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
  /** Segments that are found again in a table that has no groups. */
  readonly "stable-without-groups": {
    /** How many segments are stable. */
    readonly stable: number;
    /** How many segments there are. */
    readonly segments: number;
  };
  /** Segments new and gone that chance alone would make new and gone. */
  readonly "matched-by-chance": {
    /** Segments that are new. */
    readonly fresh: number;
    /** Segments now. */
    readonly of: number;
    /** Segments that are gone. */
    readonly vanished: number;
    /** Segments before. */
    readonly ofPrevious: number;
    /** The shares that chance alone would make new and gone. */
    readonly byChance: {
      /** Of the segments now. */
      readonly new: number;
      /** Of the segments before. */
      readonly vanished: number;
    };
  };
}
