import { settled } from "../core/letters.ts";
import { type Decimal, readNumber, wholeIsCode } from "./number-text.ts";
import { isCurrency, isNetworkAddress, monthOf } from "./words.ts";

/** A number and how it was written. */
export interface AmountText {
  /** The nearest double. */
  readonly value: number;
  /** What it counts, as written: a currency such as `$` or `EUR`, `%`, or a measure such as `kg`; undefined where nothing is. */
  readonly unit: string | undefined;
  readonly unitIs: "currency" | "percent" | "measure" | undefined;
  /** Whether separators group its digits. */
  readonly hasThousands: boolean;
  /** How much was written for it; undefined for all of it. */
  readonly short: "k" | "M" | "bn" | undefined;
  /** Whether it is the bound of more or of less: `10,000+`, `< 10`. */
  readonly isBound: boolean;
  /** Whether an apostrophe guards it from being a formula: `'-900`. */
  readonly isGuarded: boolean;
  /** Whether it is a dash beside a currency, which accountants write for 0. */
  readonly isDash: boolean;
}

const prints = /* @__PURE__ */ new Uint8Array(1); // not wanted here

/**
 * The number that `text` is, as people's exports write numbers, or NaN where it is none: `1,234.5`, `-$5`, `1 200 EUR`,
 * `($1,234.50)` and `1,234.50-` which are negative, `12.5 %` which is 0.125, `1.2M`, `10,000+`, `12.5 kg`, `$ -` which is 0, `5,-`.
 * The nearest double, rounded once.
 *
 * `decimal` decides what `1,234` is, which the text alone cannot. Digits are grouped by three, all by one separator: the other
 * mark, a blank (of the usual width, no-break or thin) or an apostrophe; or by commas as India does, `1,23,456`. What it counts may
 * stand before or after, so look whether all of a column count the same. Whole numbers with a leading zero or beyond 2^53 are codes,
 * not numbers.
 */
export function readNumberText(text: string, decimal: Decimal): number {
  const plain = readNumber(text, 0, text.length, decimal, prints, 0); // most cells, without a match of the frame
  return Number.isNaN(plain) ? (parseAmount(text, decimal)?.value ?? NaN) : plain;
}

// bound or guard, sign or parenthesis, currency, sign or parenthesis, number, minus, parenthesis, thousands in short,
// currency or per cent or measure, minus, parenthesis, bound
const forms = /* @__PURE__ */ (() => {
  const currency = "[A-Z]{0,3}\\p{Sc}|[A-Z]{3}|Rs\\.?|[Kk]r\\.?|zł|Kč|Ft|lei|RM|Rp\\.?|S\\/\\.?|TL|S?Fr\\.?|DM|лв\\.?|руб\\.?|грн\\.?";
  const short = "[kK]|M|mn|mln|Mio\\.?|B|bn|Mrd\\.?|Tsd\\.?";
  const measure = "\\s[\\p{L}µ°²³]{1,12}\\.?|kgs?|g|mg|lbs?|oz|km|k?m²|m|cm|mm|mi|ft|in|l|ml|cl|h|hrs?|min|mins|s|sec|ms|d|[KMGT]i?B|[kKMG]bps|x|pcs|pts|°[CF]";
  const frame = settled(new RegExp(
    `^([<>≤≥]=?\\s*|'(?=[-+(]))?([-+\\u2212(]?)(?:(${currency})\\s*)?([-+\\u2212(]?)([\\d.,](?:[\\d.,'\\u2019\\s]*[\\d.,])?(?:[eE][-+]?\\d+)?)([-\\u2212\\u2013\\u2014]{0,2})(\\)?)` +
      `(?:\\s*(${short})(?!\\p{L}))?(?:\\s*(%|${currency})(?![\\p{L}\\d])|(${measure})(?![\\p{L}\\d]))?(-?)(\\)?)(\\+?)$`,
    "u",
  ));
  const dash = settled(new RegExp(`^(?:(${currency})\\s*[-\\u2013\\u2014]|[-\\u2013\\u2014]\\s*(${currency}))$`, "u"));
  return { frame, dash };
})();

