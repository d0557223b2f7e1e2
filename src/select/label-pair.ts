import { InputError } from "../core/input-error.ts";
import { checkLabels, type Labelling } from "./labels.ts";

/** Two labellings of the same rows. */
export interface LabelPair {
  readonly one: Labelling;
  readonly two: Labelling;
}

/** Checks that `a` and `b` are labellings of the same rows, one row at least. */
export function checkPair(where: string, a: unknown, b: unknown): LabelPair {
  const one = checkLabels(where, a, "a");
  const two = checkLabels(where, b, "b");
  const { length: n } = one.labels;
  if (n !== two.labels.length) {
    throw new InputError("wrong-length", where, `\`a\` and \`b\` must hold as many labels`, `${n} and ${two.labels.length}`);
  }
  if (n === 0) throw new InputError("no-rows", where, "`a` and `b` must hold at least one label", "none");
  return { one, two };
}

/** The labelling whose clusters are the rows that both labellings have together; the same, whichever of the two is named first. */
export function crossOf(where: string, { one, two }: LabelPair): Labelling {
  return checkLabels(where, Array.from(one.labels, (label, i) => label * two.k + two.labels[i]));
}

/** The number of rows of each cluster. */
export function countRows({ labels, k }: Labelling): Float64Array {
  const rows = new Float64Array(k);
  for (const label of labels) rows[label]++;
  return rows;
}
