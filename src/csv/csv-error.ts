import { InputError, type Place } from "../core/input-error.ts";
import { list } from "../core/show.ts";

/** The error of a CSV text that breaks `rule` on a 1-based line. */
export function csvError(where: string, code: string, line: number, rule: string, got: string, place: Omit<Place, "line"> = {}): InputError {
  const column = place.column === undefined ? "" : `column ${list([String(place.column)])}, `;
  const row = place.row === undefined ? "" : `row ${place.row}, `;
  return new InputError(code, where, `${column}${row}line ${line}: ${rule}`, got, { ...place, line });
}
