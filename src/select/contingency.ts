import { InputError } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { show } from "../core/show.ts";
import { checkPair } from "./label-pair.ts";
import type { Labelling } from "./labels.ts";

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
 */
export function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  const where = "contingency";
  const { one, two } = checkPair(where, a, b);
  const [rows, columns] = [ascending(where, "a", a, one), ascending(where, "b", b, two)];
  const data = allocate(where, one.k, two.k);
  for (let i = 0; i < a.length; i++) data[rows.placeOf[one.labels[i]] * two.k + columns.placeOf[two.labels[i]]]++;
  return { a: rows.labels, b: columns.labels, counts: { data, rows: one.k, cols: two.k } };
}

/** The labels that occur, ascending, and where in that order each cluster stands. */
function ascending(where: string, name: string, given: ArrayLike<number>, { labels, k }: Labelling): { labels: Int32Array; placeOf: Int32Array } {
  const found = new Int32Array(k);
  for (let i = 0; i < labels.length; i++) {
    const label = given[i];
    found[labels[i]] = label;
    if (found[labels[i]] === label) continue;
    throw new InputError("not-an-integer", where, `\`${name}\`, row ${i}: must be an integer of 32 bits`, show(label), { row: i });
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
