import { list, show } from "../core/show.ts";
import { efforts } from "../kmeans/types.ts";
import { criterionNames } from "../select/criteria.ts";
import { type DateOrder, dateOrders } from "../table/date-text.ts";
import { transforms } from "../table/feature.ts";
import { decimals } from "../table/read-number.ts";
import type { ClusterSettings, ColumnSettings, Command, Outputs, Question, ReadSettings } from "./command.ts";
import { type RawArguments, readRaw } from "./raw-arguments.ts";
import { readChoice, readDelimiter, readK, readNames, readPair, readQuantiles, readSeed, readShare, readWord } from "./read-values.ts";
import { UsageError } from "./usage-error.ts";

const withPredict = ["predict", "labels", "json", "id", "delimiter", "decimal", "encoding"];

/**
 * What a command line asks for.
 *
 * @param isTerminal - whether standard input is a terminal, on which nobody types a table
 * @throws {@link UsageError} on what it cannot mean.
 */
export function parseCommand(argv: readonly string[], isTerminal: boolean): Command {
  const raw = readRaw(argv);
  if (raw.has("help")) return { kind: "help" };
  if (raw.has("version")) return { kind: "version" };
  if (raw.files.length > 1) throw new UsageError(`One FILE at most. Got ${raw.files.map(show).join(" and ")}.`);
  if (raw.files.length === 0 && isTerminal) throw new UsageError("Name a file of CSV, or give one on standard input.");
  const [named = "-"] = raw.files;
  if (named === "") throw new UsageError("The name of the FILE must not be empty.");
  const shared = { file: named === "-" ? undefined : named, read: readSettings(raw), json: raw.has("json") };
  const outputs = outputsOf(raw);
  const model = raw.one("predict");
  if (model === undefined) return { kind: "segment", ...shared, recipe: raw.one("recipe"), columns: columnsOf(raw), cluster: clusterOf(raw), questions: questionsOf(raw), outputs };
  const other = raw.given.find((name) => !withPredict.includes(name));
  if (other !== undefined) throw new UsageError(`--${other} does not go with --predict, whose model says how the rows are placed.`);
  return { kind: "predict", ...shared, ids: readNames("id", raw.all("id")), model, labels: outputs.labels };
}

function readSettings(raw: RawArguments): ReadSettings {
  const [delimiter, decimal, encoding] = [readDelimiter(raw.one("delimiter")), readWord("decimal", raw.one("decimal"), decimals), raw.one("encoding")];
  if (decimal !== undefined && decimal === delimiter) throw new UsageError("--decimal and --delimiter must not be the same.");
  return given({ delimiter, decimal, encoding });
}

function clusterOf(raw: RawArguments): ClusterSettings {
  return given({
    k: readK(raw.one("k")),
    method: readWord("method", raw.one("method"), ["ward-kmeans", "ward", "kmeans"]),
    choose: readWord("choose", raw.one("choose"), [...criterionNames, "gap"]),
    scaling: readWord("scaling", raw.one("scaling"), ["column", "feature"]),
    minShare: readShare("min-share", raw.one("min-share")),
    effort: readWord("effort", raw.one("effort"), efforts),
    seed: readSeed(raw.one("seed")),
  });
}

function columnsOf(raw: RawArguments): ColumnSettings {
  const names = (option: string): string[] => readNames(option, raw.all(option));
  const dates = new Map(raw.all("date").flatMap(datesOf));
  const [numeric, categorical, ids] = [names("numeric"), names("categorical"), names("id")];
  const kinds = [["date", [...dates.keys()]], ["id", ids], ["numeric or --categorical", [...new Set([...numeric, ...categorical])]]] as const;
  for (const [at, [kind, columns]] of kinds.entries()) {
    for (const [other, others] of kinds.slice(at + 1)) {
      const both = columns.find((column) => others.includes(column));
      if (both !== undefined) throw new UsageError(`Column ${list([both])} cannot be both --${kind} and --${other}.`);
    }
  }
  return {
    only: raw.has("columns") ? names("columns") : undefined,
    numeric, categorical, dates, ids,
    transforms: new Map(raw.all("transform").map((value) => readChoice("transform", value, transforms))),
    winsorise: new Map(raw.all("winsorise").map((value) => readQuantiles("winsorise", value))),
    missing: new Map(raw.all("missing").map((value) => readPair("missing", value, "minutes_watched=0 or age=median"))),
    words: raw.all("missing-word"),
    weights: raw.one("weights"),
  };
}

/** `signup=dmy`, or names of columns whose order is to be found out. */
function datesOf(value: string): (readonly [string, DateOrder | undefined])[] {
  if (!value.includes("=")) return readNames("date", [value]).map((name) => [name, undefined] as const);
  return [readChoice("date", value, dateOrders)];
}

function questionsOf(raw: RawArguments): Question[] {
  return raw.all("question").map((value) => {
    const [of, on, ...more] = value.split("->").map((name) => name.trim());
    if (of !== "" && on !== undefined && on !== "" && of !== on && more.length === 0) return { of, on };
    throw new UsageError(`--question must be two columns with an arrow between them, such as "channel->minutes_watched". Got ${show(value)}.`);
  });
}

function outputsOf(raw: RawArguments): Outputs {
  const outputs = { report: raw.one("report"), labels: raw.one("labels"), model: raw.one("model") };
  const wrong = Object.entries(outputs).find(([, path]) => path === "-");
  if (wrong !== undefined) throw new UsageError(`--${wrong[0]} must name a file. Got "-".`);
  const { report } = outputs;
  if (report === undefined || /\.(html?|md|markdown)$/i.test(report)) return outputs;
  throw new UsageError(`--report must end in .html or .md, which says what is written. Got ${show(report)}.`);
}

/** An object without its undefined properties. */
function given<T extends object>(properties: T): T {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
