import { dayOf, isoDate } from "./date-text.ts";

/** Days by which a date must be apart from all others to stand for none: twenty years. */
export const farDays = 7305;
const leastOthers = 3; // days, which tell how far dates reach; fewer do where a day is of a century to come
/** 2100-01-01: dates from here on may stand for none. */
export const nextCentury = 47_482;
/** 1901-01-01: dates before may stand for none. */
export const lastCentury = -25_202;
const mostEnds = 4;

/** Whether a day is one that is written for no date: of another century, or the first or last of a year. */
export function standsForNone(day: number): boolean {
  return day >= nextCentury || day < lastCentury || /-(?:01-01|12-3[01])$/.test(isoDate(day));
}

/**
 * The days of a column that stand for no date, such as 9999-12-31 or 1900-01-01: days that are so written, at either end, further from
 * all others than these reach and than twenty years. Days since 1970-01-01, NaN where missing.
 */
export function placeholderDays(values: Float64Array): number[] {
  const days = Float64Array.from(new Set(values)).filter((day) => !Number.isNaN(day)).sort();
  const found: number[] = [];
  let low = 0, high = days.length - 1;
  while (found.length < mostEnds && high > low) {
    const isTop = days[high] - days[high - 1] >= days[low + 1] - days[low];
    const [end, next, other] = isTop ? [days[high], days[high - 1], days[low]] : [days[low], days[low + 1], days[high]];
    const gap = Math.abs(end - next);
    const areEnough = high - low >= leastOthers || (isTop && end >= nextCentury && next < nextCentury);
    if (!areEnough || !standsForNone(end) || gap <= Math.max(farDays, Math.abs(next - other))) break;
    found.push(end);
    if (isTop) high--;
    else low++;
  }
  return found;
}

/** Days that are meant, and what was taken out. */
export interface RealDays {
  readonly values: Float64Array;
  /** The days that stand for none. */
  readonly days: readonly number[];
  /** The cells that hold them. */
  readonly cells: number;
}

/** Dates without those that stand for none: the ones named, or else found. */
export function withoutPlaceholders(values: Float64Array, named: readonly string[] | undefined): RealDays {
  const days = named === undefined ? placeholderDays(values) : named.map(dayOf);
  let cells = 0;
  const kept = days.length === 0 ? values : values.map((day) => (days.includes(day) ? (cells++, NaN) : day));
  return { values: kept, days, cells };
}
