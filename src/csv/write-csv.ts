// What a spreadsheet takes for the beginning of a formula, in full width too, whatever blanks stand before it.
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

// One set up for another country begins a new cell at a semicolon, a tab or a line end even where the cell is quoted, for there the
// quote does not stand at the beginning of its cell.
const within = /(?<=[;\t\r\n])[^;\t\r\n]+/g;
const formulaWithin = /^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

// Besides what RFC 4180 quotes: a semicolon or a tab, at which a spreadsheet set up for another country begins a new cell.
const special = /[",;\t\r\n]/;

/**
 * A cell as CSV, which no spreadsheet takes for a formula: what begins like one and is not a number gets an apostrophe before it
 * (OWASP, "CSV injection"). Quoted as RFC 4180 has it.
 */
export function csvCell(text: string): string {
  const safe = guarded(text, formula).replace(within, (part) => guarded(part, formulaWithin));
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With an apostrophe before what is a formula; of a number, be it beyond 2^53 or "-1e5", a spreadsheet computes nothing. */
function guarded(text: string, isFormula: RegExp): string {
  return isFormula.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
}

/** A record without its line end. */
export function csvRecord(cells: readonly string[]): string {
  return cells.map(csvCell).join(",");
}

/** A whole file; lines end with one character, not with the two of RFC 4180. */
export function csvText(records: readonly (readonly string[])[]): string {
  return `${records.map(csvRecord).join("\n")}\n`;
}
