import { moments } from "../core/numbers.ts";
import { countScale } from "../core/weights.ts";
import type { Category, Problem } from "../kmeans/fit.ts";

/** What a mixture sees of a matrix, learnt from the rows that it is fitted to. What is constant says nothing of groups, and is left out. */
interface MixtureColumns {
  /** The columns that are numbers. */
  readonly numbers: Int32Array;
  /** The variance of each, above 0. */
  readonly variances: Float64Array;
  readonly categories: readonly Category[];
  /** The share of each level, category after category. */
  readonly shares: Float64Array;
}

/** Rows as a mixture sees them: numbers, and each combination of levels once. */
export interface MixtureRows {
  readonly columns: MixtureColumns;
  /** How many rows each counts as. */
  readonly weights: Float64Array;
  /** The numbers of each row, one row after the other. */
  readonly numbers: Float64Array;
  /** The combination of levels that each row has. */
  readonly combinationOf: Int32Array;
  /** For each combination one code a category: its level, counted over all categories, or -1 for none of them. */
  readonly codes: Int32Array;
}

/** What a mixture sees of the rows of a problem. */
export function mixtureColumns({ x: { data, rows, cols: d }, weights, categories = [] }: Problem): MixtureColumns {
  const isDummy = new Uint8Array(d);
  for (const { first, levels } of categories) isDummy.fill(1, first, first + levels);
  const column = (j: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => data[i * d + j]);
  const deviations = Float64Array.from(isDummy, (is, j) => (is === 1 ? 0 : moments(column(j), weights).deviation));
  const numbers = Int32Array.from(isDummy.keys()).filter((j) => deviations[j] * deviations[j] > 0);
  const variances = Float64Array.from(numbers, (j) => deviations[j] * deviations[j]);
  const several = categories.filter(({ levels }) => levels > 1);

  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = several.flatMap(({ first, levels }) => {
    const sums = new Float64Array(levels);
    for (let i = 0; i < rows; i++) {
      const level = levelAt(data, i * d + first, levels);
      if (level >= 0) sums[level] += weights[i];
    }
    return Array.from(sums, (sum) => sum / total);
  });
  return { numbers, variances, categories: several, shares: Float64Array.from(shares) };
}

/** The dummy that is 1 of those from `at` on, -1 for none: encoded it is not below 0, and all others are. */
function levelAt(data: Float64Array, at: number, levels: number): number {
  for (let l = 0; l < levels; l++) if (data[at + l] >= 0) return l;
  return -1;
}

/** The rows of a problem as a mixture of these columns sees them. Weights count rows, or else are scaled to. */
export function mixtureRows({ x: { data, rows, cols: d }, weights: given }: Problem, columns: MixtureColumns): MixtureRows {
  const scale = countScale(given.reduce((sum, weight) => sum + weight, 0), rows);
  const { numbers: kept, categories } = columns;
  const numbers = new Float64Array(rows * kept.length);
  for (let i = 0, to = 0; i < rows; i++) for (let j = 0; j < kept.length; j++) numbers[to++] = data[i * d + kept[j]];

  // each category in turn splits the combinations found so far, which are numbered in order of first appearance
  const combinationOf = new Int32Array(rows);
  let found: (readonly number[])[] = [[]];
  let before = 0;
  for (const { first, levels } of categories) {
    const places = new Map<number, number>();
    const split: (readonly number[])[] = [];
    for (let i = 0; i < rows; i++) {
      const level = levelAt(data, i * d + first, levels);
      const key = combinationOf[i] * (levels + 1) + level + 1;
      let place = places.get(key);
      if (place === undefined) {
        place = split.length;
        places.set(key, place);
        split.push([...found[combinationOf[i]], level < 0 ? -1 : before + level]);
      }
      combinationOf[i] = place;
    }
    found = split;
    before += levels;
  }
  return { columns, weights: given.map((weight) => weight * scale), numbers, combinationOf, codes: Int32Array.from(found.flat()) };
}

/** The number of free parameters of a mixture of k groups. */
export function parametersOf({ numbers, categories, shares }: MixtureColumns, k: number): number {
  return k - 1 + k * (2 * numbers.length + shares.length - categories.length);
}
