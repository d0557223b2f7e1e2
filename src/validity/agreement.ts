import { InputError, show } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { log } from "../core/numbers.ts";
import { checkPair, countRows, crossOf, type Labelling } from "./labels.ts";

/**
 * How far two labellings of the same rows agree, whatever they call the clusters: 1 for the same partition, about 0 for
 * partitions that agree by chance, negative below it (Hubert and Arabie 1985).
 *
 * Counts the pairs of rows that are together in both, in one or in neither; the counts are exact. Two labellings that agree on
 * every pair give 1, the trivial ones too: all rows in one cluster, or each in its own. In O(n).
 *
 * @param a - one integer a row, any integers
 * @param b - as many
 * @throws {@link InputError} on labels that are not integers, on none at all, or on labellings of different lengths.
 * @group Compare
 * @example
 * ```ts
 * import { adjustedRandIndex } from "audience-segmentation";
 *
 * console.log(adjustedRandIndex([0, 0, 1, 1], [5, 5, 3, 3]), adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1]));
 * // 1 -0.5
 * ```
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const where = "adjustedRandIndex";
  const pair = checkPair(where, a, b);
  const { length: n } = pair.one.labels;

  const together = pairsIn(crossOf(where, pair));
  const onlyInA = pairsIn(pair.one) - together;
  const onlyInB = pairsIn(pair.two) - together;
  const apart = (n * (n - 1)) / 2 - together - onlyInA - onlyInB;
  if (onlyInA === 0 && onlyInB === 0) return 1;
  const chance = (together + onlyInA) * (onlyInA + apart) + (together + onlyInB) * (onlyInB + apart);
  return (2 * (together * apart - onlyInA * onlyInB)) / chance;
}

/** The pairs of rows of the same cluster. */
function pairsIn(labelling: Labelling): number {
  return countRows(labelling).reduce((pairs, count) => pairs + (count * (count - 1)) / 2, 0);
}

/**
 * How much two labellings of the same rows say about each other, whatever they call the clusters: 1 for the same partition, 0
 * where one says nothing about the other. The mutual information over the mean of the two entropies: scikit-learn's default,
 * the arithmetic normalisation of Vinh, Epps and Bailey (2010).
 *
 * Two labellings of one cluster each give 1; one cluster against more gives 0. Unlike {@link adjustedRandIndex} it is not
 * corrected for chance: of unrelated labellings it grows with the number of clusters. In O(n).
 *
 * @param a - one integer a row, any integers
 * @param b - as many
 * @returns a number between 0 and 1, to the bit the same for (b, a) and under any renaming of the clusters
 * @throws {@link InputError} on labels that are not integers, on none at all, or on labellings of different lengths.
 * @group Compare
 * @example
 * ```ts
 * import { normalizedMutualInformation } from "audience-segmentation";
 *
 * console.log(normalizedMutualInformation([0, 0, 1, 1], [5, 5, 3, 3]), normalizedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1]));
 * // 1 0
 * ```
 */
export function normalizedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const where = "normalizedMutualInformation";
  const { one, two } = checkPair(where, a, b);
  if (one.k === 1 && two.k === 1) return 1;
  const { length: n } = one.labels;
  const cross = crossOf(where, { one, two });
  const [inOne, inTwo, inBoth] = [one, two, cross].map(countRows);

  let information = 0;
  for (let i = 0, next = 0; next < cross.k; i++) {
    if (cross.labels[i] !== next) continue; // clusters are numbered by their first rows
    const expected = inOne[one.labels[i]] * inTwo[two.labels[i]]; // times n; where all three are equal, this is the entropy's term
    information += (inBoth[next] / n) * log((inBoth[next] * n) / expected);
    next++;
  }
  return Math.max(0, Math.min(1, information / ((entropy(inOne, n) + entropy(inTwo, n)) / 2)));
}

/** In nats. */
function entropy(rows: Float64Array, n: number): number {
  return rows.reduce((sum, count) => sum + (count / n) * log(n / count), 0);
}

/** How often each label of one labelling meets each of another. */
export interface Contingency {
  /** The labels of the first labelling, ascending: one a row of `counts`. */
  readonly a: Int32Array;
  /** The labels of the second, ascending: one a column of `counts`. */
  readonly b: Int32Array;
  /** The number of rows that have both labels. */
  readonly counts: Matrix;
}

/**
 * The table of two labellings of the same rows: how many rows have label `a[i]` in the first and `b[j]` in the second. Row and
 * column sums are the sizes of the clusters, and -1, the label of a dropped row, is a label like any other.
 *
 * In O(n + p q) time and memory for p and q labels.
 *
 * @param a - one integer of 32 bits a row
 * @param b - as many
 * @throws {@link InputError} on labels that are not integers of 32 bits, on none at all, on labellings of different lengths, or
 * on so many labels that no array holds the table.
 * @group Compare
 * @example
 * ```ts
 * import { contingency } from "audience-segmentation";
 *
 * const { a, b, counts } = contingency([0, 0, 1, 1, 1], [7, 7, 7, 8, 8]);
 * console.log(a, b, counts);
 * // Int32Array(2) [ 0, 1 ] Int32Array(2) [ 7, 8 ] { data: Float64Array(4) [ 2, 0, 1, 2 ], rows: 2, cols: 2 }
 * ```
 */
export function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  const where = "contingency";
  const { one, two } = checkPair(where, a, b);
  const rows = ascending(where, "a", a, one), columns = ascending(where, "b", b, two);
  const data = allocate(where, one.k, two.k);
  for (let i = 0; i < a.length; i++) data[rows.placeOf[one.labels[i]] * two.k + columns.placeOf[two.labels[i]]]++;
  return { a: rows.labels, b: columns.labels, counts: { data, rows: one.k, cols: two.k } };
}

/** The labels that occur, ascending, and where in that order each cluster stands. */
function ascending(
  where: string,
  name: string,
  given: ArrayLike<number>,
  { labels, k }: Labelling,
): { labels: Int32Array; placeOf: Int32Array } {
  const found = new Int32Array(k);
  for (let i = 0; i < labels.length; i++) {
    const label = given[i];
    found[labels[i]] = label;
    if (found[labels[i]] === label) continue;
    throw new InputError("not-an-integer", where, "must be an integer of 32 bits", show(label), { row: i }, `\`${name}\``);
  }
  const sorted = found.slice().sort();
  const place = new Map(Array.from(sorted, (label, at) => [label, at]));
  return { labels: sorted, placeOf: found.map((label) => place.get(label)!) };
}

function allocate(where: string, rows: number, cols: number): Float64Array {
  try {
    return new Float64Array(rows * cols);
  } catch {
    throw new InputError("too-large", where, "the table of counts must fit in one array", `${rows} and ${cols} labels`);
  }
}
