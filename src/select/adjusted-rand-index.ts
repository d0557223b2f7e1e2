import { InputError } from "../core/input-error.ts";
import { checkLabels, type Labelling } from "./labels.ts";

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
  const one = checkLabels(where, a, "a");
  const two = checkLabels(where, b, "b");
  const { length: n } = one.labels;
  if (n !== two.labels.length) {
    throw new InputError("wrong-length", where, `\`a\` and \`b\` must hold as many labels`, `${n} and ${two.labels.length}`);
  }
  if (n === 0) throw new InputError("no-rows", where, "`a` and `b` must hold at least one label", "none");

  const together = pairsIn(crossOf(one, two));
  const onlyInA = pairsIn(one) - together;
  const onlyInB = pairsIn(two) - together;
  const apart = (n * (n - 1)) / 2 - together - onlyInA - onlyInB;
  if (onlyInA === 0 && onlyInB === 0) return 1;
  const chance = (together + onlyInA) * (onlyInA + apart) + (together + onlyInB) * (onlyInB + apart);
  return (2 * (together * apart - onlyInA * onlyInB)) / chance;
}

/** Rows are in the same cluster when both labellings have them together. */
function crossOf(a: Labelling, b: Labelling): Labelling {
  return checkLabels("adjustedRandIndex", Array.from(a.labels, (label, i) => label * b.k + b.labels[i]));
}

/** The pairs of rows of the same cluster. */
function pairsIn({ labels, k }: Labelling): number {
  const rows = new Float64Array(k);
  for (const label of labels) rows[label]++;
  return rows.reduce((pairs, count) => pairs + (count * (count - 1)) / 2, 0);
}