/** What {@link readNumberText} reads, with how it was written; undefined where it is no number. */
export function parseAmount(text: string, decimal: Decimal): AmountText | undefined {
  const trimmed = text.trim();
  const match = forms.frame.exec(trimmed);
  if (match === null) return ofDash(trimmed);
  const [, front = "", first, before, second, number, tail, close, thousands, money, counted, minus, last, more] = match;
  const isPercent = money === "%";
  const after = isPercent ? undefined : money;
  const unit = counted?.trim() ?? after ?? (isPercent ? "%" : before);
  if (before !== undefined && (isPercent || counted !== undefined || (after !== undefined && !areOne(before, after)))) return undefined;
  if (counted !== undefined && (monthOf(unit!) > 0 || minus !== "")) return undefined; // 5 May is no number of Mays
  if (tail !== "" && (thousands !== undefined || counted !== undefined || /^\d{1,2}$/.test(number))) return undefined; // 1010-B, a mark of 2-
  const body = withoutDashes(number, tail);
  const sign = body === undefined ? undefined : signOf(first + second + body.minus + close + minus + last);
  if (sign === undefined) return undefined;
  const isIndian = decimal === "." && asIndia.test(body!.number);
  const parts = (decimal === "." ? withPoint : withComma).exec(isIndian ? body!.number.replaceAll(",", "") : body!.number);
  if (parts === null) return undefined;
  const [, whole, separator, fraction, fractionAlone = "", exponent] = parts;
  const digits = separator === undefined ? whole : whole.replaceAll(separator, "");
  const power = isPercent ? -2 : thousands === undefined ? 0 : powerOf(thousands);
  if (wholeIsCode(digits, fraction) || (power !== 0 && exponent !== "")) return undefined;
  // a hundredth, or a thousand, by its exponent: an operation would round once more
  const value = Number(`${sign}${digits ?? ""}.${fraction ?? fractionAlone}${power === 0 ? exponent : `e${power}`}`);
  if (!Number.isFinite(value)) return undefined;
  return {
    value,
    unit,
    unitIs: isPercent ? "percent" : unitKind(before ?? after, before !== undefined, counted),
    hasThousands: separator !== undefined || isIndian,
    short: isPercent || thousands === undefined ? undefined : power === 3 ? "k" : power === 6 ? "M" : "bn",
    isBound: more !== "" || /[<>≤≥]/.test(front),
    isGuarded: front === "'",
    isDash: false,
  };
}

const around = /* @__PURE__ */ settled(/^[^\p{L}\d]*(\p{L}{1,4}[.\s\p{Sc}]\s?)?[^\p{L}\d]*\d[\d.,'\u2019\s]*(?:[^\p{L}\d]*(\p{L}{1,12}\.?)?[^\p{L}\d]*)$/u);
const currencySign = /* @__PURE__ */ settled(/\p{Sc}/u);
const signOfAmount = /* @__PURE__ */ settled(/\p{Sc}|%|\d[.,]\d|\d\s\p{L}|\d\p{L}{2}/u);

/**
 * Whether a text that may be no number looks like an amount all the same: a currency, a fraction or a unit stands with its digits. Words
 * on both sides make a name of it, such as that of `Shop 12 Ltd`.
 */
export function looksLikeAmount(text: string): boolean {
  const match = isNetworkAddress(text) ? null : around.exec(text);
  if (match === null || (match[1] !== undefined && match[2] !== undefined && !currencySign.test(text))) return false;
  return signOfAmount.test(text);
}

/** Capitals after a number that are no currency count something, such as PCS; before it they are a code. */
function unitKind(money: string | undefined, isBefore: boolean, counted: string | undefined): AmountText["unitIs"] {
  if (counted !== undefined) return "measure";
  return money === undefined ? undefined : isBefore || isCurrency(money) ? "currency" : "measure";
}

/** Whether a sign before and a code after a number, as in `$12.50 USD`, may be one currency. */
function areOne(before: string, after: string): boolean {
  return currencySign.test(before) && /^[A-Z]{3}$/.test(after);
}

function ofDash(text: string): AmountText | undefined {
  const match = forms.dash.exec(text);
  if (match === null) return undefined;
  const unit = match[1] ?? match[2];
  const none = { hasThousands: false, short: undefined, isBound: false, isGuarded: false };
  return { value: 0, unit, unitIs: "currency", ...none, isDash: true };
}

/** The number without the dashes that follow it: `5,-` is 5, `5.00-` less than nothing. */
function withoutDashes(number: string, tail: string): { number: string; minus: string } | undefined {
  if (tail === "") return { number, minus: "" };
  if (/[.,]$/.test(number)) return { number: number.slice(0, -1), minus: "" };
  return tail === "-" || tail === "\u2212" ? { number, minus: "-" } : undefined;
}

function powerOf(short: string): number {
  if (/^(?:k|tsd)/i.test(short)) return 3;
  return /^(?:B|bn|Mrd)/.test(short) ? 9 : 6;
}

/** The sign that the signs and parentheses around a number make together; undefined where they do not belong together. */
function signOf(marks: string): "" | "-" | undefined {
  if (marks === "" || marks === "+") return "";
  return marks === "-" || marks === "\u2212" || marks === "()" ? "-" : undefined;
}

// whole with its separator, fraction, fraction without a whole, exponent
const withPoint = /^(?:(\d+|[1-9]\d{0,2}([, \u00a0\u2009\u202f'\u2019])\d{3}(?:\2\d{3})*)(?:\.(\d*))?|\.(\d+))((?:[eE][-+]?\d+)?)$/;
const withComma = /^(?:(\d+|[1-9]\d{0,2}([. \u00a0\u2009\u202f'\u2019])\d{3}(?:\2\d{3})*)(?:,(\d*))?|,(\d+))((?:[eE][-+]?\d+)?)$/;
const asIndia = /^[1-9]\d?(?:,\d\d)+,\d{3}(?=\.|$)/; // lakh and crore
