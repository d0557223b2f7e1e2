import { parseArgs, type ParseArgsConfig } from "node:util";
import { received } from "../core/show.ts";
import { ended, UsageError } from "./usage-error.ts";

/** Options that are there or not. */
export const flags: readonly string[] = ["json", "help", "version"];
/** Options of one value; the last one counts. */
export const singles: readonly string[] = [
  "weights", "k", "method", "choose", "scaling", "min-share", "effort", "seed",
  "delimiter", "decimal", "encoding", "report", "labels", "model", "predict", "recipe",
];
/** Options that may be repeated. */
export const repeated: readonly string[] = ["columns", "categorical", "numeric", "date", "id", "transform", "winsorise", "missing", "missing-word", "question"];

/** The command line, split into files and options, whose values are not yet looked at. */
export interface RawArguments {
  /** What is no option. */
  readonly files: readonly string[];
  /** The names of the options given. */
  readonly given: readonly string[];
  /** Whether the option was given. */
  readonly has: (name: string) => boolean;
  /** The value of an option of one value. */
  readonly one: (name: string) => string | undefined;
  /** The values of an option that may be repeated. */
  readonly all: (name: string) => readonly string[];
}

const config: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries([
  ...flags.map((name) => [name, { type: "boolean" as const, ...(name === "help" ? { short: "h" } : {}) }] as const),
  ...singles.map((name) => [name, { type: "string" as const }] as const),
  ...repeated.map((name) => [name, { type: "string" as const, multiple: true }] as const),
]);

/**
 * Splits a command line.
 *
 * @throws {@link UsageError} on an unknown option, or one whose value is missing.
 */
export function readRaw(argv: readonly string[]): RawArguments {
  const { values, positionals } = split(argv);
  const blank = Object.entries(values).find(([, value]) => [value].flat().includes(""));
  if (blank !== undefined) throw new UsageError(`--${blank[0]} needs a value that is not empty.`);
  return {
    files: positionals,
    given: Object.keys(values),
    has: (name) => values[name] !== undefined,
    one: (name) => values[name] as string | undefined,
    all: (name) => (values[name] ?? []) as string[],
  };
}

function split(argv: readonly string[]): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: string[] } {
  try {
    return parseArgs({ args: [...argv], options: config, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(explain(error));
  }
}

/** What Node says of a command line, as a sentence of ours. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(-[^' =]*)/.exec(message)?.[1] ?? "an option";
  const known = [...flags, ...singles, ...repeated].map((name) => `--${name}`);
  if (message.startsWith("Unknown option")) return ended(`There is no option ${received(option, known)}`);
  const long = option.replace(/^-h,?/, "--help");
  if (/does not take/.test(message)) return `${long} takes no value.`;
  if (/ambiguous/.test(message)) return `${long} needs a value; one that begins with a dash is written ${long}=-VALUE.`;
  return `${long} needs a value.`;
}
