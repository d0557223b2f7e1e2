import { type Decimal, isCode, readNumber } from "./read-number.ts";

/** A number and how it was written. */
export interface NumberText {
  /** The nearest double. */
  readonly value: number;
  /** The currency, such as `$` or `EUR`; undefined where none is written. */
  readonly currency: string | undefined;
  /** Whether a per cent sign made it a hundredth. */
  readonly isPercent: boolean;
  /** Whether separators group its digits by three. */
  readonly hasThousands: boolean;
}

/**
 * The number that `text` is, as people's exports write numbers, or NaN where it is none: `1,234.5`, `-$5`, `1 200 EUR`,
 * `($1,234.50)` which is negative, `12.5 %` which is 0.125. The nearest double, rounded once.
 *
 * `decimal` decides what `1,234` is, which the text alone cannot. Digits are grouped by three, all by one separator: the other
 * mark, a blank (of the usual width, no-break or thin) or an apostrophe. One currency may stand before or after, the sign before
 * or after that; any three capitals are a currency, so look whether a column has but one. Whole numbers with a leading zero or
 * beyond 2^53 are codes, not numbers.
 */
export function readNumberText(text: string, decimal: Decimal): number {
  const plain = readNumber(text, 0, text.length, decimal, prints, 0); // most cells, without a match of the frame
  return Number.isNaN(plain) ? (parseNumberText(text, decimal)?.value ?? NaN) : plain;
}

const prints = /* @__PURE__ */ new Uint8Array(1); // not wanted here

// sign or parenthesis, currency, sign or parenthesis, number, parenthesis, currency or per cent, parenthesis;
// the block of currency signs is named beside their class, which knows later ones in later engines only
const frame = /^([-+\u2212(]?)(?:([\p{Sc}\u20a0-\u20cf]|[A-Z]{3})\s*)?([-+\u2212(]?)([\d.,](?:[\d.,'\u2019\s]*[\d.,])?(?:[eE][-+]?\d+)?)(\)?)(?:\s*([\p{Sc}\u20a0-\u20cf]|[A-Z]{3}|%))?(\)?)$/u;

/** What {@link readNumberText} reads, with how it was written; undefined where it is no number. */
export function parseNumberText(text: string, decimal: Decimal): NumberText | undefined {
  const match = frame.exec(text.trim());
  if (match === null) return undefined;
  const [, first, before, second, number, close, after, last] = match;
  const sign = signOf(first + second + close + last);
  if (sign === undefined || (before !== undefined && after !== undefined)) return undefined;
  const isPercent = after === "%";
  const parts = (decimal === "." ? withPoint : withComma).exec(number);
  if (parts === null) return undefined;
  const [, whole, separator, fraction, fractionAlone = "", exponent] = parts;
  const digits = separator === undefined ? whole : whole.replaceAll(separator, "");
  if (isCode(digits, fraction) || (isPercent && exponent !== "")) return undefined;
  // a hundredth by its exponent: a division would round once more
  const value = Number(`${sign}${digits ?? ""}.${fraction ?? fractionAlone}${isPercent ? "e-2" : exponent}`);
  if (!Number.isFinite(value)) return undefined;
  return { value, currency: isPercent ? undefined : (before ?? after), isPercent, hasThousands: separator !== undefined };
}

/** The sign that the signs and parentheses around a number make together; undefined where they do not belong together. */
function signOf(marks: string): "" | "-" | undefined {
  if (marks === "" || marks === "+") return "";
  return marks === "-" || marks === "\u2212" || marks === "()" ? "-" : undefined;
}

// whole with its separator, fraction, fraction without a whole, exponent
const withPoint = /^(?:(\d+|[1-9]\d{0,2}([, \u00a0\u2009\u202f'\u2019])\d{3}(?:\2\d{3})*)(?:\.(\d*))?|\.(\d+))((?:e[-+]?\d+)?)$/i;
const withComma = /^(?:(\d+|[1-9]\d{0,2}([. \u00a0\u2009\u202f'\u2019])\d{3}(?:\2\d{3})*)(?:,(\d*))?|,(\d+))((?:e[-+]?\d+)?)$/i;
