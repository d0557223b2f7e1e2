import { InputError } from "../core/input-error.ts";
import { log, log1p } from "../core/numbers.ts";
import { quantilesOf } from "../core/quantile.ts";
import { exponentOf, formatTicks, powerOfTen, timesPower } from "./figures.ts";

/** How values become places along an axis. */
export interface AxisScale {
  readonly min: number;
  readonly max: number;
  /** The place of a value, from 0 at `min` to 1 at `max`. */
  readonly at: (value: number) => number;
  /** About `count` round values to be named. */
  readonly ticks: (count: number) => Tick[];
}

// closer together, numbers are as good as equal: their differences are rounding errors
const leastSpan = 1e-9;

/** A scale from `min` to `max`, which are spread where they are equal; ticks are at least `leastStep` apart. */
export function linearScale(min: number, max: number, leastStep = 0): AxisScale {
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (!(max - min > leastSpan * size)) {
    const spread = size === 0 ? 1 : 0.1 * size;
    return linearScale(min - spread, max + spread, leastStep);
  }
  const at = (value: number): number => (value - min) / (max - min);
  return { min, max, at, ticks: (count) => linearTicks(min, max, count, leastStep) };
}

/** A logarithmic scale; `min` and `max` are above 0 and spread where they are equal. */
export function logScale(min: number, max: number): AxisScale {
  if (!(max > min * (1 + leastSpan))) return logScale(min / 2, max * 2);
  const low = log(min), high = log(max);
  return { min, max, at: (value) => (log(value) - low) / (high - low), ticks: (count) => logTicks(min, max, count) };
}

/**
 * A logarithmic scale that begins with 0: it is log(1 + x / c), where c is the power of ten at or below the least number above
 * 0, so that it is nearly linear up to c and nearly logarithmic from there on.
 */
export function logScaleFromZero(leastPositive: number, max: number): AxisScale {
  const foot = powerOfTen(exponentOf(leastPositive));
  const top = Math.max(max, 2 * foot);
  const width = log1p(top / foot);
  const ticks = (count: number): Tick[] => [{ value: 0, label: "0" }, ...logTicks(foot, top, Math.max(1, count - 1))];
  return { min: 0, max: top, at: (value) => log1p(value / foot) / width, ticks };
}

/** A scale with a share of its length left free at either end. */
export function insetScale(scale: AxisScale, share: number): AxisScale {
  return { ...scale, at: (value) => share + (1 - 2 * share) * scale.at(value) };
}

/** A value that an axis names. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** At most `count` round values, 1, 2 or 5 times a power of ten apart, from `min` to `max`, which are apart. */
function linearTicks(min: number, max: number, count: number, leastStep = 0): Tick[] {
  const rough = Math.max((max - min) / Math.max(1, count), leastStep);
  let exponent = exponentOf(rough);
  let factor = [1, 2, 5].find((size) => timesPower(size, exponent) >= rough * (1 - 1e-9));
  if (factor === undefined) {
    factor = 1;
    exponent++;
  }
  const step = timesPower(factor, exponent);
  const values: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i <= max / step + 1e-9; i++) values.push(timesPower(i * factor, exponent));
  const labels = formatTicks(values, step);
  return values.map((value, i) => ({ value, label: labels[i] }));
}

/** Powers of ten from `min` to `max`, both above 0: with 2 and 5 times them where at most `count` are within, or every so many. */
function logTicks(min: number, max: number, count: number): Tick[] {
  const fine = powersWithin(min, max, 1, [1, 2, 5]);
  const every = Math.max(1, Math.ceil((fine.length + 1) / 3 / Math.max(1, count)));
  const values = fine.length <= count ? fine : powersWithin(min, max, every, [1]);
  const isShort = values.length < 2 && max < 100 * min; // then round numbers are as near as powers
  if (isShort) return linearTicks(min, max, count).filter(({ value }) => value >= min);
  return values.map((value) => ({ value, label: formatTicks([value], value)[0] }));
}

/** The factors times every so many powers of ten, from `min` to `max`. */
function powersWithin(min: number, max: number, every: number, factors: readonly number[]): number[] {
  const values: number[] = [];
  for (let exponent = Math.floor(exponentOf(min) / every) * every; exponent <= exponentOf(max); exponent += every) {
    for (const factor of factors) values.push(timesPower(factor, exponent));
  }
  return values.filter((value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9));
}

const room = 0.02;

/** The scale of a column's numbers, NaN aside, with a little room around them; logarithmic where that is asked for. */
export function axisScale(where: string, column: string, values: Float64Array, isLog: boolean): AxisScale {
  let min = Infinity, max = -Infinity, leastPositive = Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isLog && value < 0) {
      const rule = "must be at least 0 on a logarithmic axis";
      throw new InputError("below-zero", where, rule, value, { column, row: i }, "");
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value > 0 && value < leastPositive) leastPositive = value;
  }
  if (max === -Infinity) return linearScale(0, 1);
  if (isLog && max === 0) return linearScale(0, 1);
  if (isLog) return min === 0 ? logScaleFromZero(leastPositive, max * (1 + room)) : logScale(min / (1 + room), max * (1 + room));
  const spare = room * (max - min);
  return linearScale(min >= 0 && min < spare ? 0 : min - spare, max + spare);
}

const edgeShare = 0.005;
const reach = 0.5; // of the range between

/**
 * The range of values that a picture shows, NaN aside: all of them, or up to half as far again as the middle 99 % reach, so that a few far
 * ones do not squeeze the rest; undefined where there is no value.
 */
export function mainRange(values: Float64Array): readonly [min: number, max: number] | undefined {
  let min = Infinity, max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < min) min = values[i];
    if (values[i] > max) max = values[i];
  }
  if (max === -Infinity) return undefined;
  const [low, high] = quantilesOf(values, undefined, [edgeShare, 1 - edgeShare]);
  const spare = reach * (high - low);
  return spare > 0 ? [Math.max(min, low - spare), Math.min(max, high + spare)] : [min, max];
}

const fewTimes = 20;

/** Whether nothing is below 0 and the largest hundredth of the values dwarf the median: a logarithmic axis shows more of them. */
export function isSkewed(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] < 0) return false;
  const [median, most] = quantilesOf(values, undefined, [0.5, 0.99]);
  return median > 0 && most > fewTimes * median;
}
