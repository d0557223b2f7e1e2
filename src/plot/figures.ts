import { sayNumber, sayShare, shorten } from "../core/text.ts";

// Figures in pictures are written as in sentences: thousands apart by commas, three digits, shares in per cent.

const suffixes: readonly (readonly [number, string])[] = [[1e9, " bn"], [1e6, "M"], [1e3, "k"]];
const largestPlain = 1e13;
const leastPlain = 1e-4;

/** Labels of the values along an axis, `step` apart: all in one unit, with the decimals that the step needs. */
export function formatTicks(values: readonly number[], step: number): string[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest >= largestPlain || (largest > 0 && largest < leastPlain))
    return values.map((value) => formatPower(value, exponentOf(largest) - exponentOf(step)));
  const [unit, suffix] = suffixes.find(([size]) => largest >= 10 * size && step >= size / 100) ?? [1, ""];
  const decimals = Math.min(12, Math.max(0, -exponentOf(step / unit)));
  return values.map((value) => (value === 0 ? "0" : `${(value / unit).toFixed(decimals)}${suffix}`));
}

function formatPower(value: number, digits: number): string {
  return value === 0 ? "0" : value.toExponential(Math.min(12, Math.max(0, digits))).replace("e+", "e");
}

/** A number in a few digits: 3 of them, more only where they are whole. */
export function formatFigure(x: number): string {
  return Math.abs(x) >= largestPlain ? x.toExponential(1).replace("e+", "e") : sayNumber(x);
}

/** A share in per cent: "8 %", "0.4 %", "less than 0.1 %". */
export function formatPercent(share: number): string {
  return sayShare(share);
}

/** A share in per cent without decimals, where there is no room for them: "8 %". */
export function wholePercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A number with two decimals, and no minus before nothing: "0.39". */
export function formatTwoDecimals(x: number): string {
  return x.toFixed(2).replace(/^-(0\.00)$/, "$1");
}

/** A whole number with its thousands apart: 1,230. */
export function formatCount(count: number): string {
  return String(Math.round(100 * count) / 100).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
}

/** The words with a count: "1 row", "2 rows". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The power of ten of a positive number: 2 for 100 to below 1000. Read off its decimal digits, which are exact. */
export function exponentOf(x: number): number {
  return Number(x.toExponential().split("e")[1]);
}

/** 10 to a whole power, as its literal is read. */
export function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** `factor` times 10 to a whole power, rounded once where the power is exact. */
export function timesPower(factor: number, exponent: number): number {
  return exponent < 0 ? factor / powerOfTen(-exponent) : factor * powerOfTen(exponent);
}

/** Which of the named has the most and which the least of something, as a sentence after others; nothing where all have the same. */
export function sayExtremes(named: readonly { readonly name: string }[], values: readonly number[], what = ""): string {
  const known = named.map(({ name }, at) => ({ name: shorten(name), value: values[at] })).filter(({ value }) => !Number.isNaN(value));
  const order = known.sort((a, b) => b.value - a.value);
  if (order.length < 2 || order[0].value === order[order.length - 1].value) return "";
  return ` Highest${what}: ${order[0].name}; lowest: ${order[order.length - 1].name}.`;
}
