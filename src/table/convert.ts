import { InputError, received } from "../core/input-error.ts";
import { cellError, levelOf } from "./cell.ts";
import { decoded } from "./coded.ts";
import { type DateOrder, readAnyDate, readDateText, readMonthText } from "./date-text.ts";
import { readNumberText } from "./amount-text.ts";
import type { CellValue, DistinctCells } from "./distinct-cells.ts";
import type { Finding } from "./column-type.ts";
import { booleanOf, isMissingMark, isMissingWord } from "./words.ts";

/** A column made numbers (NaN for missing) or texts (null for missing). */
export type Converted = Float64Array | (string | null)[];

/** Cells that a column of its type cannot hold, and that were let pass: texts and the rows that hold them. */
export type Unknown = Map<string, number[]>;

/**
 * Makes a column what it was found to be; dates become days since 1970-01-01. `order`: of ordered categories. Where `unknown` is
 * given, a category that is not in the order is missing and noted there, and one that does not say yes or no stays as it is.
 */
export function convert(
  where: string,
  column: string,
  all: DistinctCells,
  finding: Finding,
  order: readonly string[],
  unknown?: Unknown, // out
): Converted {
  const { type, dateOrder = "ymd" } = finding;
  const fail = (at: number, rule: string): InputError => cellError(where, "not-of-type", column, all.rows[at], rule, all.cells[at]);
  switch (type) {
    case "number":
      return amounts(all, finding, fail);
    case "date":
      return numbers(
        all,
        (cell) => dayOfCell(cell, dateOrder),
        (at) => fail(at, `must be a date, and text in the order "${dateOrder}"`),
      );
    case "ordered":
      return numbers(
        all,
        (cell) => (order.indexOf(levelOf(cell)!) + 1 || NaN) - 1,
        (at) => notInOrder(where, column, all, at, order),
        unknown === undefined ? undefined : (at, row) => noteUnknown(unknown, String(all.cells[at]), row),
      );
    case "boolean":
      return texts(
        all,
        (cell) => yesOrNo(booleanOf(cell)) ?? (unknown === undefined || isMissingWord(cell) ? undefined : levelOf(cell)),
        (at) => fail(at, "must say yes or no, such as true, false, y, n, 1, 0"),
      );
    default:
      return texts(all, (cell) => (isMissingMark(cell) ? undefined : levelOf(cell)));
  }
}

function amounts(
  all: DistinctCells,
  { decimal = ".", unit, faults = [] }: Finding,
  fail: (at: number, rule: string) => InputError,
): Float64Array {
  const ruleOf = (at: number): string => {
    const isOther = !Number.isNaN(readNumberText(String(all.cells[at]), decimal === "." ? "," : "."));
    if (isOther && Number.isNaN(readNumberText(String(all.cells[at]), decimal)))
      return `must be a number with a decimal ${decimal === "." ? "point" : "comma"}, as the column has`;
    if (unit !== "") return `must be a number${unit === undefined ? "" : ` in ${unit}`}`;
    return `must be a number${/\d/.test(String(all.cells[at])) ? " without a unit or thousands separators" : ""}`;
  };
  const failAt = (at: number): InputError => fail(at, ruleOf(at));
  if (faults.length > 0) throw failAt(all.cells.indexOf(faults[0]));
  return numbers(
    all,
    (cell) => (typeof cell === "number" ? cell : readNumberText(String(cell), decimal)),
    failAt,
  );
}

function numbers(
  { cells, codes }: DistinctCells,
  read: (cell: CellValue) => number,
  fail: (at: number) => Error,
  letPass?: (at: number, row: number) => void,
): Float64Array {
  const values = Float64Array.from(cells, read);
  const isFault = values.map((value, at) => (Number.isNaN(value) && !isMissingWord(cells[at]) ? 1 : 0));
  const fault = isFault.indexOf(1);
  if (fault >= 0 && letPass === undefined) throw fail(fault);
  if (fault >= 0) codes.forEach((code, row) => isFault[code] === 1 && letPass!(code, row));
  const all = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) all[i] = codes[i] < 0 ? NaN : values[codes[i]];
  return all;
}

function noteUnknown(unknown: Unknown /* out */, text: string, row: number): void {
  const rows = unknown.get(text);
  if (rows === undefined) unknown.set(text, [row]);
  else rows.push(row);
}

function texts(
  { cells, codes, plain }: DistinctCells,
  read: (cell: CellValue) => string | undefined,
  fail?: (at: number) => Error,
): (string | null)[] {
  const values = cells.map((cell) => read(cell) ?? null);
  for (let at = 0; at < values.length; at++) if (values[at] === null && fail !== undefined && !isMissingWord(cells[at])) throw fail(at);
  return plain !== undefined && values.every((text, at) => text === cells[at]) ? plain : decoded(values, codes);
}

function yesOrNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? "yes" : "no";
}

/** The day of a text; of a number such as 20240131, or a time in seconds or milliseconds since 1970. */
function dayOfCell(cell: CellValue, order: DateOrder): number {
  if (typeof cell === "string") {
    const day = readAnyDate(cell, order);
    return Number.isNaN(day) ? readMonthText(cell) : day;
  }
  if (typeof cell !== "number") return NaN;
  if (cell >= 1e7 && cell < 1e8) return readDateText(String(cell), "ymd");
  if (cell >= 1e8 && cell < 1e10) return Math.floor(cell / 86_400);
  return cell >= 1e10 && cell < 1e14 ? Math.floor(cell / 86_400_000) : NaN;
}

function notInOrder(where: string, column: string, { cells, rows }: DistinctCells, at: number, order: readonly string[]): InputError {
  return new InputError("not-of-type", where, "must be one of `order`", received(levelOf(cells[at]), order), { column, row: rows[at] }, "");
}
