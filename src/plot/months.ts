import type { Levels } from "../table/cell.ts";
import { monthOf } from "../table/words.ts";
import type { Counts } from "./counts.ts";

const leastMonths = 2;
const last = 13; // what is no month, such as "(missing)", stands after December

/**
 * The order in which levels are listed: that of the calendar where they are names of months, in a language that dates are read in, with
 * "(missing)" and the like last; undefined where they are not.
 */
export function calendarOrder(levels: readonly string[]): number[] | undefined {
  const months = levels.map((level) => (level.startsWith("(") ? last : monthOf(level)));
  const named = months.filter((month) => month > 0 && month < last);
  if (named.length < leastMonths || months.includes(0)) return undefined;
  return levels.map((_, at) => at).sort((a, b) => months[a] - months[b] || a - b);
}

/** The levels of a column, months in the order of the calendar. */
export function levelsInOrder({ levels, codes }: Levels): Levels {
  const order = calendarOrder(levels);
  if (order === undefined) return { levels, codes };
  const place = new Int32Array(levels.length);
  order.forEach((at, i) => (place[at] = i));
  return { levels: order.map((at) => levels[at]), codes: codes.map((code) => (code < 0 ? -1 : place[code])) };
}

/** Counts whose categories, where they are months, are in the order of the calendar. */
export function countsInOrder({ rows, columns, counts }: Counts): Counts {
  const [down, across] = [rows, columns].map((names) => calendarOrder(names) ?? names.map((_, at) => at));
  const data = Float64Array.from(down.flatMap((i) => across.map((j) => counts.data[i * counts.cols + j])));
  return { rows: down.map((i) => rows[i]), columns: across.map((j) => columns[j]), counts: { ...counts, data } };
}

const between = ": ";

/** The order of encoded features, the levels of a category of months, which stand side by side, in that of the calendar. */
export function featuresInOrder(features: readonly string[]): number[] {
  const columnAt = (at: number): string | undefined => {
    const end = features[at].lastIndexOf(between);
    return end < 0 ? undefined : features[at].slice(0, end);
  };
  const order: number[] = [];
  for (let from = 0, to = 1; from < features.length; from = to++) {
    const column = columnAt(from);
    while (column !== undefined && to < features.length && columnAt(to) === column) to++;
    const levels = features.slice(from, to).map((name) => name.slice((column ?? "").length + between.length));
    const own = (column === undefined ? undefined : calendarOrder(levels)) ?? levels.map((_, at) => at);
    order.push(...own.map((at) => from + at));
  }
  return order;
}
