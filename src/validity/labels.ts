import { isArrayLike } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { counted } from "../core/text.ts";

/** Clusters numbered 0, 1, … in the order in which rows name them. */
export interface Labelling {
  readonly labels: Int32Array;
  /** The number of clusters. */
  readonly k: number;
}

/** Checks that `labels` are integers, any integers, and numbers the clusters they name. */
export function checkLabels(where: string, labels: unknown, name = "labels"): Labelling {
  if (!isArrayLike(labels)) {
    throw new InputError("not-an-array", where, `\`${name}\` must be an array of integers`, show(labels));
  }
  const numbered = new Int32Array(labels.length);
  const numberOf = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) {
    const label: unknown = labels[i];
    if (!Number.isInteger(label)) {
      throw new InputError("not-an-integer", where, "must be an integer", show(label), { row: i }, `\`${name}\``);
    }
    const known = numberOf.get(label as number);
    numbered[i] = known ?? numberOf.size;
    if (known === undefined) numberOf.set(label as number, numberOf.size);
  }
  return { labels: numbered, k: numberOf.size };
}

/** Checks that `labels` name one cluster a row, and from 2 to `most` clusters in all. */
export function checkPartition(where: string, labels: unknown, rows: number, most: number = rows): Labelling {
  const labelling = checkLabels(where, labels);
  const { length } = labelling.labels;
  if (length !== rows) {
    throw new InputError("wrong-length", where, `\`labels\` must hold one label a row`, `${counted(length, "label")} for ${counted(rows, "row")}`);
  }
  if (labelling.k < 2 || labelling.k > most) {
    const range = most === 2 ? "2 different labels" : `2 to ${most} different labels`;
    const allowed = most < 2 ? `at least 2 different labels, which takes ${2 + rows - most} rows` : `${range} for ${rows} rows`;
    throw new InputError("number-of-clusters", where, `\`labels\` must hold ${allowed}`, counted(labelling.k, "label"));
  }
  return labelling;
}

/** Two labellings of the same rows. */
interface LabelPair {
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
