import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";

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

const plainNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** A cell as a number, or NaN where it is none. Text counts when all of it is a decimal number. */
export function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" && plainNumber.test(value)) return Number(value);
  if (typeof value === "bigint") return Number(value);
  return NaN;
}

/** The error of a cell that breaks `rule`. */
export function cellError(where: string, code: string, column: string, row: number, rule: string, value: unknown): InputError {
  return new InputError(code, where, `column \`${column}\`, row ${row}: ${rule}`, show(value), { column, row });
}
