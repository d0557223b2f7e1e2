import { checkPair, countRows, crossOf } from "./label-pair.ts";
import type { Labelling } from "./labels.ts";

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
