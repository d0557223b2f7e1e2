import { parseArgs, type ParseArgsConfig } from "node:util";
import { list, received, show } from "../core/input-error.ts";
import { transforms } from "../encode/feature.ts";
import type { Transform, Winsorise } from "../prepare/spec.ts";
import { type DateOrder, dateOrders } from "../table/date-text.ts";
import { asides, type ClusterSettings, commandOptions, type ReadSettings } from "./options.ts";
import { ended, readChoice, readColumnQuantiles, readNames, readPairs, readQuantiles, readRange, readWord, UsageError } from "./read-values.ts";

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
  if (model === undefined)
    return {
      kind: "segment",
      ...shared,
      recipe: raw.one("recipe"),
      columns: columnsOf(raw),
      cluster: { ...settingsOf(raw, "cluster"), ...ofAllNumbers(raw) },
      questions: questionsOf(raw),
      insights: insightsOf(raw),
      outputs,
      title: titleOf(raw),
      stream: streamOf(raw, shared.file),
    };
  if (raw.has("before") && readNames("id", raw.all("id")).length !== 1)
    throw new UsageError("--before needs one column as --id, which says which customer a row is.");
  if (raw.has("value") && !raw.has("before")) throw new UsageError("--value goes with --predict only beside --before.");
  const other = commandOptions.find(({ name, placing }) => raw.has(name) && placing !== true)?.name;
  if (other !== undefined) throw new UsageError(`--${other} does not go with --predict, whose model says how the rows are placed.`);
  const since = { before: raw.one("before"), value: raw.one("value") };
  return { kind: "predict", ...shared, ids: readNames("id", raw.all("id")), model, labels: outputs.labels, ...since };
}

function readSettings(raw: RawArguments): ReadSettings {
  const settings: ReadSettings = settingsOf(raw, "read");
  if (settings.decimal !== undefined && settings.decimal === settings.delimiter) {
    throw new UsageError("--decimal and --delimiter must not be the same.");
  }
  return settings;
}

/** The settings that options become one by one, as far as they were given. */
function settingsOf(raw: RawArguments, settings: "read" | "cluster"): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    commandOptions.flatMap(({ name, into }) => {
      const value = raw.one(name);
      return into?.settings === settings && value !== undefined ? [[into.key, into.read(value)] as const] : [];
    }),
  );
}

/** What is said of all numbers: the values of `--transform` and `--winsorise` that name no column. */
function ofAllNumbers(raw: RawArguments): Pick<ClusterSettings, "transform" | "winsorise"> {
  const last = (option: string): string | undefined => raw.all(option).filter((value) => !value.includes("=")).at(-1);
  const transform = readWord("transform", last("transform"), transforms), winsorise = last("winsorise");
  return {
    ...(transform === undefined ? {} : { transform }),
    ...(winsorise === undefined ? {} : { winsorise: readQuantiles("winsorise", winsorise) }),
  };
}

function columnsOf(raw: RawArguments): ColumnSettings {
  const names = (option: string): string[] => readNames(option, raw.all(option));
  const ofOne = (option: string): string[] => raw.all(option).filter((value) => value.includes("="));
  const dates = new Map(raw.all("date").flatMap(datesOf));
  const numeric = names("numeric"), categorical = names("categorical"), ids = names("id");
  const kinds = [
    ["date", [...dates.keys()]],
    ["id", ids],
    ["numeric or --categorical", [...new Set([...numeric, ...categorical])]],
  ] as const;
  for (const [at, [kind, columns]] of kinds.entries()) {
    for (const [other, others] of kinds.slice(at + 1)) {
      const both = columns.find((column) => others.includes(column));
      if (both !== undefined) throw new UsageError(`Column ${list([both])} cannot be both --${kind} and --${other}.`);
    }
  }
  return {
    only: raw.has("columns") ? names("columns") : undefined,
    profile: names("profile"),
    numeric, categorical, dates, ids,
    transforms: new Map(ofOne("transform").flatMap((value) => readChoice("transform", value, transforms))),
    winsorise: new Map(ofOne("winsorise").flatMap((value) => readColumnQuantiles("winsorise", value))),
    missing: new Map(raw.all("missing").flatMap((value) => readPairs("missing", value, "minutes_watched=0 or age=median"))),
    words: raw.all("missing-word"),
    weights: raw.one("weights"),
  };
}

