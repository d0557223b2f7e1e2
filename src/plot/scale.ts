import { log, log1p } from "../core/log.ts";
import { exponentOf, powerOfTen } from "./decade.ts";
import { linearTicks, logTicks, type Tick } from "./ticks.ts";

/** How values become places along an axis. */
export interface Scale {
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
export function linearScale(min: number, max: number, leastStep = 0): Scale {
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (!(max - min > leastSpan * size)) {
    const spread = size === 0 ? 1 : 0.1 * size;
    return linearScale(min - spread, max + spread, leastStep);
  }
  const at = (value: number): number => (value - min) / (max - min);
  return { min, max, at, ticks: (count) => linearTicks(min, max, count, leastStep) };
}

/** A logarithmic scale; `min` and `max` are above 0 and spread where they are equal. */
export function logScale(min: number, max: number): Scale {
  if (!(max > min * (1 + leastSpan))) return logScale(min / 2, max * 2);
  const [low, high] = [log(min), log(max)];
  return { min, max, at: (value) => (log(value) - low) / (high - low), ticks: (count) => logTicks(min, max, count) };
}

/**
 * A logarithmic scale that begins with 0: it is log(1 + x / c), where c is the power of ten at or below the least number above
 * 0, so that it is nearly linear up to c and nearly logarithmic from there on.
 */
export function logScaleFromZero(leastPositive: number, max: number): Scale {
  const foot = powerOfTen(exponentOf(leastPositive));
  const top = Math.max(max, 2 * foot);
  const width = log1p(top / foot);
  const ticks = (count: number): Tick[] => [{ value: 0, label: "0" }, ...logTicks(foot, top, Math.max(1, count - 1))];
  return { min: 0, max: top, at: (value) => log1p(value / foot) / width, ticks };
}

/** A scale with a share of its length left free at either end. */
export function insetScale(scale: Scale, share: number): Scale {
  return { ...scale, at: (value) => share + (1 - 2 * share) * scale.at(value) };
}
