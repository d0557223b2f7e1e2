import { exponentOf, timesPower } from "./decade.ts";
import { formatTicks } from "./figures.ts";

/** A value that an axis names. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** At most `count` round values, 1, 2 or 5 times a power of ten apart, from `min` to `max`, which are apart. */
export function linearTicks(min: number, max: number, count: number, leastStep = 0): Tick[] {
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
export function logTicks(min: number, max: number, count: number): Tick[] {
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
