import { InputError } from "../core/input-error.ts";
import { FileError } from "./file-error.ts";
import { inOptions } from "./in-options.ts";
import { oneLine } from "./terminal-text.ts";

/** What is said of an error that the caller can mend, on one line; undefined of any other, which is a fault of this command. */
export function sentenceOf(error: unknown, source: string): string | undefined {
  if (error instanceof FileError) return oneLine(error.message);
  if (!(error instanceof InputError)) return undefined;
  const { message, where, row } = error;
  if (where.startsWith("--")) return oneLine(message); // of an option, not of the table
  const plain = message.slice(where.length + 2);
  return oneLine(`${source}: ${inOptions(row === undefined ? plain : countFromOne(plain, row))}`);
}

/** Rows count from 0 in the library and from 1 here, as in the labels. */
function countFromOne(message: string, row: number): string {
  return message.replace(RegExp(String.raw`(^|\`, )row ${row}([:,])`), `$1row ${row + 1}$2`);
}