/** `signup=dmy`, or names of columns whose order is to be found out. */
function datesOf(value: string): (readonly [string, DateOrder | undefined])[] {
  if (!value.includes("=")) return readNames("date", [value]).map((name) => [name, undefined] as const);
  return readChoice("date", value, dateOrders);
}

function questionsOf(raw: RawArguments): Question[] {
  return raw.all("question").map((value) => {
    const [of, on, ...more] = value.split("->").map((name) => name.trim());
    if (of !== "" && on !== undefined && on !== "" && of !== on && more.length === 0) return { of, on };
    throw new UsageError(
      `--question must be two columns with an arrow between them, such as "channel->minutes_watched". Got ${show(value)}.`,
    );
  });
}

function insightsOf(raw: RawArguments): AskedInsights {
  if (raw.has("before")) throw new UsageError("--before goes with --predict, whose model places the rows of both tables.");
  return {
    value: raw.one("value"),
    explain: raw.has("explain"),
    granularity: readRange("granularity", raw.one("granularity")),
    compare: raw.one("compare"),
  };
}

function outputsOf(raw: RawArguments): Outputs {
  const outputs = { report: raw.one("report"), labels: raw.one("labels"), model: raw.one("model") };
  const wrong = Object.entries(outputs).find(([, path]) => path === "-");
  if (wrong !== undefined) throw new UsageError(`--${wrong[0]} must name a file. Got "-".`);
  const { report } = outputs;
  if (report === undefined || /\.(html?|md|markdown)$/i.test(report)) return outputs;
  throw new UsageError(`--report must end in .html or .md, which says what is written. Got ${show(report)}.`);
}

function titleOf(raw: RawArguments): string | undefined {
  if (raw.has("title") && !raw.has("report")) throw new UsageError("--title goes with --report, whose heading it is.");
  return raw.one("title");
}

/** When the file is read in pieces, which what needs all rows in memory rules out. */
function streamOf(raw: RawArguments, file: string | undefined): SegmentCommand["stream"] {
  const method = raw.one("method");
  const option = commandOptions.find(({ name, whole }) => whole === true && raw.has(name))?.name;
  const needs = method === "ward" || method === "mixture" ? `method ${method}` : option;
  if (!raw.has("stream")) return needs === undefined && file !== undefined ? "large" : "never";
  if (file === undefined) throw new UsageError("--stream reads the file more than once: name a FILE, not standard input.");
  if (needs === undefined) return "always";
  const instead = needs === "profile" ? " To leave columns out, name them in --id." : "";
  throw new UsageError(
    `--${needs} needs all rows in memory, and --stream reads them in pieces. Leave --stream out, or run without it on a sample of the rows.${instead}`,
  );
}

/** The command line, split into files and options, whose values are not yet looked at. */
interface RawArguments {
  /** What is no option. */
  readonly files: readonly string[];
  /** Whether the option was given. */
  readonly has: (name: string) => boolean;
  /** The value of an option of one value. */
  readonly one: (name: string) => string | undefined;
  /** The values of an option that may be repeated. */
  readonly all: (name: string) => readonly string[];
}

const config: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries([
  ...asides.map((name) => [name, { type: "boolean" as const, ...(name === "help" ? { short: "h" } : {}) }] as const),
  ...commandOptions.map(({ name, form }) => {
    return [name, form === "flag" ? { type: "boolean" as const } : { type: "string" as const, multiple: form === "many" }] as const;
  }),
]);

/**
 * Splits a command line.
 *
 * @throws {@link UsageError} on an unknown option, or one whose value is missing.
 */
function readRaw(argv: readonly string[]): RawArguments {
  const { values, positionals } = split(argv);
  const blank = Object.entries(values).find(([, value]) => [value].flat().includes(""));
  if (blank !== undefined) throw new UsageError(`--${blank[0]} needs a value that is not empty.`);
  return {
    files: positionals,
    has: (name) => values[name] !== undefined,
    one: (name) => values[name] as string | undefined,
    all: (name) => (values[name] ?? []) as string[],
  };
}

