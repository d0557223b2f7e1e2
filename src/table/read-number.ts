const zero = 48;
const point = 46;
const minus = 45;
const mostDigits = 15; // so many always fit a double exactly
const powersOfTen = Float64Array.from({ length: mostDigits + 1 }, (_, i) => Number(`1e${i}`));

/**
 * The number that `source` holds from `start` to before `end`, or NaN where it holds none.
 *
 * A number is an optional sign, digits, a fraction, an exponent, with blanks around. A whole number written with a leading zero
 * or beyond 2^53 is none: it is a code whose digits matter. Nor is a number too large for a double.
 */
export function readNumber(source: string, start: number, end: number): number {
  const plain = readPlain(source, start, end);
  return Number.isNaN(plain) ? readAny(source.slice(start, end)) : plain;
}

/**
 * The common case, without a substring: a sign, at most 15 digits, a point. Both the digits and the power of ten are exact
 * doubles, so their quotient is rounded once and is the nearest double (Clinger 1990). NaN for anything else. `mark` is the
 * code of the character that stands for the point.
 */
export function readPlain(source: string, start: number, end: number, mark: number = point): number {
  const first = source.charCodeAt(start) === minus ? start + 1 : start;
  const length = end - first;
  if (!(length > 0 && length <= mostDigits)) return NaN;
  let digits = 0;
  let fraction = 0;
  let isFraction = false;
  for (let i = first; i < end; i++) {
    const code = source.charCodeAt(i);
    if (code >= zero && code <= zero + 9) {
      digits = 10 * digits + (code - zero);
      if (isFraction) fraction++;
    } else if (code === mark && !isFraction && length > 1) isFraction = true;
    else return NaN;
  }
  if (!isFraction && length > 1 && source.charCodeAt(first) === zero) return NaN;
  const size = digits / powersOfTen[fraction];
  return first === start ? size : -size;
}

const number = /^[+-]?(?:(\d+)(\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const largest = "9007199254740992"; // 2^53

function readAny(field: string): number {
  const trimmed = field.trim();
  const match = number.exec(trimmed);
  if (match === null || isCode(match[1], match[2])) return NaN;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : NaN;
}

/** Whether whole digits, without sign and separators, are a code rather than a quantity: no fraction, and a leading zero or beyond 2^53. */
export function isCode(whole: string | undefined, fraction: string | undefined): boolean {
  if (whole === undefined || fraction !== undefined) return false;
  if (whole.length > 1 && whole.startsWith("0")) return true;
  return whole.length > largest.length || (whole.length === largest.length && whole > largest);
}
