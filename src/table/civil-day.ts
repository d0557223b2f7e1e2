// Days of the calendar by integer arithmetic: no clock, no time zone, no locale.

const zero = 48;
const minus = 45;
const mostDays = 9_999_999; // above are 20240131 and milliseconds, which are no days
const millisecondsADay = 86_400_000;
const timeOfDay = /^[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)? ?(?:Z|[+-]\d\d:?\d\d)?$/;

/** What a date must be, in words. */
export const dateRule = "must be a date: text such as 2024-01-31, with or without a time of day, a valid Date, or a day number below 10 000 000";

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
export function dayOfText(text: string): number {
  if (text.charCodeAt(4) !== minus || text.charCodeAt(7) !== minus) return NaN;
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const year = digits(text, 0, 4);
  if (text.length > 10 && !timeOfDay.test(text.slice(10))) return NaN;
  return dayOfDate(year, month, day);
}

/** The day of a date, or NaN where the calendar has none: 30 February, month 13, a part that is NaN. */
export function dayOfDate(year: number, month: number, day: number): number {
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