function split(argv: readonly string[]): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: string[] } {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv], options: config, strict: false, allowPositionals: true, tokens: true,
  });
  for (const token of tokens) if (token.kind === "option") checkOption(token);
  return { values, positionals };
}

/** An option as Node reads it: a name that is known or not, and a value, after an equals sign or in the next word. */
interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken): void {
  const type = Object.hasOwn(config, name) ? config[name].type : undefined;
  if (type === undefined) {
    const known = Object.keys(config).map((option) => `--${option}`);
    throw new UsageError(ended(`There is no option ${received(rawName, known)}`));
  }
  if (type === "boolean" && value !== undefined) throw new UsageError(`--${name} takes no value.`);
  if (type === "string" && value === undefined) throw new UsageError(`--${name} needs a value.`);
  if (type === "string" && inlineValue !== true && value!.length > 1 && value!.startsWith("-"))
    throw new UsageError(`--${name} needs a value; one that begins with a dash is written --${name}=-VALUE.`);
}

/** A question: does the category `of` go together with, or influence, the column `on`? */
export interface Question {
  readonly of: string;
  readonly on: string;
}

/** What was said of columns. */
export interface ColumnSettings {
  /** The columns to segment by, where they were named. */
  readonly only: readonly string[] | undefined;
  /** The columns that make no segments. */
  readonly profile: readonly string[];
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
  readonly dates: ReadonlyMap<string, DateOrder | undefined>;
  readonly ids: readonly string[];
  readonly transforms: ReadonlyMap<string, Transform>;
  /** By column: the two quantiles beyond which numbers are pulled back, if they are. */
  readonly winsorise: ReadonlyMap<string, Winsorise>;
  /** By column: a policy, or what replaces a missing cell. */
  readonly missing: ReadonlyMap<string, string>;
  /** Words that mean missing everywhere. */
  readonly words: readonly string[];
  readonly weights: string | undefined;
}

/** The files to write. */
export interface Outputs {
  readonly report: string | undefined;
  readonly labels: string | undefined;
  readonly model: string | undefined;
}

/** Read a table and segment it. */
export interface SegmentCommand {
  readonly kind: "segment";
  /** Absent: standard input. */
  readonly file: string | undefined;
  /** The file that holds a recipe, over which what is said of columns is laid. */
  readonly recipe: string | undefined;
  readonly read: ReadSettings;
  readonly columns: ColumnSettings;
  readonly cluster: ClusterSettings;
  readonly questions: readonly Question[];
  readonly insights: AskedInsights;
  readonly outputs: Outputs;
  /** The heading of the report. */
  readonly title: string | undefined;
  /** When the file is read in pieces rather than as a whole; `"large"`: where it is a large one. */
  readonly stream: "always" | "large" | "never";
  readonly json: boolean;
}

/** What is asked of segments once they are there. */
export interface AskedInsights {
  /** The column of what customers are worth. */
  readonly value: string | undefined;
  /** Whether rules are wanted by which segments are recognised. */
  readonly explain: boolean;
  /** The least and the greatest number of segments to look at. */
  readonly granularity: readonly [number, number] | undefined;
  /** The column that holds groups made by hand. */
  readonly compare: string | undefined;
}

/** Read a table and place its rows by a model. */
export interface PredictCommand {
  readonly kind: "predict";
  /** Absent: standard input. */
  readonly file: string | undefined;
  readonly read: ReadSettings;
  /** The columns that name the rows in the labels. */
  readonly ids: readonly string[];
  /** The file that holds the model. */
  readonly model: string;
  readonly labels: string | undefined;
  /** The file of an earlier table of the same customers, and the column of what they are worth. */
  readonly before: string | undefined;
  readonly value: string | undefined;
  readonly json: boolean;
}

/** What the command is to do. */
export type Command = { readonly kind: "help" } | { readonly kind: "version" } | SegmentCommand | PredictCommand;
