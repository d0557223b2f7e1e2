import { isArrayLike } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";

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
      throw new InputError("not-an-integer", where, `\`${name}\`, row ${i}: must be an integer`, show(label), { row: i });
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
    throw new InputError("wrong-length", where, `\`labels\` must hold one label a row`, `${length} labels for ${rows} rows`);
  }
  if (labelling.k < 2 || labelling.k > most) {
    const allowed = most < 2 ? `2 clusters or more, which takes ${2 + rows - most} rows` : `2 to ${most} clusters of ${rows} rows`;
    throw new InputError("number-of-clusters", where, `\`labels\` must name ${allowed}`, labelling.k);
  }
  return labelling;
}
