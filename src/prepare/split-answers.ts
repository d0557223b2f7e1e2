import { InputError, show } from "../core/input-error.ts";
import { isMissing, levelOf } from "../table/cell.ts";
import { answersIn, separators, severalAnswers } from "../table/several-answers.ts";
import { type ColumnName, type Columns, columnOf, type ColumnValues, nameIn, type Table, toFrame, withOrder } from "../table/table.ts";

/** The separator that most cells have; undefined where none has any. */
function mostCommon(cells: readonly string[]): string | undefined {
  const counts = separators.map((separator) => cells.filter((cell) => cell.includes(separator)).length);
  const most = Math.max(...counts);
  return most === 0 ? undefined : separators[counts.indexOf(most)];
}

/**
 * A table in which a column of several answers in a cell, such as `mail;sms`, has made room for one column of yes and no an answer:
 * `channels: mail`, `channels: sms`. A missing cell is missing in all of them. In O(n) a column.
 *
 * `separator` stands between the answers; when absent it is found, among semicolon, bar and comma.
 *
 * @throws {@link InputError} where the column is not there, or no separator is found.
 * @group Read
 * @example
 * ```ts
 * import { splitAnswers } from "audience-segmentation";
 *
 * const table = splitAnswers({ age: [23, 41, 35], channels: ["mail;sms", "sms", "mail"] }, "channels");
 * for (const [name, values] of Object.entries(table)) console.log(name, values);
 * // age [ 23, 41, 35 ]
 * // channels: mail [ 'yes', 'no', 'yes' ]
 * // channels: sms [ 'yes', 'yes', 'no' ]
 * ```
 */
export function splitAnswers<T extends Table>(table: T, column: ColumnName<T>, separator?: string): Columns {
  const where = "splitAnswers";
  const frame = toFrame(where, table);
  const name = nameIn(where, frame, column);
  const cells = Array.from(columnOf(where, frame, name), (cell) => (isMissing(cell) ? null : (levelOf(cell) ?? show(cell))));
  if (separator !== undefined && (typeof separator !== "string" || separator === ""))
    throw new InputError("not-a-string", where, "`separator` must be the text between two answers", show(separator));
  const present = [...new Set(cells)].filter((cell) => cell !== null);
  const between = separator ?? severalAnswers(present)?.separator ?? mostCommon(present);
  if (between === undefined)
    throw new InputError("unknown-value", where, "`separator` must be given where none is found", present.slice(0, 3).map(show).join(", "), { column: name });
  const lists = cells.map((cell) => (cell === null ? null : new Set(answersIn(cell, between))));
  const answers = new Set(lists.flatMap((list) => [...(list ?? [])]));
  const split = [...answers].map((answer): [string, ColumnValues] => {
    return [`${name}: ${answer}`, lists.map((list) => (list === null ? null : list.has(answer) ? "yes" : "no"))];
  });
  return withOrder(frame.names.flatMap((own) => (own === name ? split : [[own, frame.valuesOf(own)] as [string, ColumnValues]])));
}
