import { dayOfDate, dayOfText } from "./civil-day.ts";

/** The order of year, month and day in a column's dates. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** The orders. */
export const dateOrders: readonly DateOrder[] = ["ymd", "dmy", "mdy"];

/**
 * The day of a date as people's exports write dates, counted from 1970-01-01, or NaN where it is none in this order.
 *
 * - `ymd`: `2024-01-31`, `2024/1/31`, `2024.01.31`, `20240131`;
 * - `dmy`: `31.01.2024`, `31/1/24`, `31-01-2024`, `31 Jan 2024`, `31-January-2024`;
 * - `mdy`: `01/31/2024`, `1-31-24`, `Jan 31, 2024`, `January 31 2024`.
 *
 * Months are named in English, in any case. Two digits of a year are those of 1969 to 2068, as POSIX has it. A time of day after
 * it, with its zone, is checked and left out: the day is the one written.
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

/** Which orders read every one of `texts`: all three for no text, none where a text is no date. Looks no further once none is left. */
export function dateOrdersOf(texts: Iterable<string>): Set<DateOrder> {
  const orders = new Set(dateOrders);
  for (const text of texts) {
    for (const order of orders) if (Number.isNaN(readDateText(text, order))) orders.delete(order);
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
const dayThenName = /^(\d\d?)([- ])([a-z]{3,9})\2(\d{4}|\d\d)/i;
const nameThenDay = /^([a-z]{3,9})([- ])(\d\d?)(?:\2|, ?)(\d{4}|\d\d)/i;

function readYearFirst(text: string): number {
  const iso = dayOfText(text); // most cells, without a match
  const match = Number.isNaN(iso) ? yearFirst.exec(text) : null;
  if (match === null) return iso;
  const [date, year, , month, day, compactMonth, compactDay] = match;
  return dayAt(text, date, year, Number(month ?? compactMonth), day ?? compactDay);
}

function readNamed(text: string, order: "dmy" | "mdy"): number {
  const match = (order === "dmy" ? dayThenName : nameThenDay).exec(text);
  if (match === null) return NaN;
  const [date, first, , second, year] = match;
  return order === "dmy" ? dayAt(text, date, year, monthOf(second), first) : dayAt(text, date, year, monthOf(first), second);
}

const months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** The month of a name, of its first three letters, or of "Sept"; 0 where it is none. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  if (lower === "sept") return 9;
  return 1 + (lower.length === 3 ? months.findIndex((month) => month.startsWith(lower)) : months.indexOf(lower));
}

// hours to 24, or to 12 with AM or PM; seconds and their fraction; a zone
const timeOfDay = /^(?:T|,? +)(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?|(?:0?\d|1[0-2]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s?[AP]M) ?(?:Z|UTC|GMT|[-+]\d\d(?::?\d\d)?)?$/i;

/** The day of a `date` with which `text` begins, where nothing but a time of day comes after. */
function dayAt(text: string, date: string, year: string, month: number, day: string): number {
  if (text.length > date.length && !timeOfDay.test(text.slice(date.length))) return NaN;
  return dayOfDate(yearOf(year), month, Number(day));
}

/** A year of four digits, or of two as POSIX reads them: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. */
function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year + (year >= 69 ? 1900 : 2000);
}
