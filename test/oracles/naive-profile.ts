// What segments are by a column, from its definition; a row of weight w stands there w times.
import { naiveQuantile } from "./naive-table.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A number in all rows, or in those of a segment. */
export interface NaiveMean {
  readonly mean: number;
  readonly median: number;
  readonly total: number;
}

/** Mean, median and total; NaN and 0 of nothing. */
export function naiveMeanOf(values: readonly number[]): NaiveMean {
  return { mean: sum(values) / values.length, median: values.length === 0 ? NaN : naiveQuantile(values, 0.5), total: sum(values) };
}

/** How many the top 1 in `part` are, and the share of the total that they hold. */
export function naiveTop(values: readonly number[], part: number): [customers: number, held: number] {
  const customers = Math.min(values.length, Math.max(1, Math.ceil(values.length / part)));
  return [customers, sum([...values].sort((a, b) => b - a).slice(0, customers)) / sum(values)];
}

/** The share of values that are one. */
export function naiveShare<T>(values: readonly T[], one: T): number {
  return values.filter((value) => value === one).length / values.length;
}
