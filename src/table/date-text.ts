import { lower, settled } from "../core/letters.ts";
import { monthOf } from "./words.ts";

// Days of the calendar by integer arithmetic: no clock, no time zone, no locale.

const zero = 48;
const minus = 45;
const mostDays = 9_999_999; // above are 20240131 and milliseconds, which are no days
const millisecondsADay = 86_400_000;
const timeOfDay = /^[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)? ?(?:Z|[+-]\d\d:?\d\d)?$/;

/** What a date must be, in words. */
export const dateRule =
  "must be a date: text such as 2024-01-31, with or without a time of day, a valid Date, or a day number below 10 000 000";

/** The day of a cell, counted from 1970-01-01, or NaN where it is no date. A number is a day as it is, its fraction cut off. */
export function dayOf(cell: unknown): number {
  if (typeof cell === "string") return dayOfText(cell);
  if (typeof cell === "number") return Math.abs(cell) <= mostDays ? Math.floor(cell) : NaN;
  if (isDate(cell)) return dayOfTime(cell.getTime()); // in UTC; NaN when invalid
  return NaN;
}

/** The day of a time in milliseconds since 1970-01-01. */
export function dayOfTime(milliseconds: number): number {
  return Math.floor(milliseconds / millisecondsADay);
}

/** Whether a cell is a Date, of this realm or of another. */
export function isDate(cell: unknown): cell is Date {
  return Object.prototype.toString.call(cell) === "[object Date]";
}

/** The day that `YYYY-MM-DD` names, or NaN; a time of day after it, with its zone, is checked and left out. */
function dayOfText(text: string): number {
  if (text.charCodeAt(4) !== minus || text.charCodeAt(7) !== minus) return NaN;
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const year = digits(text, 0, 4);
  if (text.length > 10 && !timeOfDay.test(text.slice(10))) return NaN;
  return dayOfDate(year, month, day);
}

/** The day of a date, or NaN where the calendar has none: 30 February, month 13, a part that is NaN. */
function dayOfDate(year: number, month: number, day: number): number {
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isReal ? civilDay(year, month, day) : NaN;
}

/** The number that the characters from `start` to before `end` write; NaN where one is no digit. */
function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = 10 * number + digit;
  }
  return number;
}

/** The days of a month; NaN in a year that is no number. */
function daysIn(year: number, month: number): number {
  if (month !== 2) return year >= 0 ? 30 + ((month + (month > 7 ? 1 : 0)) % 2) : NaN;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : year >= 0 ? 28 : NaN;
}

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar (Hinnant 2013, "chrono-compatible low-level date algorithms"):
 * years begin in March, so that a leap day ends its year.
 */
function civilDay(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * marchYear + leapDays + dayOfYear - 719468;
}

/** The order of year, month and day in a column's dates. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** The orders. */
export const dateOrders: readonly DateOrder[] = ["ymd", "dmy", "mdy"];

/**
 * The day of a date as people's exports write dates, counted from 1970-01-01, or NaN where it is none in this order.
 *
 * - `ymd`: `2024-01-31`, `2024/1/31`, `2024.01.31`, `20240131`;
 * - `dmy`: `31.01.2024`, `31/1/24`, `31-01-2024`, `31 Jan 2024`, `31-January-2024`, `1. Januar 2024`, `5th Jan 2024`, `5 de mayo de 2024`;
 * - `mdy`: `01/31/2024`, `1-31-24`, `Jan 31, 2024`, `January 31st 2024`, `Wed Jan 31 2024 10:00:00 GMT+0100 (Central European Time)`.
 *
 * Months are named in English, German, French, Spanish, Italian or Portuguese, in any case; a day of the week may stand before. Two digits
 * of a year are those of 1930 to 2029, as spreadsheets have it. A time of day after it, with its zone, is checked and left out: the day
 * is the one written.
 */
export function readDateText(text: string, order: DateOrder): number {
  const trimmed = text.trim();
  if (order === "ymd") return readYearFirst(trimmed);
  const match = numericDate.exec(trimmed);
  if (match === null) return readNamed(trimmed, order);
  const [date, first, separator, second, year] = match;
  if (order === "dmy") return dayAt(trimmed, date, year, Number(second), first);
  return separator === "." ? NaN : dayAt(trimmed, date, year, Number(first), second); // nobody writes 01.31.2024
}

/** The day of a date in this order, or in any way that can mean one day alone: year first, or with the month's name. */
export function readAnyDate(text: string, order: DateOrder): number {
  const day = readDateText(text, order);
  if (!Number.isNaN(day)) return day;
  const trimmed = text.trim();
  const clear = order === "ymd" ? NaN : readYearFirst(trimmed);
  const named = Number.isNaN(clear) ? readNamed(trimmed, "dmy") : clear;
  return Number.isNaN(named) ? readNamed(trimmed, "mdy") : named;
}

/** The first day of a month as text: `2024-01`, `01/2024`, `Jan-24`, `January 2024`; NaN for any other. */
export function readMonthText(text: string): number {
  const match = monthOfYear.exec(text.trim());
  if (match === null) return NaN;
  const [, year, month, monthFirst, yearLast, name, ...nameYears] = match;
  if (name !== undefined) return dayOfDate(yearOf(nameYears.find((digits) => digits !== undefined)!), monthOf(name), 1);
  return dayOfDate(Number(year ?? yearLast), Number(month ?? monthFirst), 1);
}

/**
 * Which orders read every one of `texts`: all three for no text, none where a text is no date. Where none does, those that read what
 * {@link readAnyDate} does, since dates of two ways to write may be mixed.
 */
