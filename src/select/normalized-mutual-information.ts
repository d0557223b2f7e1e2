import { log } from "../core/log.ts";
import { checkPair, countRows, crossOf } from "./label-pair.ts";

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
