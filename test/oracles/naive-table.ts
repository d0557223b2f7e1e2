// Features of a table, dealt with one cell at a time as the documentation says. Weights are whole: a row is repeated so many times.
import type { Feature } from "../../src/prepare/spec.ts";

/** The rows that stay, and each feature's values in them: numbers as they are once filled, levels once filled and pooled. */
export interface NaiveTable {
  readonly kept: number[];
  readonly values: (number | string)[][];
}

const isGap = (cell: unknown): boolean => cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === "string" && cell.trim() === "");

/** Fills, drops and pools. */
export function naiveTable(columns: Readonly<Record<string, readonly unknown[]>>, features: readonly Feature[], weights: readonly number[]): NaiveTable {
  const kept = weights.map((_, i) => i).filter((i) => features.every(({ column, missing }) => missing !== "drop" || !isGap(columns[column][i])));
  const values = features.map((feature) => {
    const cells = kept.map((i) => columns[feature.column][i]);
    const own = kept.map((i) => weights[i]);
    return feature.type === "number" ? fillNumbers(cells, feature, own) : poolLevels(fillLevels(cells, feature, own), feature, own);
  });
  return { kept, values };
}

/** Every value as often as its weight says. */
export function repeat<T>(values: readonly T[], weights: readonly number[]): T[] {
  return values.flatMap((value, i) => Array.from({ length: weights[i] }, () => value));
}

/** The quantile of type 7. */
export function naiveQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const low = Math.floor(position);
  return sorted[low] + (position - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

/** The mean, which of equal values is that value. */
export function naiveMean(values: readonly number[]): number {
  return new Set(values).size === 1 ? values[0] : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const naiveDeviation = (values: readonly number[]): number => Math.sqrt(naiveMean(values.map((value) => (value - naiveMean(values)) ** 2)));

/** The commonest value, the first of `order` on a tie. */
function mode<T>(values: readonly T[], order: (a: T, b: T) => number): T {
  const count = (value: T): number => values.filter((other) => other === value).length;
  return [...new Set(values)].sort((a, b) => count(b) - count(a) || order(a, b))[0];
}

function fillNumbers(cells: readonly unknown[], { missing }: Feature, weights: readonly number[]): number[] {
  const present = repeat(cells, weights).filter((cell) => !isGap(cell)).map(Number);
  const fills: Record<string, () => number> = { mean: () => naiveMean(present), median: () => naiveQuantile(present, 0.5), mode: () => mode(present, (a, b) => a - b) };
  return cells.map((cell) => (!isGap(cell) ? Number(cell) : typeof missing === "object" ? Number(missing.fill) : fills[String(missing)]()));
}

function fillLevels(cells: readonly unknown[], { missing }: Feature, weights: readonly number[]): string[] {
  const present = repeat(cells, weights).filter((cell) => !isGap(cell)).map(String);
  const fill = (): string => (typeof missing === "object" ? String(missing.fill) : missing === "mode" ? mode(present, levelOrder) : "(missing)");
  return cells.map((cell) => (isGap(cell) ? fill() : String(cell)));
}

function poolLevels(levels: readonly string[], { poolBelow = 0 }: Feature, weights: readonly number[]): string[] {
  const all = repeat(levels, weights);
  return levels.map((level) => (all.filter((other) => other === level).length / all.length < poolBelow ? "(rare)" : level));
}

/** Numbers ascending, then text by code unit. */
export function levelOrder(a: string, b: string): number {
  const isNumber = (text: string): boolean => /^-?[0-9.]+$/.test(text);
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  return Number(isNumber(b)) - Number(isNumber(a)) || (a < b ? -1 : Number(a > b));
}
