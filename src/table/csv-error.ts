import { InputError, type Place } from "../core/input-error.ts";

/** The error of a CSV text that breaks `rule` at index `at`. */
export function csvError(code: string, text: string, at: number, rule: string, got: string, place: Omit<Place, "line"> = {}): InputError {
  const line = lineOf(text, at);
  const column = place.column === undefined ? "" : `column \`${place.column}\`, `;
  const row = place.row === undefined ? "" : `row ${place.row}, `;
  return new InputError(code, "parseCsv", `${column}${row}line ${line}: ${rule}`, got, { ...place, line });
}

/** The 1-based line that holds index `at`; CR LF, LF and CR each end a line. */
function lineOf(text: string, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) {
    const code = text[i];
    if (code === "\n" || (code === "\r" && text[i + 1] !== "\n")) line++;
  }
  return line;
}
