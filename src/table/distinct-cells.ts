import { cellError, isMissing } from "./cell.ts";
import { dayOf, isDate, isoDate } from "./date-text.ts";

/** A cell that holds something: a number, a trimmed text, yes or no. */
export type CellValue = number | string | boolean;

/** The distinct cells of a column, so that each is looked at once. */
export interface DistinctCells {
  readonly cells: CellValue[];
  /** For each, the rows that hold it. */
  readonly counts: number[];
  /** For each, the first row that holds it. */
  readonly rows: number[];
  /** Each row's place among them; -1 where the cell is missing. */
  readonly codes: Int32Array;
  /** Rows whose text had blanks around. */
  trimmed: number;
  /** Rows whose text was a formula that says nothing but a text: `="0012"`. */
  formulas: number;
  /** Rows whose text is a word for missing. */
  words: number;
  /** Whether there are Dates. They become texts such as 2024-01-31, of the day in UTC. */
  hasDates: boolean;
}

/** Whether a column is known by its distinct cells, or by values that need no conversion. */
export function isDistinct(cells: object): cells is DistinctCells {
  return "codes" in cells;
}

/** The cells of a column that only names its rows: texts as they are, null for a missing cell. */
export function plainTexts(where: string, column: string, values: ArrayLike<unknown>): (string | null)[] {
  return Array.from(values, (raw, row) =>
    isMissing(raw) ? null : typeof raw === "string" ? raw : String(cellOf(where, column, row, raw)),
  );
}

const word = -2; // the code of a word for missing, until it is counted

/** Finds the distinct cells of a column; `words` mean missing. */
export function distinctCells(where: string, column: string, values: ArrayLike<unknown>, words: ReadonlySet<string>): DistinctCells {
  const found: DistinctCells = {
    cells: [],
    counts: [],
    rows: [],
    codes: new Int32Array(values.length),
    trimmed: 0,
    formulas: 0,
    words: 0,
    hasDates: false,
  };
  const { cells, counts, rows, codes } = found;
  const codeOf = new Map<unknown, number>(); // of cells, and of what they are written as: most need not be looked at again

  const codeFor = (raw: unknown, row: number): number => {
    if (isMissing(raw)) return -1;
    const cell = cellOf(where, column, row, raw);
    if (words.has(String(cell))) return word;
    found.hasDates ||= isDate(raw);
    let code = codeOf.get(cell);
    if (code === undefined) {
      code = cells.push(cell) - 1;
      counts.push(0);
      rows.push(row);
      if (raw !== cell) codeOf.set(cell, code);
    }
    return code;
  };

  for (let i = 0; i < codes.length; i++) {
    const raw = values[i];
    let code = codeOf.get(raw);
    if (code === undefined) codeOf.set(raw, (code = codeFor(raw, i)));
    codes[i] = Math.max(code, -1);
    if (code === word) found.words++;
    if (code < 0) continue;
    counts[code]++;
    if (typeof raw !== "string" || raw.length === (cells[code] as string).length) continue;
    if (textFormula.test(raw)) found.formulas++;
    else found.trimmed++;
  }
  return found;
}

const textFormula = /^="([^"]*)"\s*$/; // by which exports keep spreadsheets from making numbers of codes

function cellOf(where: string, column: string, row: number, raw: unknown): CellValue {
  if (typeof raw === "string") return (raw.startsWith('="') ? raw.replace(textFormula, "$1") : raw).trim();
  if (typeof raw === "boolean") return raw;
  if (typeof raw === "number") {
    if (Number.isFinite(raw)) return raw === 0 ? 0 : raw; // -0 is 0
    throw cellError(where, "not-finite", column, row, "must be finite", raw);
  }
  if (typeof raw === "bigint") return Number.isSafeInteger(Number(raw)) ? Number(raw) : String(raw); // a larger one is a code
  const day = isDate(raw) ? dayOf(raw) : NaN;
  if (day >= firstDay && day <= lastDay) return isoDate(day);
  throw cellError(where, "not-a-cell", column, row, "must be a number, a text, a boolean, a valid Date, or null", raw);
}

const firstDay = -719528; // of the years 0000 to 9999
const lastDay = 2932896;