export function dateOrdersOf(texts: readonly string[]): Set<DateOrder> {
  const strict = ordersBy(texts, readDateText);
  return strict.size > 0 ? strict : ordersBy(texts, readAnyDate);
}

/** Looks no further once no order is left. */
function ordersBy(texts: readonly string[], read: (text: string, order: DateOrder) => number): Set<DateOrder> {
  const orders = new Set(dateOrders);
  for (const text of texts) {
    for (const order of orders) if (Number.isNaN(read(text, order))) orders.delete(order);
    if (orders.size === 0) break;
  }
  return orders;
}

/**
 * The date of a day counted from 1970-01-01, as `2024-01-31`. Assumes a whole day of the years 0000 to 9999.
 *
 * The inverse of {@link dayOfDate}, after Hinnant 2013: the day within 400 years, the year within them, the day within that.
 */
export function isoDate(day: number): string {
  const fromMarch = day + 719468; // since 0000-03-01
  const era = Math.floor(fromMarch / 146097);
  const dayOfEra = fromMarch - 146097 * era;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = 1 + ((marchMonth + 2) % 12);
  const year = 400 * era + yearOfEra + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1, 2)}`;
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, "0");
}

// what stands after the date is for dayAt, which knows a third digit of a year from a time of day
const yearFirst = /^(\d{4})(?:([-/.])(\d\d?)\2(\d\d?)|(\d\d)(\d\d))/;
const numericDate = /^(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)/;
const monthOfYear = /* @__PURE__ */ settled(/^(?:(\d{4})[-/](\d\d)|(\d\d)\/(\d{4})|(\p{L}{3,10})\.?(?:[-' \u2019]+(\d{4})|-'?(\d\d)| ?['\u2019](\d\d)))$/u);
const dayThenName = /* @__PURE__ */ settled(/^(\d\d?)(?:\.|st|nd|rd|th|er|[\u00ba\u00b0])?(-|\/| de | )?(\p{L}{3,10})\.?(?: de |, |[- /])(\d{4}|\d\d)/u);
const nameThenDay = /* @__PURE__ */ settled(/^(\p{L}{3,10})\.?[- ](\d\d?)(?:st|nd|rd|th)?(?:-|, ?| )(\d{4}|\d\d)/u);
const yearBehind = /* @__PURE__ */ settled(/^(\p{L}{3,10}) +(\d\d?) (\d\d:\d\d:\d\d(?: (?:[A-Z]{3,4}|[-+]\d{4}))?) (\d{4})$/u); // of Unix

// in the languages of the months; what follows a month's name is no day of the week
const weekday =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lun(?:di|es|ed[i\u00ec])?|mar(?:di|tes|ted[i\u00ec])|mer(?:credi|coled[i\u00ec])?|mi[e\u00e9](?:rcoles)?|jeu(?:di)?|jue(?:ves)?|gio(?:ved[i\u00ec])?|ven(?:dredi|erd[i\u00ec])?|vie(?:rnes)?|sam(?:edi)?|s[a\u00e1]b(?:ado|ato)?|dim(?:anche)?|dom(?:ingo|enica)?|(?:segunda|ter[c\u00e7]a|quarta|quinta|sexta)(?:-feira)?)(?:\.|,|\.,)? +/;

function readYearFirst(text: string): number {
  const iso = dayOfText(text); // most cells, without a match
  const match = Number.isNaN(iso) ? yearFirst.exec(text) : null;
  if (match === null) return iso;
  const [date, year, , month, day, compactMonth, compactDay] = match;
  return dayAt(text, date, year, Number(month ?? compactMonth), day ?? compactDay);
}

function readNamed(written: string, order: "dmy" | "mdy"): number {
  const text = written.slice(weekday.exec(lower(written))?.[0].length ?? 0);
  if (order === "dmy") {
    const match = dayThenName.exec(text);
    return match === null ? NaN : dayAt(text, match[0], match[4], monthOf(match[3]), match[1]);
  }
  const unix = yearBehind.exec(text);
  if (unix !== null) return dayAt(`x ${unix[3]}`, "x", unix[4], monthOf(unix[1]), unix[2]);
  const match = nameThenDay.exec(text);
  return match === null ? NaN : dayAt(text, match[0], match[3], monthOf(match[1]), match[2]);
}

// hours to 24, or to 12 with AM or PM; seconds and their fraction; a zone by its shift, its letters, its name, or several of them
const looseTimeOfDay =
  /* @__PURE__ */ settled(/^(?:t|:|,? +(?:(?:at|um|\u00e0|a las|alle|\u00e0s) )?)(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: uhr)?|(?:0?\d|1[0-2]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s?(?:[ap]m|[ap]\.m\.)) ?(?:z|(?:utc|gmt|[cempji]e?[sd]?t)? ?(?:[-+]\d\d(?::?\d\d)?)?)(?: ?\([\p{L} ]+\)| [a-z]\p{L}+\/\p{L}+)?$/u);

/** The day of a `date` with which `text` begins, where nothing but a time of day comes after. */
function dayAt(text: string, date: string, year: string, month: number, day: string): number {
  if (text.length > date.length && !looseTimeOfDay.test(lower(text.slice(date.length)))) return NaN;
  return dayOfDate(yearOf(year), month, Number(day));
}

/** A year of four digits, or of two as spreadsheets read them: 30 to 99 are 1930 to 1999, 00 to 29 are 2000 to 2029. */
function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year + (year >= 30 ? 1900 : 2000);
}
