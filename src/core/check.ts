import { optionNamed, type RuleWords } from "./advice.ts";
import { InputError, list, type Place, received, show } from "./input-error.ts";

/** What an option must be, as words that name it. */
export function ruleOf(name: string, rule: string): RuleWords {
  return [optionNamed(name), ` ${rule}`];
}

/** Checks that `value` is an integer in [min, max] and returns it; the error, here as below, carries the `place`. */
export function checkInteger(where: string, name: string, value: unknown, min: number, max: number = Infinity, place?: Place): number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
  const range = max === Infinity ? `of at least ${min}` : `in [${min}, ${max}]`;
  throw new InputError("not-an-integer", where, ruleOf(name, `must be an integer ${range}`), show(value), place);
}

/** Checks that `value` is a finite number in [min, max] and returns it. */
export function checkNumber(
  where: string,
  name: string,
  value: unknown,
  min: number = -Infinity,
  max: number = Infinity,
  place?: Place,
): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= min && value <= max) return value;
  const range = max < Infinity ? ` in [${min}, ${max}]` : min > -Infinity ? ` of at least ${min}` : "";
  throw new InputError("not-a-number", where, ruleOf(name, `must be a finite number${range}`), show(value), place);
}

/** Checks that `value` is one of the words in `allowed` and returns it. */
export function checkOneOf<T extends string>(where: string, name: string, value: unknown, allowed: readonly T[], place?: Place): T {
  if (allowed.includes(value as T)) return value as T;
  const words = allowed.map((word) => `"${word}"`).join(", ");
  throw new InputError("unknown-value", where, ruleOf(name, `must be one of ${words}`), received(value, allowed), place);
}

/** Checks that `options` is an object with none but the `allowed` keys: a misspelt option must not be ignored. */
export function checkKeys(where: string, what: string, options: unknown, allowed: readonly string[], place?: Place): void {
  if (Object.prototype.toString.call(options) !== "[object Object]") { // a Map or a Date holds no options, but would pass for none
    throw new InputError("not-an-object", where, `${what} must be an object`, show(options), place);
  }
  for (const key in options as object) { // with those that it inherits, which are read, too
    if (allowed.includes(key)) continue;
    throw new InputError("unknown-option", where, `${what} may hold ${list(allowed, 30)} and nothing else`, received(key, allowed), place);
  }
}

/** Checks that `value` is a function or absent. */
export function checkFunction(where: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new InputError("not-a-function", where, ruleOf(name, "must be a function"), show(value));
}

/** Checks a seed: an integer of 32 bits. */
export function checkSeed(where: string, seed: unknown): number {
  return checkInteger(where, "seed", seed, 0, 0xffffffff);
}

/** Whether `value` is an array of texts without gaps: `every` would pass over them. */
export function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && Array.from(value).every((text) => typeof text === "string");
}

/** Whether `value` can be read by index and may hold numbers: an array or a typed array, but not one of bigints. */
export function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && /^(Int|Uint|Float)/.test(tagOf(value)));
}

/** Whether `value` is a Float64Array, of this realm or of another (a frame, a worker's message, a test runner's context). */
export function isFloat64Array(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && tagOf(value) === "Float64Array";
}

/** "Float64Array", "DataView", and so on. */
function tagOf(view: ArrayBufferView): string {
  return (view as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] ?? "";
}

/** An option that is true or false. */
export function checkFlag(where: string, name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new InputError("unknown-value", where, `\`${name}\` must be true or false`, show(value));
}
