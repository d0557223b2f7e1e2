import { byCodeUnit } from "../core/sort.ts";
import { cellError, isMissing, levelOf, numberOf } from "./cell.ts";

/** The numbers of a column, NaN for a missing cell; anything else but a finite number is an error. */
export function readNumbers(where: string, column: string, values: ArrayLike<unknown>): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i];
    numbers[i] = isMissing(value) ? NaN : numberOf(value);
    if (Number.isFinite(numbers[i]) || isMissing(value)) continue;
    throw cellError(where, "not-finite", column, i, "must be a finite number", value);
  }
  return numbers;
}

/** The levels of a column, and each row's index among them: -1 for a missing cell. */
export interface Levels {
  readonly levels: string[];
  readonly codes: Int32Array;
}

/** The levels of a column in order (numbers ascending, then text by code unit), and each row's. */
export function readLevels(where: string, column: string, values: ArrayLike<unknown>): Levels {
  const codes = new Int32Array(values.length);
  const codeOfCell = new Map<unknown, number>(); // a level is made once for each distinct cell
  const codeOfLevel = new Map<string, number>();
  for (let i = 0; i < codes.length; i++) {
    const cell = values[i];
    let code = codeOfCell.get(cell);
    if (code === undefined) {
      code = isMissing(cell) ? -1 : intern(codeOfLevel, checkLevel(where, column, i, cell));
      codeOfCell.set(cell, code);
    }
    codes[i] = code;
  }
  const found = [...codeOfLevel.keys()];
  const levels = found.slice().sort(byLevel);
  const place = new Map(levels.map((level, at) => [level, at]));
  const move = found.map((level) => place.get(level)!);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) codes[i] = move[codes[i]];
  return { levels, codes };
}

function checkLevel(where: string, column: string, row: number, cell: unknown): string {
  const level = levelOf(cell);
  if (level === undefined) throw cellError(where, "not-a-cell", column, row, "must be a number, a text, a boolean, or null", cell);
  if (cell === Infinity || cell === -Infinity) throw cellError(where, "not-finite", column, row, "must be finite", cell);
  return level;
}

function intern(codes: Map<string, number>, level: string): number {
  const code = codes.get(level) ?? codes.size;
  codes.set(level, code);
  return code;
}

function byLevel(a: string, b: string): number {
  const x = numberOf(a);
  const y = numberOf(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || byCodeUnit(a, b);
  return x - y || byCodeUnit(a, b);
}
