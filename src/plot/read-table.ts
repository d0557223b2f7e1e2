import { isArrayLike } from "../core/check.ts";
import { InputError, list, received, show } from "../core/input-error.ts";
import { isMatrix, largestMagnitude, magnitudeRule, type Matrix } from "../core/matrix.ts";
import { byCodeUnit } from "../core/numbers.ts";
import type { Columns, Table } from "../table/table.ts";

const plainNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The cells of a column of a table or matrix; an unknown name is an error that names the nearest. */
export function cellsOf(where: string, table: Table | Matrix, column: unknown): ArrayLike<unknown> {
  if (typeof table !== "object" || table === null) {
    throw new InputError("not-a-table", where, `\`table\` must be an array of row objects, an object of columns, or a Matrix`, show(table));
  }
  const names = namesOf(table);
  if (typeof column !== "string" || !names.includes(column)) {
    const shown = typeof column === "string" ? column : show(column);
    const rule = `column \`${shown}\` is not in the table, which has ${list(names)}`;
    throw new InputError("unknown-column", where, rule, received(column, names), { column: shown });
  }
  if (isMatrix(table)) return Array.from({ length: table.rows }, (_, i) => table.data[i * table.cols + names.indexOf(column)]);
  if (Array.isArray(table))
    return table.map((row: object) => (Object.hasOwn(row, column) ? (row as Record<string, unknown>)[column] : undefined));
  const cells: unknown = (table as Columns)[column];
  if (isArrayLike(cells)) return cells;
  throw new InputError("not-a-column", where, `column \`${column}\` must be an array or a typed array`, show(cells), { column });
}

function namesOf(table: Table | Matrix): string[] {
  if (isMatrix(table)) return Array.from({ length: table.cols }, (_, j) => `column${j + 1}`);
  if (!Array.isArray(table)) return Object.keys(table);
  const names = new Set<string>();
  for (const row of table as readonly unknown[]) for (const name of Object.keys(row ?? {})) names.add(name);
  return [...names];
}

/** Whether a cell holds nothing: null, undefined, NaN, or white space only. */
function isMissing(cell: unknown): boolean {
  return (
    cell === null || cell === undefined || (typeof cell === "string" ? cell.trim() === "" : typeof cell === "number" && Number.isNaN(cell))
  );
}

/** A cell as a number; NaN where it is none. */
function numberOf(cell: unknown): number {
  if (typeof cell === "string") return plainNumber.test(cell) ? Number(cell) : NaN;
  return typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : NaN;
}

/** Whether every cell that is not missing is a number, and not a text that looks like one. */
export function isNumeric(cells: ArrayLike<unknown>): boolean {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (typeof cell !== "number" && typeof cell !== "bigint" && !isMissing(cell)) return false;
  }
  return true;
}

/** The numbers of a column, NaN for a missing cell. */
export function readPlotNumbers(where: string, column: string, cells: ArrayLike<unknown>): Float64Array {
  const numbers = new Float64Array(cells.length);
  for (let i = 0; i < numbers.length; i++) {
    const cell = cells[i];
    numbers[i] = numberOf(cell);
    if (Math.abs(numbers[i]) <= largestMagnitude || isMissing(cell)) continue;
    const rule = Number.isFinite(numbers[i]) ? magnitudeRule : "must be a finite number";
    throw new InputError("not-finite", where, rule, show(cell), { column, row: i }, "");
  }
  return numbers;
}

/** The levels of a column (numbers ascending, then text by code unit) and each row's index among them, -1 for a missing cell. */
export function readPlotLevels(where: string, column: string, cells: ArrayLike<unknown>): { levels: string[]; codes: Int32Array } {
  const texts = Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return undefined;
    if (["string", "number", "boolean", "bigint"].includes(typeof cell)) return String(cell);
    const rule = "must be a number, a text, a boolean, or null";
    throw new InputError("not-a-cell", where, rule, show(cell), { column, row }, "");
  });
  const levels = [...new Set(texts)].filter((text) => text !== undefined);
  levels.sort((a, b) => {
    const [x, y] = [numberOf(a), numberOf(b)];
    if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
    return (Number.isNaN(x) ? 0 : x - y) || byCodeUnit(a, b);
  });
  const codeOf = new Map(levels.map((level, at) => [level, at]));
  return { levels, codes: Int32Array.from(texts, (text) => (text === undefined ? -1 : codeOf.get(text)!)) };
}
