import type { Matrix } from "../core/matrix.ts";
import { contingency } from "../stats/contingency.ts";
import { columnOf, toFrame } from "../table/frame.ts";
import { readLevels } from "../table/read-column.ts";
import type { ColumnName, Table } from "../table/types.ts";
import { countPairs } from "./count-pairs.ts";

/** What {@link crosstab} gives; the matrices have one row a level of `a`, one column a level of `b`. */
export interface Crosstab {
  /** The levels of `a`: numbers ascending, then text by code unit. */
  readonly rows: string[];
  /** The levels of `b`, in the same order. */
  readonly columns: string[];
  /** The table's rows that have both levels. */
  readonly counts: Matrix;
  /** `counts` over the sum of their row: every row sums to 1. */
  readonly rowShares: Matrix;
  /**
   * Adjusted standardised residuals: counts less those expected, over their standard error. Where `a` and `b` are independent,
   * each is about standard normal: beyond 2 either way a cell is noteworthy, beyond 4 certain. 0 where `a` or `b` has one level.
   */
  readonly residuals: Matrix;
  /** Pearson's statistic, without a continuity correction; 0 where `a` or `b` has one level. */
  readonly chiSquared: number;
  /** Degrees of freedom: (rows - 1) (columns - 1). */
  readonly df: number;
  /** The chance of a statistic as large where `a` and `b` are independent; 1 where `df` is 0. */
  readonly p: number;
  /** How strong the link is, from 0 (none) to 1 (one column tells the other); NaN where `df` is 0. */
  readonly cramersV: number;
  /** The least count that independence would let expect; below 5, `p` is rough (Cochran 1954). */
  readonly leastExpected: number;
  /** The table's rows that were left out because `a` or `b` is missing there. */
  readonly missing: number;
}

/**
 * Do two categories of a table go together? Counts their pairs, and tests them by chi-squared.
 *
 * Numbers count as categories, in ascending order; a missing cell leaves its row out. A p-value says whether there is a link,
 * Cramér's V how strong it is: in a large table a weak one is certain too. Neither says which of the two makes the other.
 * In O(n + rows x columns).
 *
 * Pearson 1900; Cramér 1946; residuals: Haberman 1973, "The analysis of residuals in cross-classified tables". As SciPy's
 * chi2_contingency with `correction=False`.
 *
 * @param a - the name of the column whose levels become rows
 * @param b - the name of the column whose levels become columns
 * @throws {@link InputError} on a column that is not there, columns of more than 1 000 000 pairs of levels, or no row that has both.
 */
export function crosstab<T extends Table | Matrix>(table: T, a: ColumnName<T>, b: ColumnName<T>): Crosstab {
  const where = "crosstab";
  const frame = toFrame(where, table);
  const levelsOf = (name: string): ReturnType<typeof readLevels> => readLevels(where, name, columnOf(where, frame, name));
  const { rows, columns, counts, missing } = countPairs(where, [a, b], levelsOf(a), levelsOf(b));
  const toMatrix = (data: Float64Array): Matrix => ({ data, rows: rows.length, cols: columns.length });
  const { residuals, ...figures } = contingency(counts, rows.length, columns.length);
  return {
    rows,
    columns,
    counts: toMatrix(counts),
    rowShares: toMatrix(sharesOf(counts, columns.length)),
    residuals: toMatrix(residuals),
    ...figures,
    missing,
  };
}

/** Every entry over the sum of its row. */
function sharesOf(counts: Float64Array, cols: number): Float64Array {
  const shares = counts.slice();
  for (let row = 0; row < shares.length; row += cols) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += shares[row + j];
    for (let j = 0; j < cols; j++) shares[row + j] /= sum;
  }
  return shares;
}
