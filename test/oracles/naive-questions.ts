// Cross tables and tests of groups as their textbooks state them, one sum at a time.
import { naiveMean, naiveQuantile } from "./naive-table.ts";

const sum = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The levels of cells that are not missing, in the order given, their counts, and the chi-squared statistic. */
export function naiveCrosstab(pairs: readonly (readonly [string, string])[], order: (a: string, b: string) => number): { rows: string[]; columns: string[]; counts: number[][]; chiSquared: number; residuals: number[][] } {
  const [rows, columns] = [0, 1].map((side) => [...new Set(pairs.map((pair) => pair[side]))].sort(order));
  const counts = rows.map((row) => columns.map((column) => pairs.filter(([a, b]) => a === row && b === column).length));
  const n = pairs.length;
  const rowSums = counts.map(sum);
  const columnSums = columns.map((_, j) => sum(counts.map((row) => row[j])));
  const expected = counts.map((row, i) => row.map((_, j) => (rowSums[i] * columnSums[j]) / n));
  const chiSquared = sum(counts.flatMap((row, i) => row.map((count, j) => (count - expected[i][j]) ** 2 / expected[i][j])));
  const residuals = counts.map((row, i) => row.map((count, j) => (count - expected[i][j]) / Math.sqrt(expected[i][j] * (1 - rowSums[i] / n) * (1 - columnSums[j] / n)) || 0));
  return { rows, columns, counts, chiSquared, residuals };
}

/** The F statistic. */
export function naiveF(groups: readonly (readonly number[])[]): { f: number; etaSquared: number } {
  const all = groups.flat();
  const mean = naiveMean(all);
  const between = sum(groups.map((group) => group.length * (naiveMean(group) - mean) ** 2));
  const within = sum(groups.map((group) => sum(group.map((x) => (x - naiveMean(group)) ** 2))));
  return { f: between / (groups.length - 1) / (within / (all.length - groups.length)), etaSquared: between / (between + within) };
}

/** The statistic of Kruskal and Wallis: that of the sums of ranks, over the correction for ties. */
export function naiveH(groups: readonly (readonly number[])[]): number {
  const all = groups.flat();
  const n = all.length;
  const rank = (x: number): number => all.filter((y) => y < x).length + (all.filter((y) => y === x).length + 1) / 2;
  const h = (12 / (n * (n + 1))) * sum(groups.map((group) => sum(group.map(rank)) ** 2 / group.length)) - 3 * (n + 1);
  const ties = [...new Set(all)].map((x) => all.filter((y) => y === x).length);
  return h / (1 - sum(ties.map((t) => t ** 3 - t)) / (n ** 3 - n));
}

/** Bergsma's V (2013) of counts whose rows and columns are not empty, as his paper states it. */
export function naiveCorrectedV(counts: readonly (readonly number[])[], chiSquared: number): number {
  const [n, r, c] = [sum(counts.flat()), counts.length, counts[0]!.length];
  const square = Math.max(0, chiSquared / n - ((r - 1) * (c - 1)) / (n - 1));
  const [rows, columns] = [r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)];
  return square === 0 ? 0 : Math.sqrt(square / Math.min(rows - 1, columns - 1));
}

/** Hays's omega² (1963): of the population's variance, from mean squares. */
export function naiveOmega(groups: readonly (readonly number[])[]): number {
  const { f } = naiveF(groups);
  const [df, n] = [groups.length - 1, groups.flat().length];
  return f === Infinity ? 1 : Math.max(0, (df * (f - 1)) / (df * (f - 1) + n));
}

/** The bootstrap's intervals of eta² and of the ranks' share, one row drawn at a time, shifted down by what chance adds twice. */
export function naiveIntervals(groups: readonly (readonly number[])[], resamples: number, random: () => number, low: number): [number, number][] {
  const rows = groups.flatMap((group, g) => group.map((x) => [g, x] as const));
  const n = rows.length;
  const measure = (rows: readonly (readonly [number, number])[]): [number, number] => {
    const split = groups.map((_, g) => rows.filter(([group]) => group === g).map(([, x]) => x)).filter((group) => group.length > 0);
    return [naiveF(split).etaSquared, naiveH(split) / (n - 1)];
  };
  const drawn = Array.from({ length: resamples }, () => measure(rows.map(() => rows[Math.floor(n * random())]!)));
  return measure(rows).map((share, at) => {
    const shift = ((2 * (groups.length - 1)) / n) * (1 - share);
    const [from, to] = [low, 1 - low].map((end) => Math.max(0, naiveQuantile(drawn.map((pair) => pair[at]!), end) - shift));
    return [from!, to!];
  });
}
