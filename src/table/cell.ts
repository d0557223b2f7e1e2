import type { RuleWords } from "../core/advice.ts";
import { isFloat64Array } from "../core/check.ts";
import { type ErrorCode, InputError, show } from "../core/input-error.ts";
import { largestMagnitude, magnitudeRule } from "../core/matrix.ts";
import { byCodeUnit, integers } from "../core/numbers.ts";
import { type Coded, codedIn, type Codes } from "./coded.ts";
import { isDate } from "./date-text.ts";
import { readPlainNumber } from "./number-text.ts";

/** Whether a cell holds nothing: null, undefined, NaN, or text of white space only. */
export function isMissing(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (typeof value === "string") return value === "" || value.trim() === "";
  return value === null || value === undefined;
}

/** A cell as the level of a category: text as it is, numbers and booleans as they print. Undefined for anything else. */
export function levelOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return value === 0 ? "0" : String(value); // -0 is 0
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  return undefined;
}

/** A cell as a number, or NaN where it is none. Text counts when all of it is a plain number, and not a code such as 0012. */
export function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return readPlainNumber(value);
  if (typeof value === "bigint") return Number(value);
  return NaN;
}

/** What makes a number of a Date, or of text. */
function wayOut(cell: unknown): string {
  if (typeof cell === "string") return "; `prepare` reads amounts, dates and the like from text";
  return isDate(cell) ? "; `prepare` makes days of dates" : "";
}

/** The error of a cell that breaks `rule`. */
export function cellError(
  where: string,
  code: ErrorCode,
  column: string,
  row: number,
  rule: string | RuleWords,
  value: unknown,
): InputError {
  return new InputError(code, where, rule, show(value), { column, row }, "");
}

/** The numbers of a column, NaN for a missing cell; anything else but a finite number is an error, and so is one above 1e100. */
export function readNumbers(where: string, column: string, values: ArrayLike<unknown>): Float64Array {
  const numbers = numbersIn(where, column, values);
  return isFloat64Array(values) ? numbers.slice() : numbers;
}

/**
 * The same, of an array of its own that may share the caller's memory: for those who write nothing to it, and keep nothing of it for
 * longer than a call.
 */
export function numbersIn(where: string, column: string, values: ArrayLike<unknown>): Float64Array {
  if (isFloat64Array(values) && areInRange(values)) return new Float64Array(values.buffer, values.byteOffset, values.length);
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i];
    const isGap = isMissing(value);
    numbers[i] = isGap ? NaN : numberOf(value);
    if (isGap || Math.abs(numbers[i]) <= largestMagnitude) continue;
    if (Number.isFinite(numbers[i])) throw cellError(where, "out-of-range", column, i, magnitudeRule, value);
    throw cellError(where, "not-finite", column, i, `must be a finite number${wayOut(value)}`, value);
  }
  return numbers;
}

function areInRange(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > largestMagnitude) return false;
  return true;
}

/** The levels of a column, without blanks around, and each row's index among them: -1 for a missing cell. */
export interface Levels {
  readonly levels: string[];
  readonly codes: Int32Array;
}

/** The levels of a column in order (numbers ascending, then text by code unit), and each row's. In O(n + m log m) for m levels. */
export function readLevels(where: string, column: string, values: ArrayLike<unknown>): Levels {
  const coded = codedIn(values);
  const codeOfLevel = new Map<string, number>();
  const { codes, found } = coded === undefined ? internAll(where, column, values, codeOfLevel) : internTexts(coded, codeOfLevel);
  const levels = [...codeOfLevel.keys()];
  const order = levelOrder(levels);
  const place = new Int32Array(levels.length);
  for (let at = 0; at < order.length; at++) place[order[at]] = at;
  const moved = found.map((code) => (code < 0 ? -1 : place[code]));
  const all = codes instanceof Int32Array && coded === undefined ? codes : new Int32Array(codes.length);
  for (let i = 0; i < all.length; i++) all[i] = codes[i] < 0 ? -1 : moved[codes[i]];
  return { levels: Array.from(order, (at) => levels[at]), codes: all };
}

/** Codes, and of each the code of its level, -1 for a missing cell. */
interface Interned {
  readonly codes: Codes;
  readonly found: Int32Array;
}

function internAll(where: string, column: string, values: ArrayLike<unknown>, codeOfLevel: Map<string, number> /* out */): Interned {
  const codes = new Int32Array(values.length);
  const codeOfOther = new Map<unknown, number>(); // of cells that are not their level as they stand: it is made once
  for (let i = 0; i < codes.length; i++) {
    const cell = values[i];
    let code = (typeof cell === "string" ? codeOfLevel.get(cell) : undefined) ?? codeOfOther.get(cell);
    if (code === undefined) {
      const level = isMissing(cell) ? undefined : checkLevel(where, column, i, cell).trim();
      code = level === undefined ? -1 : intern(codeOfLevel, level);
      if (level !== cell) codeOfOther.set(cell, code);
    }
    codes[i] = code;
  }
  return { codes, found: integers(codeOfLevel.size) };
}

/** The same of a column that is known in short: each of its texts is looked at once. */
function internTexts({ texts, codes, counts }: Coded, codeOfLevel: Map<string, number> /* out */): Interned {
  const found = Int32Array.from(texts, (text, code) => {
    return counts[code] === 0 || isMissing(text) ? -1 : intern(codeOfLevel, text!.trim());
  });
  return { codes, found };
}

/** The order of levels: numbers ascending, then text by code unit. */
export function levelOrder(levels: readonly string[]): Int32Array {
  const numbers = Float64Array.from(levels, numberOf);
  const order = integers(levels.length);
  return order.sort((a, b) => {
    const isTextA = Number.isNaN(numbers[a]), isTextB = Number.isNaN(numbers[b]);
    if (isTextA !== isTextB) return isTextA ? 1 : -1;
    return (isTextA ? 0 : numbers[a] - numbers[b]) || byCodeUnit(levels[a], levels[b]);
  });
}

function checkLevel(where: string, column: string, row: number, cell: unknown): string {
  const level = levelOf(cell);
  if (level === undefined) throw cellError(where, "not-a-cell", column, row, `must be a number, a text, a boolean, or null${wayOut(cell)}`, cell);
  if (cell === Infinity || cell === -Infinity) throw cellError(where, "not-finite", column, row, "must be finite", cell);
  return level;
}

function intern(codes: Map<string, number>, level: string): number {
  const code = codes.get(level) ?? codes.size;
  codes.set(level, code);
  return code;
}

/** Checks display names: a record of texts. */
export function checkDisplayNames(where: string, column: string, labels: unknown): void {
  const isRecord = Object.prototype.toString.call(labels) === "[object Object]"; // a Map would be read as empty
  const wrong = isRecord ? Object.entries(labels as object).find(([, label]) => typeof label !== "string") : undefined;
  if (isRecord && wrong === undefined) return;
  const got = wrong === undefined ? show(labels) : `${show(wrong[1])} for ${show(wrong[0])}`;
  throw new InputError("unknown-value", where, "`labels` must map levels to texts", got, { column }, "");
}
