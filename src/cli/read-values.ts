import { list, received, show } from "../core/input-error.ts";
import type { Winsorise } from "../prepare/spec.ts";

/** A word of a list. */
export function readWord<T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
  throw unknownWord(`--${option} must be one of`, value, allowed);
}

/** `auto`, a number, or a range such as `3..8`. */
export function readK(value: string | undefined): "auto" | number | readonly [number, number] | undefined {
  if (value === undefined || value === "auto") return value;
  const [, low, high] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(value) ?? [];
  const min = Number(low ?? 0), max = Number(high ?? low ?? 0);
  if (min < 1 || max < min) throw new UsageError(`--k must be auto, a number of at least 1, or a range such as 2..10. Got ${show(value)}.`);
  return high === undefined ? min : [min, max];
}

/** A range of numbers of segments. */
export function readRange(option: string, value: string | undefined): readonly [number, number] | undefined {
  if (value === undefined) return undefined;
  const [, low, high] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(value) ?? [];
  const min = Number(low ?? 0), max = Number(high ?? 0);
  if (min >= 1 && max >= min) return [min, max];
  throw new UsageError(`--${option} must be a range of numbers of segments, such as 3..8. Got ${show(value)}.`);
}

/** A share between 0 and 1. */
export function readShare(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const share = /^(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : NaN;
  if (share >= 0 && share <= 1) return share;
  throw new UsageError(`--${option} must be a share between 0 and 1, such as 0.05. Got ${show(value)}.`);
}

/** A number of lines. */
export function readLines(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`--skip must be a number of lines. Got ${show(value)}.`);
}

/** A whole number of 32 bits. */
export function readSeed(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,10}$/.test(value) && Number(value) <= 0xffffffff) return Number(value);
  throw new UsageError(`--seed must be a whole number between 0 and 4294967295. Got ${show(value)}.`);
}

/** One character; a tab may be written as `tab` or `\t`. */
export function readDelimiter(value: string | undefined): string | undefined {
  const delimiter = value === "tab" || value === "\\t" ? "\t" : value;
  if (delimiter === undefined || (delimiter.length === 1 && !'"\r\n'.includes(delimiter))) return delimiter;
  throw new UsageError(`--delimiter must be one character, no quote, or the word tab. Got ${show(value)}.`);
}

/** Columns, each with a word of a list, as in `income,spend=log1p`. */
export function readChoice<T extends string>(option: string, value: string, allowed: readonly T[]): (readonly [name: string, word: T])[] {
  return readPairs(option, value, `COLUMN=${allowed[0]}`).map(([name, word]) => [name, readWord(option, word, allowed)!]);
}

/** Two shares, as in `0.01..0.99`, or `none`. */
export function readQuantiles(option: string, value: string): Winsorise {
  if (value === "none") return false;
  const [low, high] = value.split("..").map((share) => readShare(option, share)!);
  if (low < high) return [low, high];
  throw new UsageError(`--${option} must be none or two shares, the lower first, such as 0.01..0.99. Got ${show(value)}.`);
}

/** The same of columns, as in `income=0.01..0.99`. */
export function readColumnQuantiles(option: string, value: string): (readonly [name: string, quantiles: Winsorise])[] {
  return readPairs(option, value, "income=0.01..0.99").map(([name, range]) => [name, readQuantiles(option, range)]);
}

/** Names between commas, in any number of values; a name that holds a comma stands in double quotes, as in a CSV. */
export function readNames(option: string, values: readonly string[]): string[] {
  return [...new Set(values.flatMap((value) => splitNames(option, value)))];
}

function splitNames(option: string, value: string): string[] {
  const names = [...value.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/g)];
  return names.map(([, quoted, bare]) => {
    const name = quoted?.replaceAll('""', '"') ?? bare;
    if (name !== "") return name;
    throw new UsageError(`--${option} must be names with commas between them. Got ${show(value)}.`);
  });
}

/** `NAME,NAME=VALUE`, split at the last equals sign, since a name may hold one; one pair a name. */
export function readPairs(option: string, value: string, example: string): (readonly [name: string, value: string])[] {
  const at = value.lastIndexOf("=");
  if (at > 0 && at < value.length - 1) return readNames(option, [value.slice(0, at)]).map((name) => [name, value.slice(at + 1)]);
  throw new UsageError(`--${option} must be a column, an equals sign and a value, such as ${example}. Got ${show(value)}.`);
}

/** Thrown when the command was called in a way that it does not know: a sentence for the one who typed it. */
export class UsageError extends Error {
  /** Always `"UsageError"`. */
  override readonly name = "UsageError";
}

/** The error of a word that is none of the known ones; it names the nearest. */
function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  return new UsageError(ended(`${what} ${list(known, known.length).replaceAll("`", "")}. Got ${received(word, known)}`));
}

/** A sentence with its full stop, unless it has one or is a question. */
export function ended(sentence: string): string {
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
