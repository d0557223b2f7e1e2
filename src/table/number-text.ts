const zero = 48;
const comma = 44;
const minus = 45;
const fullStop = 46;
/** So many digits always fit a double exactly. */
export const mostDigits = 15;
/** The powers of ten that do. */
export const powersOfTen: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 16 }, (_, i) => Number(`1e${i}`));

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
  if (match === null || wholeIsCode(match[1], match[2])) return NaN;
  const value = Number(trimmed);
  prints[row] = printsOtherwise;
  return Number.isFinite(value) ? value : NaN;
}

/** Whether whole digits, without sign and separators, are a code rather than a quantity: no fraction, and a leading zero or beyond 2^53. */
export function wholeIsCode(whole: string | undefined, fraction: string | undefined): boolean {
  if (whole === undefined || fraction !== undefined) return false;
  if (whole.length > 1 && whole.startsWith("0")) return true;
  return whole.length > largest.length || (whole.length === largest.length && whole > largest);
}

/** The number that `text` is, with a decimal point, an exponent and blanks around at most; NaN where it is none, or a code. */
export function readPlainNumber(text: string): number {
  return readNumber(text, 0, text.length, ".", prints, 0);
}

const prints = /* @__PURE__ */ new Uint8Array(1); // not wanted here
