import type { ReadCsvOptions } from "../csv/read-csv.ts";
import { transforms } from "../encode/feature.ts";
import { efforts } from "../kmeans/fit.ts";
import { segmentMethods } from "../segment/model.ts";
import type { ClusterOptions } from "../segment/options.ts";
import { dateOrders } from "../table/date-text.ts";
import { decimals } from "../table/number-text.ts";
import { choosers } from "../validity/choose-k.ts";
import { readDelimiter, readK, readLines, readSeed, readShare, readWord } from "./read-values.ts";

/** How the file is written. */
export type ReadSettings = Pick<ReadCsvOptions, "delimiter" | "decimal" | "encoding" | "skip" | "comment">;

/** How the segments are to be made. */
export type ClusterSettings = Pick<
  ClusterOptions,
  "preset" | "k" | "method" | "choose" | "scaling" | "minShare" | "effort" | "seed" | "transform" | "winsorise"
>;

/** One option of the command. */
interface CommandOption {
  /** Without its dashes. */
  readonly name: string;
  /** A flag has no value; of `"one"` the last value counts; of `"many"` all of them do. */
  readonly form: "flag" | "one" | "many";
  readonly section: Section;
  /** What follows the name in the help: its values, and in brackets a remark. */
  readonly usage: string;
  /** What it says, in docs/command.md; absent where the page speaks of it in its text. */
  readonly says?: string;
  /** Whether it goes with `--predict`, whose model says how rows are placed. */
  readonly placing?: boolean;
  /** Whether it needs all rows in memory, so that it does not go with `--stream`. */
  readonly whole?: boolean;
  /** The setting that its value becomes as it is read; absent where several options are read together (arguments.ts). */
  readonly into?: Into;
}

/** The sections of the help, and their headings. */
const sections = {
  table: "The table: FILE.csv or FILE.csv.gz; - or nothing is standard input. --version",
  columns: "Columns, A,B or the option again:",
  segments: "Segments:",
  results: "Results, beside the summary:",
} as const;
type Section = keyof typeof sections;

/** A setting of reading or of segmenting, and how its value is read. */
type Into =
  | { readonly settings: "read"; readonly key: keyof ReadSettings; readonly read: (value: string) => unknown }
  | { readonly settings: "cluster"; readonly key: keyof ClusterSettings; readonly read: (value: string) => unknown };

function toRead<K extends keyof ReadSettings>(key: K, read: (value: string) => ReadSettings[K]): Into {
  return { settings: "read", key, read };
}

function toCluster<K extends keyof ClusterSettings>(key: K, read: (value: string) => ClusterSettings[K]): Into {
  return { settings: "cluster", key, read };
}

/** An option that takes a word of a list, and whose usage is that list. */
function word<K extends keyof ClusterSettings, T extends string & ClusterSettings[K]>(
  key: K,
  words: readonly T[],
  remark = "",
): Pick<CommandOption, "name" | "form" | "section" | "usage" | "into"> {
  return {
    name: key,
    form: "one",
    section: "segments",
    usage: words.join("|") + remark,
    into: toCluster(key, (value) => readWord(key, value, words)),
  };
}

