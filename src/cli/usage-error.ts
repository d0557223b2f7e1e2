import { list, received } from "../core/show.ts";

/** Thrown when the command was called in a way that it does not know: a sentence for the one who typed it. */
export class UsageError extends Error {
  /** Always `"UsageError"`. */
  override readonly name = "UsageError";
}

/** The error of a word that is none of the known ones; it names the nearest. */
export function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  return new UsageError(ended(`${what} ${list(known, known.length).replaceAll("`", "")}. Got ${received(word, known)}`));
}

/** A sentence with its full stop, unless it is a question. */
export function ended(sentence: string): string {
  return sentence.endsWith("?") ? sentence : `${sentence}.`;
}
