const zero = 48;
const comma = 44;
const minus = 45;
const fullStop = 46;
const mostDigits = 15; // so many always fit a double exactly
const powersOfTen = /* @__PURE__ */ Float64Array.from({ length: 16 }, (_, i) => Number(`1e${i}`));

/** What stands before the fraction of a number. */
export type Decimal = "." | ",";

/** The marks. */
export const decimals: readonly Decimal[] = [".", ","];

/** What {@link readNumber} writes for a number that `toFixed` does not print as it was read. */
export const printsOtherwise = 255;

/**
 * The number that `source` holds from `start` to before `end`, or NaN where it holds none. Writes to `prints[row]` how many digits
 * after the point `toFixed` must print to give back what was read, or {@link printsOtherwise}.
 *
 * A number is an optional sign, digits, a fraction, an exponent, with blanks around. A whole number written with a leading zero
 * or beyond 2^53 is none: it is a code whose digits matter. Nor is a number too large for a double.
 *
 * The common case needs no substring: with at most 15 digits both they and the power of ten are exact doubles, so their quotient
 * is rounded once and is the nearest double (Clinger 1990).
 */
export function readNumber(
  source: string,
  start: number,
  end: number,
  decimal: Decimal,
  prints: Uint8Array /* out */,
  row: number,
): number {
  const point = decimal === "." ? fullStop : comma;
  const isNegative = source.charCodeAt(start) === minus;
  const first = isNegative ? start + 1 : start;
  let digits = 0;
  let pointAt = -1;
  for (let i = first; i < end; i++) {
    const code = source.charCodeAt(i);
    if (code >= zero && code <= zero + 9) digits = 10 * digits + (code - zero);
    else if (code === point && pointAt < 0) pointAt = i;
    else return readAny(source.slice(start, end), decimal, prints, row);
  }
  const count = end - first - (pointAt < 0 ? 0 : 1);
  if (count === 0) return NaN;
  prints[row] = printsOtherwise;
  if (count > mostDigits)
    return pointAt < 0 || point === comma ? readAny(source.slice(start, end), decimal, prints, row) : Number(source.slice(start, end));
  const isZeroFirst = source.charCodeAt(first) === zero && end - first > 1 && pointAt !== first + 1;
  if (isZeroFirst && pointAt < 0) return NaN;
  const fraction = pointAt < 0 ? 0 : end - 1 - pointAt;
  if (!isZeroFirst && pointAt !== first && pointAt !== end - 1 && (digits > 0 || !isNegative)) prints[row] = fraction;
  const size = digits / powersOfTen[fraction];
  return isNegative ? -size : size;
}

const number = /^[+-]?(?:(\d+)(\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const largest = "9007199254740992"; // 2^53

function readAny(field: string, decimal: Decimal, prints: Uint8Array /* out */, row: number): number {
  if (decimal === "," && field.includes(".")) return NaN;
  const trimmed = (decimal === "," ? field.replace(",", ".") : field).trim();
  const match = number.exec(trimmed);
  if (match === null || isCode(match[1], match[2])) return NaN;
  const value = Number(trimmed);
  prints[row] = printsOtherwise;
  return Number.isFinite(value) ? value : NaN;
}

/** Whether whole digits, without sign and separators, are a code rather than a quantity: no fraction, and a leading zero or beyond 2^53. */
function isCode(whole: string | undefined, fraction: string | undefined): boolean {
  if (whole === undefined || fraction !== undefined) return false;
  if (whole.length > 1 && whole.startsWith("0")) return true;
  return whole.length > largest.length || (whole.length === largest.length && whole > largest);
}

/** A number and how it was written. */
interface NumberText {
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

/** The number that `text` is, with a decimal point, an exponent and blanks around at most; NaN where it is none, or a code. */
export function readPlainNumber(text: string): number {
  return readNumber(text, 0, text.length, ".", prints, 0);
}

// sign or parenthesis, currency, sign or parenthesis, number, parenthesis, currency or per cent, parenthesis;
// the block of currency signs is named beside their class, which knows later ones in later engines only
const frame =
  /^([-+\u2212(]?)(?:([\p{Sc}\u20a0-\u20cf]|[A-Z]{3})\s*)?([-+\u2212(]?)([\d.,](?:[\d.,'\u2019\s]*[\d.,])?(?:[eE][-+]?\d+)?)(\)?)(?:\s*([\p{Sc}\u20a0-\u20cf]|[A-Z]{3}|%))?(\)?)$/u;

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