/** Every option of the command, in the order of the help: the parser, `--help` and the tables in docs/command.md are made of them. */
export const commandOptions: readonly CommandOption[] = [
  { name: "delimiter", form: "one", section: "table", usage: '";"', placing: true, into: toRead("delimiter", readDelimiter) },
  { name: "decimal", form: "one", section: "table", usage: '","', placing: true,
    into: toRead("decimal", (value) => readWord("decimal", value, decimals)) },
  { name: "encoding", form: "one", section: "table", usage: "latin1", placing: true, into: toRead("encoding", (value) => value) },
  { name: "skip", form: "one", section: "table", usage: "3", placing: true, into: toRead("skip", readLines) },
  { name: "comment", form: "one", section: "table", usage: '"#"', placing: true, into: toRead("comment", (value) => value) },

  { name: "stream", form: "flag", section: "table", usage: "(reads a large FILE in pieces; by itself above 500 MB)" },

  { name: "columns", form: "many", section: "columns", usage: "A,B (only these)",
    says: "only these columns make the segments, whatever they look like" },
  { name: "profile", form: "many", section: "columns", usage: "A,B (not these)", whole: true,
    says: "these columns do not make the segments, but the segments are described by them: outcomes such as revenue or churn" },
  { name: "weights", form: "one", section: "columns", usage: "A", whole: true, says: "how many customers each row stands for" },
  { name: "id", form: "many", section: "columns", usage: "A,B (kept in the labels)", placing: true,
    says: "these columns name the rows, and do not make segments" },
  { name: "numeric", form: "many", section: "columns", usage: "A,B", says: "these columns are numbers, though they look like codes" },
  { name: "categorical", form: "many", section: "columns", usage: "A,B",
    says: "these columns are categories, though they look like numbers; a column that `--numeric` names too counts as both" },
  { name: "date", form: "many", section: "columns", usage: `A=${dateOrders.join("|")}`,
    says: "dates with the day first (`dmy`), the month (`mdy`) or the year (`ymd`); `--date A` finds out which" },
  { name: "missing", form: "many", section: "columns", usage: "A=0|mean|median|mode|category|drop",
    says: "what replaces a missing value: a number or a category; `mean`, `median` or `mode`; `category` (one of its own); `drop` leaves the row out" },
  { name: "missing-word", form: "many", section: "columns", usage: '"n/a"', says: "a word that means missing in every column" },
  { name: "transform", form: "many", section: "columns", usage: `[A=]${transforms.join("|")}`,
    says: "how a number is transformed, or all of them: `auto` (the default) is `log1p` where a few very large values would decide everything, else `none`" },
  { name: "winsorise", form: "many", section: "columns", usage: "[A=]0.01..0.99|none",
    says: "pulls in the ends of a number, or of all: what lies beyond two quantiles counts as the quantile; 0.01..0.99 when absent, for numbers with more than 12 different values" },
  { name: "recipe", form: "one", section: "columns", usage: "FILE.json (or a saved model)",
    says: "the settings of columns, from [a file](#a-recipe) or a saved model" },

  { name: "k", form: "one", section: "segments", usage: "auto|5|2..10", into: toCluster("k", readK),
    says: "a number of segments, or a range to choose from, such as `3..8`; `auto` when absent, which is `2..10`" },
  { name: "min-share", form: "one", section: "segments", usage: "0.05",
    into: toCluster("minShare", (value) => readShare("min-share", value)),
    says: "the smallest share that a segment may have; 0.02 when absent" },
  { ...word("method", segmentMethods),
    says: "`ward-kmeans` (the default): a tree, then k-means; `ward`: the tree alone; `kmeans`: no tree; `mixture`: groups of different size and spread" },
  { ...word("choose", choosers),
    says: "what chooses the number: `auto`, a rule that asks several methods, or [one of them](how-many-segments.md#which-number)" },
  { ...word("effort", efforts), says: "how long k-means searches for a better partition; `balanced` when absent" },
  { name: "seed", form: "one", section: "segments", usage: "42", into: toCluster("seed", readSeed),
    says: "the seed of the random numbers; 42 when absent" },
  { ...word("scaling", ["feature", "column"]),
    says: "`feature`: a category weighs as much as a number; `column`: each of its levels does; `feature` when absent" },
  { ...word("preset", ["published"]), whole: true,
    says: "`--scaling column --choose dendrogram --transform none --winsorise none --min-share 0`, as in the published analysis" },

  { name: "report", form: "one", section: "results", usage: "FILE.html|.md", whole: true },
  { name: "title", form: "one", section: "results", usage: '"May"', whole: true,
    says: "with `--report`: its heading; `Customer segments` and the name of the file when absent" },
  { name: "labels", form: "one", section: "results", usage: "FILE.csv", placing: true },
  { name: "model", form: "one", section: "results", usage: "FILE.json" },
  { name: "json", form: "flag", section: "results", usage: "", placing: true },
  { name: "question", form: "many", section: "results", usage: '"channel->minutes_watched"', whole: true },
  { name: "value", form: "one", section: "results", usage: "A", placing: true, whole: true,
    says: "what customers are worth: how much of it each segment has, and how few customers hold most of it" },
  { name: "explain", form: "flag", section: "results", usage: "", whole: true,
    says: "how to recognise the customers of each segment: rules in words, and how many customers they place correctly" },
  { name: "granularity", form: "one", section: "results", usage: "3..8", whole: true,
    says: "what one segment more, or one fewer, would be" },
  { name: "compare", form: "one", section: "results", usage: "A", whole: true,
    says: "compares the segments with groups made by hand, such as a tier" },
  { name: "before", form: "one", section: "results", usage: "FILE.csv", placing: true, whole: true,
    says: "with `--predict`: who moved to another segment since that table; `--id` names the column that says which customer a row is" },
  { name: "predict", form: "one", section: "results", usage: "FILE.json", placing: true },
];

/** The flags that ask for something else than work. */
export const asides: readonly string[] = ["help", "version"];

const examples = `Turns a table of customers into named, explained segments.
  npx audience-segmentation customers.csv --report segments.html
  npx audience-segmentation customers.csv --k 4..8 --model model.json
  npx audience-segmentation june.csv --predict model.json --labels labels.csv
`;

const width = 80;
const gap = "   ";

/** What `--help` prints: 23 lines of 80 columns. */
export const help: string = `${examples}\n${Object.entries(sections).map(([section, heading]) => {
  const items = commandOptions.filter((option) => option.section === section).map(({ name, usage }) => `--${name} ${usage}`.trimEnd());
  return `${heading}\n${linesOf(items).join("")}`;
}).join("")}`;

/** Items side by side in lines of 80 columns; one that is longer is broken after a bar. */
function linesOf(items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    if (line !== "" && `${line}${gap}${item}`.length <= width) line += gap + item;
    else {
      if (line !== "") lines.push(`${line}\n`);
      line = `  ${item}`;
    }
    while (line.length > width) {
      const at = line.lastIndexOf("|", width - 1) + 1;
      lines.push(`${line.slice(0, at)}\n`);
      line = `    ${line.slice(at)}`;
    }
  }
  return [...lines, `${line}\n`];
}
